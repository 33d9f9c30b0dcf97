package projection

import (
	"context"
	"time"

	"github.com/xhht/xhht/collector/doubt"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// reported turns cells into the observations they stand for. A cell of a unit or indicator that the plan files no longer
// know cannot be tagged; it is quarantined, not dropped. Found are the contradictions that the cells take part in.
func (p *Projection) reported(ctx context.Context, cells []ledger.Recorded, found doubt.Found) ([]series.Observation, error) {
	out := make([]series.Observation, 0, len(cells))
	superseded, err := p.superseded(ctx, cells)
	if err != nil {
		return nil, err
	}
	var corrected []ledger.Recorded // after their approval
	var at []int                    // where they stand in out
	for _, c := range cells {
		if !p.known(c) {
			if err := p.hold(ctx, series.Observations, c.Entry, "unit or indicator is not in the plan files"); err != nil {
				return nil, err
			}
			continue
		}
		if _, _, older := p.approvedNow(c); older {
			corrected, at = append(corrected, c), append(at, len(out))
		}
		o := p.observation(c, found)
		o.Superseded = superseded[c.Key()]
		out = append(out, o)
	}
	before, lost, err := p.approvedBefore(ctx, corrected)
	if err != nil {
		return nil, err
	}
	for i, c := range corrected {
		o, a := &out[at[i]], before[c.Key()]
		switch {
		case lost[c.Key()]:
			o.ApprovedRevision = -1
		case a.Revision == 0: // the cell came after the approval
		case a.Revision == c.Stands: // what followed it was withdrawn: these are the numbers that were approved
			o.Approved, o.ApprovedRevision = p.asAsked(a.Entry).Concluded(), o.Revision
			if o.Says == series.SaysDoubtful {
				o.Approved = nil
			}
		default:
			o.Approved, o.ApprovedRevision = p.asAsked(a.Entry).Concluded(), float64(a.Revision)
		}
	}
	return out, nil
}

// reportedAnew is reported of cells that are written again, with the contradictions that they take part in now.
func (p *Projection) reportedAnew(ctx context.Context, cells []ledger.Recorded) ([]series.Observation, error) {
	found, _, err := p.doubts(ctx, cells)
	if err != nil {
		return nil, err
	}
	return p.reported(ctx, cells, found)
}

// known reports whether the plan files know what the cell is about.
func (p *Projection) known(c ledger.Recorded) bool {
	_, unit := p.opt.Registry.Areas.Get(c.Unit)
	_, indicator := p.opt.Registry.Indicators[c.Indicator]
	return unit && indicator
}

// observation is the point of a known cell, with its approval as far as it is about this revision. Of numbers that contradict others
// nobody can say which are right: they are told, and are no value.
func (p *Projection) observation(c ledger.Recorded, found doubt.Found) series.Observation {
	c.Entry = p.asAsked(c.Entry)
	unit, _ := p.opt.Registry.Areas.Get(c.Unit)
	approved, revision, _ := p.approvedNow(c)
	o := series.Observation{
		Indicator: c.Indicator, Area: c.Unit, Level: unit.Level, Parent: unit.Parent, Group: c.Group,
		Basis: series.Reported, At: c.Period.End().Time(),
		Value: c.Concluded(), Numerator: c.Numerator, Denominator: c.Denominator,
		Revision: float64(c.Revision), Received: c.ReceivedAt(),
		Approved: approved, ApprovedRevision: revision, Unverified: c.Shown(), Says: statementOf(c.Entry), Over: catalogue.DenominatorKind(c.DenominatorKind),
	}
	switch {
	case found.Has(c.Key()) && !c.Empty():
		o.Says, o.Unverified, o.Value, o.Approved, o.Over = series.SaysDoubtful, c.Percent(), nil, nil, ""
	case c.Empty(): // a tombstone: what was written before must not show
		o.Received = time.Time{}
	}
	return o
}

func (p *Projection) asAsked(e report.Entry) report.Entry {
	return e.AsAsked(p.opt.Registry.Indicators[e.Indicator])
}

func statementOf(e report.Entry) series.Statement {
	switch {
	case e.Nobody:
		return series.SaysNobody
	case e.Unverified != nil:
		return series.SaysUnverified
	case e.OtherKind():
		return series.SaysOtherKind
	}
	return series.SaysNumbers
}
