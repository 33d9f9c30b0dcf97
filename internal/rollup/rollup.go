// Package rollup derives a unit's value from its members: rates by summing counts, shares by counting recognised
// members. The projector calls it. It never averages percentages, and with members missing it gives bounds, never a
// silent partial total.
package rollup

// Counts are a numerator and the denominator it is counted over.
type Counts struct{ Numerator, Denominator float64 }

// Member is one member's report for the period.
type Member struct {
	Counts *Counts  // a rate's counts; nil when nothing came
	Level  *float64 // a level or status; nil when nothing came
	// LastDenominator is the member's newest earlier denominator: it bounds what a missing report can change. Nil when
	// the member never reported.
	LastDenominator *float64
}

// Result is a derived value. Value is nil when members are missing; then Low and High enclose it, where the missing
// members' size is known.
type Result struct {
	Value, Numerator, Denominator, Low, High *float64
	Members, Of                              int
}

// Rate sums the members' counts into a percentage.
func Rate(members []Member) Result {
	r := Result{Of: len(members)}
	var num, den, missing float64
	sized := true
	for _, m := range members {
		switch {
		case m.Counts != nil:
			r.Members++
			num, den = num+m.Counts.Numerator, den+m.Counts.Denominator
		case m.LastDenominator != nil:
			missing += *m.LastDenominator
		default:
			sized = false
		}
	}
	if r.Members == 0 {
		return r
	}
	if r.Members == r.Of {
		r.Numerator, r.Denominator = &num, &den
		if den > 0 {
			r.Value = new(100 * num / den)
		}
		return r
	}
	if sized && den+missing > 0 {
		r.Low, r.High = new(100*num/(den+missing)), new(100*(num+missing)/(den+missing))
	}
	return r
}

// Share counts the members at the level or above, in whole units of all of them.
func Share(members []Member, atLeast float64) Result {
	r := Result{Of: len(members)}
	var met float64
	for _, m := range members {
		if m.Level == nil {
			continue
		}
		r.Members++
		if *m.Level >= atLeast {
			met++
		}
	}
	if r.Members == 0 {
		return r
	}
	n := float64(r.Of)
	if r.Members == r.Of {
		r.Value, r.Numerator, r.Denominator = new(100*met/n), &met, &n
		return r
	}
	r.Low, r.High = new(100*met/n), new(100*(met+n-float64(r.Members))/n)
	return r
}
