package projection

import (
	"context"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/series"
)

// recognitions are all that was ever recognised and taken back, in units and things that the plan files know.
func (p *Projection) recognitions(list []decision.Recorded) []series.Recognition {
	var out []series.Recognition
	for _, d := range list {
		for _, r := range d.Recognitions() {
			_, unit := p.opt.Registry.Areas.Get(r.Area)
			if _, known := p.opt.Registry.Indicators[r.Indicator]; unit && known {
				out = append(out, r)
			}
		}
	}
	return out
}

func (p *Projection) recognised(ctx context.Context, d decision.Recorded) error {
	return deliver(ctx, p, p.recognitions([]decision.Recorded{d}))
}
