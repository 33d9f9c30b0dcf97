package decision

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// post is a unit's duty to hand a form in, whoever does it there.
type post struct{ plan, form, unit string }

// vacancy is one decision about a post: from its first period on there is nobody, or there is somebody again.
type vacancy struct {
	term  plan.Term
	empty bool
	Vacancy
}

// Vacancy is what was recorded of a unit that has no body which could report.
type Vacancy struct {
	Since  time.Time // when it was recorded
	Reason string
	Body   string // which body is not there, where that was said
}

func (s *State) vacate(d Recorded) {
	if s.unmanned == nil {
		s.unmanned = map[post][]vacancy{}
	}
	v := vacancy{term: d.term(), empty: !d.Withdrawn, Vacancy: Vacancy{Since: d.RecordedAt, Reason: d.Reason, Body: d.Body}}
	for _, u := range d.Units {
		k := post{d.Plan, d.Form, u}
		s.unmanned[k] = append(s.unmanned[k], v)
	}
}

// About returns what was decided about the unit's report on the form for the period.
func (s *State) About(plan, form, unit string, per period.Period) timeliness.Decided {
	out := timeliness.Decided{Until: s.Until(plan, form, unit, per)}
	if v, empty := s.Vacant(plan, form, unit, per); empty {
		out.NoReporter = v.Since
	}
	return out
}

// Vacant reports whether the unit has nobody who could hand the form in for the period: of several decisions about it the
// newest holds.
func (s *State) Vacant(plan, form, unit string, per period.Period) (Vacancy, bool) {
	v, _ := s.vacancy(plan, form, unit, per)
	return v.Vacancy, v.empty
}

// vacancy returns the newest decision about the post in the period; false where there is none.
func (s *State) vacancy(plan, form, unit string, per period.Period) (vacancy, bool) {
	for _, v := range slices.Backward(s.unmanned[post{plan, form, unit}]) {
		if v.term.Has(per) {
			return v, true
		}
	}
	return vacancy{}, false
}
