package projection

import (
	"context"

	"github.com/xhht/xhht/internal/series"
)

// revise writes the corrections among the entries of a batch. First reports are none, and most batches hold nothing else.
func (p *Projection) revise(ctx context.Context, after, last int64) error {
	list, err := p.opt.Ledger.Corrections(ctx, after, last)
	if err != nil {
		return err
	}
	names, err := p.namesOf(ctx, list)
	if err != nil {
		return err
	}
	out := make([]series.Revision, 0, len(list))
	for _, c := range list {
		if !p.known(c.Recorded) {
			continue // its observation is in quarantine
		}
		out = append(out, series.Revision{
			Plan: c.Plan, Indicator: c.Indicator, Area: c.Unit, Group: c.Group, At: c.Period.End().Time(), Recorded: c.RecordedAt,
			Revision: float64(c.Revision), Old: c.Before.Percent(), New: c.Percent(), Reporter: calledBy(c, names), Note: c.Note, Receipt: c.Receipt,
		})
	}
	return deliver(ctx, p, out)
}
