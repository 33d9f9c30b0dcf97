package series

import "time"

// Recognition is one decision that recognised one unit at a level or in a title, or took that back. Every decision stays: what stood
// on a day is worked out from all that were known by then. What the rules compute is no part of it.
type Recognition struct {
	Receipt   string // of the decision in the ledger
	Plan      string // under which it was written down
	Indicator string
	Area      string
	At        time.Time // last day of the period whose numbers it rests on, 00:00 UTC
	Seq       float64   // number in the ledger: of two about the same thing the later holds
	Level     float64   // 1 of a title that is had or not; 0 where it is taken back
	On        time.Time // day of the decision; of what is taken back the day from which it holds no more, zero where it never held
	From      time.Time // first day on which it holds
	Until     time.Time // last day on which it holds; zero: no end is known
	Recorded  time.Time // when it was written down
	Withdrawn bool
	Authority string // number of the document
	Issuer    string // who recognised
	Reason    string
}

// Measurement implements Point.
func (Recognition) Measurement() Measurement { return Recognitions }

// Identity implements Point.
func (r Recognition) Identity() string { return identity(r.At, r.Receipt, r.Indicator, r.Area) }
