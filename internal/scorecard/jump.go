package scorecard

import (
	"math"
	"slices"
)

// leastChanges is how many other changes it takes to say that one is unlike them.
const leastChanges = 3

// leastSpread keeps a unit that never moved from being suspected of its first half point.
const leastSpread = 0.5

// Jump says how unlike other changes the newest change of a unit is: the smaller of two robust z-scores, against the
// unit's own earlier changes and against its peers' changes of the same period, so that neither a unit that always moves
// in leaps nor a leap that all units made together is suspected. It is nil while neither can be told.
func Jump(newest float64, own, peers []float64) *float64 {
	a, b := robustZ(newest, own), robustZ(newest, peers)
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return new(math.Min(*a, *b))
}

// robustZ is the distance from the median in units of the median absolute deviation, scaled to the standard deviation of
// a normal distribution.
func robustZ(v float64, among []float64) *float64 {
	if len(among) < leastChanges {
		return nil
	}
	middle := median(among)
	off := make([]float64, len(among))
	for i, x := range among {
		off[i] = math.Abs(x - middle)
	}
	return new(math.Abs(v-middle) / math.Max(1.4826*median(off), leastSpread))
}

func median(list []float64) float64 {
	s := slices.Sorted(slices.Values(list))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}
