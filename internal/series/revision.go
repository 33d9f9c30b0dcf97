package series

import (
	"strconv"
	"time"
)

// Revision is a correction: a cell that already held numbers got others. First reports are no revisions.
type Revision struct {
	Plan      string
	Indicator string
	Area      string // UID
	Group     string
	At        time.Time // last day of the period that was corrected, 00:00 UTC
	Recorded  time.Time // when the correction was accepted
	Revision  float64   // 2 = first correction
	Old       *float64  // percent, level or 0/1 before
	New       *float64  // and after
	Reporter  string    // who sent it
	Note      string    // why
	Receipt   string
}

// Measurement implements Point.
func (Revision) Measurement() Measurement { return Revisions }

// Identity implements Point. One submission may correct a cell for several periods, and a clock may stand still between two.
func (r Revision) Identity() string {
	return identity(r.Recorded, r.Plan, r.Indicator, r.Area, r.Group, r.At.UTC().Format(time.DateOnly), strconv.FormatFloat(r.Revision, 'f', -1, 64))
}
