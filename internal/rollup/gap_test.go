package rollup_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/rollup"
)

func TestGap(t *testing.T) {
	counts := func(n, d float64) rollup.Counts { return rollup.Counts{Numerator: n, Denominator: d} }
	for name, c := range map[string]struct {
		all, group           rollup.Counts
		ofGroup, rest, value float64 // NaN: none
		signed               float64
	}{
		// Women: 480 of 500. Men: 970 − 480 = 490 of 1000 − 500 = 500.
		"women behind":                    {counts(970, 1000), counts(480, 500), 96, 98, 2, -2},
		"women ahead":                     {counts(970, 1000), counts(495, 500), 99, 95, 4, 4},
		"parity":                          {counts(900, 1000), counts(360, 400), 90, 90, 0, 0},
		"nobody in the group":             {counts(970, 1000), counts(0, 0), math.NaN(), math.NaN(), math.NaN(), math.NaN()},
		"nobody else":                     {counts(970, 1000), counts(970, 1000), math.NaN(), math.NaN(), math.NaN(), math.NaN()},
		"a group larger than all":         {counts(970, 1000), counts(990, 1100), math.NaN(), math.NaN(), math.NaN(), math.NaN()},
		"more literate women than people": {counts(100, 1000), counts(200, 500), math.NaN(), math.NaN(), math.NaN(), math.NaN()},
		"more literate men than men":      {counts(970, 1000), counts(300, 500), math.NaN(), math.NaN(), math.NaN(), math.NaN()},
	} {
		t.Run(name, func(t *testing.T) {
			got := rollup.Gap(c.all, c.group)
			for what, pair := range map[string][2]float64{
				"group": {number(got.Group), c.ofGroup}, "rest": {number(got.Rest), c.rest}, "value": {number(got.Value), c.value}, "signed": {number(got.Signed), c.signed},
			} {
				if math.IsNaN(pair[0]) != math.IsNaN(pair[1]) || math.Abs(pair[0]-pair[1]) > 1e-9 {
					t.Errorf("%s is %g, want %g", what, pair[0], pair[1])
				}
			}
		})
	}
}

func number(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

// It makes no difference which of two groups is named: women against the rest is men against the rest.
func TestAGapHasTwoSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		half := func(label string) rollup.Counts {
			d := rapid.IntRange(1, 10_000).Draw(t, label)
			return rollup.Counts{Numerator: float64(rapid.IntRange(0, d).Draw(t, label+" part")), Denominator: float64(d)}
		}
		women, men := half("women"), half("men")
		all := rollup.Counts{Numerator: women.Numerator + men.Numerator, Denominator: women.Denominator + men.Denominator}
		a, b := rollup.Gap(all, women), rollup.Gap(all, men)
		if math.Abs(*a.Value-*b.Value) > 1e-9 || math.Abs(*a.Signed+*b.Signed) > 1e-9 {
			t.Fatalf("seen from one side %g, from the other %g", *a.Signed, *b.Signed)
		}
	})
}
