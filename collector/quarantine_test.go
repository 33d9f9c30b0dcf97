package main

import (
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/influxtest"
)

// quarantined puts a point into the desk's ledger's quarantine, as if InfluxDB had refused it.
func (d desk) quarantined(t *testing.T, line, reason string) {
	t.Helper()
	book, err := ledger.Open(t.Context(), d.ledger, d.now)
	if err != nil {
		t.Fatal(err)
	}
	if err := book.Quarantine(t.Context(), line, reason); err != nil {
		t.Error(err)
	}
	if err := book.Close(); err != nil {
		t.Error(err)
	}
}

// untilMetric waits until a metric has a value.
func untilMetric(t *testing.T, address, metric string) {
	t.Helper()
	limit := time.Now().Add(time.Minute)
	for body := ""; !strings.Contains(body, "\n"+metric+"\n"); {
		if _, body = get(t, address+"/metrics"); time.Now().After(limit) {
			t.Fatalf("it does not come to %s:\n%s", metric, body)
		}
	}
}

func TestQuarantineIsListedRetriedAndEmptied(t *testing.T) {
	d, server := newDesk(t), influxtest.Start(t)
	t.Setenv("XHHT_INFLUX_TOKEN", server.Token)
	address := d.serve(t, "--influx-url", server.URL, "--influx-org", server.Org, "--influx-bucket", server.Bucket)
	quarantine := func(args ...string) (stdout, stderr string) {
		t.Helper()
		exit, stdout, stderr := d.run(t, append(append([]string{"quarantine"}, args...), "--ledger", d.ledger)...)
		if exit != 0 {
			t.Fatalf("quarantine %v: exit %d, %s", args, exit, stderr)
		}
		return stdout, stderr
	}
	untilMetric(t, address, "xhht_projection_lag_entries 0") // a projection that begins tries everything again
	if out, _ := quarantine("retry"); out != "không có điểm nào bị từ chối\n" {
		t.Errorf("an empty quarantine: %q", out)
	}
	d.quarantined(t, `observation {"Indicator":"info_skills_rate","Area":"d:857@0","Group":"all","Basis":"reported","At":"2024-12-31T00:00:00Z"}`, "field type conflict\non the second line")
	out, said := quarantine("list")
	if !strings.Contains(out, `Z observation {"Indicator":"info_skills_rate","Area":"d:857@0"`) || !strings.Contains(out, "\n    field type conflict\n    on the second line\n") || said != "1 điểm bị từ chối\n" {
		t.Errorf("list printed\n%s%s", out, said)
	}
	if _, body := get(t, address+"/metrics"); !strings.Contains(body, "\nxhht_projection_quarantined_points 1\n") {
		t.Errorf("the metrics do not show it:\n%s", body)
	}
	if out, _ := quarantine("--lang", "en", "retry"); !strings.HasPrefix(out, "1 points are to be tried again") {
		t.Errorf("retry said %q", out)
	}
	post(t, address, "", row("857", 60123)) // it wakes the projection, which else looks every five seconds
	untilMetric(t, address, "xhht_projection_quarantined_points 0")
	if out, said := quarantine("list"); out != "" || said != "0 điểm bị từ chối\n" {
		t.Errorf("after the retry list printed\n%s%s", out, said)
	}
}

func TestQuarantineRefusesALedgerThatIsNotThere(t *testing.T) {
	d := newDesk(t)
	for _, command := range []string{"list", "retry"} {
		if exit, _, stderr := d.run(t, "quarantine", command, "--ledger", d.ledger); exit != 1 || !strings.Contains(stderr, "ledger.db: không có tệp này") {
			t.Errorf("%s: exit %d, %s", command, exit, stderr)
		}
	}
}
