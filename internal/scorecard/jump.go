package scorecard

import (
	"math"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plausible"
	"github.com/xhht/xhht/internal/series"
)

// Suspicious is the robust z-score above which a change counts as an outlier (Iglewicz and Hoaglin, 1993).
const Suspicious = 3.5

// leastChanges is how many other changes it takes to say that one is unlike them: the median of fewer follows a single one.
const leastChanges = 4

// The smallest spread that a change is measured in. A district whose every step was the same must not be suspected of its first
// other one: at 3.5 spreads, two points make every change of a rate up to seven points ordinary.
const (
	leastPoints = 2.0 // percentage points
	leastStep   = 0.5 // of everything else
)

// Jump says how unlike other changes the newest change of a unit is: the smaller of two robust z-scores, against the
// unit's own earlier changes and against its peers' changes of the same period, so that neither a unit that always moves
// in leaps nor a leap that all units made together is suspected. It is nil while neither can be told. Excess, own and peers are
// changes less what the path asked for, see Jumps; moved is the change itself; least is the smallest spread to measure in.
func Jump(moved, excess float64, own, peers []float64, least float64) *float64 {
	a, b := robustZ(moved, excess, own, least), robustZ(moved, excess, peers, least)
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return new(math.Min(*a, *b))
}

// robustZ is the distance from the median in units of the median absolute deviation, scaled to the standard deviation of
// a normal distribution. It is no larger than the movement itself: who stands still where much was asked is behind, and
// other rules say so, but has not jumped.
func robustZ(moved, v float64, among []float64, least float64) *float64 {
	if len(among) < leastChanges {
		return nil
	}
	middle := plausible.Median(among)
	off := make([]float64, len(among))
	for i, x := range among {
		off[i] = math.Abs(x - middle)
	}
	return new(math.Min(math.Abs(v-middle), math.Abs(moved)) / math.Max(1.4826*plausible.Median(off), least))
}

// leastSpread is that of one number: where a rate counts a few schools, one of them more or less is no news.
func leastSpread(m catalogue.Measure, o series.Observation) float64 {
	if m != catalogue.Rate && m != catalogue.ShareOfUnits && m != catalogue.Gap {
		return leastStep
	}
	if o.Denominator == nil || *o.Denominator <= 0 {
		return leastPoints
	}
	return math.Max(leastPoints, 100 / *o.Denominator)
}
