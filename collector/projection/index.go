package projection

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/rollup"
	"github.com/xhht/xhht/internal/timeliness"
)

// planIndex is one plan turned round: from what units report to what depends on it.
type planIndex struct {
	plan      plan.Plan
	members   []string                         // UIDs of the root and the units, in order
	reporters map[string]*rolling              // rate → who reports it, where something is derived from it
	totals    map[string]*rolling              // rolled-up rate or share of units → what it is summed from
	shares    map[string][]catalogue.Indicator // reported indicator → the shares of units counted from it
	gaps      map[string][]catalogue.Indicator // rate → the gaps between its groups
	frequency map[string]period.Frequency      // rolled-up rate → how often it is reported
	forms     []timeliness.Duty

	answering map[string][]plan.Gathered // cluster → the units that answer for it
	lies      map[string][]rollup.Lies   // unit → the clusters that it answers for
	levels    map[string]*levelled       // level or status that clusters have by their units' → its rules
	reg       plan.Registry
}

// rolling is a set of units whose numbers are carried up to the plan's root, and the tree between them as of each period.
type rolling struct {
	tree   *area.Tree
	plan   plan.Plan
	root   area.Area
	units  []area.Area // in any period
	has    map[string]bool
	asked  func(area.Area, period.Period) bool // where it is not the same units in all periods; else nil
	lies   rollup.Gathering
	shapes map[period.Period]*rollup.Shape
}

// reports tells whether the unit is one of those whose numbers are carried up for the period.
func (r *rolling) reports(a area.Area, per period.Period) bool {
	return r.has[a.UID] && (r.asked == nil || r.asked(a, per)) && r.plan.Reports(a, per)
}

// shape is the tree of those units that report for the period. It is made once; only whoever has the projection's turn
// may ask for it.
func (r *rolling) shape(per period.Period) *rollup.Shape {
	s := r.shapes[per]
	if s == nil {
		var open []area.Area
		for _, a := range r.units {
			if r.reports(a, per) {
				open = append(open, a)
			}
		}
		s = rollup.ShapeIn(r.tree, r.root, open, per.End(), r.lies)
		r.shapes[per] = s
	}
	return s
}

// communes reports whether all of the units are communes: only then a total can be told apart by kind of commune.
func (r *rolling) communes() bool {
	return !slices.ContainsFunc(r.units, func(a area.Area) bool { return a.Level != area.Commune })
}

// levels are the tiers from the top down.
var levels = []area.Level{area.Province, area.District, area.Commune}

func indexPlans(reg plan.Registry) []planIndex {
	out := make([]planIndex, 0, len(reg.Plans))
	for _, pl := range reg.Plans {
		if pl.Kind == plan.Reference {
			continue // it judges nobody, so nothing is derived for it
		}
		out = append(out, indexPlan(reg, pl))
	}
	return out
}

// concernedBy lists, for each unit, the plans that it belongs to.
func concernedBy(plans []planIndex) map[string][]int {
	out := map[string][]int{}
	for i, x := range plans {
		for _, uid := range x.members {
			out[uid] = append(out[uid], i)
		}
	}
	return out
}

func indexPlan(reg plan.Registry, pl plan.Plan) planIndex {
	x := planIndex{plan: pl, members: append([]string{pl.Root}, pl.Units...), reporters: map[string]*rolling{}, totals: map[string]*rolling{},
		shares: map[string][]catalogue.Indicator{}, gaps: map[string][]catalogue.Indicator{}, frequency: map[string]period.Frequency{}}
	slices.Sort(x.members)
	x.members = slices.Compact(x.members)
	for _, f := range pl.Forms {
		x.forms = append(x.forms, timeliness.DutyOf(reg, pl, f))
	}
	x.gather(reg)
	sets := sets{reg: reg, index: &x, known: map[string]*rolling{}}
	seen := map[string]bool{}
	for _, t := range pl.Targets {
		ind := reg.Indicators[t.Indicator]
		if seen[ind.ID] {
			continue
		}
		seen[ind.ID] = true
		switch ind.Measure {
		case catalogue.ShareOfUnits:
			x.shares[ind.Of] = append(x.shares[ind.Of], ind)
			x.totals[ind.ID] = sets.of(reg.Members(pl, ind.MemberLevel), ind.Of)
		case catalogue.Gap:
			x.gaps[ind.Of] = append(x.gaps[ind.Of], ind)
			x.reporters[ind.Of] = sets.of(x.owing(reg, ind.Of), ind.Of)
		}
	}
	for id, ind := range reg.Indicators {
		if units := x.owing(reg, id); ind.RollUp && len(units) > 0 {
			x.reporters[id] = sets.of(units, id)
			x.totals[id], x.frequency[id] = x.reporters[id], ind.Frequency
		}
	}
	return x
}

// owing lists the units of all tiers that owe the indicator on a form in any period.
func (x *planIndex) owing(reg plan.Registry, indicator string) []area.Area {
	var out []area.Area
	seen := map[string]bool{}
	for _, f := range x.forms {
		for _, tier := range f.Form.Tiers() {
			for _, a := range reg.Members(x.plan, tier) {
				if !seen[a.UID] && reg.EverOwes(x.plan, f.Form, indicator, a) {
					seen[a.UID] = true
					out = append(out, a)
				}
			}
		}
	}
	return out
}

// terms tells indicators apart that are not asked of the same units in all periods; it is empty for those that are.
func (x *planIndex) terms(indicator string) string {
	var out []string
	for _, f := range x.forms {
		for _, ask := range f.Form.Indicators {
			if ask.Indicator == indicator && f.Form.Changes(ask) {
				out = append(out, fmt.Sprint(f.Form.ID, ask.Term))
			}
		}
	}
	return strings.Join(out, " ")
}

// sets makes each set of units once: the indicators of one form share theirs, and with it the trees.
type sets struct {
	reg   plan.Registry
	index *planIndex
	known map[string]*rolling
}

// of is the set of units whose numbers of the indicator are carried up.
func (s sets) of(units []area.Area, indicator string) *rolling {
	uids := make([]string, len(units))
	has := make(map[string]bool, len(units))
	for i, a := range units {
		uids[i], has[a.UID] = a.UID, true
	}
	terms := s.index.terms(indicator)
	key := fmt.Sprint(strings.Join(append(uids, terms), " "), s.index.levels[indicator] != nil)
	if r := s.known[key]; r != nil {
		return r
	}
	pl := s.index.plan
	root, _ := s.reg.Areas.Get(pl.Root)
	r := &rolling{tree: s.reg.Areas, plan: pl, root: root, units: units, has: has, shapes: map[period.Period]*rollup.Shape{}}
	if len(s.index.lies) > 0 {
		r.lies = func(uid string) []rollup.Lies { return s.index.lies[uid] }
	}
	if terms != "" {
		r.asked = func(a area.Area, per period.Period) bool {
			return s.index.asks(a, indicator, per) || s.index.levelOf(indicator, a.UID, per)
		}
	}
	s.known[key] = r
	return r
}
