package scorecard

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// GroupStanding is one group of people beside everybody in one unit, in the newest period that both were reported for.
type GroupStanding struct {
	Row            // of everybody: unit, indicator, target
	Group   string // a disaggregation, such as sex=female
	OfGroup *float64
	OfAll   *float64
	Apart   *float64 // turned by the direction of the indicator: below zero the group is worse off
}

// CompareGroups puts every group that the pairs' indicators are divided by beside everybody; the group that is worse off by most
// comes first, and who did not report apart comes last. A commune's lie of the land divides totals only, and is no group of a report.
func CompareGroups(reg plan.Registry, pairs []plan.Pair, obs []series.Observation, asOf time.Time) []GroupStanding {
	type key struct{ area, indicator, group string }
	values := map[key]map[time.Time]*float64{}
	for _, o := range obs {
		k := key{o.Area, o.Indicator, o.Group}
		if o.Received.After(asOf) || o.Value == nil {
			continue
		}
		if values[k] == nil {
			values[k] = map[time.Time]*float64{}
		}
		values[k][o.At] = o.Value
	}
	var out []GroupStanding
	for _, pair := range pairs {
		ind := reg.Indicators[pair.Target.Indicator]
		for _, group := range ind.Groups {
			g := GroupStanding{Row: Row{Area: pair.Area, Indicator: pair.Target.Named(ind), Target: pair.Target}, Group: group}
			all, own := values[key{pair.Area.UID, ind.ID, catalogue.GroupAll}], values[key{pair.Area.UID, ind.ID, group}]
			var newest time.Time
			for at := range own {
				if all[at] != nil && at.After(newest) {
					newest = at
				}
			}
			if !newest.IsZero() {
				g.Period, g.OfGroup, g.OfAll = series.PeriodOf(ind.Frequency, newest), own[newest], all[newest]
				g.Apart = new(ind.Direction.Sign() * (*g.OfGroup - *g.OfAll))
			}
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b GroupStanding) int { return byNumber(a.Apart, b.Apart) })
	return out
}
