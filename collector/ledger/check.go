package ledger

import (
	"context"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// Check judges what a batch changes against what the ledger holds, inside the transaction that accepts it: of two that race
// the second sees what the first changed. Its error refuses the whole batch and goes to the sender as it is. It is asked
// after the batch was written, so Holdings are the cells as the batch would leave them; Before says what they held.
type Check func(ctx context.Context, holds Holdings, changes []Change) error

// Holdings are what a Check may read.
type Holdings interface {
	// Cells returns what stands in the cells of the indicators, units and periods; an empty list means all.
	// They are shared with other checks: who reads them changes none.
	Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]*Recorded, error)
	// Decisions brings a state up to date with every decision. All of them are on the disk, so the state may be kept.
	Decisions(ctx context.Context, into *decision.State) error
}

// Change is one cell that a batch changes.
type Change struct {
	Before   report.Entry // what stood; only its key is set where nothing did
	Stood    bool
	After    report.Entry // what will stand; only its key is set where nothing does any more
	Stands   bool
	Revision int // that the cell gets
	Batch    Origin
}

// Origin is who sends a batch.
type Origin struct{ Plan, Reporter, Subject, Body, Source, Note string }

// changes collects what a batch does to each cell, however often it does.
type changes struct {
	list []Change
	at   map[report.Key]int
}

func (c *changes) note(have cell, next row, from Submission) {
	k := next.Key()
	i, again := c.at[k]
	if !again {
		if c.at == nil {
			c.at = map[report.Key]int{}
		}
		i = len(c.list)
		c.at[k] = i
		c.list = append(c.list, Change{Before: have.Entry, Stood: have.stands()})
	}
	c.list[i].After, c.list[i].Stands, c.list[i].Revision = next.Entry, next.Withdrawn == 0 || next.Stands > 0, next.Revision
	c.list[i].Batch = Origin{from.Plan, from.Reporter, from.Subject, from.Body, from.Source, from.Note}
}

func (b *batch) check(checks []Check) error {
	if len(b.changes.list) == 0 {
		return nil
	}
	for _, check := range checks {
		if err := check(b.ctx, holdings{b.writer}, b.changes.list); err != nil {
			return err
		}
	}
	return nil
}

// holdings reads inside the transaction of a writer.
type holdings struct{ w *writer }

func (h holdings) Cells(ctx context.Context, indicators, units []string, periods ...period.Period) ([]*Recorded, error) {
	if p := (places{indicators, units, periods}); p.size() > 0 && p.size() <= mostHeld/4 {
		return h.w.standing(ctx, p)
	}
	list, err := cells(ctx, h.w, indicators, units, periods)
	out := make([]*Recorded, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out, err
}

func (h holdings) Decisions(ctx context.Context, into *decision.State) error {
	if _, err := h.w.end(); err != nil || into.Last() == h.w.decided {
		return err
	}
	for {
		list, err := decisionsAfter(ctx, h.w, into.Last(), decisionsAtOnce)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, d := range list {
			into.Apply(d)
		}
	}
}
