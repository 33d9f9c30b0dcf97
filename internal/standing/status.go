package standing

// Status is where a unit stands.
type Status string

// The statuses, best to worst, then those without a verdict.
const (
	Achieved     Status = "achieved"
	OnTrack      Status = "on_track"
	NotYetDue    Status = "not_yet_due" // a yes/no or a level that is not reached, and whose day has not come: nothing to praise, nothing to blame
	AtRisk       Status = "at_risk"
	OffTrack     Status = "off_track"
	Reversing    Status = "reversing"
	Late         Status = "late"         // the latest due report is overdue, the one before it came
	NotReported  Status = "not_reported" // nothing came, or nothing for two due periods
	Undecided    Status = "undecided"    // what came contradicts itself, so that nothing follows from it: neither attained nor missed, and no silence
	Unverified   Status = "unverified"   // a rate came without its counts: it is shown, and nothing follows from it
	Unquantified Status = "unquantified" // the plan gives no number
	NoReporter   Status = "no_reporter"  // nothing came, and by decision there is nobody who could report: no silence either
	Nobody       Status = "nobody"       // there is nobody to count: neither attained nor missed, and no silence

	// OtherDenominator: a rate came over others than the target speaks of, such as those who registered: it is shown beside the
	// target, and not judged by it.
	OtherDenominator Status = "other_denominator"
)

// Statuses lists every status in display order.
var Statuses = []Status{Achieved, OnTrack, NotYetDue, AtRisk, OffTrack, Reversing, Late, NotReported, Undecided, Unverified, OtherDenominator, Unquantified, NoReporter, Nobody}

// Behind reports whether the status says that a unit is behind its path.
func (s Status) Behind() bool { return s == AtRisk || s == OffTrack || s == Reversing }

// Verdict reports whether the status was concluded from a value, or from bounds that leave no doubt. That nothing can be said of a
// level before its day is such a conclusion; that nothing came is none.
func (s Status) Verdict() bool {
	return s == Achieved || s == OnTrack || s == NotYetDue || s.Behind()
}

// Silent reports whether a verdict is owed and missing.
func (s Status) Silent() bool { return s == Late || s == NotReported }

// Inconclusive reports whether something came of which nothing follows: it contradicts itself, cannot be verified, or counts others.
func (s Status) Inconclusive() bool {
	return s == Undecided || s == Unverified || s == OtherDenominator
}

// Excused reports whether no verdict is owed and none is missing: there is nobody to count, or nobody who could report.
func (s Status) Excused() bool { return s == Nobody || s == NoReporter }

// Trend is where a value moved since the one before it.
type Trend string

// The trends.
const (
	Unknown   Trend = "" // nothing came before
	Improving Trend = "improving"
	Worsening Trend = "worsening"
	Unchanged Trend = "unchanged"
)

// Trend tells where the value moved; a target without a number has no other verdict.
func (v Verdict) Trend() Trend {
	switch {
	case v.Change == nil:
		return Unknown
	case *v.Change > slack:
		return Improving
	case *v.Change < -slack:
		return Worsening
	}
	return Unchanged
}
