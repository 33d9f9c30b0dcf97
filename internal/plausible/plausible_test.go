package plausible_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/plausible"
)

func TestAsk(t *testing.T) {
	still := []float64{1.004, 1.004, 1.003, 1.005}
	for name, c := range map[string]struct {
		size   float64
		beside plausible.Beside
		want   *plausible.Question // only Slip, Meant and Unit are compared
	}{
		"nothing to compare with":              {1_000_000, plausible.Beside{}, nil},
		"as last year":                         {104_000, plausible.Beside{Before: new(104_000.0)}, nil},
		"a few percent more":                   {109_000, plausible.Beside{Before: new(104_000.0)}, nil},
		"a class of twelve becomes fifteen":    {15, plausible.Beside{Before: new(12.0)}, nil},
		"a digit more":                         {1_000_000, plausible.Beside{Before: new(104_000.0)}, &plausible.Question{Slip: plausible.DigitMore, Meant: 100_000}},
		"a digit less":                         {10_400, plausible.Beside{Before: new(104_000.0)}, &plausible.Question{Slip: plausible.DigitLess, Meant: 104_000}},
		"a small count, a digit more":          {120, plausible.Beside{Before: new(12.0)}, &plausible.Question{Slip: plausible.DigitMore, Meant: 12}},
		"two digits swapped":                   {140_000, plausible.Beside{Before: new(104_000.0)}, &plausible.Question{Slip: plausible.DigitSwapped, Meant: 104_000}},
		"two inner digits swapped":             {93_268, plausible.Beside{Before: new(92_000.0), Own: still, Peers: still}, &plausible.Question{Slip: plausible.DigitSwapped, Meant: 92_368}},
		"half of it, nobody knows why":         {52_000, plausible.Beside{Before: new(104_000.0)}, &plausible.Question{}},
		"the neighbour's number":               {63_000, plausible.Beside{Before: new(104_000.0), Neighbour: []plausible.Neighbor{{"d:858@0", 63_000}}}, &plausible.Question{Slip: plausible.OtherUnit, Unit: "d:858@0"}},
		"all units fell, so did this one":      {60_000, plausible.Beside{Before: new(104_000.0), Peers: []float64{0.6, 0.58, 0.61}}, nil},
		"a unit that always leaps":             {140_000, plausible.Beside{Before: new(104_000.0), Own: []float64{1.3, 0.7, 1.4, 0.8}}, nil},
		"never so much that ten times passes":  {1_040_000, plausible.Beside{Before: new(104_000.0), Own: []float64{5, 0.2, 9, 0.1}}, &plausible.Question{Slip: plausible.DigitMore, Meant: 104_000}},
		"a late paper between two numbers":     {10_300, plausible.Beside{Before: new(102_000.0), After: new(104_000.0)}, &plausible.Question{Slip: plausible.DigitLess, Meant: 103_000}},
		"the first number, as the others lead": {900, plausible.Beside{Estimate: new(1000.0)}, nil},
		"the first number, a digit more":       {9_000, plausible.Beside{Estimate: new(1000.0)}, &plausible.Question{Slip: plausible.DigitMore, Meant: 900}},
		"the first number among those around":  {900_000, plausible.Beside{Around: []float64{56_000, 104_000, 97_000, 63_000}}, &plausible.Question{}},
		"a large unit among small ones":        {280_000, plausible.Beside{Around: []float64{56_000, 104_000, 97_000, 63_000}}, nil},
		"more than the unit above has":         {900, plausible.Beside{Ceiling: new(800.0)}, &plausible.Question{Slip: plausible.AboveParent}},
		"nobody of what all around have":       {0, plausible.Beside{Around: []float64{20, 31, 25}}, &plausible.Question{}},
		"nobody of what one around has few of": {0, plausible.Beside{Around: []float64{19, 31, 25}}, nil},
		"nobody, and nothing is known around":  {0, plausible.Beside{Around: []float64{200, 310}}, nil},
		"nobody, after there were many":        {0, plausible.Beside{Before: new(104_000.0)}, &plausible.Question{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := plausible.Ask(c.size, c.beside)
			if got != nil {
				if got.Spreads < 1 {
					t.Errorf("a question of %g spreads", got.Spreads)
				}
				got = &plausible.Question{Slip: got.Slip, Meant: got.Meant, Unit: got.Unit}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
