package scorecard

import (
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// BaselineKey names the baseline of one target for one unit.
type BaselineKey struct{ Target, Area string }

// Baselines picks the baselines out of stored target points: the earliest where there are two, because a baseline that
// moved to an earlier period leaves its former point behind until the next replay.
func Baselines(p plan.Plan, points []series.TargetPoint) map[BaselineKey]*standing.Point {
	out := map[BaselineKey]*standing.Point{}
	for _, pt := range points {
		if _, ok := p.Target(pt.Target); !ok || pt.Kind != series.BaselinePoint {
			continue
		}
		k := BaselineKey{pt.Target, pt.Area}
		if first := out[k]; first == nil || pt.At.Before(first.At) {
			out[k] = &standing.Point{At: pt.At, Value: pt.Value}
		}
	}
	return out
}

// LineOf builds the line a unit is held to. Milestones of a share of units stand in whole units: 70% of 8 is 75%. A
// milestone that only says "maintain" keeps the number before it, a milestone's or the document's own baseline; the line
// of a target whose current milestone has no number is empty, so that nothing is judged by a number the plan does not give.
func LineOf(p plan.Plan, t plan.Target, ind catalogue.Indicator, base *standing.Point, at time.Time, method standing.Method) standing.Line {
	current := milestone(t, at)
	l := standing.Line{
		Sign: ind.Direction.Sign(), Comparator: current.Comparator, Stepwise: ind.Measure.Stepwise(),
		Baseline: base, Bounds: p.Bounds, Method: method, Limits: limits(ind),
	}
	if ind.Measure == catalogue.ShareOfUnits && current.Comparator == plan.Above {
		l.Comparator = plan.AtLeast // in whole units the goal itself is above: 5 of 8 for above 50%
	}
	if current.Value == nil && current.Comparator != plan.Maintain {
		return l
	}
	for _, m := range t.Milestones {
		switch {
		case m.Value != nil:
			l.Milestones = append(l.Milestones, standing.Point{At: m.By.Time(), Value: t.Goal(ind, m)})
		case m.Comparator == plan.Maintain && len(l.Milestones) == 0 && t.Baseline != nil:
			l.Milestones = append(l.Milestones, standing.Point{At: m.By.Time(), Value: t.Baseline.Value})
		}
	}
	return l
}

func limits(ind catalogue.Indicator) *standing.Limits {
	low, high := ind.Limits()
	return &standing.Limits{Low: low, High: high}
}
