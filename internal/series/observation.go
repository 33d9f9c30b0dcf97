package series

import (
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
)

// Observation is one indicator of one unit for one period. A nil number was not reported, and is never zero.
type Observation struct {
	Indicator   string
	Area        string // UID
	Level       area.Level
	Parent      string // UID of the unit above
	Group       string // catalogue.GroupAll or a disaggregation
	Basis       Basis
	At          time.Time                 // last day of the period, 00:00 UTC
	Value       *float64                  // percent, level or 0/1; nil when members are missing and only bounds are known
	Numerator   *float64                  // count
	Denominator *float64                  // count
	Low         *float64                  // derived, members missing: the lowest value that is still possible
	High        *float64                  // derived, members missing: the highest value that is still possible
	Members     float64                   // derived: members that reported
	MembersOf   float64                   // derived: members expected
	Revision    float64                   // 1 = first report
	Received    time.Time                 // when the first value of this cell came: a reader looking back hides what came later; zero: all of it was withdrawn
	Says        Statement                 // reported: what it says where it is no numbers
	Unverified  *float64                  // reported: a number that nothing is concluded from: a rate in percent that came without its counts, or what contradicts another
	Over        catalogue.DenominatorKind // reported: whom the number counts that is in Unverified, where that is not whom the indicator asks for
	Rewritten   bool                      // reported: nobody revised it, but it may say something else than when it was written; not stored

	// Superseded is since when a report of a cluster stands no more, because all units that answer for it now have answered; zero:
	// it stands, and their total waits. It is stored of clusters' reports alone.
	Superseded time.Time `json:",omitzero"`

	Approved         *float64 // reported: the value of the approved revision; nil while none is
	ApprovedRevision float64  // reported: the approved revision; 0 = none, -1 = the approval was withdrawn
}

// Statement is what a report says of a cell.
type Statement float64

// The statements.
const (
	SaysNumbers    Statement = 0
	SaysNobody     Statement = 1 // there is nobody of this kind
	SaysUnverified Statement = 2 // a rate whose counts are not known
	SaysOtherKind  Statement = 4 // a rate over others than the indicator asks for: those who registered, not all citizens; of a total: a member's is
	SaysDoubtful   Statement = 3 // its numbers contradict others, so that nobody can say which are right; of a total: those of a member do
	SaysEstimated  Statement = 5 // of a total: a stated share of a member that lies in several clusters is in it
	SaysElsewhere  Statement = 6 // of a total: nothing is missing, but members lie in several clusters and nobody knows how far
	SaysCertain    Statement = 7 // of a total: members are missing or may lie elsewhere, and none of that can change it
)

// Gone reports whether nothing stands any more where the observation was: all that was reported is withdrawn. A store keeps
// such a point as a tombstone, for what was written before would show otherwise; readers pass over it.
func (o Observation) Gone() bool { return o.Received.IsZero() }

// Nobody reports whether there is nobody to count: a unit said so, or all members of a total did.
func (o Observation) Nobody() bool {
	if o.Basis == Derived {
		return o.Members > 0 && o.Members == o.MembersOf && o.Denominator != nil && *o.Denominator == 0
	}
	return o.Says == SaysNobody
}

// Measurement implements Point.
func (Observation) Measurement() Measurement { return Observations }

// Identity implements Point. Level and parent tell of the unit and name nothing.
func (o Observation) Identity() string {
	return identity(o.At, o.Indicator, o.Area, o.Group, string(o.Basis))
}

// Settle drops the numbers that an earlier state of the observation left behind. A store may merge the fields of two writes
// of one point (InfluxDB does), so a total that became partial again keeps the value of before, and a complete one the
// bounds: the counts of members tell which of them hold. Who reads stored observations calls it; low above high is how
// the writer says that nothing is known.
func (o *Observation) Settle() {
	if o.Basis == Derived {
		nothing := o.Low != nil && o.High != nil && *o.Low > *o.High
		complete := o.Members == o.MembersOf && o.MembersOf > 0
		if complete || nothing {
			o.Low, o.High = nil, nil
		}
		switch {
		case !complete && o.Says == SaysCertain:
			o.Value, o.Low, o.High, o.Numerator, o.Denominator = o.Low, nil, nil, nil, nil
		case !complete:
			o.Value, o.Numerator, o.Denominator = nil, nil, nil
		case o.Says != SaysEstimated:
			o.Says = SaysNumbers
		}
		if complete && nothing {
			o.Value = nil
		}
	}
	if o.Basis == Reported {
		o.settleReported()
	}
	if o.Denominator != nil && *o.Denominator == 0 {
		o.Value = nil // a rate of nobody
	}
}

// settleReported drops what a revision of another kind left behind.
func (o *Observation) settleReported() {
	switch o.Says {
	case SaysUnverified:
		o.Value, o.Numerator, o.Denominator = nil, nil, nil
	case SaysOtherKind:
		o.Value = nil // its counts are told beside the rate
		if o.ApprovedRevision == o.Revision {
			o.Approved = nil
		}
	case SaysDoubtful:
		o.Value = nil // its counts are told to whoever has to mend them
		if o.ApprovedRevision == o.Revision {
			o.Approved = nil
		}
	default:
		o.Unverified = nil
	}
	if o.Says != SaysUnverified && o.Says != SaysOtherKind {
		o.Over = ""
	}
	if o.Says == SaysNobody {
		o.Value = nil
	}
	if o.ApprovedRevision <= 0 {
		o.Approved = nil // withdrawn: the value is what an earlier approval left behind
	}
}
