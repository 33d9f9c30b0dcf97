package projection

import (
	"context"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// deliverables are what all plans ask to be done once, done or not: they are there from the start, so that what nobody did
// shows.
func (p *Projection) deliverables() []series.Deliverable {
	var out []series.Deliverable
	for _, pl := range p.opt.Registry.Plans {
		for _, d := range pl.Deliverables {
			out = append(out, p.deliverable(pl, d))
		}
	}
	return out
}

func (p *Projection) finished(ctx context.Context, d decision.Recorded) error {
	pl, _ := p.opt.Registry.Plan(d.Plan)
	asked, ok := pl.Deliverable(d.Deliverable)
	if !ok {
		return nil
	}
	return deliver(ctx, p, []series.Deliverable{p.deliverable(pl, asked)})
}

func (p *Projection) deliverable(pl plan.Plan, d plan.Deliverable) series.Deliverable {
	out := series.Deliverable{Plan: pl.ID, Deliverable: d.ID, Due: d.Due.EndOfDay()}
	if s, done := p.decisions.Done(pl.ID, d.ID); done {
		out.Done, out.Recorded, out.Note = s.On.Time(), s.RecordedAt, s.Reason
		if out.Recorded.Before(out.Done) {
			out.Done = out.Recorded // in Vietnam the day begins seven hours before it does in UTC
		}
	}
	return out
}
