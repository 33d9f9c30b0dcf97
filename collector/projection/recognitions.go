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
		for _, uid := range d.Units {
			for _, indicator := range d.Indicators {
				_, unit := p.opt.Registry.Areas.Get(uid)
				if _, known := p.opt.Registry.Indicators[indicator]; unit && known {
					out = append(out, d.Recognition(indicator, uid))
				}
			}
		}
	}
	return out
}

func (p *Projection) recognised(ctx context.Context, d decision.Recorded) error {
	return deliver(ctx, p, p.recognitions([]decision.Recorded{d}))
}
