package projection

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// planIndex is one plan turned round: from what units report to what depends on it.
type planIndex struct {
	plan   plan.Plan
	root   area.Area
	rates  map[string][]area.Area           // rolled-up indicator → the members that report it
	shares map[string][]catalogue.Indicator // reported indicator → the shares of units counted from it
	units  map[area.Level][]area.Area       // members by tier
	member map[string]bool                  // UIDs of all of them
	forms  []timeliness.Duty
}

func indexPlans(reg plan.Registry) []planIndex {
	out := make([]planIndex, 0, len(reg.Plans))
	for _, pl := range reg.Plans {
		if pl.Kind == plan.Reference {
			continue // it judges nobody, so nothing is derived for it
		}
		root, _ := reg.Areas.Get(pl.Root)
		x := planIndex{plan: pl, root: root, rates: map[string][]area.Area{}, shares: map[string][]catalogue.Indicator{}, units: map[area.Level][]area.Area{}, member: map[string]bool{}}
		for _, uid := range pl.Units {
			x.member[uid] = true
		}
		for _, f := range pl.Forms {
			x.forms = append(x.forms, timeliness.DutyOf(reg, pl, f))
		}
		for _, level := range levels {
			x.units[level] = reg.Members(pl, level)
			x.indexRates(reg, level)
		}
		seen := map[string]bool{}
		for _, t := range pl.Targets {
			if ind := reg.Indicators[t.Indicator]; ind.Measure == catalogue.ShareOfUnits && !seen[ind.ID] {
				seen[ind.ID] = true
				x.shares[ind.Of] = append(x.shares[ind.Of], ind)
			}
		}
		out = append(out, x)
	}
	return out
}

// levels are the tiers from the top down.
var levels = []area.Level{area.Province, area.District, area.Commune}

// indexRates finds what the root's total is summed from: the highest tier below it that reports the indicator. A root
// that reports the indicator itself needs no sum, and must not get a second value.
func (x *planIndex) indexRates(reg plan.Registry, level area.Level) {
	for id, ind := range reg.Indicators {
		form, ok := x.plan.FormFor(id, level)
		if !ok || !ind.RollUp || len(x.rates[id]) > 0 || level == x.root.Level || x.rootReports(reg, id) {
			continue
		}
		for _, a := range x.units[level] {
			if reg.Owes(x.plan, form, id, a) {
				x.rates[id] = append(x.rates[id], a)
			}
		}
	}
}

func (x *planIndex) rootReports(reg plan.Registry, indicator string) bool {
	own, ok := x.plan.FormFor(indicator, x.root.Level)
	return ok && reg.Owes(x.plan, own, indicator, x.root)
}

// counts reports whether plan i derives values of its root for the period: its own years, and the year before, which
// baselines come from. Where two plans of one root meet in that year, the older plan's members are the ones that count,
// so that the point does not depend on which report came last.
func counts(plans []planIndex, i int, per period.Period) bool {
	year := per.End().Year()
	own := plans[i].plan
	switch {
	case year >= own.From && year <= own.To:
		return !covered(plans[:i], own.Root, year)
	case year == own.From-1:
		return !covered(plans, own.Root, year)
	}
	return false
}

// covered reports whether one of the plans runs for the root in the year.
func covered(plans []planIndex, root string, year int) bool {
	for _, x := range plans {
		if x.plan.Root == root && year >= x.plan.From && year <= x.plan.To {
			return true
		}
	}
	return false
}
