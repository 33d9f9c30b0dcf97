package systemtest

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/series"
)

// The proof of the wall without eyes: every query of every generated panel and rule is put to the plugin over gRPC, which
// reads a real InfluxDB that the demo's own reports were projected into by the real collector.
func TestTheWallOverGRPC(t *testing.T) {
	s := fed(t)
	w := wallOf(t, s, 1, s.Influx.Bucket)
	reg, err := planfile.Load("plans")
	if err != nil {
		t.Fatal(err)
	}
	// Any part may run by itself: what two of them need is asked for by whichever comes first.
	full := &account{ask: func(t *testing.T) []grafanatest.Shown { return checkPanels(t, w, situation{lang: "vi", full: true}) }}
	empty := &account{ask: func(t *testing.T) []grafanatest.Shown {
		return checkPanels(t, other(t, s, 2, reg), situation{lang: "vi", empty: true})
	}}
	t.Run("panels", func(t *testing.T) { full.of(t) })
	t.Run("panels in English", func(t *testing.T) {
		english := checkPanels(t, w, situation{lang: "en", full: true})
		checkSame(t, full.of(t), english)
	})
	t.Run("each fault is found", func(t *testing.T) { checkFaults(t, w) })
	t.Run("rules", func(t *testing.T) { checkAlertPage(t, w.pages, checkRules(t, w, alarms)) })
	t.Run("rules turned around", func(t *testing.T) { checkBrokenRules(t, w) })
	t.Run("what the standing office did", func(t *testing.T) { checkOffice(t, w) })
	t.Run("late communes by what they belong to", func(t *testing.T) { checkParents(t, w) })
	t.Run("panels of an empty system", func(t *testing.T) { empty.of(t) })
	t.Run("rules of an empty system", func(t *testing.T) { checkRules(t, other(t, s, 6, reg), nil) })
	t.Run("the table of panels", func(t *testing.T) {
		golden.Equal(t, "internal/systemtest/testdata/panels.golden", table(full.of(t), empty.of(t)))
	})
	t.Run("one report only", func(t *testing.T) {
		at := period.Year(2025).End().Time()
		one := series.Observation{Indicator: "info_skills_rate", Area: "d:857@0", Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported,
			At: at, Value: new(38.7), Numerator: new(3870.0), Denominator: new(10000.0), Revision: 1, Received: at.AddDate(0, 0, -25)}
		checkPanels(t, other(t, s, 3, reg, one), situation{lang: "vi"})
	})
	t.Run("124 units, one of them silent", func(t *testing.T) {
		crowd, values := crowded(t, reg, 124)
		w := other(t, s, 5, crowd, values...)
		checkPanels(t, w, situation{lang: "vi", more: true})
		checkCrowd(t, w, 124)
	})
	t.Run("a unit with a long name", func(t *testing.T) {
		checkPanels(t, other(t, s, 4, renamed(t, reg, "d:862@0", strings.Repeat("Trà Ôn rất dài ", 4))), situation{lang: "vi"})
	})
}

// account is what all panels show in one situation, asked for once. Where asking found faults, nobody takes it for the whole.
type account struct {
	ask   func(t *testing.T) []grafanatest.Shown
	asked bool
	by    string // the test that asked, if it found faults
	shown []grafanatest.Shown
}

func (a *account) of(t *testing.T) []grafanatest.Shown {
	t.Helper()
	if !a.asked {
		a.asked, a.by = true, t.Name()
		a.shown = a.ask(t)
		if !t.Failed() {
			a.by = ""
		}
		return a.shown
	}
	if a.by != "" {
		t.Fatalf("the panels have faults: see %s", a.by)
	}
	return a.shown
}
