package planchange

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/timeliness"
)

// Record is what is on record at the instant of the comparison. Without functions nothing came, nobody was given more time
// and nothing was done.
type Record struct {
	Now     time.Time
	Came    func(report.Key) (time.Time, bool)                                  // when a cell first came
	Decided func(plan, form, unit string, per period.Period) timeliness.Decided // what the office decided about a report
	Done    func(plan, deliverable string) bool
	// Entries are the newest revisions of the indicators' numbers for a year.
	Entries func(indicators []string, year int) []report.Entry
}

// reports compares what every form asked of whom, in the periods whose deadline is over.
func (c *comparison) reports() {
	for _, p := range c.pairs() {
		for _, id := range formIDs(p) {
			before, after := dutyOf(c.before, p.before, id), dutyOf(c.after, p.after, id)
			for _, d := range c.owed(before, after) {
				c.add(c.sayOwed(p, before, after, d))
			}
		}
	}
}

func formIDs(p pair) []string {
	var out []string
	for _, f := range slices.Concat(p.before.Forms, p.after.Forms) {
		if !slices.Contains(out, f.ID) {
			out = append(out, f.ID)
		}
	}
	return out
}

// dutyOf is what the form asks; nothing where that generation has no such form.
func dutyOf(reg plan.Registry, p plan.Plan, form string) timeliness.Duty {
	f, ok := p.Form(form)
	if !ok {
		return timeliness.Duty{}
	}
	return timeliness.DutyOf(reg, p, f)
}

// owedDiff is one difference, with all the reports that it is about.
type owedDiff struct {
	added, removed []string          // indicators
	joins, leaves  bool              // the unit would owe the form and did not, or no longer owe it at all
	moved          []string          // indicators whose deadline is another
	from, to       plan.Body         // who owes it, where that is another
	slots          []timeliness.Slot // by period, then unit
}

// owed lists the differences between what two duties ask for in periods that are over, those about the most reports first.
func (c *comparison) owed(before, after timeliness.Duty) []owedDiff {
	var out []owedDiff
	at := map[string]int{}
	for _, per := range periodsOf(before, after) {
		for _, unit := range unitsOf(before, after, per) {
			d := c.ofUnit(before, after, unit, per)
			key := d.key()
			if key == "" {
				continue
			}
			i, known := at[key]
			if !known {
				i = len(out)
				at[key] = i
				out = append(out, d)
			}
			out[i].slots = append(out[i].slots, timeliness.Slot{Unit: unit, Period: per})
		}
	}
	slices.SortStableFunc(out, func(a, b owedDiff) int { return cmp.Compare(len(b.slots), len(a.slots)) })
	return out
}

// key tells differences apart that are not the same for everybody; it is empty where nothing differs.
func (d owedDiff) key() string {
	if len(d.added)+len(d.removed)+len(d.moved) == 0 && !d.handed() {
		return ""
	}
	if d.joins || d.leaves { // told of the form, not of its indicators
		return fmt.Sprint(d.joins, d.leaves)
	}
	out := fmt.Sprint(d.added, d.removed, len(d.moved) > 0)
	if d.handed() { // else the same of every body
		out += d.from.ID + " " + d.to.ID
	}
	return out
}

// ofUnit is what differs for one unit and period, as far as it was due before the day of the comparison: what falls due later
// may still be changed.
func (c *comparison) ofUnit(before, after timeliness.Duty, unit string, per period.Period) owedDiff {
	var d owedDiff
	was, is := due(before, unit, per), due(after, unit, per)
	for id, day := range is {
		switch then, asked := was[id]; {
		case !asked && c.past(day):
			d.added = append(d.added, id)
		case asked && then != day && (c.past(then) || c.past(day)):
			d.moved = append(d.moved, id)
		}
	}
	over := false
	for id, day := range was {
		if _, asked := is[id]; !asked && c.past(day) {
			d.removed = append(d.removed, id)
		}
		over = over || c.past(day)
	}
	if over && len(is) > 0 {
		d.from, _ = before.Form.Body(per)
		d.to, _ = after.Form.Body(per)
	}
	d.joins, d.leaves = len(was) == 0 && len(d.added) > 0, len(is) == 0 && len(d.removed) > 0
	slices.Sort(d.added)
	slices.Sort(d.removed)
	slices.Sort(d.moved)
	return d
}

// due is what the unit owes for the period: by indicator the last good day, or the period's last day where the plan gives none.
func due(d timeliness.Duty, unit string, per period.Period) map[string]period.Date {
	out := map[string]period.Date{}
	for _, ask := range d.Asks(unit, per) {
		by := d.Form.By(ask, per)
		if by.IsZero() {
			by = per.End()
		}
		out[ask.Indicator] = by
	}
	return out
}

// periodsOf lists the periods of both, oldest first.
func periodsOf(before, after timeliness.Duty) []period.Period {
	out := slices.Concat(before.Periods(), after.Periods())
	slices.SortStableFunc(out, func(a, b period.Period) int {
		return cmp.Or(a.End().Time().Compare(b.End().Time()), a.Start().Time().Compare(b.Start().Time()))
	})
	return slices.Compact(out)
}

// unitsOf lists who owes a report for the period in either, in order.
func unitsOf(before, after timeliness.Duty, per period.Period) []string {
	var out []string
	seen := map[string]bool{}
	for _, list := range [][]area.Area{before.Reporters(per), after.Reporters(per)} {
		for _, a := range list {
			if !seen[a.UID] {
				seen[a.UID] = true
				out = append(out, a.UID)
			}
		}
	}
	slices.Sort(out)
	return out
}
