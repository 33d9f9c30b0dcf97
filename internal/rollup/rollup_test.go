package rollup_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/rollup"
)

func came(n, d float64) rollup.Member {
	return rollup.Member{Counts: &rollup.Counts{Numerator: n, Denominator: d}}
}

func level(v float64) rollup.Member { return rollup.Member{Level: &v} }

func TestRate(t *testing.T) {
	silent, lastOf300 := rollup.Member{}, rollup.Member{LastDenominator: new(300.0)}
	for name, c := range map[string]struct {
		members []rollup.Member
		want    rollup.Result
	}{
		"counts are summed, percentages are not averaged": {[]rollup.Member{came(90, 100), came(100, 900)},
			rollup.Result{Value: new(19.0), Numerator: new(190.0), Denominator: new(1000.0), Members: 2, Of: 2}},
		"a missing member leaves bounds":            {[]rollup.Member{came(100, 100), lastOf300}, rollup.Result{Low: new(25.0), High: new(100.0), Members: 1, Of: 2}},
		"a member of unknown size leaves no bounds": {[]rollup.Member{came(100, 100), lastOf300, silent}, rollup.Result{Members: 1, Of: 3}},
		"a last size does not matter once it came": {[]rollup.Member{{Counts: &rollup.Counts{Numerator: 1, Denominator: 2}, LastDenominator: new(300.0)}},
			rollup.Result{Value: new(50.0), Numerator: new(1.0), Denominator: new(2.0), Members: 1, Of: 1}},
		"nobody to count gives no rate": {[]rollup.Member{came(0, 0)}, rollup.Result{Numerator: new(0.0), Denominator: new(0.0), Members: 1, Of: 1}},
		"nothing came":                  {[]rollup.Member{lastOf300, silent}, rollup.Result{Of: 2}},
		"no members":                    {nil, rollup.Result{}},
		"one that may not belong": {[]rollup.Member{came(50, 100), {Counts: &rollup.Counts{Numerator: 60, Denominator: 100}, Doubtful: true}},
			rollup.Result{Low: new(100 * 50.0 / 140), High: new(100 * 110.0 / 160), Members: 1, Of: 2, Doubtful: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, rollup.Rate(c.members)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestShare(t *testing.T) {
	silent := rollup.Member{}
	for name, c := range map[string]struct {
		members []rollup.Member
		want    rollup.Result
	}{
		"members at the level or above": {[]rollup.Member{level(3), level(2), level(1), level(0)},
			rollup.Result{Value: new(50.0), Numerator: new(2.0), Denominator: new(4.0), Members: 4, Of: 4}},
		"nobody reached it":                     {[]rollup.Member{level(1)}, rollup.Result{Value: new(0.0), Numerator: new(0.0), Denominator: new(1.0), Members: 1, Of: 1}},
		"missing members may or may not":        {[]rollup.Member{level(3), level(1), silent, silent}, rollup.Result{Low: new(25.0), High: new(75.0), Members: 2, Of: 4}},
		"nothing came":                          {[]rollup.Member{silent, silent}, rollup.Result{Of: 2}},
		"a level of zero is a report, not none": {[]rollup.Member{level(0), silent}, rollup.Result{Low: new(0.0), High: new(50.0), Members: 1, Of: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, rollup.Share(c.members, 2)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever the missing members will report, as long as they count as many people as last time, the total lies within the
// bounds, and the bounds are the tightest such.
func TestBoundsEncloseEveryCompletion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var partial, complete, worst, best []rollup.Member
		for range rapid.IntRange(1, 6).Draw(t, "members") {
			den := float64(rapid.IntRange(1, 1000).Draw(t, "denominator"))
			n := float64(rapid.IntRange(0, int(den)).Draw(t, "numerator"))
			complete = append(complete, came(n, den))
			if rapid.Bool().Draw(t, "missing") {
				partial = append(partial, rollup.Member{LastDenominator: &den})
				worst, best = append(worst, came(0, den)), append(best, came(den, den))
				continue
			}
			partial = append(partial, came(n, den))
			worst, best = append(worst, came(n, den)), append(best, came(n, den))
		}
		got, full := rollup.Rate(partial), rollup.Rate(complete)
		switch {
		case got.Members == 0:
			if got.Low != nil || got.High != nil || got.Value != nil {
				t.Fatalf("nothing came, but there is %+v", got)
			}
			return
		case got.Members == got.Of:
			if *got.Value != *full.Value || got.Low != nil || got.High != nil {
				t.Fatalf("complete, but there is %+v", got)
			}
			return
		}
		enclosed(t, got, *full.Value)
		if low, high := *rollup.Rate(worst).Value, *rollup.Rate(best).Value; math.Abs(low-*got.Low) > 1e-9 || math.Abs(high-*got.High) > 1e-9 {
			t.Fatalf("bounds %g to %g, but %g to %g can happen", *got.Low, *got.High, low, high)
		}
	})
}

func TestShareBoundsEncloseEveryCompletion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var partial, complete []rollup.Member
		for range rapid.IntRange(1, 8).Draw(t, "members") {
			m := level(float64(rapid.IntRange(0, 3).Draw(t, "level")))
			complete = append(complete, m)
			if rapid.Bool().Draw(t, "missing") {
				m = rollup.Member{}
			}
			partial = append(partial, m)
		}
		if got := rollup.Share(partial, 2); got.Members > 0 && got.Members < got.Of {
			enclosed(t, got, *rollup.Share(complete, 2).Value)
		}
	})
}

func enclosed(t *rapid.T, got rollup.Result, v float64) {
	t.Helper()
	if got.Value != nil || got.Low == nil || got.High == nil {
		t.Fatalf("members are missing, but there is %+v", got)
	}
	if v < *got.Low-1e-9 || v > *got.High+1e-9 {
		t.Fatalf("%g lies outside %g to %g", v, *got.Low, *got.High)
	}
}

func TestTheSumOfTheMembersIsTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var members []rollup.Member
		var n, d float64
		for range rapid.IntRange(1, 20).Draw(t, "members") {
			den := float64(rapid.IntRange(1, 1_000_000).Draw(t, "denominator"))
			part := float64(rapid.IntRange(0, int(den)).Draw(t, "numerator"))
			members, n, d = append(members, came(part, den)), n+part, d+den
		}
		got := rollup.Rate(members)
		if *got.Numerator != n || *got.Denominator != d || *got.Value != 100*n/d {
			t.Fatalf("got %g of %g = %g%%, want %g of %g", *got.Numerator, *got.Denominator, *got.Value, n, d)
		}
	})
}
