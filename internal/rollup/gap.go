package rollup

import "math"

// Gapped is the distance between one group and everybody else in one rate. The numbers are nil where one of the two has
// no people, or where the counts contradict each other: a group larger than the whole has no rest.
type Gapped struct {
	Group  *float64 // the group's rate in percent
	Rest   *float64 // the rate of all others
	Value  *float64 // |group − rest| in percentage points: what a plan that asks for parity is held to
	Signed *float64 // group − rest: below zero, the group is behind
}

// Gap holds a group of a rate against the rest, from counts: rest = all − group. Both counts must be complete; a gap of
// partial totals could have either sign, so there is none.
func Gap(all, group Counts) Gapped {
	rest := Counts{all.Numerator - group.Numerator, all.Denominator - group.Denominator}
	if group.Denominator <= 0 || rest.Denominator <= 0 || rest.Numerator < 0 || rest.Numerator > rest.Denominator {
		return Gapped{}
	}
	g, r := percent(group), percent(rest)
	return Gapped{Group: &g, Rest: &r, Value: new(math.Abs(g - r)), Signed: new(g - r)}
}

func percent(c Counts) float64 { return 100 * c.Numerator / c.Denominator }
