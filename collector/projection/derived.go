package projection

import (
	"context"
	"maps"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/rollup"
	"github.com/xhht/xhht/internal/series"
)

// derived computes again every derived value that the cells touch, indicator by indicator, for all cells at once. A rate
// is computed again from the earliest touched period on, because a member's earlier report bounds what its missing one
// can change.
func (p *Projection) derived(ctx context.Context, cells []ledger.Recorded) ([]series.Observation, error) {
	var out []series.Observation
	for i := range p.plans {
		x := &p.plans[i]
		touched := p.touched(i, cells)
		for _, indicator := range slices.Sorted(maps.Keys(touched)) {
			t := touched[indicator]
			known, err := p.history(ctx, x, indicator, t)
			if err != nil {
				return nil, err
			}
			periods := known.periods()
			for _, group := range slices.Sorted(maps.Keys(t.rates)) {
				for _, per := range periods[group] {
					if !per.End().Before(t.rates[group].End()) && counts(p.plans, i, per) {
						out = append(out, p.rate(x, known, indicator, group, per)...)
					}
				}
			}
			for _, per := range byEnd(t.shares) {
				out = append(out, p.shares(x, known, indicator, per)...)
			}
		}
	}
	return out, nil
}

// rate rolls the members' counts up, or returns nothing while no member reported.
func (p *Projection) rate(x *planIndex, known history, indicator, group string, per period.Period) []series.Observation {
	var members []rollup.Member
	var from []ledger.Recorded
	for _, a := range x.open(x.rates[indicator], per) {
		k := report.Key{Unit: a.UID, Indicator: indicator, Group: group, Period: per}
		c, came := known[k]
		if !came || c.Numerator == nil || c.Denominator == nil {
			members = append(members, rollup.Member{LastDenominator: known.lastDenominator(k, x.plan.From-1)})
			continue
		}
		members = append(members, rollup.Member{Counts: &rollup.Counts{Numerator: *c.Numerator, Denominator: *c.Denominator}})
		from = append(from, c)
	}
	return p.rolledUp(x, indicator, group, per, rollup.Rate(members), from)
}

// shares counts the members that the indicator puts at each share's level.
func (p *Projection) shares(x *planIndex, known history, of string, per period.Period) []series.Observation {
	var out []series.Observation
	for _, ind := range x.shares[of] {
		var members []rollup.Member
		var from []ledger.Recorded
		for _, a := range x.open(x.units[ind.MemberLevel], per) {
			c, came := known[report.Key{Unit: a.UID, Indicator: of, Group: catalogue.GroupAll, Period: per}]
			if !came {
				members = append(members, rollup.Member{})
				continue
			}
			members = append(members, rollup.Member{Level: c.Percent()})
			from = append(from, c)
		}
		out = append(out, p.rolledUp(x, ind.ID, catalogue.GroupAll, per, rollup.Share(members, ind.AtLeast), from)...)
	}
	return out
}

// rolledUp is the root's observation. It counts as received when its first member's report came, so that a look back
// shows it; what the members' corrections changed since is shown too.
func (p *Projection) rolledUp(x *planIndex, indicator, group string, per period.Period, r rollup.Result, from []ledger.Recorded) []series.Observation {
	if r.Members == 0 {
		return nil
	}
	o := series.Observation{
		Indicator: indicator, Area: x.root.UID, Level: x.root.Level, Parent: x.root.Parent, Group: group,
		Basis: series.Derived, At: per.End().Time(),
		Value: r.Value, Numerator: r.Numerator, Denominator: r.Denominator, Low: r.Low, High: r.High,
		Members: float64(r.Members), MembersOf: float64(r.Of),
	}
	for _, c := range from {
		o.Revision, o.Late = max(o.Revision, float64(c.Revision)), max(o.Late, p.late(c))
		if at := c.ReceivedAt(); o.Received.IsZero() || at.Before(o.Received) {
			o.Received = at
		}
	}
	return []series.Observation{o}
}

// open keeps the units that may report for the period.
func (x *planIndex) open(units []area.Area, per period.Period) []area.Area {
	var out []area.Area
	for _, a := range units {
		if x.plan.Reports(a, per) {
			out = append(out, a)
		}
	}
	return out
}
