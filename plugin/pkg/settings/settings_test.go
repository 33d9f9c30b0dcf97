package settings_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/plugin/pkg/settings"
)

func load(url, jsonData, token string) (settings.Settings, error) {
	return settings.Load(backend.DataSourceInstanceSettings{URL: url, JSONData: []byte(jsonData), DecryptedSecureJSONData: map[string]string{"token": token}})
}

func TestLoad(t *testing.T) {
	got, err := load(" https://influx.example:8086/ ", `{"organization":"bcd","bucket":"xhht","timeoutSeconds":7.5,"tlsSkipVerify":true,"portalUrl":" https://xhht.example/cong/ ","httpHeaderName1":"X"}`, "abc\n")
	if err != nil {
		t.Fatal(err)
	}
	want := settings.Settings{URL: "https://influx.example:8086", Organization: "bcd", Bucket: "xhht", Token: "abc", Timeout: 7500 * time.Millisecond, TLSSkipVerify: true,
		PortalURL: "https://xhht.example/cong"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Load (-want +got):\n%s", diff)
	}
	if o := got.Options(); o.Token != "abc" || o.Org != "bcd" || o.Bucket != "xhht" || !o.TLSSkipVerify || o.Timeout != got.Timeout {
		t.Errorf("got options %+v", o)
	}
	if got, err = load("http://h:1", `{"bucket":"b"}`, ""); err != nil || got.Timeout != settings.DefaultTimeout {
		t.Errorf("got %v, %v; want the default timeout", got, err)
	}
}

func TestLoadRefuses(t *testing.T) {
	tests := map[string]struct{ url, json, code string }{
		"nothing":                     {"", `{"bucket":"b"}`, "settings_url"},
		"a host without a scheme":     {"influx:8086", `{"bucket":"b"}`, "settings_url"},
		"another scheme":              {"ftp://influx", `{"bucket":"b"}`, "settings_url"},
		"an address with a password":  {"http://u:hunter2@influx:8086", `{"bucket":"b"}`, "settings_url"},
		"an address cut by a percent": {"http://influx:8086/%zz", `{"bucket":"b"}`, "settings_url"},
		"a portal that is a script":   {"http://influx:8086", `{"bucket":"b","portalUrl":"javascript:alert(1)"}`, "settings_portalUrl"},
		"a portal with a password":    {"http://influx:8086", `{"bucket":"b","portalUrl":"https://u:hunter2@portal"}`, "settings_portalUrl"},
		"a portal with a query":       {"http://influx:8086", `{"bucket":"b","portalUrl":"https://portal/?x=1"}`, "settings_portalUrl"},
		"no bucket":                   {"http://influx:8086", `{"bucket":" "}`, "settings_bucket"},
		"no settings at all":          {"http://influx:8086", ``, "settings_bucket"},
		"a timeout below a second":    {"http://influx:8086", `{"bucket":"b","timeoutSeconds":0.1}`, "settings_timeoutSeconds"},
		"a negative timeout":          {"http://influx:8086", `{"bucket":"b","timeoutSeconds":-1}`, "settings_timeoutSeconds"},
		"an endless timeout":          {"http://influx:8086", `{"bucket":"b","timeoutSeconds":1e9}`, "settings_timeoutSeconds"},
		"a timeout in words":          {"http://influx:8086", `{"bucket":"b","timeoutSeconds":"20"}`, "settings_json"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := load(tc.url, tc.json, "")
			var list problem.List
			if !errors.As(err, &list) || string(list[0].Code) != tc.code {
				t.Fatalf("got %v, want code %s", err, tc.code)
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the message repeats a password: %v", err)
			}
		})
	}
}

func TestTokenIsNeverPrinted(t *testing.T) {
	s, err := load("http://h:1", `{"bucket":"b"}`, "hunter2")
	if err != nil {
		t.Fatal(err)
	}
	marshalled, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{fmt.Sprint(s), fmt.Sprintf("%+v %#v %q %s", s, s, s.Token, s.Token), string(marshalled)} {
		if strings.Contains(text, "hunter2") {
			t.Errorf("the token appears in %s", text)
		}
	}
}
