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

// Measurement implements Point.
func (Deliverable) Measurement() Measurement { return Deliverables }

// Identity implements Point. It has no time: what becomes of a deliverable overwrites it.
func (d Deliverable) Identity() string { return identity(time.Time{}, d.Plan, d.Deliverable) }
