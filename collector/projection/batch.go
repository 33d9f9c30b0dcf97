package projection

import (
	"context"
	"maps"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/report"
)

// cursorName is the ledger's name for the sequence number up to which everything is written.
const cursorName = "projection"

// step projects one batch of entries and what they change elsewhere. The cursor moves last: after a crash the batch is
// written again, which changes nothing, because a point written twice is one point.
func (p *Projection) step(ctx context.Context) (more bool, err error) {
	if more, err := p.stepDecisions(ctx); err != nil || more {
		return more, err
	}
	after, err := p.opt.Ledger.Cursor(ctx, cursorName)
	if err != nil {
		return false, err
	}
	entries, err := p.opt.Ledger.EntriesAfter(ctx, after, p.opt.Entries)
	if err != nil || len(entries) == 0 {
		return false, err
	}
	last := entries[len(entries)-1].Seq
	if err := p.project(ctx, newest(entries)); err != nil {
		return false, err
	}
	if err := p.revise(ctx, after, last); err != nil {
		return false, err
	}
	now, err := p.opt.Ledger.Cursor(ctx, cursorName)
	if err != nil || now != after {
		return err == nil, err // a replay began meanwhile and set the cursor back: its word counts
	}
	return true, p.opt.Ledger.SetCursor(ctx, cursorName, last)
}

func (p *Projection) project(ctx context.Context, cells []ledger.Recorded) error {
	found, again, err := p.doubts(ctx, cells)
	if err != nil {
		return err
	}
	reported, err := p.reported(ctx, cells, found)
	if err != nil {
		return err
	}
	handed, err := p.handed(ctx, cells)
	if err != nil {
		return err
	}
	again = append(again, handed...)
	others, err := p.reported(ctx, again, found)
	if err != nil {
		return err
	}
	for i := range others {
		others[i].Rewritten = true
	}
	derived, lost, err := p.derived(ctx, slices.Concat(cells, again))
	if err != nil {
		return err
	}
	reports, err := p.reports(ctx, cells)
	if err != nil {
		return err
	}
	levels, err := p.levels(ctx, cells)
	if err != nil {
		return err
	}
	observations := slices.Concat(reported, others, derived)
	if err := deliver(ctx, p, observations); err != nil {
		return err
	}
	if err := p.rebase(ctx, observations, lost); err != nil {
		return err
	}
	if err := deliver(ctx, p, reports); err != nil {
		return err
	}
	return deliver(ctx, p, levels)
}

// newest keeps the last revision of each cell, in the order in which the cells first appear.
func newest(entries []ledger.Recorded) []ledger.Recorded {
	at := make(map[report.Key]int, len(entries))
	out := make([]ledger.Recorded, 0, len(entries))
	for _, e := range entries {
		if i, seen := at[e.Key()]; seen {
			out[i] = e
			continue
		}
		at[e.Key()] = len(out)
		out = append(out, e)
	}
	return out
}

// sorted returns a set's members in order, so that queries and points come out the same every time.
func sorted[T ~string](set map[T]bool) []T { return slices.Sorted(maps.Keys(set)) }
