package projection

import (
	"context"
	"fmt"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// reported turns cells into the observations they stand for. A cell of a unit or indicator that the plan files no longer
// know cannot be tagged; it is quarantined, not dropped.
func (p *Projection) reported(ctx context.Context, cells []ledger.Recorded) ([]series.Observation, error) {
	out := make([]series.Observation, 0, len(cells))
	for _, c := range cells {
		o, known := p.observation(c)
		if !known {
			if err := p.hold(ctx, "observation", c.Entry, "unit or indicator is not in the plan files"); err != nil {
				return nil, err
			}
			continue
		}
		out = append(out, o)
	}
	return out, nil
}

func (p *Projection) observation(c ledger.Recorded) (series.Observation, bool) {
	unit, known := p.opt.Registry.Areas.Get(c.Unit)
	if _, ok := p.opt.Registry.Indicators[c.Indicator]; !ok {
		known = false
	}
	return series.Observation{
		Indicator: c.Indicator, Area: c.Unit, Level: unit.Level, Parent: unit.Parent, Group: c.Group,
		Basis: series.Reported, At: c.Period.End().Time(),
		Value: c.Percent(), Numerator: c.Numerator, Denominator: c.Denominator,
		Revision: float64(c.Revision), Late: p.late(c), Received: receivedAt(c),
	}, known
}

// late is 1 for a cell that first came after the last good day of the form it belongs to.
func (p *Projection) late(c ledger.Recorded) float64 {
	unit, _ := p.opt.Registry.Areas.Get(c.Unit)
	of, ok := p.opt.Registry.Plan(c.Plan)
	if !ok {
		return 0
	}
	form, ok := of.FormFor(c.Indicator, unit.Level)
	if !ok {
		return 0
	}
	if last := form.LastGoodDay(c.Period); !last.IsZero() && c.FirstReceived.After(last) {
		return 1
	}
	return 0
}

// noon of a day in Vietnam is 05:00 UTC.
const noon = 5 * time.Hour

// receivedAt is the instant at which a cell first came. The ledger knows the day; where the newest revision was recorded
// on that day its clock gives the instant, and a correction or a back-filled report gets the day's noon.
func receivedAt(c ledger.Recorded) time.Time {
	if period.Day(c.RecordedAt) == c.FirstReceived {
		return c.RecordedAt
	}
	return c.FirstReceived.Time().Add(noon)
}

// hold puts something that cannot be written into the ledger's quarantine, once.
func (p *Projection) hold(ctx context.Context, measurement string, point any, reason string) error {
	line := measurement + " " + text(point)
	if p.held[line] {
		return nil
	}
	if err := p.opt.Ledger.Quarantine(ctx, line, reason); err != nil {
		return fmt.Errorf("quarantine: %w", err)
	}
	p.held[line] = true
	p.opt.Log.Error("point quarantined", "point", line, "reason", reason)
	return nil
}
