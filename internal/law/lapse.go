package law

import "maps"

// Year is whether a unit met a level in one year.
type Year struct {
	Year    int
	Outcome Outcome
}

// Keeping is how a recognition stands after a year. Where years are not known more than one may be possible; each field
// then answers in three values.
type Keeping struct {
	Year    int
	Outcome Outcome // of the year itself
	Held    Outcome // recognised, a single missed year included
	Missed  int     // consecutive years not kept, as far as they are certain
	Again   Outcome // never won or lapsed: the next recognition is a first-time case
}

// state is where a recognition can be: never won, lapsed, or held with some years missed in a row.
type state int

const (
	never  state = -2
	lapsed state = -1
)

// Follow walks through the years. A year that is not in the list, between two that are, is not known; neither is how the
// recognition stood before the first.
func (l Lapse) Follow(years []Year) []Keeping {
	if len(years) == 0 {
		return nil
	}
	outcomes := map[int]Outcome{}
	first, last := years[0].Year, years[0].Year
	for _, y := range years {
		outcomes[y.Year] = y.Outcome
		first, last = min(first, y.Year), max(last, y.Year)
	}
	var out []Keeping
	possible := map[state]bool{never: true, lapsed: true}
	for missed := range l.Misses {
		possible[state(missed)] = true
	}
	for year := first; year <= last; year++ {
		outcome, ok := outcomes[year]
		if !ok {
			outcome = Unknown
		}
		possible = l.step(possible, outcome)
		out = append(out, keeping(year, outcome, possible))
	}
	return out
}

// step moves every possible state on by one year; an unknown year may have gone either way.
func (l Lapse) step(from map[state]bool, o Outcome) map[state]bool {
	to := map[state]bool{}
	if o != NotMet {
		to[0] = true
	}
	if o == Met {
		return to
	}
	for s := range maps.Keys(from) {
		switch {
		case s < 0:
			to[s] = true
		case int(s)+1 >= l.Misses:
			to[lapsed] = true
		default:
			to[s+1] = true
		}
	}
	return to
}

func keeping(year int, o Outcome, possible map[state]bool) Keeping {
	k := Keeping{Year: year, Outcome: o}
	held, gone, fewest := 0, 0, -1
	for s := range maps.Keys(possible) {
		switch {
		case s < 0:
			gone++
		case fewest < 0 || int(s) < fewest:
			held, fewest = held+1, int(s)
		default:
			held++
		}
	}
	k.Missed = max(fewest, 0)
	k.Held = between(held == len(possible), held > 0)
	k.Again = between(gone == len(possible), gone > 0)
	return k
}
