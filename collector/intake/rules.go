package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// Checks are what a batch is held against inside the transaction that accepts it.
func (in *Intake) Checks() []ledger.Check {
	return []ledger.Check{in.inForce, in.officeOnly, in.believable}
}

// checksOf are the checks for what the sender hands in.
func (in *Intake) checksOf(from Sender) []ledger.Check {
	if from.machine() {
		return append(in.Checks(), in.approvedByPeople)
	}
	return in.Checks()
}

// believable asks everything about the numbers at once, so that nobody mends one row to be asked about the next. A cell that
// contradicts another is not asked about as well.
func (in *Intake) believable(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
	if changes = slices.DeleteFunc(slices.Clone(changes), underOtherPlan); len(changes) == 0 {
		return nil
	}
	var all problem.Bounded
	refused := map[report.Key]bool{}
	for _, check := range []ledger.Check{in.between, in.overWhom, in.sizes} {
		err := check(ctx, holds, changes)
		list, told := errors.AsType[problem.List](err)
		if err != nil && !told {
			return err
		}
		for _, p := range list {
			cell, _ := p.Place.Cell.(report.Key)
			if !refused[cell] {
				all.Add(p)
			}
		}
		for _, p := range list {
			if cell, ok := p.Place.Cell.(report.Key); ok {
				refused[cell] = true
			}
		}
	}
	return all.List().Err()
}

// between holds what a batch changes against what the ledger holds: a report in two files is one report. It refuses a
// contradiction in which a changed cell takes part, unless the change makes it less wrong.
func (in *Intake) between(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
	rules := in.betweenCells()
	changed := make([]report.Key, len(changes))
	for i, c := range changes {
		changed[i] = c.After.Key()
	}
	indicators, units, periods := rules.Touched(changed)
	if len(indicators) == 0 {
		return nil
	}
	list, err := holds.Cells(ctx, indicators, units, periods...)
	if err != nil {
		return fmt.Errorf("read the cells beside: %w", err)
	}
	after, before, kept := report.Cells{}, report.Cells{}, map[report.Key]*ledger.Recorded{}
	for _, r := range list {
		k := r.Key()
		after[k], before[k], kept[k] = r.Entry, r.Entry, r
	}
	rows := map[report.Key]*report.Row{}
	for _, c := range changes {
		k := c.After.Key()
		if rows[k] = c.After.Row; c.After.Row == nil { // a withdrawal
			rows[k] = &report.Row{}
		}
		delete(before, k)
		if c.Stood {
			before[k] = c.Before
		}
	}
	var refused problem.Bounded
	for _, f := range rules.Refused(before, after, changed) {
		refused.Add(rules.Problem(f, after, func(k report.Key) report.Origin { return origin(k, rows, kept) }))
	}
	return refused.List().Err()
}

// origin says where a cell's numbers come from: this document, or a receipt.
func origin(k report.Key, rows map[report.Key]*report.Row, kept map[report.Key]*ledger.Recorded) report.Origin {
	held := kept[k] // nil where nothing stands any more
	if r, ok := rows[k]; ok && held != nil && held.Withdrawn > 0 {
		return report.Origin{Row: r, TakeBack: true, Words: lang.Text{VI: "số còn lại sau khi rút", EN: "what the withdrawal leaves"}}
	} else if ok {
		return report.Origin{Row: r, Words: lang.Text{VI: r.Place.String(), EN: r.Place.String()}}
	}
	return report.Origin{Words: lang.Textf("biên nhận %s của %s, %s", "receipt %s of %s, %s", held.Receipt, held.Sender(), period.Day(held.RecordedAt))}
}

// betweenCells are the rules of the registry, made once.
func (in *Intake) betweenCells() report.Rules {
	in.once.Do(func() { in.cells = report.NewRules(in.Registry) })
	return in.cells
}
