package crosswalk_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/crosswalk"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

func annual(string) period.Frequency { return period.Annual }

func observed(tree *area.Tree, n crosswalk.Count) series.Observation {
	a, _ := tree.Get(n.Unit)
	o := series.Observation{Indicator: n.Indicator, Area: n.Unit, Level: a.Level, Parent: a.Parent, Group: n.Group, Basis: series.Reported,
		At: n.Period.End().Time(), Numerator: &n.Numerator, Denominator: &n.Denominator, Revision: 1,
		Received: n.Period.End().Time().Add(time.Hour)}
	if n.Denominator > 0 {
		o.Value = new(100 * n.Numerator / n.Denominator)
	}
	return o
}

func observations(tree *area.Tree, counts ...crosswalk.Count) []series.Observation {
	var out []series.Observation
	for _, n := range counts {
		out = append(out, observed(tree, n))
	}
	return out
}

func TestSeriesByTheUnitsOfToday(t *testing.T) {
	tree := smallTree(t)
	x := crosswalk.To(tree, today, nil)
	level := observed(tree, count("c:b@2023-04-10", 2024, 0, 0))
	level.Indicator, level.Numerator, level.Denominator, level.Value = "level", nil, nil, new(2.0)
	renamed := level
	renamed.Area, renamed.At = "c:b@0", period.Year(2022).End().Time()
	a, b := observed(tree, count("c:a@0", 2024, 30, 100)), observed(tree, count("c:b@2023-04-10", 2024, 70, 100))
	b.Revision, b.Received = 3, a.Received.Add(-time.Minute)
	list := append(observations(tree, count("c:e@0", 2022, 1, 4), count("c:e@2025-07-01", 2025, 2, 4), count("c:d@0", 2024, 5, 10)), a, b, level, renamed)
	got, held := x.Observations(list, annual)

	byKey := map[string]crosswalk.Observed{}
	for _, o := range got {
		byKey[o.Area+" "+o.Row.Period.String()+" "+o.Indicator] = o
	}
	for key, c := range map[string]struct {
		value *float64
		basis series.Basis
		of    float64
		lacks string
	}{
		"c:e@2025-07-01 2022 i":  {nil, series.Derived, 2, "no report from Xã F (c:f@0)"}, // which may have gone into it
		"c:e@2025-07-01 2025 i":  {new(50.0), series.Reported, 0, ""},
		"c:ab@2025-07-01 2024 i": {nil, series.Derived, 4, "no report from Xã C (c:c@0), Xã F (c:f@0)"},
		"c:cd@2025-07-01 2024 i": {nil, series.Derived, 4, "no report from Xã C (c:c@0), Xã F (c:f@0); lacks former units that are not listed, codes x"},
	} {
		o, ok := byKey[key]
		if !ok {
			t.Fatalf("no %s among %v", key, byKey)
		}
		if diff := cmp.Diff(c.value, o.Value); diff != "" || o.Basis != c.basis || o.MembersOf != c.of || x.Note(o.Row).EN != c.lacks {
			t.Errorf("%s: %+v, %q", key, o.Observation, x.Note(o.Row).EN)
		}
		if o.Parent != tree.ParentOn(o.Area, today) {
			t.Errorf("%s lies in %s", key, o.Parent)
		}
	}
	if o := byKey["c:ab@2025-07-01 2024 i"]; o.Revision != 3 || !o.Received.Equal(b.Received) || o.Numerator != nil {
		t.Errorf("the sum is %+v", o.Observation)
	}
	var codes []string
	for _, h := range held {
		codes = append(codes, h.Unit+" "+string(h.Problem.Code))
	}
	if diff := cmp.Diff([]string{"c:b@2023-04-10 no_counts", "c:b@0 no_counts"}, codes); diff != "" {
		t.Errorf("held (-want +got):\n%s", diff)
	}
	got, held = crosswalk.To(tree, period.DateOf(2025, 6, 30), nil).Observations([]series.Observation{renamed}, annual)
	if len(held) > 0 || len(got) != 1 || got[0].Area != "c:b@2023-04-10" || *got[0].Value != 2 {
		t.Errorf("a level does not outlive a rename: %+v, held %+v", got, held)
	}
	got, held = crosswalk.To(tree, period.DateOf(2024, 6, 30), nil).Observations(list[:1], annual)
	if len(held) > 0 || len(got) != 1 || got[0].Area != "c:e@2023-04-10" || *got[0].Value != 25 || got[0].Basis != series.Reported {
		t.Errorf("a rate does not outlive a rename: %+v, held %+v", got, held)
	}
}

// Conservation, through the series that readers draw: what is in the points, whole or not, and what is held make up exactly
// what was stored; a point with a value is the sum of everybody who went into the unit; and a point that is an estimate says
// so.
func TestSeriesConserveTotals(t *testing.T) {
	tree := realTree(t)
	rapid.Check(t, func(t *rapid.T) {
		d := &dice{rapid.Uint64().Draw(t, "seed")}
		counts := country(d, tree, drawCell(t))
		counts = slices.DeleteFunc(counts, func(crosswalk.Count) bool { return d.below(15) == 0 })
		on := drawDay(t)
		for _, weights := range []crosswalk.Weights{nil, weigh(t, d, tree)} {
			got, held := crosswalk.To(tree, on, weights).Observations(observations(tree, counts...), annual)
			num, den := total(counts)
			var gotNum, gotDen float64
			for _, o := range got {
				gotNum, gotDen = gotNum+o.Row.Numerator, gotDen+o.Row.Denominator
				if o.Value != nil && (!o.Row.Complete() || *o.Numerator != o.Row.Numerator || math.Abs(*o.Value-100*o.Row.Numerator/o.Row.Denominator) > 1e-9) {
					t.Fatalf("%s has %g with %+v", o.Area, *o.Value, o.Row)
				}
				if o.Value == nil && o.Row.Denominator > 0 && o.Members == o.MembersOf {
					t.Fatalf("%s has no value, and nothing is missing: %+v", o.Area, o.Row)
				}
				if a, ok := tree.Get(o.Area); !ok || !a.OpenOn(on) {
					t.Fatalf("%s is not a unit of %s", o.Area, on)
				}
				if weights == nil && o.Row.Estimated() {
					t.Fatalf("%s is an estimate without weights", o.Area)
				}
			}
			for _, h := range held {
				gotNum, gotDen = gotNum+h.Numerator, gotDen+h.Denominator
			}
			if math.Abs(gotNum-num) > 1e-9*num || math.Abs(gotDen-den) > 1e-9*den {
				t.Fatalf("%g of %g were stored, %g of %g are shown or held", num, den, gotNum, gotDen)
			}
		}
	})
}
