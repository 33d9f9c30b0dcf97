package wording_test

import (
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/wording"
)

func TestWhatAMilestoneAsksFor(t *testing.T) {
	unit := lang.Text{VI: "lần", EN: "times"}
	for name, c := range map[string]struct {
		measure    catalogue.Measure
		comparator plan.Comparator
		value, max *float64
		vi, en     string
	}{
		"a rate":                     {catalogue.Rate, plan.AtLeast, new(50.0), nil, "50%", "50%"},
		"a rate of two decimals":     {catalogue.Rate, plan.Above, new(98.85), nil, ">98,85%", ">98.85%"},
		"a range":                    {catalogue.Rate, plan.Range, new(25.0), new(35.0), "25–35%", "25–35%"},
		"a share, in whole units":    {catalogue.ShareOfUnits, plan.AtLeast, new(70.0), nil, "6/8", "6/8"},
		"a level":                    {catalogue.Level, plan.AtLeast, new(2.0), nil, "mức 2", "level 2"},
		"a recognition":              {catalogue.Status, plan.Equal, new(1.0), nil, "được công nhận", "recognised"},
		"a quantity":                 {catalogue.Quantity, plan.About, new(12.0), nil, "khoảng 12 lần", "about 12 times"},
		"a gap":                      {catalogue.Gap, plan.AtMost, new(1.0), nil, "≤1 điểm %", "≤1 point"},
		"to keep what there is":      {catalogue.Rate, plan.Maintain, nil, nil, "duy trì", "maintain"},
		"to fall":                    {catalogue.Rate, plan.Decrease, nil, nil, "giảm", "decrease"},
		"no number and no direction": {catalogue.Rate, plan.AtLeast, nil, nil, "tăng", "increase"},
	} {
		ind := catalogue.Indicator{Measure: c.measure, Unit: unit, MemberLevel: area.District}
		m := plan.Milestone{Comparator: c.comparator, Value: c.value, ValueMax: c.max}
		target := plan.Target{N: 8, Milestones: []plan.Milestone{m}}
		if vi, en := wording.Need(ind, target, m, lang.Vietnamese), wording.Need(ind, target, m, lang.English); vi != c.vi || en != c.en {
			t.Errorf("%s: %q, %q; want %q, %q", name, vi, en, c.vi, c.en)
		}
	}
}

// A difference that would round to nothing is not nothing.
func TestASmallDifferenceIsNamed(t *testing.T) {
	rate := catalogue.Indicator{Measure: catalogue.Rate}
	for v, want := range map[float64]string{0.04: "dưới 0,1 điểm %", 0.05: "0,1 điểm %", 0: "0 điểm %", 6.94: "6,9 điểm %"} {
		if got := wording.Points(rate, v, 1, lang.Vietnamese); got != want {
			t.Errorf("%g: %q, want %q", v, got, want)
		}
	}
}
