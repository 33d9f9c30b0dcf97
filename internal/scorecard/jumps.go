package scorecard

import (
	"math"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/plausible"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// Cell names one indicator of one unit.
type Cell struct{ Area, Indicator string }

// CellOf is the cell that a row judges.
func CellOf(r Row) Cell { return Cell{r.Area.UID, r.Indicator.ID} }

// moved is a unit's change since the period before, less what its path asked for, by period; its newest number, and how far that
// one moved in all.
type moved struct {
	by       map[period.Period]float64
	newest   period.Period
	last     series.Observation
	distance float64
}

// Leap is how suspicious the newest number of a cell is.
type Leap struct {
	Z    float64             // above Suspicious somebody has to ask
	Size *plausible.Question // set where its size is the reason, or one of them
}

// Jumps answers for every cell that has a newest change how suspicious it is; see Jump. A change counts less what the unit's path
// asked for, so that a plan that grows steeper after a milestone makes nobody suspect who follows it. A cell whose newest number
// was corrected with a note is explained, and 0. Cells with too few points are not in the answer, nor those whose newest value
// has none before it: an older change is no news. Peers are the units of the same tier among the observations given.
// A size that cannot be, see plausible.Ask, is suspicious however its rate moved: at the edge of the ordinary range it is Suspicious.
func Jumps(in Input, revisions []series.Revision) map[Cell]Leap {
	changes := changesOf(in)
	type crowd struct{ indicator, level string }
	crowds := map[crowd][]leveled{}
	for key := range changes {
		c := crowd{key.Indicator, key.level}
		crowds[c] = append(crowds[c], key)
	}
	notes := explained(in.Registry.Indicators, revisions, in.AsOf)
	out := map[Cell]Leap{}
	for key, list := range changes {
		change, ok := list.by[list.newest]
		switch {
		case !ok:
			continue
		case notes[cellPeriod{key.Cell, list.newest}]:
			out[key.Cell] = Leap{}
			continue
		}
		var own, peers []float64
		for per, d := range list.by {
			if per != list.newest {
				own = append(own, d)
			}
		}
		for _, other := range crowds[crowd{key.Indicator, key.level}] {
			if d, ok := changes[other].by[list.newest]; ok && other != key {
				peers = append(peers, d)
			}
		}
		if z := Jump(list.distance, change, own, peers, leastSpread(in.Registry.Indicators[key.Indicator].Measure, list.last)); z != nil {
			out[key.Cell] = Leap{Z: *z}
		}
	}
	for c, f := range sizeQuestions(in) {
		if !notes[cellPeriod{c, f.Period}] {
			z := math.Nextafter(Suspicious*f.Question.Spreads, math.Inf(1))
			out[c] = Leap{Z: math.Max(out[c].Z, z), Size: &f.Question}
		}
	}
	return out
}

type leveled struct {
	Cell
	level string
}

type cellPeriod struct {
	Cell
	period.Period
}

func changesOf(in Input) map[leveled]moved {
	values := map[leveled]map[period.Period]series.Observation{}
	for _, o := range in.Observations {
		ind, known := in.Registry.Indicators[o.Indicator]
		if !known || o.Value == nil || o.Group != catalogue.GroupAll || o.Received.After(in.AsOf) {
			continue
		}
		k := leveled{Cell{o.Area, o.Indicator}, string(o.Level)}
		if values[k] == nil {
			values[k] = map[period.Period]series.Observation{}
		}
		values[k][series.PeriodOf(ind.Frequency, o.At)] = o
	}
	asked := askedOf(in)
	out := map[leveled]moved{}
	for k, byPeriod := range values {
		m := moved{by: map[period.Period]float64{}}
		for per, o := range byPeriod {
			if before, ok := byPeriod[per.Prev()]; ok {
				m.by[per] = *o.Value - *before.Value - asked(k.Cell, per)
			}
			if m.newest.IsZero() || per.End().After(m.newest.End()) {
				m.newest, m.last = per, o
			}
		}
		if before, ok := byPeriod[m.newest.Prev()]; ok {
			m.distance = *m.last.Value - *before.Value
		}
		out[k] = m
	}
	return out
}

// askedOf returns by how much a unit's path rises in a period. A level has no slope, and a unit without a path is asked for
// nothing. Of several targets on one indicator the plan's first counts.
func askedOf(in Input) func(Cell, period.Period) float64 {
	baselines := Baselines(in.Plan, in.Targets)
	paths := map[Cell]func(period.Period) float64{}
	for key, base := range baselines {
		t, _ := in.Plan.Target(key.Target)
		ind := in.Registry.Indicators[t.Indicator]
		cell := Cell{key.Area, t.Indicator}
		if ind.Measure.Stepwise() || paths[cell] != nil && !first(in.Plan, t) {
			continue
		}
		paths[cell] = func(per period.Period) float64 {
			end := per.End().Time()
			on := standing.Path(LineOf(in.Plan, t, ind, base, end, in.Method), []time.Time{per.Prev().End().Time(), end})
			if len(on) < 2 {
				return 0
			}
			return on[1].Value - on[0].Value
		}
	}
	return func(c Cell, per period.Period) float64 {
		if path := paths[c]; path != nil {
			return path(per)
		}
		return 0
	}
}

// first reports whether no earlier target of the plan is about the same indicator.
func first(p plan.Plan, t plan.Target) bool {
	return p.Targets[slices.IndexFunc(p.Targets, func(o plan.Target) bool { return o.Indicator == t.Indicator })].ID == t.ID
}

// explained lists the cells whose last correction says why.
func explained(indicators map[string]catalogue.Indicator, revisions []series.Revision, asOf time.Time) map[cellPeriod]bool {
	last := map[cellPeriod]series.Revision{}
	for _, r := range revisions {
		ind, known := indicators[r.Indicator]
		if !known || r.Group != catalogue.GroupAll || r.Recorded.After(asOf) {
			continue
		}
		k := cellPeriod{Cell{r.Area, r.Indicator}, series.PeriodOf(ind.Frequency, r.At)}
		if old, ok := last[k]; !ok || r.Revision > old.Revision {
			last[k] = r
		}
	}
	out := map[cellPeriod]bool{}
	for k, r := range last {
		out[k] = r.Why() != ""
	}
	return out
}
