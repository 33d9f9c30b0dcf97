package plan

import (
	"github.com/xhht/xhht/internal/period"
)

// Term is for which periods something is asked, and what was decided about it when a deadline had already passed. The zero
// Term is for ever: what stands in a plan without one was asked from the beginning.
type Term struct {
	First period.Period `json:"first,omitzero"` // the first period for which it is asked; zero: all before the last
	Last  period.Period `json:"last,omitzero"`  // the last one, inclusive; zero: all after the first

	AskedOn period.Date `json:"asked_on,omitzero"` // the day on which it was asked, where that is after a deadline of its periods
	Due     period.Date `json:"due,omitzero"`      // the last good day for those periods
	Clause  string      `json:"clause,omitempty"`  // where that was decided
}

// Has reports whether the period belongs to the term.
func (t Term) Has(per period.Period) bool {
	return (t.First.IsZero() || !per.Start().Before(t.First.Start())) && (t.Last.IsZero() || !per.End().After(t.Last.End()))
}

// By returns the last good day of what is asked for the period, given the form's own (zero: the plan gives none). What was
// asked for only after that day is late from its own due day on, never from a day on which nobody had asked for it.
func (t Term) By(per period.Period, last period.Date) period.Date {
	if t.AskedOn.IsZero() || !t.AskedOn.After(closed(per, last)) {
		return last
	}
	return t.Due
}

// closed is the day until which whatever was asked for the period could have been handed in: its deadline, or its last day
// where the plan gives none.
func closed(per period.Period, last period.Date) period.Date {
	if last.IsZero() {
		return per.End()
	}
	return last
}

// cut is the part of the term between two periods (zero: open); false where nothing is left of it.
func (t Term) cut(first, last period.Period) (Term, bool) {
	if t.First.IsZero() || !first.IsZero() && first.Start().After(t.First.Start()) {
		t.First = first
	}
	if t.Last.IsZero() || !last.IsZero() && last.End().Before(t.Last.End()) {
		t.Last = last
	}
	return t, t.First.IsZero() || t.Last.IsZero() || !t.Last.End().Before(t.First.Start())
}

// Meets reports whether the terms share a period.
func (t Term) Meets(o Term) bool { return !t.endsBefore(o) && !o.endsBefore(t) }

func (t Term) endsBefore(o Term) bool {
	return !t.Last.IsZero() && !o.First.IsZero() && t.Last.End().Before(o.First.Start())
}
