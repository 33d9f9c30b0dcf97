package scorecard_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

// A row that misses its milestone by less than the last decimal reads "50%, cần 50%", gap "0", and is not achieved: somebody is
// told to correct a program instead of a number.
func TestNoTextContradictsTheVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		goal := float64(rapid.IntRange(1, 99).Draw(t, "goal"))
		off := math.Pow10(-rapid.IntRange(0, 5).Draw(t, "order")) * rapid.Float64Range(0.2, 9).Draw(t, "size")
		value := math.Max(0, math.Min(100, goal-off))
		if rapid.Bool().Draw(t, "near the top") {
			value = 100 - off/9
		}
		base := rapid.Float64Range(0, goal).Draw(t, "baseline")
		line := standing.Line{Sign: 1, Comparator: plan.AtLeast, Bounds: plan.DefaultBounds, Method: standing.MilestoneLinear,
			Baseline: &standing.Point{At: end(2020), Value: base}, Milestones: []standing.Point{{At: end(2025), Value: goal}}}
		m := plan.Milestone{Comparator: plan.AtLeast, Value: &goal}
		r := scorecard.Row{Indicator: catalogue.Indicator{Measure: catalogue.Rate}, Milestone: m, Target: plan.Target{Milestones: []plan.Milestone{m}},
			Verdict: standing.Judge(line, standing.Past{}, &value, end(rapid.IntRange(2021, 2025).Draw(t, "year")))}
		have, need, gap := r.HaveText(lang.Vietnamese), r.NeedText(lang.Vietnamese), r.Difference(r.Gap, lang.Vietnamese)
		switch {
		case (have == need) && r.Status != standing.Achieved:
			t.Fatalf("%g is written %s beside %s and is %s", value, have, need, r.Status)
		case have == "100%" && value < 100-1e-6:
			t.Fatalf("%g is written 100%%", value)
		case gap == "0" && math.Abs(*r.Gap) > 1e-6, strings.HasPrefix(gap, "−") != (*r.Gap < -1e-6) && math.Abs(*r.Gap) > 1e-6:
			t.Fatalf("a gap of %g is written %s", *r.Gap, gap)
		case r.Figure(r.Value, lang.Vietnamese) == r.Figure(r.Expected, lang.Vietnamese) && math.Abs(*r.Gap) > 1e-6:
			t.Fatalf("%g beside an expected %g are both written %s", value, *r.Expected, r.Figure(r.Value, lang.Vietnamese))
		}
	})
}
