package influx_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/influx"
)

func TestNewRefusesAddressesWithoutRepeatingThem(t *testing.T) {
	for name, address := range map[string]string{
		"nothing":               "",
		"no scheme":             "hunter2:8086",
		"another scheme":        "ftp://user:hunter2@host",
		"a user and a password": "http://user:hunter2@host:8086",
		"a user alone":          "http://hunter2@host:8086",
		"no host":               "http://",
		"a broken percent":      "http://user:hunter2@host/%zz",
	} {
		c, err := influx.New(influx.Options{URL: address, Bucket: "b"})
		if err == nil {
			c.Close()
			t.Errorf("%s: accepted", name)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error repeats the address: %v", name, err)
		}
	}
	c, err := influx.New(influx.Options{URL: "https://host:8086/prefix/", Bucket: "b"})
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
}
