// Package planchange says what another generation of plans, units and law would change about what was asked and judged
// before a day. The collector asks it before files that differ come into force: a form that asks for more tomorrow changes
// nothing, one that asks for more of last year makes everybody late who had reported in full. It compares two registries;
// it reads no file and no ledger, decides nothing, and repairs nothing.
package planchange

import (
	"cmp"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// Change is one difference about the past, in words.
type Change struct {
	Kind   Kind
	Place  lang.Text // what differs: a form of a plan, a target, a rule
	What   lang.Text // how
	Effect lang.Text // whom it would hit, as far as the record says; empty where it does not
	Hint   lang.Text // how to say the same without changing the past
}

// Kind sorts changes.
type Kind string

// The kinds, in the order in which they are told.
const (
	Reports      Kind = "reports"      // a form would have asked for other numbers, of others, or by another day
	Deliverables Kind = "deliverables" // a task would have been due
	Targets      Kind = "targets"      // a milestone of the past would be another
	Judging      Kind = "judging"      // the past would be judged in another way
	Law          Kind = "law"          // a rule would have been in force, or not
	Indicators   Kind = "indicators"   // what was counted would mean something else
	Units        Kind = "units"        // a unit would have lain elsewhere, or been there at another time
)

var kinds = []Kind{Reports, Deliverables, Targets, Judging, Law, Indicators, Units}

// Compare lists what the generation after would change about the days before a day, given the record.
func Compare(before, after plan.Registry, on period.Date, rec Record) []Change {
	c := comparison{before: before, after: after, on: on, rec: rec}
	c.reports()
	c.deliverables()
	c.targets()
	c.judging()
	c.law()
	c.indicators()
	c.units()
	slices.SortStableFunc(c.changes, func(a, b Change) int {
		return cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind))
	})
	return c.changes
}

// comparison collects the changes.
type comparison struct {
	before, after plan.Registry
	on            period.Date
	rec           Record
	changes       []Change
}

func (c *comparison) add(ch Change) { c.changes = append(c.changes, ch) }

// past reports whether the day is over.
func (c *comparison) past(d period.Date) bool { return !d.IsZero() && d.Before(c.on) }

// begun reports whether a first period of the plan is over: before that nobody was judged by it.
func (c *comparison) begun(p plan.Plan) bool { return c.past(period.DateOf(p.From, 12, 31)) }

// pair is a plan in both generations; a plan without ID is not in that one.
type pair struct{ before, after plan.Plan }

func (p pair) id() string { return cmp.Or(p.before.ID, p.after.ID) }

func (p pair) short() lang.Text {
	if p.after.ID != "" {
		return p.after.Short
	}
	return p.before.Short
}

// pairs lists all plans that ask or judge, those of before first.
func (c *comparison) pairs() []pair {
	var out []pair
	at := map[string]int{}
	for _, p := range c.before.Plans {
		at[p.ID] = len(out)
		out = append(out, pair{before: p})
	}
	for _, p := range c.after.Plans {
		i, ok := at[p.ID]
		if !ok {
			i = len(out)
			out = append(out, pair{})
		}
		out[i].after = p
	}
	return slices.DeleteFunc(out, func(p pair) bool { return p.before.Kind == plan.Reference || p.after.Kind == plan.Reference })
}
