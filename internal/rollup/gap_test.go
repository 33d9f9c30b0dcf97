package rollup_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/rollup"
)

func TestGap(t *testing.T) {
	value := func(v float64) rollup.Result { return rollup.Result{Value: &v, Members: 2, Of: 2} }
	bounds := func(low, high float64) rollup.Result {
		return rollup.Result{Low: &low, High: &high, Members: 1, Of: 2}
	}
	for name, c := range map[string]struct{ group, rest, want rollup.Result }{
		"women behind":               {value(90), value(96.5), value(6.5)},
		"women ahead":                {value(96.5), value(90), value(6.5)},
		"bounds apart":               {bounds(80, 85), bounds(90, 92), bounds(5, 12)},
		"bounds apart, the others":   {bounds(90, 92), bounds(80, 85), bounds(5, 12)},
		"bounds that meet":           {bounds(80, 91), bounds(90, 92), bounds(0, 12)},
		"one of unknown size":        {rollup.Result{Members: 1, Of: 2}, bounds(90, 92), rollup.Result{Members: 1, Of: 2}},
		"nobody in the group at all": {rollup.Result{Members: 2, Of: 2}, value(90), rollup.Result{Members: 2, Of: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, rollup.Gap(c.group, c.rest)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRest(t *testing.T) {
	for name, c := range map[string]struct {
		all, group, rest rollup.Counts
		ok               bool
	}{
		"women and men":              {rollup.Counts{Numerator: 90, Denominator: 100}, rollup.Counts{Numerator: 40, Denominator: 50}, rollup.Counts{Numerator: 50, Denominator: 50}, true},
		"everybody is of the group":  {rollup.Counts{Numerator: 90, Denominator: 100}, rollup.Counts{Numerator: 90, Denominator: 100}, rollup.Counts{}, true},
		"more women than people":     {rollup.Counts{Numerator: 1, Denominator: 10}, rollup.Counts{Numerator: 1, Denominator: 11}, rollup.Counts{Denominator: -1}, false},
		"fewer men than can read":    {rollup.Counts{Numerator: 9, Denominator: 10}, rollup.Counts{Numerator: 1, Denominator: 5}, rollup.Counts{Numerator: 8, Denominator: 5}, false},
		"more women who can read it": {rollup.Counts{Numerator: 3, Denominator: 10}, rollup.Counts{Numerator: 4, Denominator: 5}, rollup.Counts{Numerator: -1, Denominator: 5}, false},
	} {
		if rest, ok := rollup.Rest(c.all, c.group); rest != c.rest || ok != c.ok {
			t.Errorf("%s: %+v, %v", name, rest, ok)
		}
	}
}

// Whatever the missing communes will report, the gap of the whole lies within its bounds, in every district and in the province.
func TestGapBoundsEncloseEveryCompletion(t *testing.T) {
	s := shape(t, realTree(t), "p:86@0", beforeReform)
	rapid.Check(t, func(t *rapid.T) {
		women, allWomen := reports(t, s)
		men, allMen := map[string]rollup.Member{}, map[string]rollup.Member{}
		_, others := reports(t, s)
		for uid, m := range others {
			allMen[uid], men[uid] = m, m
			if women[uid].Counts == nil {
				men[uid] = rollup.Member{LastDenominator: &m.Counts.Denominator}
			}
		}
		of := func(m map[string]rollup.Member) func(string) rollup.Member {
			return func(uid string) rollup.Member { return m[uid] }
		}
		truth := s.Gaps(of(allWomen), of(allMen))
		for i, n := range s.Gaps(of(women), of(men)) {
			switch r, want := n.Result, *truth[i].Result.Value; {
			case r.Members == 0:
			case r.Value != nil:
				if math.Abs(*r.Value-want) > 1e-9 {
					t.Fatalf("%s: %g, want %g", n.Area.UID, *r.Value, want)
				}
			default:
				enclosed(t, r, want)
			}
		}
	})
}
