package decision

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/period"
)

// State is what holds after a row of decisions. Its zero value holds nothing. It is not safe for concurrent use.
type State struct {
	last     int64
	plans    int64                // the generation of plans in force
	extended map[slot]period.Date // no day: withdrawn
	done     map[task]Standing
	approved map[unitPeriod][]approval
	locks    map[slot]lock
	unmanned map[post][]vacancy

	recognitions []Recorded
}

// lock is the newest decision about a slot: of one for all units and one for a single unit the later holds.
type lock struct {
	seq    int64
	locked bool
	on     period.Date // when it was written down
}

// slot is what one extension is about; an empty unit stands for all units of the form.
type slot struct {
	plan, form, unit string
	period           period.Period
}

type task struct{ plan, deliverable string }

type unitPeriod struct {
	unit   string
	period period.Period
}

type approval struct {
	plan, form string
	indicators map[string]bool
	upTo       int64 // 0: withdrawn
}

// Standing is a deliverable that was done, as far as is recorded.
type Standing struct {
	On         period.Date // no day: withdrawn
	RecordedAt time.Time   // when it was first said to be done; a correction of the day does not move it
	Reason     string
}

// Last is the number of the newest decision that the state holds.
func (s *State) Last() int64 { return s.last }

// Plans is the number of the decision that brought the plans into force; 0 where none did.
func (s *State) Plans() int64 { return s.plans }

// Apply adds the next decision.
func (s *State) Apply(d Recorded) {
	s.last = d.Seq
	switch d.Kind {
	case Extension:
		s.extend(d)
	case Done:
		s.finish(d)
	case Approval:
		s.approve(d)
	case Lock:
		s.lock(d)
	case NoReporter:
		s.vacate(d)
	case Recognition:
		s.recognitions = append(s.recognitions, d)
	case PlanGeneration:
		s.plans = d.Seq
	}
}

// Recognitions are all that was ever recognised and taken back, in the order in which it was written down: what stood on a day
// follows from them.
func (s *State) Recognitions() []Recorded { return s.recognitions }

func (s *State) lock(d Recorded) {
	if s.locks == nil {
		s.locks = map[slot]lock{}
	}
	for _, u := range allOr(d.Units) {
		s.locks[slot{d.Plan, d.Form, u, d.Period}] = lock{d.Seq, !d.Withdrawn, period.Day(d.RecordedAt)}
	}
}

// Locked reports whether the standing office alone may change what the unit reports on the form for the period. Asked is the day on which
// its body was asked, where that is known: a form that was locked for all before does not shut out whom it was handed over to since.
func (s *State) Locked(plan, form, unit string, per period.Period, asked period.Date) bool {
	own, all := s.locks[slot{plan, form, unit, per}], s.locks[slot{plan, form, "", per}]
	if !asked.IsZero() && all.on.Before(asked) {
		all = lock{}
	}
	if own.seq > all.seq {
		return own.locked
	}
	return all.locked
}

// allOr is what a slot says of units: one without a name stands for all of them.
func allOr(units []string) []string {
	if len(units) == 0 {
		return []string{""}
	}
	return units
}

func (s *State) extend(d Recorded) {
	if s.extended == nil {
		s.extended = map[slot]period.Date{}
	}
	for _, u := range allOr(d.Units) {
		s.extended[slot{d.Plan, d.Form, u, d.Period}] = d.Until
	}
}

func (s *State) finish(d Recorded) {
	if s.done == nil {
		s.done = map[task]Standing{}
	}
	k := task{d.Plan, d.Deliverable}
	if d.Withdrawn {
		s.done[k] = Standing{}
		return
	}
	at := d.RecordedAt
	if before := s.done[k]; !before.On.IsZero() {
		at = before.RecordedAt
	}
	s.done[k] = Standing{On: d.On, RecordedAt: at, Reason: d.Reason}
}

func (s *State) approve(d Recorded) {
	if s.approved == nil {
		s.approved = map[unitPeriod][]approval{}
	}
	a := approval{plan: d.Plan, form: d.Form, upTo: d.Entries, indicators: map[string]bool{}}
	if d.Withdrawn {
		a.upTo = 0
	}
	for _, id := range d.Indicators {
		a.indicators[id] = true
	}
	for _, u := range d.Units {
		k := unitPeriod{u, d.Period}
		kept := make([]approval, 0, len(s.approved[k])+1)
		for _, old := range s.approved[k] {
			if old.plan != d.Plan || old.form != d.Form {
				kept = append(kept, old)
			}
		}
		s.approved[k] = append(kept, a) // the newest is last
	}
}

// Until returns the last good day that an extension gives the unit, the zero Date if none holds. One for all units does not
// shorten one for a single unit, nor the other way round: the later day holds.
func (s *State) Until(plan, form, unit string, per period.Period) period.Date {
	own, all := s.extended[slot{plan, form, unit, per}], s.extended[slot{plan, form, "", per}]
	if all.After(own) {
		return all
	}
	return own
}

// Done returns when the deliverable was done; false if nobody said so, or it was withdrawn.
func (s *State) Done(plan, deliverable string) (Standing, bool) {
	d := s.done[task{plan, deliverable}]
	return d, !d.On.IsZero()
}

// Approved returns up to which of the ledger's entries a cell is approved: 0 if it is not. Withdrawn says that it once was.
func (s *State) Approved(unit, indicator string, per period.Period) (upTo int64, withdrawn bool) {
	for _, a := range slices.Backward(s.approved[unitPeriod{unit, per}]) {
		switch {
		case !a.indicators[indicator]:
		case a.upTo > 0:
			return a.upTo, false
		default:
			withdrawn = true
		}
	}
	return 0, withdrawn
}

// decided reports whether anything was ever decided about what d is about: only then is there something to withdraw.
func (s *State) decided(d Decision) bool {
	var ok bool
	switch d.Kind {
	case Done:
		_, ok = s.done[task{d.Plan, d.Deliverable}]
	case Approval:
		for _, a := range s.approved[unitPeriod{d.Units[0], d.Period}] {
			ok = ok || a.plan == d.Plan && a.form == d.Form
		}
	case Extension:
		for _, u := range allOr(d.Units) {
			if _, ok = s.extended[slot{d.Plan, d.Form, u, d.Period}]; !ok {
				return false
			}
		}
	case NoReporter:
		for _, u := range d.Units {
			if _, ok = s.vacancy(d.Plan, d.Form, u, d.Period); !ok {
				return false
			}
		}
	case Recognition:
		for _, u := range d.Units {
			one := d
			one.Units = []string{u}
			if ok = slices.ContainsFunc(s.recognitions, func(r Recorded) bool { return one.Supersedes(r.Decision) }); !ok {
				return false
			}
		}
	case Lock:
		for _, u := range allOr(d.Units) { // a single unit may be let out of a lock of all
			if ok = s.locks[slot{d.Plan, d.Form, u, d.Period}].seq > 0 || s.Locked(d.Plan, d.Form, u, d.Period, period.Date{}); !ok {
				return false
			}
		}
	}
	return ok
}
