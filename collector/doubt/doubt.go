// Package doubt finds what a ledger holds and cannot be true: numbers that contradict each other, written by a program that did not
// ask, or under rules that have come since. It asks the rules of acceptance (internal/report) about what stands. The projection
// concludes nothing from what is found, and the commands check and reports list it. It refuses and mends nothing.
package doubt

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// Ledger is what is read of the record.
type Ledger interface {
	Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]ledger.Recorded, error)
}

// Found are cells as they stand, and the contradictions among them.
type Found struct {
	Cells  []ledger.Recorded
	Faults []report.Fault
	rules  report.Rules
	by     report.Cells
	in     map[report.Key]bool // cells that take part in a contradiction
}

// Among finds the contradictions among cells that were read.
func Among(rules report.Rules, list []ledger.Recorded) Found {
	f := Found{Cells: list, rules: rules, by: make(report.Cells, len(list)), in: map[report.Key]bool{}}
	for _, c := range list {
		f.by[c.Key()] = c.Entry
	}
	f.Faults = rules.Found(f.by)
	for _, fault := range f.Faults {
		for _, k := range fault.Cells {
			f.in[k] = true
		}
	}
	return f
}

// Read reads the cells of units and periods (none: all) that a change of the indicators is held against, and finds the contradictions.
func Read(ctx context.Context, rules report.Rules, book Ledger, indicators, units []string, periods ...period.Period) (Found, error) {
	ids := map[string]bool{}
	for _, id := range indicators {
		ids[id] = true
		for _, beside := range rules.Reads(id) {
			ids[beside] = true
		}
	}
	list, err := book.Cells(ctx, slices.Sorted(maps.Keys(ids)), units, periods...)
	if err != nil {
		return Found{}, fmt.Errorf("read the cells that are held against each other: %w", err)
	}
	return Among(rules, list), nil
}

// Scope is what somebody wants to know of; empty lists mean all.
type Scope struct {
	Indicators []string
	Periods    []period.Period
}

// All gives every contradiction within the scope, one group of indicators after the other: a country's cells do not fit into memory.
func All(ctx context.Context, rules report.Rules, book Ledger, within Scope, give func(said lang.Text, f report.Fault)) error {
	for _, id := range rules.Starts() {
		wanted := func(one string) bool { return slices.Contains(within.Indicators, one) }
		if len(within.Indicators) > 0 && !wanted(id) && !slices.ContainsFunc(rules.Reads(id), wanted) {
			continue
		}
		found, err := Read(ctx, rules, book, []string{id}, nil, within.Periods...)
		if err != nil {
			return err
		}
		for _, f := range found.Faults {
			give(found.Say(f), f)
		}
	}
	return nil
}

// Ever are the cells that took part in a contradiction at any time, from all revisions in the order in which they came. What stood
// between two cells of one submission never stood.
func Ever(rules report.Rules, revisions []ledger.Recorded) map[report.Key]bool {
	out, stands := map[report.Key]bool{}, report.Cells{}
	var changed []report.Key
	for i, c := range revisions {
		k := c.Key()
		changed = append(changed, k)
		if stands[k] = c.Entry; c.Empty() {
			delete(stands, k)
		}
		if i+1 < len(revisions) && revisions[i+1].Receipt == c.Receipt {
			continue
		}
		for _, f := range rules.Faults(stands, changed) {
			for _, k := range f.Cells {
				out[k] = true
			}
		}
		changed = nil
	}
	return out
}

// Has reports whether the cell takes part in a contradiction.
func (f Found) Has(k report.Key) bool { return f.in[k] }

// Say says in half a sentence which numbers contradict each other, and on which receipt each of them came.
func (f Found) Say(fault report.Fault) lang.Text {
	came := map[report.Key]lang.Text{}
	for _, c := range f.Cells {
		if k := c.Key(); slices.Contains(fault.Cells, k) {
			came[k] = lang.Textf("biên nhận %[1]s, %[2]s", "receipt %[1]s, %[2]s", c.Receipt, period.Day(c.RecordedAt))
		}
	}
	return f.rules.Say(fault, f.by, func(k report.Key) report.Origin { return report.Origin{Words: came[k]} })
}
