package projection

import (
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
