package ledgertest

import (
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

// A ledger says how many entries it holds, also those of another program, and when it last accepted anything, once it has.
func testMetrics(t *testing.T, open Open) {
	l := newLedger(t, open)
	described := map[string]bool{}
	descs := make(chan *prometheus.Desc, 10)
	l.Describe(descs)
	close(descs)
	for d := range descs {
		described[d.String()] = true
	}
	gauges := func() (out []float64) {
		list := make(chan prometheus.Metric, 10)
		l.Collect(list)
		close(list)
		for m := range list {
			var value dto.Metric
			if err := m.Write(&value); err != nil || !described[m.Desc().String()] {
				t.Errorf("%s: %v, described: %v", m.Desc(), err, described[m.Desc().String()])
			}
			out = append(out, value.GetGauge().GetValue())
		}
		return out
	}
	if got := gauges(); len(got) != 1 || got[0] != 0 || len(described) != 2 {
		t.Errorf("an empty ledger says %v, and describes %v", got, described)
	}
	mustAccept(t, newLedger(t, open), submission("", count("d:857@0", 600), count("d:858@0", 500)))
	if got := gauges(); len(got) != 2 || got[0] != 2 || got[1] != float64(morning.Unix()) {
		t.Errorf("got %v", got)
	}
}

// Whatever is opened to be written is of the newest format.
func testTheFormatIsTheNewest(t *testing.T, open Open) {
	if have, newest := newLedger(t, open).Format(); have != newest || newest == 0 {
		t.Errorf("format %d of %d", have, newest)
	}
}
