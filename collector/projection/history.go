package projection

import (
	"context"
	"maps"
	"slices"

	"github.com/xhht/xhht/collector/doubt"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// history holds the newest revision of cells by key.
type history map[report.Key]ledger.Recorded

func (h history) add(cells []ledger.Recorded) {
	for _, c := range cells {
		h[c.Key()] = c
	}
}

func (h history) has(k report.Key) bool {
	_, ok := h[k]
	return ok
}

// sized reports whether the cell says how many there are to count: that there was nobody once bounds nothing.
func (h history) sized(k report.Key) bool {
	c, ok := h[k]
	return ok && c.Denominator != nil && !c.Nobody && !c.OtherKind()
}

func before(k report.Key) report.Key {
	k.Period = k.Period.Prev()
	return k
}

// lastDenominator is what the cell was counted over when it was last reported before its period, but not before the
// year; nil if it never was.
func (h history) lastDenominator(k report.Key, year int) *float64 {
	for k = before(k); k.Period.End().Year() >= year; k = before(k) {
		if h.sized(k) {
			return h[k].Denominator
		}
	}
	return nil
}

// periods lists the periods in which anybody reported, by group and in order.
func (h history) periods() map[string][]period.Period {
	seen := map[string]map[period.Period]bool{}
	for k := range h {
		if seen[k.Group] == nil {
			seen[k.Group] = map[period.Period]bool{}
		}
		seen[k.Group][k.Period] = true
	}
	out := make(map[string][]period.Period, len(seen))
	for group, set := range seen {
		out[group] = byEnd(set)
	}
	return out
}

// spot is one group of one period.
type spot struct {
	group  string
	period period.Period
}

// until is the number of the newest of the cells.
func until(cells []ledger.Recorded) int64 {
	var out int64
	for _, c := range cells {
		out = max(out, c.Seq)
	}
	return out
}

// after lists where cells stand that the ledger took after an entry. A projection that has much to catch up on sees the
// newest cells long before it gets to them; without this it would compute a year's totals again for every earlier year.
func (x *planIndex) after(indicator string, read past, seq int64) map[spot]bool {
	out := map[spot]bool{}
	r := x.reporters[indicator]
	for _, h := range []history{read.stands, read.doubtful} {
		for k, c := range h {
			if c.Seq > seq && (r == nil || r.has[k.Unit]) { // what nobody owes touches no total
				out[spot{k.Group, k.Period}] = true
			}
		}
	}
	return out
}

func byEnd(set map[period.Period]bool) []period.Period {
	return slices.SortedFunc(maps.Keys(set), func(a, b period.Period) int { return a.End().Time().Compare(b.End().Time()) })
}

// touch is what of one indicator has to be computed again.
type touch struct {
	rates  map[string]period.Period // group → the earliest period in which it was reported
	kinds  period.Period            // the earliest period in which the kind of a commune was reported; zero: none
	shares map[period.Period]bool   // periods whose shares of units changed
}

// earlier keeps the earlier one of two periods; the zero one is none.
func earlier(a, b period.Period) period.Period {
	if a.IsZero() || !b.IsZero() && b.End().Before(a.End()) {
		return b
	}
	return a
}

// first is the earliest period of the groups.
func (t touch) first(groups ...string) period.Period {
	var out period.Period
	for _, g := range groups {
		out = earlier(out, t.rates[g])
	}
	return out
}

// split gives each plan the cells of its own units: with a plan for each province of the country, asking every plan about
// every cell would take longer than the sums.
func (p *Projection) split(cells []ledger.Recorded) [][]ledger.Recorded {
	out := make([][]ledger.Recorded, len(p.plans))
	for _, c := range cells {
		for _, i := range p.concerned[c.Unit] {
			if _, ok := p.plans[i].rank(c.Period.End().Year()); ok {
				out[i] = append(out[i], c)
			}
		}
	}
	return out
}

// touched finds what of the plan depends on its cells, by the indicator that was reported.
func (x *planIndex) touched(cells []ledger.Recorded) map[string]*touch {
	out := map[string]*touch{}
	of := func(indicator string) *touch {
		if out[indicator] == nil {
			out[indicator] = &touch{rates: map[string]period.Period{}, shares: map[period.Period]bool{}}
		}
		return out[indicator]
	}
	for _, c := range cells {
		if _, _, beside := catalogue.Under(c.Group); beside {
			continue // nothing follows from what came under a plan that is not the source
		}
		if r := x.reporters[c.Indicator]; r != nil && r.has[c.Unit] {
			t := of(c.Indicator)
			t.rates[c.Group] = earlier(t.rates[c.Group], c.Period)
		}
		if (len(x.shares[c.Indicator]) > 0 || x.levels[c.Indicator] != nil) && c.Group == catalogue.GroupAll {
			of(c.Indicator).shares[c.Period] = true
		}
		if c.Indicator != catalogue.SpecialDifficulty {
			continue
		}
		for id, r := range x.totals {
			if _, rolled := x.reporters[id]; rolled && r.has[c.Unit] {
				t := of(id)
				t.kinds = earlier(t.kinds, period.Of(x.frequency[id], c.Period.Start()))
			}
		}
	}
	return out
}

// extend notes how far a plan's entries have come in time while everything is written again.
func (p *Projection) extend(i int, own []ledger.Recorded) {
	if p.reach == nil {
		return
	}
	for _, c := range own {
		p.reach[i] = max(p.reach[i], c.Period.End().Year())
	}
}

// farthest is the last year in which a value of the plan can have been written, so that it may have to be computed again.
// Years that a replay has not come to yet are computed when it does: reading them with every batch before would make the
// country's replay slower than its provinces' together.
func (p *Projection) farthest(i int) int {
	if p.reach == nil {
		return p.plans[i].plan.To
	}
	return min(p.reach[i], p.plans[i].plan.To)
}

// past is what is read of an indicator to compute from.
type past struct {
	stands   history // and can be believed
	emptied  history // cells of which all was withdrawn
	doubtful history // what stands and contradicts other numbers: nothing is computed from it
}

// take sorts cells that were found.
func (h past) take(ind catalogue.Indicator, found doubt.Found) {
	for _, c := range found.Cells {
		c.Entry = c.AsAsked(ind)
		switch {
		case c.Indicator != ind.ID: // read to be held against
		case found.Has(c.Key()):
			h.doubtful[c.Key()] = c
		default:
			h.stands[c.Key()] = c
		}
	}
}

// history reads the indicator's cells that the touched values are computed from: the periods themselves with the one
// before, up to the year, and the full past of those members that reported in neither.
func (p *Projection) history(ctx context.Context, x *planIndex, indicator string, t *touch, to int) (past, error) {
	periods := maps.Clone(t.shares)
	first := earlier(t.first(slices.Collect(maps.Keys(t.rates))...), t.kinds)
	if !first.IsZero() {
		for per := first.Prev(); per.Start().Year() <= to; per = per.Next() {
			periods[per] = true
		}
	}
	out := past{stands: history{}, emptied: history{}, doubtful: history{}}
	cells, err := p.opt.Ledger.Emptied(ctx, []string{indicator}, x.members, byEnd(periods)...)
	if err != nil {
		return out, err
	}
	out.emptied.add(cells)
	found, err := doubt.Read(ctx, p.rules, p.opt.Ledger, []string{indicator}, x.members, byEnd(periods)...)
	if err != nil {
		return out, err
	}
	out.take(p.opt.Registry.Indicators[indicator], found)
	silent := x.silent(indicator, out.stands, t, first)
	if len(silent) == 0 {
		return out, nil
	}
	found, err = doubt.Read(ctx, p.rules, p.opt.Ledger, []string{indicator}, silent)
	out.take(p.opt.Registry.Indicators[indicator], found)
	return out, err
}

// silent lists the members that gave no size in the period or before it, in some group that is needed.
func (x *planIndex) silent(indicator string, known history, t *touch, first period.Period) []string {
	if first.IsZero() {
		return nil
	}
	groups := map[string]bool{}
	for g := range t.rates {
		groups[g] = true
	}
	if !t.kinds.IsZero() {
		groups[catalogue.GroupAll] = true
	}
	for _, gap := range x.gaps[indicator] {
		groups[catalogue.GroupAll], groups[gap.Group] = true, true
	}
	set := map[string]bool{}
	for g := range groups {
		for _, a := range x.reporters[indicator].units {
			k := report.Key{Unit: a.UID, Indicator: indicator, Group: g, Period: first}
			if !known.sized(k) && !known.sized(before(k)) {
				set[a.UID] = true
			}
		}
	}
	return sorted(set)
}
