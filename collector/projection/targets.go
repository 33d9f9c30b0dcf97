package projection

import (
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// fixedTargets are the points that the documents themselves give: their baselines, and the milestones that have a
// number. A share of units stands in whole units: 70% of 8 is 75%.
func fixedTargets(reg plan.Registry) []series.TargetPoint {
	var out []series.TargetPoint
	eachJudged(reg, func(pl plan.Plan, pair plan.Pair) {
		point := targetPoint(pl, pair)
		if b := pair.Target.Baseline; b != nil {
			point.Kind, point.At, point.Value = series.BaselinePoint, b.At.Time(), b.Value
			out = append(out, point)
		}
		for _, m := range pair.Target.Milestones {
			if m.Value == nil {
				continue
			}
			point.Kind, point.At, point.Value = series.MilestonePoint, m.By.Time(), pair.Target.Goal(reg.Indicators[pair.Target.Indicator], m)
			out = append(out, point)
		}
	})
	return out
}

func eachJudged(reg plan.Registry, do func(plan.Plan, plan.Pair)) {
	for _, pl := range reg.Plans {
		for _, level := range levels {
			for _, pair := range reg.Judged(pl, level) {
				do(pl, pair)
			}
		}
	}
}

func targetPoint(pl plan.Plan, pair plan.Pair) series.TargetPoint {
	return series.TargetPoint{Plan: pl.ID, Target: pair.Target.ID, Indicator: pair.Target.Indicator, Area: pair.Area.UID}
}

// baselines follows the targets whose document gives no start: there the unit's earliest value is the baseline, even one
// that comes after the first milestone. A value of an earlier period that comes later moves it; the point it leaves
// behind stays in the store until a replay, and readers take the earliest.
type baselines struct {
	open map[unitIndicator][]*openBaseline
}

type unitIndicator struct{ area, indicator string }

type openBaseline struct {
	point series.TargetPoint // At is zero while nothing is known
	from  time.Time          // the year before the plan: older series belong to another plan
}

func newBaselines(reg plan.Registry) *baselines {
	b := &baselines{open: map[unitIndicator][]*openBaseline{}}
	eachJudged(reg, func(pl plan.Plan, pair plan.Pair) {
		if t := pair.Target; t.Baseline == nil && len(t.Milestones) > 0 {
			k := unitIndicator{pair.Area.UID, t.Indicator}
			point := targetPoint(pl, pair)
			point.Kind = series.BaselinePoint
			b.open[k] = append(b.open[k], &openBaseline{point: point, from: period.DateOf(pl.From-1, 1, 1).Time()})
		}
	})
	return b
}

// note returns the baseline points that the observations set, correct or move.
func (b *baselines) note(observations []series.Observation) []series.TargetPoint {
	touched := map[*openBaseline]bool{}
	var order []*openBaseline
	for _, o := range observations {
		if o.Group != catalogue.GroupAll || o.Value == nil {
			continue
		}
		for _, base := range b.open[unitIndicator{o.Area, o.Indicator}] {
			known := !base.point.At.IsZero()
			if o.At.Before(base.from) || known && o.At.After(base.point.At) {
				continue
			}
			base.point.At, base.point.Value = o.At, *o.Value
			if !touched[base] {
				touched[base] = true
				order = append(order, base)
			}
		}
	}
	out := make([]series.TargetPoint, len(order))
	for i, base := range order {
		out[i] = base.point
	}
	return out
}

// sources are the reported indicators that open baselines can come from.
func (b *baselines) sources(reg plan.Registry) []string {
	set := map[string]bool{}
	for k := range b.open {
		ind := reg.Indicators[k.indicator]
		if ind.Measure.Derived() {
			set[ind.Of] = true
			continue
		}
		set[ind.ID] = true
	}
	return sorted(set)
}
