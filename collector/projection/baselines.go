package projection

import (
	"context"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// baselines follows the targets whose document gives no start: there the unit's earliest value is the baseline, even one
// that comes after the first milestone. A value of an earlier period that comes later moves it, and one that is withdrawn
// leaves it to the next; the point it leaves behind becomes a tombstone.
type baselines struct {
	open map[unitIndicator][]*openBaseline
}

type unitIndicator struct{ area, indicator string }

type openBaseline struct {
	point  series.TargetPoint // At is zero while nothing is known
	from   time.Time          // the year before the plan: older series belong to another plan
	places []time.Time        // where it can ever have stood
}

func newBaselines(reg plan.Registry) *baselines {
	b := &baselines{open: map[unitIndicator][]*openBaseline{}}
	eachJudged(reg, func(pl plan.Plan, pair plan.Pair) {
		if t := pair.Target; t.Baseline == nil && len(t.Milestones) > 0 {
			k := unitIndicator{pair.Area.UID, t.Indicator}
			point := targetPoint(pl, pair)
			point.Kind = series.BaselinePoint
			open := &openBaseline{point: point, from: period.DateOf(pl.From-1, 1, 1).Time()}
			for per := period.Of(reg.Indicators[t.Indicator].Frequency, period.UTCDay(open.from)); per.End().Year() <= pl.To; per = per.Next() {
				open.places = append(open.places, per.End().Time())
			}
			b.open[k] = append(b.open[k], open)
		}
	})
	return b
}

// note returns the baseline points that the observations set, correct, move or end, and those that ended: where they begin now
// only the whole ledger says. Lost are derived observations that may have had a value before.
func (b *baselines) note(observations []series.Observation, lost map[string]bool) (out []series.TargetPoint, ended []*openBaseline) {
	n := noted{at: map[string]int{}}
	for _, o := range observations {
		if o.Group != catalogue.GroupAll {
			continue
		}
		gone := o.Value == nil && (o.Basis == series.Reported || lost[o.Identity()])
		for _, base := range b.open[unitIndicator{o.Area, o.Indicator}] {
			known := !base.point.At.IsZero()
			switch {
			case o.At.Before(base.from) || known && o.At.After(base.point.At):
			case gone: // whatever was written there, by this program or the one before
				n.add(base.gone(o.At))
				if !known || o.At.Equal(base.point.At) {
					base.point.At = time.Time{}
					ended = append(ended, base)
					continue
				}
				for _, at := range base.places { // the program before may have stood anywhere before what stands now
					if at.Before(base.point.At) {
						n.add(base.gone(at))
					}
				}
				n.add(base.point)
			case o.Value != nil:
				if known && o.At.Before(base.point.At) {
					n.add(base.gone(base.point.At))
				}
				base.point.At, base.point.Value = o.At, *o.Value
				n.add(base.point)
			}
		}
	}
	return n.points, ended
}

// gone is the tombstone of a place.
func (b *openBaseline) gone(at time.Time) series.TargetPoint {
	was := b.point
	was.At, was.Gone = at, true
	return was
}

// noted are points of which the last word about a place counts.
type noted struct {
	points []series.TargetPoint
	at     map[string]int
}

func (n *noted) add(p series.TargetPoint) {
	if i, there := n.at[p.Identity()]; there {
		n.points[i] = p
		return
	}
	n.at[p.Identity()] = len(n.points)
	n.points = append(n.points, p)
}

// source is the reported indicator that a baseline comes from.
func source(reg plan.Registry, indicator string) string {
	if ind := reg.Indicators[indicator]; ind.Measure.Derived() {
		return ind.Of
	}
	return indicator
}

// sources are the reported indicators that open baselines can come from.
func (b *baselines) sources(reg plan.Registry) map[string]bool {
	set := map[string]bool{}
	for k := range b.open {
		set[source(reg, k.indicator)] = true
	}
	return set
}

// forget takes back what is known of the baselines that come from an indicator.
func (b *baselines) forget(reg plan.Registry, id string) {
	for k, list := range b.open {
		if source(reg, k.indicator) != id {
			continue
		}
		for _, base := range list {
			base.point.At = time.Time{}
		}
	}
}

// findBaselines learns the baselines of the indicators from the whole ledger, so that the entries write each of them once and in
// its place.
func (p *Projection) findBaselines(ctx context.Context, sources map[string]bool) (out []series.TargetPoint, err error) {
	for _, id := range sorted(sources) {
		cells, err := p.opt.Ledger.Cells(ctx, []string{id}, nil)
		if err != nil {
			return nil, err
		}
		all, _, err := p.derived(ctx, cells)
		if err != nil {
			return nil, err
		}
		found, _, err := p.doubts(ctx, cells)
		if err != nil {
			return nil, err
		}
		for _, c := range cells {
			if p.known(c) {
				all = append(all, p.observation(c, found))
			}
		}
		p.baselines.forget(p.opt.Registry, id)
		points, _ := p.baselines.note(all, nil)
		out = append(out, points...)
	}
	return out, nil
}

// rebase writes the baselines that the observations change. One that ended begins where the ledger's next value is, and wherever
// else it ever stood is cleared: a point that an earlier value left behind would be taken for it now.
func (p *Projection) rebase(ctx context.Context, observations []series.Observation, lost map[string]bool) error {
	points, ended := p.baselines.note(observations, lost)
	again := map[string]bool{}
	for _, base := range ended {
		again[source(p.opt.Registry, base.point.Indicator)] = true
	}
	found, err := p.findBaselines(ctx, again)
	if err != nil {
		return err
	}
	n := noted{at: map[string]int{}}
	for _, point := range slices.Concat(points, found) {
		n.add(point)
	}
	for _, base := range ended {
		for _, at := range base.places {
			if !at.Equal(base.point.At) {
				n.add(base.gone(at))
			}
		}
	}
	return deliver(ctx, p, n.points)
}
