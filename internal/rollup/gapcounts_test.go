package rollup_test

import (
	"math"
	"testing"

	"github.com/xhht/xhht/internal/rollup"
)

// What a plan that asks for parity is held to, worked out from one unit's counts.
func TestAGapFromCounts(t *testing.T) {
	counts := func(n, d float64) rollup.Counts { return rollup.Counts{Numerator: n, Denominator: d} }
	for name, c := range map[string]struct {
		all, women rollup.Counts
		want       float64 // NaN: none
	}{
		// Women: 480 of 500. Men: 970 − 480 = 490 of 1000 − 500 = 500.
		"women behind":               {counts(970, 1000), counts(480, 500), 2},
		"women ahead":                {counts(970, 1000), counts(495, 500), 4},
		"parity":                     {counts(900, 1000), counts(360, 400), 0},
		"no women":                   {counts(970, 1000), counts(0, 0), math.NaN()},
		"no men":                     {counts(970, 1000), counts(970, 1000), math.NaN()},
		"more women than people":     {counts(970, 1000), counts(990, 1100), math.NaN()},
		"more literate men than men": {counts(970, 1000), counts(300, 500), math.NaN()},
	} {
		t.Run(name, func(t *testing.T) {
			rate := func(c rollup.Counts) rollup.Result { return rollup.Rate([]rollup.Member{{Counts: &c}}) }
			got := math.NaN()
			if rest, ok := rollup.Rest(c.all, c.women); ok {
				if v := rollup.Gap(rate(c.women), rate(rest)).Value; v != nil {
					got = *v
				}
			}
			if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-9 {
				t.Errorf("%g points, want %g", got, c.want)
			}
		})
	}
}
