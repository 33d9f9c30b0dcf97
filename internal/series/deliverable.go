package series

import "time"

// Deliverable is something that a plan asks to be done once, done or not. Its title, lead agency and clause are the
// plan's.
type Deliverable struct {
	Plan        string
	Deliverable string
	Due         time.Time // end of the last good day; zero: the document gives no day
	Done        time.Time // zero: not done, as far as was recorded
	Recorded    time.Time // when somebody recorded that it was done: a reader looking back hides what came later
	Note        string    // what the recorder gave as proof: the number of a document
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

// StateAt judges the deliverable at an instant: what was recorded later is not known yet then.
func (d Deliverable) StateAt(now time.Time) DeliverableState {
	done := !d.Done.IsZero() && !d.Done.After(now) && !d.Recorded.After(now)
	switch {
	case done && (d.Due.IsZero() || !d.Done.After(d.Due)):
		return DeliverableDone
	case done:
		return DeliverableDoneLate
	case d.Due.IsZero():
		return DeliverableUndated
	case now.After(d.Due):
		return DeliverableOverdue
	}
	return DeliverableOpen
}
