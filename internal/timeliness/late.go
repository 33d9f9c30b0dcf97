package timeliness

import (
	"math"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// What is late is decided here and nowhere else, by whoever reads and as of the reader's own instant: what is stored are
// days. A deadline is the last instant that is in time; the zero deadline, of what has no day, never passes.

// Passed reports whether a deadline has passed at an instant.
func Passed(deadline, at time.Time) bool { return !deadline.IsZero() && at.After(deadline) }

// lateBy is by how much something was late when it came, or is late at the instant while it has not come by then.
func lateBy(came, deadline, at time.Time) time.Duration {
	if known(came, at) {
		at = came
	}
	if !Passed(deadline, at) {
		return 0
	}
	return at.Sub(deadline)
}

// known reports whether an event had happened by an instant: what came later is not known yet then.
func known(event, at time.Time) bool { return !event.IsZero() && !event.After(at) }

// DueBy is the plan's own deadline of a form for a period; zero where the plan gives no day.
func DueBy(f plan.Form, per period.Period) time.Time { return f.LastGoodDay(per).EndOfDay() }

// ClosedBy is DueBy, and the end of the period where the plan gives no day: nobody is late then, but the period is over.
func ClosedBy(f plan.Form, per period.Period) time.Time {
	if due := DueBy(f, per); !due.IsZero() {
		return due
	}
	return per.End().EndOfDay()
}

// CellClosedBy is ClosedBy of one number, which may have been asked for after its form's deadline.
func CellClosedBy(f plan.Form, ask plan.Ask, per period.Period) time.Time {
	if by := f.By(ask, per); !by.IsZero() {
		return by.EndOfDay()
	}
	return ClosedBy(f, per)
}

// State is how an expected report stands at an instant.
type State string

// The states of an expected report.
const (
	NotDue       State = "not_due"       // nothing or part of it came, the deadline has not passed
	OnTime       State = "on_time"       // complete, in time
	ReceivedLate State = "received_late" // complete, after the deadline
	Overdue      State = "overdue"       // incomplete, the deadline has passed
	NoReporter   State = "no_reporter"   // incomplete, and by decision the unit has nobody who could report: neither late nor silent
)

// States are all of them, in display order.
var States = []State{OnTime, ReceivedLate, Overdue, NotDue, NoReporter}

// StateOf judges an expected report at an instant. An extension counts whenever it was granted, and so does the finding that
// nobody is there to report; who reports all the same is judged like all others.
func StateOf(r series.Report, at time.Time) State {
	complete, late := known(r.Received, at), Late(r, at) > 0
	switch {
	case complete && late:
		return ReceivedLate
	case complete:
		return OnTime
	case !r.NoReporter.IsZero():
		return NoReporter
	case late:
		return Overdue
	}
	return NotDue
}

// Late is by how much a report was or is late at an instant; 0 when it is not.
func Late(r series.Report, at time.Time) time.Duration {
	if !r.NoReporter.IsZero() && !known(r.Received, at) {
		return 0
	}
	return lateBy(r.Received, deadline(r), at)
}

// DaysLate is Late in days, begun ones counted whole.
func DaysLate(r series.Report, at time.Time) int { return int(math.Ceil(Days(Late(r, at)))) }

// Days is a stretch of time in days.
func Days(d time.Duration) float64 { return d.Hours() / 24 }

// deadline is the extension's, or else the plan's.
func deadline(r series.Report) time.Time {
	if r.Extended.After(r.Due) {
		return r.Extended
	}
	return r.Due
}

// DeliverableState is how a deliverable stands at an instant.
type DeliverableState string

// The states of a deliverable.
const (
	DeliverableOpen     DeliverableState = "open"      // not done, its day has not passed
	DeliverableUndated  DeliverableState = "undated"   // not done, the document gives no day
	DeliverableOverdue  DeliverableState = "overdue"   // not done, its day has passed
	DeliverableDone     DeliverableState = "done"      // done in time, or without a day
	DeliverableDoneLate DeliverableState = "done_late" // done after its day
)

// StateOfDeliverable judges a deliverable at an instant. What was done is known from when somebody recorded it.
func StateOfDeliverable(d series.Deliverable, at time.Time) DeliverableState {
	done, late := known(doneAsKnown(d, at), at), DeliverableLate(d, at) > 0
	switch {
	case done && late:
		return DeliverableDoneLate
	case done:
		return DeliverableDone
	case late:
		return DeliverableOverdue
	case d.Due.IsZero():
		return DeliverableUndated
	}
	return DeliverableOpen
}

// DeliverableLate is by how much a deliverable was done late, or is overdue, at an instant; 0 when it is neither.
func DeliverableLate(d series.Deliverable, at time.Time) time.Duration {
	return lateBy(doneAsKnown(d, at), d.Due, at)
}

func doneAsKnown(d series.Deliverable, at time.Time) time.Time {
	if d.Recorded.After(at) {
		return time.Time{}
	}
	return d.Done
}
