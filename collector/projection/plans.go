package projection

import (
	"context"
	"fmt"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// goBy makes plans those that everything is written by. The store is looked at again before anything else is.
func (p *Projection) goBy(reg plan.Registry, earlier []plan.Spell) error {
	cat, err := catalogueOf(reg, p.opt.Label)
	if err != nil {
		return fmt.Errorf("describe the catalogue: %w", err)
	}
	for _, e := range earlier {
		past := described(e.Registry)
		cat.Past = append(cat.Past, series.Past{Until: e.Until, Plans: past.Plans, Indicators: past.Indicators, Areas: past.Areas, Links: past.Links})
	}
	p.opt.Registry, p.catalogue, p.plans, p.rules = reg, cat, indexPlans(reg), report.NewRules(reg)
	p.baselines, p.regimes, p.concerned = newBaselines(reg), indexLevels(reg), concernedBy(p.plans)
	p.ready, p.reach = false, nil
	return nil
}

// follow takes the plans over that somebody has brought into force since: what was written by the ones before is written again.
func (p *Projection) follow(ctx context.Context) error {
	if p.opt.Plans == nil {
		return nil
	}
	reg, generation, err := p.opt.Plans.InForce(ctx)
	if err != nil || generation == p.generation {
		return err
	}
	if p.generation != 0 {
		p.opt.Log.Info("the projection goes by the plans that came into force", "generation", generation)
	}
	earlier, unread := p.opt.Plans.Earlier(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if unread != nil {
		p.opt.Log.Warn("who looks back does not see all plans of the time", "err", unread)
	}
	if err := p.goBy(reg, earlier); err != nil {
		return err
	}
	p.generation = generation
	return nil
}
