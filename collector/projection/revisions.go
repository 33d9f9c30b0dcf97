package projection

import (
	"context"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/report"
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
		c.Entry, c.Before = p.asAsked(c.Entry), p.asAsked(c.Before)
		out = append(out, series.Revision{
			Plan: c.Plan, Indicator: c.Indicator, Area: c.Unit, Group: c.Group, At: c.Period.End().Time(), Recorded: c.RecordedAt,
			Revision: float64(c.Revision), Old: c.Before.Concluded(), New: c.Concluded(), What: changeOf(c), OldWords: saidOf(c.Before), NewWords: saidOf(c.Entry),
			Reporter: calledBy(c, names), Note: c.Note, Reason: c.Reason, Receipt: c.Receipt,
			Before: series.Before{Numerator: c.Before.Numerator, Denominator: c.Before.Denominator, Says: statementOf(c.Before), Unverified: c.Before.Shown(), Received: c.Received,
				Over: catalogue.DenominatorKind(c.Before.DenominatorKind)},
		})
	}
	return deliver(ctx, p, out)
}

func changeOf(c ledger.Correction) series.Change {
	switch {
	case c.Withdrawn > 0:
		return series.Withdrawn
	case c.Before.Empty():
		return series.FiledAgain
	case c.Same(c.Before):
		return series.Explained
	}
	return series.Corrected
}

// saidOf is what an entry says where it is no number.
func saidOf(e report.Entry) lang.Text {
	if e.Nobody || e.Unverified != nil || e.OtherKind() || e.Empty() {
		return e.Words()
	}
	return lang.Text{}
}
