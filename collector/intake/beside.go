package intake

import (
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
)

// besideSource puts what is reported under a plan that is not the source of a cell beside that cell: it corrects nothing there, and is
// kept as what was reported under this plan, with revisions of its own.
func (in *Intake) besideSource(p plan.Plan, entries []report.Entry) {
	for i, e := range entries {
		unit, _ := in.Registry.Areas.Get(e.Unit)
		if _, _, ok := in.Registry.Elsewhere(p, e.Indicator, unit, e.Period); ok {
			entries[i].Group = catalogue.UnderPlan(p.ID, e.Group)
		}
	}
}

// underOtherPlan reports whether a change is beside the cell's source: nothing is held against it, since nothing follows from it.
func underOtherPlan(c ledger.Change) bool {
	_, _, ok := catalogue.Under(c.After.Group)
	return ok
}
