package rollup

import "math"

// Rest is what is left of the whole when a group is taken out: those who are not women, not of a minority. It fails where
// the group is larger than the whole: then one of the two is wrong, and nobody can say which.
func Rest(all, group Counts) (Counts, bool) {
	r := Counts{Numerator: all.Numerator - group.Numerator, Denominator: all.Denominator - group.Denominator}
	return r, r.Numerator >= 0 && r.Numerator <= r.Denominator
}

// Gap is the distance in percentage points between the rates of a group and of the rest, whichever is ahead. Where either
// has only bounds, so has the gap. A gap has no counts.
func Gap(group, rest Result) Result {
	r := Result{Members: min(group.Members, rest.Members), Of: group.Of, Doubtful: min(group.Doubtful, rest.Doubtful), Estimated: group.Estimated || rest.Estimated}
	switch {
	case group.Value != nil && rest.Value != nil:
		r.Value = new(math.Abs(*group.Value - *rest.Value))
	case r.Members < r.Of && group.Low != nil && rest.Low != nil:
		a, b := *group.Low-*rest.High, *group.High-*rest.Low // the signed gap lies from a to b
		r.Low, r.High = new(max(a, -b, 0)), new(max(b, -a))
	}
	return r
}
