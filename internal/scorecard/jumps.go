package scorecard

import (
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// Cell names one indicator of one unit.
type Cell struct{ Area, Indicator string }

// moved is a unit's value less that of the period before, by period, and the period of its newest value.
type moved struct {
	by     map[period.Period]float64
	newest period.Period
}

// Jumps answers for every cell that has a newest change how suspicious it is; see Jump. A cell whose newest number was
// corrected with a note is explained, and 0. Cells with too few points are not in the answer, nor those whose newest value
// has none before it: an older change is no news. Peers are the units of the same tier among the observations given.
func Jumps(indicators map[string]catalogue.Indicator, obs []series.Observation, revisions []series.Revision, asOf time.Time) map[Cell]float64 {
	changes := changesOf(indicators, obs, asOf)
	type crowd struct{ indicator, level string }
	crowds := map[crowd][]leveled{}
	for key := range changes {
		c := crowd{key.Indicator, key.level}
		crowds[c] = append(crowds[c], key)
	}
	notes := explained(indicators, revisions, asOf)
	out := map[Cell]float64{}
	for key, list := range changes {
		change, ok := list.by[list.newest]
		switch {
		case !ok:
			continue
		case notes[cellPeriod{key.Cell, list.newest}]:
			out[key.Cell] = 0
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
		if z := Jump(change, own, peers); z != nil {
			out[key.Cell] = *z
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

func changesOf(indicators map[string]catalogue.Indicator, obs []series.Observation, asOf time.Time) map[leveled]moved {
	values := map[leveled]map[period.Period]float64{}
	for _, o := range obs {
		ind, known := indicators[o.Indicator]
		if !known || o.Value == nil || o.Group != catalogue.GroupAll || o.Received.After(asOf) {
			continue
		}
		k := leveled{Cell{o.Area, o.Indicator}, string(o.Level)}
		if values[k] == nil {
			values[k] = map[period.Period]float64{}
		}
		values[k][series.PeriodOf(ind.Frequency, o.At)] = *o.Value
	}
	out := map[leveled]moved{}
	for k, byPeriod := range values {
		m := moved{by: map[period.Period]float64{}}
		for per, v := range byPeriod {
			if before, ok := byPeriod[per.Prev()]; ok {
				m.by[per] = v - before
			}
			if m.newest.IsZero() || per.End().After(m.newest.End()) {
				m.newest = per
			}
		}
		out[k] = m
	}
	return out
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
		if old, ok := last[k]; !ok || r.Recorded.After(old.Recorded) {
			last[k] = r
		}
	}
	out := map[cellPeriod]bool{}
	for k, r := range last {
		out[k] = r.Note != ""
	}
	return out
}
