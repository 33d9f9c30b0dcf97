package projection

import (
	"context"
	"maps"
	"slices"

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

func before(k report.Key) report.Key {
	k.Period = k.Period.Prev()
	return k
}

// lastDenominator is what the cell was counted over when it was last reported before its period, but not before the
// year; nil if it never was.
func (h history) lastDenominator(k report.Key, year int) *float64 {
	for k = before(k); k.Period.End().Year() >= year; k = before(k) {
		if c, ok := h[k]; ok && c.Denominator != nil {
			return c.Denominator
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

func byEnd(set map[period.Period]bool) []period.Period {
	return slices.SortedFunc(maps.Keys(set), func(a, b period.Period) int { return a.End().Time().Compare(b.End().Time()) })
}

// touch is what of one indicator has to be computed again.
type touch struct {
	rates  map[string]period.Period // group → the earliest period whose total changed
	shares map[period.Period]bool   // periods whose shares of units changed
}

// touched finds what of plan i depends on the cells, by the indicator that was reported.
func (p *Projection) touched(i int, cells []ledger.Recorded) map[string]touch {
	x, out := &p.plans[i], map[string]touch{}
	for _, c := range cells {
		rolled, counted := len(x.rates[c.Indicator]) > 0, len(x.shares[c.Indicator]) > 0 && c.Group == catalogue.GroupAll
		if !rolled && !counted || !x.member[c.Unit] || !counts(p.plans, i, c.Period) {
			continue
		}
		t, known := out[c.Indicator]
		if !known {
			t = touch{rates: map[string]period.Period{}, shares: map[period.Period]bool{}}
			out[c.Indicator] = t
		}
		if first, seen := t.rates[c.Group]; rolled && (!seen || c.Period.End().Before(first.End())) {
			t.rates[c.Group] = c.Period
		}
		if counted {
			t.shares[c.Period] = true
		}
	}
	return out
}

// history reads the indicator's cells that the touched values are computed from: the periods themselves with the one
// before, and the full past of those members that reported in neither.
func (p *Projection) history(ctx context.Context, x *planIndex, indicator string, t touch) (history, error) {
	periods := maps.Clone(t.shares)
	for _, first := range t.rates {
		for per := first.Prev(); per.Start().Year() <= x.plan.To; per = per.Next() {
			periods[per] = true
		}
	}
	cells, err := p.opt.Ledger.Cells(ctx, []string{indicator}, sorted(x.member), byEnd(periods)...)
	if err != nil {
		return nil, err
	}
	known := history{}
	known.add(cells)
	silent := map[string]bool{}
	for group, first := range t.rates {
		for _, a := range x.rates[indicator] {
			k := report.Key{Unit: a.UID, Indicator: indicator, Group: group, Period: first}
			if !known.has(k) && !known.has(before(k)) {
				silent[a.UID] = true
			}
		}
	}
	if len(silent) == 0 {
		return known, nil
	}
	cells, err = p.opt.Ledger.Cells(ctx, []string{indicator}, sorted(silent))
	known.add(cells)
	return known, err
}
