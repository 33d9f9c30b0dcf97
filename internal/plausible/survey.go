package plausible

import (
	"cmp"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/period"
)

// Sized is one size as a unit reported it.
type Sized struct {
	Kind
	Unit   string // UID
	Parent string // UID of the unit above
	Period period.Period
	Size   float64
}

// Kind is what is counted: sizes of one kind compare.
type Kind struct{ Indicator, Group, Over string } // over whom, where that is not whom the indicator asks for

// Survey holds the sizes among which one is judged: those of the unit, and of the units beside it below the same parent.
type Survey struct {
	byUnit  map[Kind]map[string]map[period.Period]float64
	beside  map[string][]string // parent → units in order
	parents map[string]string
}

// NewSurvey arranges sizes. Of two with one cell the later in the list counts.
func NewSurvey(list []Sized) Survey {
	s := Survey{byUnit: map[Kind]map[string]map[period.Period]float64{}, beside: map[string][]string{}, parents: map[string]string{}}
	for _, x := range list {
		s.put(x)
	}
	for parent := range s.beside {
		slices.Sort(s.beside[parent])
	}
	return s
}

func (s Survey) put(x Sized) {
	units := s.byUnit[x.Kind]
	if units == nil {
		units = map[string]map[period.Period]float64{}
		s.byUnit[x.Kind] = units
	}
	if units[x.Unit] == nil {
		units[x.Unit] = map[period.Period]float64{}
	}
	units[x.Unit][x.Period] = x.Size
	if _, known := s.parents[x.Unit]; !known {
		s.parents[x.Unit] = x.Parent
		s.beside[x.Parent] = append(s.beside[x.Parent], x.Unit)
	}
}

// Finding is a size that raises a question.
type Finding struct {
	Sized
	Question Question
}

// Ask returns the question that one size raises beside all others of the survey; its own cell there does not count.
func (s Survey) Ask(x Sized) *Question { return Ask(x.Size, s.Beside(x)) }

// Findings asks about every size of the survey, in the order of unit, period and kind.
func (s Survey) Findings() []Finding {
	var out []Finding
	for kind, units := range s.byUnit {
		for unit, periods := range units {
			for per, size := range periods {
				x := Sized{Kind: kind, Unit: unit, Parent: s.parents[unit], Period: per, Size: size}
				if q := s.Ask(x); q != nil {
					out = append(out, Finding{x, *q})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Period.String(), b.Period.String()),
			cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Group, b.Group))
	})
	return out
}

// Beside gathers what a size is compared with.
func (s Survey) Beside(x Sized) Beside {
	units := s.byUnit[x.Kind]
	own := units[x.Unit]
	before, after := around(own, x.Period)
	b := Beside{Own: changes(own, x.Period)}
	if !before.IsZero() {
		b.Before = new(own[before])
	}
	if !after.IsZero() {
		b.After = new(own[after])
	}
	for _, unit := range s.beside[x.Parent] {
		if unit == x.Unit {
			continue
		}
		theirs := units[unit]
		now, has := theirs[x.Period]
		if has {
			if now > 0 {
				b.Around = append(b.Around, now)
			}
			b.Neighbour = append(b.Neighbour, Neighbor{unit, now})
		}
		from, to := before, x.Period
		if before.IsZero() {
			from, to = x.Period, after
		}
		if was, had := theirs[from]; had {
			b.Neighbour = append(b.Neighbour, Neighbor{unit, was})
			if then := theirs[to]; was > 0 && then > 0 {
				b.Peers = append(b.Peers, then/was)
			}
		}
	}
	if whole, ok := units[x.Parent][x.Period]; ok {
		b.Ceiling = &whole
	}
	if b.Before == nil && b.After == nil {
		b.Estimate = s.estimate(x)
	}
	return b
}

// First reports whether the unit has no number of the kind in any other period.
func (s Survey) First(x Sized) bool {
	before, after := around(s.byUnit[x.Kind][x.Unit], x.Period)
	return before.IsZero() && after.IsZero()
}

// around returns the periods with a number just before and just after one; zero where there is none.
func around(own map[period.Period]float64, at period.Period) (before, after period.Period) {
	for per := range own {
		switch {
		case per == at:
		case per.End().Before(at.End()):
			if before.IsZero() || per.End().After(before.End()) {
				before = per
			}
		case after.IsZero() || per.End().Before(after.End()):
			after = per
		}
	}
	return before, after
}

// changes lists the unit's own changes between neighbouring periods, the judged one left out.
func changes(own map[period.Period]float64, but period.Period) []float64 {
	periods := slices.SortedFunc(maps.Keys(own), func(a, b period.Period) int { return a.End().Time().Compare(b.End().Time()) })
	periods = slices.DeleteFunc(periods, func(p period.Period) bool { return p == but || own[p] <= 0 })
	var out []float64
	for i := 1; i < len(periods); i++ {
		out = append(out, own[periods[i]]/own[periods[i-1]])
	}
	return out
}

// estimate looks for the unit's other size of the period whose proportion to this one is most alike in the units around.
func (s Survey) estimate(x Sized) *float64 {
	var best *float64
	tightest := estimated
	ours := s.byUnit[x.Kind]
	for kind, units := range s.byUnit {
		other, has := units[x.Unit][x.Period]
		if kind == x.Kind || !has {
			continue
		}
		var proportions []float64
		for _, unit := range s.beside[x.Parent] {
			mine, theirs := ours[unit][x.Period], units[unit][x.Period]
			if unit != x.Unit && mine > 0 && theirs > 0 {
				proportions = append(proportions, mine/theirs)
			}
		}
		if sp := spread(proportions); sp != nil && (*sp < tightest || best != nil && *sp == tightest && *Estimate(other, proportions) < *best) {
			best, tightest = Estimate(other, proportions), *sp
		}
	}
	return best
}
