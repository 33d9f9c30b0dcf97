package projection

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/regime"
	"github.com/xhht/xhht/internal/series"
)

// levelIndex holds one regime's years as they were last judged. A year is judged as a whole, from one reading of the ledger, and
// is forgotten when a cell of it changes; every change passes through here, so that what is remembered is what the ledger says.
type levelIndex struct {
	plan       plan.Plan
	indicators []string
	takes      map[string]bool                    // the same, and its units
	units      []string                           // its units and the root, for the ledger
	parents    map[int]map[string]string          // year → unit → the unit above it
	judged     map[int]map[levelKey]regime.Judged // years judged so far
}

type levelKey struct{ area, programme string }

func indexLevels(reg plan.Registry) []*levelIndex {
	var out []*levelIndex
	for _, p := range reg.Regimes() {
		x := &levelIndex{plan: p, indicators: regime.Indicators(reg, p), takes: map[string]bool{}, parents: map[int]map[string]string{},
			judged: map[int]map[levelKey]regime.Judged{}}
		x.units = append([]string{p.Root}, p.Units...)
		for _, name := range slices.Concat(x.indicators, x.units) {
			x.takes[name] = true
		}
		out = append(out, x)
	}
	return out
}

// levels judges again every unit that the cells touch, and all above it: in the cells' years and, because a recognition is kept
// or lapses by the years before, in all that follow.
func (p *Projection) levels(ctx context.Context, cells []ledger.Recorded) ([]series.LevelStanding, error) {
	var out []series.LevelStanding
	for _, x := range p.regimes {
		changed, units := map[int]bool{}, map[string]int{}
		for _, c := range cells {
			if year := c.Period.End().Year(); x.takes[c.Indicator] && x.takes[c.Unit] && x.runs(year) {
				changed[year] = true
				delete(x.judged, year)
			}
		}
		if len(changed) == 0 {
			continue
		}
		if err := p.judge(ctx, x); err != nil {
			return nil, err
		}
		for _, c := range cells {
			if year := c.Period.End().Year(); x.takes[c.Indicator] && changed[year] {
				x.touch(units, c.Unit, year)
			}
		}
		out = append(out, p.kept(x, units)...)
	}
	return out, nil
}

// runs reports whether the year is judged: one of the regime's own.
func (x *levelIndex) runs(year int) bool { return year >= x.plan.From && year <= x.plan.To }

// touch notes the first year from which the unit and those above it change.
func (x *levelIndex) touch(units map[string]int, uid string, year int) {
	for {
		up, known := x.parents[year][uid]
		if !known {
			return
		}
		if first, seen := units[uid]; !seen || year < first {
			units[uid] = year
		}
		uid = up
	}
}

// judge fills in the years that are not judged, with one reading of the ledger for each.
func (p *Projection) judge(ctx context.Context, x *levelIndex) error {
	for year := x.plan.From; year <= x.plan.To; year++ {
		if x.judged[year] != nil {
			continue
		}
		cells, err := p.opt.Ledger.Cells(ctx, x.indicators, x.units, period.Year(year))
		if err != nil {
			return err
		}
		x.year(p.opt.Registry, year, cells)
	}
	return nil
}

func (x *levelIndex) year(reg plan.Registry, year int, cells []ledger.Recorded) {
	book, came := regime.NewBook(reg, x.plan), map[string]time.Time{}
	for _, c := range cells {
		book.Add(c.Entry)
		if at := c.ReceivedAt(); came[c.Unit].IsZero() || at.Before(came[c.Unit]) {
			came[c.Unit] = at
		}
	}
	x.judged[year], x.parents[year] = map[levelKey]regime.Judged{}, map[string]string{}
	list := book.Judge(year)
	for _, j := range slices.Backward(list) { // members come after the unit above, which is known from when its first one came
		if at := came[j.Area]; !at.IsZero() && (came[j.Parent].IsZero() || at.Before(came[j.Parent])) {
			came[j.Parent] = at
		}
	}
	for _, j := range list {
		j.Received = came[j.Area]
		x.judged[year][levelKey{j.Area, j.Programme}] = j
		x.parents[year][j.Area] = j.Parent
	}
}

// kept are the points of the units from their first changed year on.
func (p *Projection) kept(x *levelIndex, units map[string]int) []series.LevelStanding {
	var out []series.LevelStanding
	for _, uid := range slices.Sorted(maps.Keys(units)) {
		for _, programme := range law.Programs {
			var history []regime.Judged
			for year := x.plan.From; year <= x.plan.To; year++ {
				j, there := x.judged[year][levelKey{uid, string(programme)}]
				if !there {
					history = nil // the unit, or the programme, is not there yet or any more
					continue
				}
				if history = append(history, j); year >= units[uid] {
					out = append(out, regime.Keep(p.opt.Registry.Law, history))
				}
			}
		}
	}
	return out
}

// silentLevels are all units of all years as if nothing had come: that a unit is not known has to be said from the start.
func (p *Projection) silentLevels() []series.LevelStanding {
	var out []series.LevelStanding
	for _, x := range p.regimes {
		units := map[string]int{}
		for year := x.plan.From; year <= x.plan.To; year++ {
			x.year(p.opt.Registry, year, nil)
			for uid := range x.parents[year] {
				units[uid] = x.plan.From
			}
		}
		out = append(out, p.kept(x, units)...)
		clear(x.judged) // the ledger has not been asked
	}
	return out
}
