package law

import (
	"github.com/xhht/xhht/internal/period"
)

// Standing is the level of one programme that a unit certainly has (Low) and the highest it may have (High). Without
// answers no rule is in force, and nothing is known.
type Standing struct {
	Program   Program
	Low, High int
	Answers   []Answer // lowest level first
}

// Standing answers every level of the programme.
func (l Law) Standing(p Program, u Unit, on period.Date) Standing {
	s := Standing{Program: p}
	for _, level := range l.Levels(p, u.Tier, on) {
		a := l.Ask(Question{p, level, on}, u)
		s.Answers = append(s.Answers, a)
		if a.Outcome == Met {
			s.Low = level
		}
		if a.Outcome != NotMet {
			s.High = level
		}
	}
	return s
}

// Comparison says how a declared level relates to the computed one.
type Comparison int

// The comparisons.
const (
	Agrees     Comparison = iota
	TooHigh               // more was declared than the numbers allow
	TooLow                // less was declared than the numbers prove
	Unprovable            // the numbers allow it and do not prove it
)

// Compare holds a declared level (0: not recognised) against the computed one.
func (s Standing) Compare(declared int) Comparison {
	switch {
	case len(s.Answers) == 0:
		return Unprovable
	case declared > s.High:
		return TooHigh
	case declared < s.Low:
		return TooLow
	case s.Low == s.High:
		return Agrees
	}
	return Unprovable
}
