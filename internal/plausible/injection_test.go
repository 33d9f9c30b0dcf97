package plausible_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plausible"
)

// province is what 124 communes of very unlike size would report in six years for wholes of every order, honest as they are: a
// population that drifts, counted anew every year with an error, and cohorts of a birth year that do not resemble each other.
func province(r *rand.Rand) []plausible.Sized {
	kinds := []struct {
		name        string
		share, wave float64
	}{{"adults", 0.62, 0.004}, {"age15_60", 0.6, 0.01}, {"age6", 0.015, 0.03}, {"workers", 0.4, 0.015}, {"learners", 0.2, 0.02}}
	var out []plausible.Sized
	for c := range 124 {
		people := math.Exp(r.NormFloat64()*0.6 + math.Log(9_000))
		drift := 1 + r.NormFloat64()*0.006
		for _, k := range kinds {
			for y := range 6 {
				size := people * k.share * math.Pow(drift, float64(y)) * (1 + r.NormFloat64()*k.wave)
				out = append(out, plausible.Sized{Kind: plausible.Kind{Indicator: k.name, Group: "all"}, Unit: fmt.Sprintf("c:%05d@0", c), Parent: "p:86@0", Period: period.Year(2021 + y), Size: math.Round(size)})
			}
		}
	}
	return out
}

// faults are the slips of a hand that types.
var faults = map[string]func(r *rand.Rand, x plausible.Sized, other plausible.Sized) float64{
	"×10":               func(_ *rand.Rand, x, _ plausible.Sized) float64 { return x.Size * 10 },
	"÷10":               func(_ *rand.Rand, x, _ plausible.Sized) float64 { return math.Round(x.Size / 10) },
	"digits swapped":    func(r *rand.Rand, x, _ plausible.Sized) float64 { return swap(r, x.Size) },
	"a neighbour's one": func(_ *rand.Rand, _, other plausible.Sized) float64 { return other.Size },
}

// swap puts two neighbouring digits of a number in the other order, so that it moves by a twelfth at least: a smaller slip may be
// smaller than what a year brings, and the end of the test says how many of all are found.
func swap(r *rand.Rand, size float64) float64 {
	for range 100 {
		if n := anySwap(r, size); math.Abs(math.Log(n/size)) >= 1.0/12 {
			return n
		}
	}
	return 0 // there is none, such as in 1111
}

func anySwap(r *rand.Rand, size float64) float64 {
	d := []byte(strconv.FormatFloat(size, 'f', 0, 64))
	if len(d) < 2 {
		return 0
	}
	i := 1 + r.IntN(len(d)-1)
	d[i-1], d[i] = d[i], d[i-1]
	n, _ := strconv.ParseFloat(string(d), 64)
	return n
}

func TestSeededInjectionsAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 12))
	list := province(r)
	honest := plausible.NewSurvey(list)
	if found := honest.Findings(); len(found) > len(list)/500 {
		t.Errorf("%d of %d honest numbers are asked about, first %+v", len(found), len(list), found[0])
	} else {
		t.Logf("honest: %d of %d numbers are asked about", len(found), len(list))
	}
	for name, fault := range faults {
		found, injected := 0, 0
		for injected < 2_000 {
			x, other := list[r.IntN(len(list))], list[r.IntN(len(list))]
			if x.Kind != other.Kind || x.Unit == other.Unit || name == "a neighbour's one" && math.Abs(math.Log(x.Size/other.Size)) < 0.1 {
				continue // a neighbour of the same size is no fault that anybody could see
			}
			size := fault(r, x, other)
			if size == 0 || size == x.Size {
				continue
			}
			injected++
			x.Size = size
			if honest.Ask(x) != nil {
				found++
			}
		}
		t.Logf("%s: %d of %d found", name, found, injected)
		if found*100 < injected*95 {
			t.Errorf("%s: only %d of %d found", name, found, injected)
		}
	}
	found, injected := 0, 0
	for injected < 2_000 {
		x := list[r.IntN(len(list))]
		if n := anySwap(r, x.Size); n != x.Size && n > 0 {
			injected++
			if x.Size = n; honest.Ask(x) != nil {
				found++
			}
		}
	}
	t.Logf("any two digits swapped, the last two of five too: %d of %d found", found, injected)
}

// Whatever the scale, the same question: a size in people and the same in thousands of people differ in nothing.
func TestTheScaleDoesNotMatter(t *testing.T) {
	for _, by := range []float64{1, 7, 1000} {
		q := plausible.Ask(300_000*by, plausible.Beside{Before: new(104_000.0 * by)})
		if q == nil || math.Abs(q.Spreads-plausible.Ask(300_000, plausible.Beside{Before: new(104_000.0)}).Spreads) > 1e-9 {
			t.Errorf("times %g: %+v", by, q)
		}
	}
}
