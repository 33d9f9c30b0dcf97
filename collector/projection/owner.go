package projection

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
)

// Two plans may speak of one unit. A cell has one value all the same, and it does not depend on which report came last.

// rank orders the plans that derive values for a year: those that run, in their order, before those that take it as the
// year before they begin, which baselines come from. It fails where the plan derives nothing for the year.
func (x *planIndex) rank(year int) (int, bool) {
	switch {
	case year >= x.plan.From && year <= x.plan.To:
		return 0, true
	case year == x.plan.From-1:
		return 1, true
	}
	return 0, false
}

// derives reports whether it is plan i that gives the unit a total of the indicator for the period: the unit exists for the
// plan, nobody makes it report the indicator itself, and no plan of a better rank sums it.
func (p *Projection) derives(i int, unit area.Area, indicator string, per period.Period) bool {
	own, ok := p.plans[i].rank(per.End().Year())
	if !ok || !p.plans[i].plan.Reports(unit, per) {
		return false
	}
	for j := range p.plans {
		x := &p.plans[j]
		rank, ok := x.rank(per.End().Year())
		if !ok || j == i {
			continue
		}
		if r := x.reporters[indicator]; rank == 0 && r != nil && r.reports(unit, per) {
			return false
		}
		better := rank < own || rank == own && j < i
		if r := x.totals[indicator]; better && r != nil && r.shape(per).Sums(unit.UID) && x.plan.Reports(unit, per) {
			return false
		}
	}
	return true
}
