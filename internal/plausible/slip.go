package plausible

import (
	"math"
	"strconv"
)

// named returns the slip whose undoing brings the number back to what was expected, and the number without it.
func named(size, expected float64, b Beside) (slip Slip, meant float64, unit string) {
	type guess struct {
		slip  Slip
		meant float64
		unit  string
	}
	tolerance := b.tight()
	best, found := guess{}, math.Inf(1)
	try := func(g guess, within float64) {
		if off := distance(g.meant, expected); off <= within && off < found {
			best, found = g, off
		}
	}
	if b.Before == nil && b.After == nil && b.Estimate == nil {
		return Unexplained, 0, "" // among units of many sizes nothing says what was meant
	}
	for _, tens := range []float64{10, 100, 1000} {
		try(guess{DigitMore, size / tens, ""}, math.Max(tolerance, ordinary))
		try(guess{DigitLess, size * tens, ""}, math.Max(tolerance, ordinary))
	}
	for _, n := range swapped(size) {
		try(guess{DigitSwapped, n, ""}, tolerance)
	}
	if best.slip != "" {
		return best.slip, best.meant, ""
	}
	for _, n := range b.Neighbour {
		if distance(n.Size, size) < sameNumber && distance(n.Size, expected) > tolerance {
			return OtherUnit, 0, n.Unit
		}
	}
	return Unexplained, 0, ""
}

// sameNumber is how near two sizes are one number: what a unit counted is not by chance the neighbour's to a thousandth.
const sameNumber = 0.001

// swapped lists the numbers that two neighbouring digits in the other order make of a whole number.
func swapped(size float64) []float64 {
	if size != math.Trunc(size) || size < 10 || size > 1e15 {
		return nil
	}
	digits := []byte(strconv.FormatFloat(size, 'f', 0, 64))
	var out []float64
	for i := 1; i < len(digits); i++ {
		if digits[i-1] == digits[i] {
			continue
		}
		digits[i-1], digits[i] = digits[i], digits[i-1]
		if n, err := strconv.ParseFloat(string(digits), 64); err == nil {
			out = append(out, n)
		}
		digits[i-1], digits[i] = digits[i], digits[i-1]
	}
	return out
}
