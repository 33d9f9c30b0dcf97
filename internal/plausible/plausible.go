// Package plausible asks whether a size, the denominator of a rate or a quantity, can be what the unit meant to write: beside
// the unit's own numbers of other periods, beside what the same number did in the units around it, and beside its other sizes.
// A slip of one digit leaves a rate as it was and moves the total of a province, so rates do not show it. The checks before
// acceptance, the findings afterwards and the alert ask it. It refuses nothing: it asks a question that a reason answers, and
// it is silent where there is nothing to compare with.
package plausible

import (
	"math"
	"slices"
)

// Beside is what a size is compared with. All numbers are sizes of the same cell kind (indicator and group), never rates.
type Beside struct {
	Before    *float64   // the unit's own number of the nearest period before; nil: there is none
	After     *float64   // of the nearest period after it, where a late paper fills a gap
	Own       []float64  // the unit's own earlier changes from period to period, as ratios new ÷ old
	Peers     []float64  // the same change in the units around, as ratios; the judged unit is not among them
	Estimate  *float64   // what the unit's other sizes lead to expect, where it has no number of its own yet; see Estimate
	Around    []float64  // the same number of the units around, where there is nothing else to go by
	Neighbour []Neighbor // numbers of the units around, of the judged period and of the one before
	Ceiling   *float64   // what the unit above reported as its own whole, of which this is a part; nil: it did not
}

// Neighbor is a number that may have been copied into the wrong row.
type Neighbor struct {
	Unit string // UID
	Size float64
}

// Slip is how a number was most likely miswritten.
type Slip string

// The slips.
const (
	Unexplained  Slip = ""               // it is far from what was expected, in no way that has a name
	DigitMore    Slip = "digit_more"     // ten times, a hundred times too large
	DigitLess    Slip = "digit_less"     // a digit is missing
	DigitSwapped Slip = "digits_swapped" // two neighbouring digits stand in the other order
	OtherUnit    Slip = "other_unit"     // it is the number of another unit
	AboveParent  Slip = "above_parent"   // it is more than the unit above has in all
)

// Question says why a size is hard to believe. It is a question, not a refusal: a reason answers it.
type Question struct {
	Size     float64
	Expected float64 // the nearest number that there is to compare with, moved as the units around moved
	Low      float64 // the ordinary range around it
	High     float64
	Slip     Slip
	Meant    float64 // the number without the slip; zero where none has a name
	Unit     string  // OtherUnit: whose number it is
	Basis    Basis   // what Expected was taken from
	Spreads  float64 // how far it lies from Expected, in widths of the ordinary range; from 1 on it is asked about
}

// Basis is what tells what to expect.
type Basis string

// What there may be, the surest first.
const (
	Usual  Basis = ""       // several numbers of the unit's own
	Single Basis = "single" // one number of the unit's own: what is usual it does not say
	Others Basis = "others" // the unit's other sizes
	Nearby Basis = "nearby" // the units around
)

// basis is what expected goes by.
func (b Beside) basis() Basis {
	switch {
	case b.Before != nil && *b.Before > 0 && b.After != nil && *b.After > 0, (b.Before != nil || b.After != nil) && len(b.Own) > 0:
		return Usual
	case b.Before != nil && *b.Before > 0, b.After != nil && *b.After > 0:
		return Single
	case b.Estimate != nil && *b.Estimate > 0:
		return Others
	}
	return Nearby
}

// The ordinary range. A population moves by a few percent a year; a class of twelve children by some children.
const (
	ordinary   = 0.08  // the smallest half-width that is believed of a unit with a past, in parts of one
	unlike     = 3.0   // how many times outside the units around a first number is asked about
	estimated  = 0.60  // of a unit without one, whose other sizes alone tell what to expect
	widest     = 0.50  // the largest, so that a digit more or less is always outside
	smallCount = 2.0   // half-width of a small count in its own random spread, 1 ÷ √n
	many       = 20.0  // that every unit around has so many makes none a question
	near       = 0.02  // within which a number without its slip must come back, to give the slip its name
	nearest    = 0.006 // the same where the changes before are known, and small
	steady     = 3.0   // this many usual changes are ordinary
	madToSigma = 1.4826
)

// Ask returns the question that a size raises, or nil.
func Ask(size float64, b Beside) *Question {
	if q := abovePart(size, b); q != nil {
		return q
	}
	if size == 0 && b.Before == nil && b.After == nil {
		return none(b)
	}
	expected, half, ok := b.expected()
	if !ok || expected <= 0 || size < 0 {
		return nil
	}
	q := Question{Size: size, Expected: expected, Low: expected / (1 + half), High: expected * (1 + half), Basis: b.basis()}
	off := distance(size, expected)
	q.Spreads = off / math.Log1p(half)
	slip, meant, unit := named(size, expected, b)
	switch {
	case q.Spreads > 1:
		q.Slip, q.Meant, q.Unit = slip, meant, unit
		return &q
	case (slip == DigitSwapped || slip == OtherUnit) && off > b.tight() && off > steady*b.usual() && off > 1/math.Sqrt(expected):
		// Two digits swapped inside the number, or the number of a unit of the same size, move it less than a year may; where the
		// slip alone explains it, ask all the same. Small counts are too often alike by chance.
		q.Slip, q.Meant, q.Unit, q.Spreads = slip, meant, unit, 1
		return &q
	}
	return nil
}

// none asks about a first number that says there is nobody. That a small place has nobody of a kind is no news; that it has nobody of
// what all units around have many is: with 0 of 0 everywhere a commune would have reached every level.
func none(b Beside) *Question {
	if len(b.Around) < fewest || slices.Min(b.Around) < many {
		return nil
	}
	return &Question{Expected: Median(b.Around), Low: slices.Min(b.Around), High: slices.Max(b.Around), Basis: Nearby, Spreads: 1}
}

// abovePart is certain whatever the past was: a part is no larger than its whole.
func abovePart(size float64, b Beside) *Question {
	if b.Ceiling == nil || size <= *b.Ceiling {
		return nil
	}
	return &Question{Size: size, Expected: *b.Ceiling, High: *b.Ceiling, Slip: AboveParent, Spreads: math.Max(1, size / *b.Ceiling)}
}

// expected is the number to compare with and the half-width of the ordinary range around it, as a part of it.
func (b Beside) expected() (value, half float64, ok bool) {
	switch {
	case b.Before != nil && *b.Before > 0 && b.After != nil && *b.After > 0:
		value = math.Sqrt(*b.Before * *b.After)
	case b.Before != nil && *b.Before > 0:
		value = *b.Before * b.drift()
	case b.After != nil && *b.After > 0:
		value = *b.After / b.drift()
	case b.Estimate != nil && *b.Estimate > 0:
		// Ten times is a logarithm of 2.3; the range of an estimate ends long before.
		return *b.Estimate, math.Max(estimated, smallCount/math.Sqrt(*b.Estimate)), true
	case len(b.Around) >= fewest:
		// Units differ, but not so that one is three times as large as the largest, or a third of the smallest.
		value = Median(b.Around)
		largest := math.Max(slices.Max(b.Around)/value, value/slices.Min(b.Around))
		return value, unlike*largest - 1, value > 0
	default:
		return 0, 0, false
	}
	half = math.Max(ordinary, math.Max(smallCount/math.Sqrt(value), steady*b.usual()))
	return value, math.Min(half, math.Max(widest, smallCount/math.Sqrt(value))), true
}

// drift is by how much the units around, or the unit itself, usually move.
func (b Beside) drift() float64 {
	if len(b.Peers) >= fewest {
		return Median(b.Peers)
	}
	if sp := spread(b.Own); sp != nil && *sp < ordinary {
		return Median(b.Own)
	}
	return 1
}

// fewest changes that say what is usual: the median of fewer follows a single one.
const fewest = 3

// usual is the spread of changes, as a part of one: the larger of the unit's own and its peers', so that neither a unit that
// always moves in leaps nor a leap that all of them made is asked about.
func (b Beside) usual() float64 {
	own, peers := spread(b.Own), spread(b.Peers)
	switch {
	case own == nil && peers == nil:
		return 0
	case own == nil:
		return *peers
	case peers == nil:
		return *own
	}
	return math.Max(*own, *peers)
}

// tight is what a number without its slip may be off, and what a number with a named slip must be off.
func (b Beside) tight() float64 {
	if b.Before == nil && b.After == nil {
		return math.Log1p(estimated)
	}
	if len(b.Own) < fewest && len(b.Peers) < fewest {
		return near
	}
	return math.Max(nearest, math.Min(ordinary, steady*b.usual()))
}

// spread is the robust spread of ratios around their median.
func spread(ratios []float64) *float64 {
	if len(ratios) < fewest {
		return nil
	}
	middle := Median(ratios)
	off := make([]float64, len(ratios))
	for i, r := range ratios {
		off[i] = distance(r, middle)
	}
	return new(madToSigma * Median(off))
}

// distance between two positive numbers, the same for twice and for half; infinite to zero.
func distance(a, b float64) float64 {
	if a <= 0 || b <= 0 {
		return math.Inf(1)
	}
	return math.Abs(math.Log(a / b))
}

// Median is the middle of numbers in any order, the mean of the middle two where there are as many on either side; there is at least one.
func Median(list []float64) float64 {
	s := slices.Sorted(slices.Values(list))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}

// Estimate is the size that the unit's other sizes lead to expect: the unit's other size times the usual proportion of the two
// in the units around. It is nil where fewer than three of them tell the proportion.
func Estimate(other float64, proportions []float64) *float64 {
	if other <= 0 || len(proportions) < fewest {
		return nil
	}
	return new(other * Median(proportions))
}
