package series

import (
	"cmp"
	"strconv"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
)

// Revision is a change of a cell that already held something: a correction, or a withdrawal. First reports are no revisions.
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
	What      Change
	OldWords  lang.Text // what it said before, where that is no number
	NewWords  lang.Text // and after
	Reporter  string    // who sent it
	Note      string    // why, as the sender said of all that they sent
	Reason    string    // why, as they said of this cell
	Receipt   string

	Before Before // what stood until then, for whoever looks back
}

// Before is what a cell said before a revision.
type Before struct {
	Numerator, Denominator *float64
	Says                   Statement
	Unverified             *float64
	Over                   catalogue.DenominatorKind
	Received               time.Time // when it had first come; zero: nothing stood
}

// Change is what a revision does to its cell.
type Change string

// The changes.
const (
	Corrected  Change = "corrected"   // other numbers
	Explained  Change = "explained"   // the same numbers, with a reason
	Withdrawn  Change = "withdrawn"   // a revision was taken back: an earlier one stands again, or none
	FiledAgain Change = "filed_again" // numbers where all had been withdrawn
)

var changeNames = map[Change]lang.Text{
	Corrected:  {VI: "Đính chính", EN: "Correction"},
	Explained:  {VI: "Nêu lý do", EN: "Explanation"},
	Withdrawn:  {VI: "Rút lại", EN: "Withdrawal"},
	FiledAgain: {VI: "Nộp lại", EN: "Filed again"},
}

// Name is what people call the change.
func (c Change) Name() lang.Text { return changeNames[cmp.Or(c, Corrected)] }

// Why is what the sender said of all that they sent, and of this cell.
func (r Revision) Why() string {
	if r.Note != "" && r.Reason != "" && r.Note != r.Reason {
		return r.Note + "; " + r.Reason
	}
	return cmp.Or(r.Note, r.Reason)
}

// Measurement implements Point.
func (Revision) Measurement() Measurement { return Revisions }

// Identity implements Point. One submission may correct a cell for several periods, and a clock may stand still between two.
func (r Revision) Identity() string {
	return identity(r.Recorded, r.Plan, r.Indicator, r.Area, r.Group, r.At.UTC().Format(time.DateOnly), strconv.FormatFloat(r.Revision, 'f', -1, 64))
}
