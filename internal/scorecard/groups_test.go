package scorecard_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
)

func TestCompareGroups(t *testing.T) {
	reg := plan.Registry{Indicators: map[string]catalogue.Indicator{
		"skills":     {ID: "skills", Direction: catalogue.Higher, Frequency: period.Annual, Groups: []string{"sex=female", "ethnic=minority"}},
		"illiterate": {ID: "illiterate", Direction: catalogue.Lower, Frequency: period.Annual, Groups: []string{"sex=female"}},
		"undivided":  {ID: "undivided", Frequency: period.Annual},
	}}
	end := func(year int) time.Time { return period.Year(year).End().Time() }
	seen := func(unit, indicator, group string, year int, v float64) series.Observation {
		return series.Observation{Area: unit, Indicator: indicator, Group: group, At: end(year), Value: &v, Received: end(year)}
	}
	obs := []series.Observation{
		seen("a", "skills", catalogue.GroupAll, 2024, 50), seen("a", "skills", "sex=female", 2024, 44), // the newest that both have
		seen("a", "skills", catalogue.GroupAll, 2025, 60), // women were not reported apart
		seen("a", "skills", "sex=female", 2023, 10), seen("a", "skills", catalogue.GroupAll, 2023, 90),
		seen("b", "skills", catalogue.GroupAll, 2025, 50), seen("b", "skills", "sex=female", 2025, 52),
		seen("a", "illiterate", catalogue.GroupAll, 2025, 3), seen("a", "illiterate", "sex=female", 2025, 4), // more of what is bad
		seen("b", "skills", "ethnic=minority", 2027, 1), seen("b", "skills", catalogue.GroupAll, 2027, 2), // not known yet
	}
	pair := func(unit, indicator string) plan.Pair {
		return plan.Pair{Area: area.Area{UID: unit}, Target: plan.Target{Indicator: indicator}}
	}
	pairs := []plan.Pair{pair("b", "skills"), pair("a", "undivided"), pair("a", "skills"), pair("a", "illiterate")}
	got := scorecard.CompareGroups(reg, pairs, obs, end(2026))
	type row struct {
		unit, indicator, group, period string
		apart                          float64
	}
	want := []row{{"a", "skills", "sex=female", "2024", -6}, {"a", "illiterate", "sex=female", "2025", -1}, {"b", "skills", "sex=female", "2025", 2},
		{"b", "skills", "ethnic=minority", "", 0}, {"a", "skills", "ethnic=minority", "", 0}}
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i, g := range got {
		r := row{unit: g.Area.UID, indicator: g.Indicator.ID, group: g.Group, period: g.Period.String()}
		if g.Apart != nil {
			r.apart = *g.Apart
		}
		if r != want[i] || (g.Apart == nil) != (want[i].period == "") {
			t.Errorf("row %d: %+v, want %+v", i, r, want[i])
		}
	}
}
