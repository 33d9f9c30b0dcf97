package projection

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// planIndex is one plan turned round: from what units report to what depends on it.
type planIndex struct {
	plan   plan.Plan
	root   area.Area
	rates  map[string][]area.Area           // rolled-up indicator → the members that report it
	shares map[string][]catalogue.Indicator // reported indicator → the shares of units counted from it
	units  map[area.Level][]area.Area       // members by tier
	member map[string]bool                  // UIDs of all of them
	forms  []formIndex
}

// formIndex is one form with what each of its units owes.
type formIndex struct {
	form    plan.Form
	periods map[period.Period]bool
	owed    map[string][]string // unit → indicators
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
			x.forms = append(x.forms, indexForm(reg, pl, f))
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

func indexForm(reg plan.Registry, pl plan.Plan, f plan.Form) formIndex {
	x := formIndex{form: f, periods: map[period.Period]bool{}, owed: map[string][]string{}}
	for _, per := range pl.Periods(f) {
		x.periods[per] = true
	}
	for _, a := range reg.Members(pl, f.Level) {
		for _, id := range f.Indicators {
			if reg.Owes(pl, f, id, a) {
				x.owed[a.UID] = append(x.owed[a.UID], id)
			}
		}
	}
	return x
}

// counts reports whether plan i derives values of its root for the period: its own years, and the year before, which
// baselines come from. Where two plans of one root meet in that year, the older plan's members are the ones that count,
// so that the point does not depend on which report came last.
func counts(plans []planIndex, i int, per period.Period) bool {
	year := per.End().Year()
	own := plans[i].plan
	switch {
	case year >= own.From && year <= own.To:
		return !covered(plans[:i], own, year)
	case year == own.From-1:
		return !covered(plans, own, year)
	}
	return false
}

// covered reports whether one of the plans runs for the own plan's root in the year. A regime and a plan do not stand in each
// other's way: what the one derives from facts, the other does not report.
func covered(plans []planIndex, own plan.Plan, year int) bool {
	for _, x := range plans {
		if x.plan.Root == own.Root && (x.plan.Kind == plan.Regime) == (own.Kind == plan.Regime) && year >= x.plan.From && year <= x.plan.To {
			return true
		}
	}
	return false
}
