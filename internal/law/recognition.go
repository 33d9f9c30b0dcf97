package law

import (
	"slices"
)

// Recognition is how the highest level that a unit is known to have won stands after the last year.
type Recognition struct {
	Level  int     // the level that is kept or lost; the lowest one where none is known to have been won
	Held   Outcome // recognised, a single missed year included
	Missed int     // consecutive years up to the last one in which a level that had been won was not met
}

// Recognised follows every level through consecutive years, given as standings from the first year on. A level that lapsed
// counts in the year in which it does; from the next year on the highest level below it is what can still be lost.
func (l Lapse) Recognised(first int, history []Standing) Recognition {
	var out Recognition
	for i, level := range levelsOf(history) {
		years := make([]Year, len(history))
		won := false
		for n, s := range history {
			years[n] = Year{first + n, s.outcome(level)}
			won = won || years[n].Outcome == Met
		}
		list := l.Follow(years)
		last := len(list) - 1
		lapsedBefore := last > 0 && list[last-1].Again == Met && list[last].Outcome != Met
		if i == 0 || won && !lapsedBefore {
			out = Recognition{Level: level, Held: list[last].Held, Missed: missed(years)}
		}
	}
	return out
}

// missed counts the years at the end in which the level was not met; nothing is missed by who never had it.
func missed(years []Year) int {
	n := 0
	for n < len(years) && years[len(years)-1-n].Outcome == NotMet {
		n++
	}
	if !slices.ContainsFunc(years[:len(years)-n], func(y Year) bool { return y.Outcome == Met }) {
		return 0
	}
	return n
}

// levelsOf lists the levels of any of the years, lowest first.
func levelsOf(history []Standing) []int {
	var out []int
	for _, s := range history {
		for _, a := range s.Answers {
			if !slices.Contains(out, a.Level) {
				out = append(out, a.Level)
			}
		}
	}
	slices.Sort(out)
	return out
}

// outcome is the year's answer on the level; unknown where no rule spoke of it.
func (s Standing) outcome(level int) Outcome {
	for _, a := range s.Answers {
		if a.Level == level {
			return a.Outcome
		}
	}
	return Unknown
}
