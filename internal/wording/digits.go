package wording

import (
	"math"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
)

const (
	mostDigits = 6    // beyond them two numbers are one to every reader
	equal      = 1e-9 // so near two values are the same but for how they were computed
)

// Apart is how many decimals, and at least so many, show that two values differ: 49,96% must not read 50% beside 50%.
func Apart(a, b float64, decimals int) int {
	if math.Abs(a-b) <= equal {
		return decimals
	}
	for decimals < mostDigits && lang.Number(a, decimals, lang.English) == lang.Number(b, decimals, lang.English) {
		decimals++
	}
	return decimals
}

// Telling is how many decimals, and at least so many, show that a value has not reached a limit of its indicator: 99,967% is not
// 100%, and one in ten thousand is not 0%.
func Telling(ind catalogue.Indicator, v float64, decimals int) int {
	if ind.Measure.Stepwise() {
		return decimals
	}
	low, high := ind.Limits()
	return max(Apart(v, low, decimals), Apart(v, high, decimals))
}
