package rollup_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/rollup"
)

// clusters are two old districts A and B below a root, four communes of today that lie elsewhere by now, and one commune S of
// which a share of people belongs to A and the others to B.
func clusters(t testing.TB, share *float64) *rollup.Shape {
	t.Helper()
	list := []area.Area{{UID: "root", Level: area.Province}, {UID: "new", Level: area.Province}}
	for _, uid := range []string{"A", "B"} {
		list = append(list, area.Area{UID: uid, Level: area.District, Parent: "root"})
	}
	var reporting []area.Area
	for _, uid := range []string{"a1", "a2", "S", "b1"} {
		reporting = append(reporting, area.Area{UID: uid, Level: area.Commune, Parent: "new"})
	}
	tree, err := area.NewTree(append(list, reporting...))
	if err != nil {
		t.Fatal(err)
	}
	var rest *float64
	if share != nil {
		rest = new(1 - *share)
	}
	return rollup.ShapeIn(tree, list[0], reporting, afterReform, func(uid string) []rollup.Lies {
		return map[string][]rollup.Lies{
			"a1": {{Cluster: "A"}}, "a2": {{Cluster: "A"}}, "b1": {{Cluster: "B"}}, "S": {{Cluster: "A", Share: share}, {Cluster: "B", Share: rest}},
		}[uid]
	})
}

func saysOf(nodes []rollup.Node) string {
	out := ""
	for _, n := range nodes {
		r := n.Result
		out += fmt.Sprintf("%s %d/%d", n.Area.UID, r.Members, r.Of)
		switch {
		case r.Value != nil:
			out += fmt.Sprintf(" %.2f", *r.Value)
		case r.Low != nil:
			out += fmt.Sprintf(" %.2f–%.2f", *r.Low, *r.High)
		}
		if r.Estimated {
			out += " estimated"
		}
		if r.Doubtful > 0 {
			out += fmt.Sprintf(" %d elsewhere?", r.Doubtful)
		}
		out += "; "
	}
	return out
}

// By hand: a1 40/100, a2 60/100, S 30/60, b1 10/50. The root: 140/310 = 45.16. By bounds A has 100/200 and any of S: at worst
// its 30 without, 100/230 = 43.48, at best its 30 with, 130/230 = 56.52; B has 10/50: 10/80 = 12.5 to 40/80 = 50. By a share
// of 0.6, A has 118/236 = 50 and B 22/74 = 29.73.
func TestAStraddlingUnitCountsWholeInTheTotalAndInPartInItsClusters(t *testing.T) {
	reports := map[string]rollup.Member{"a1": came(40, 100), "a2": came(60, 100), "S": came(30, 60), "b1": came(10, 50)}
	member := func(uid string) rollup.Member { return reports[uid] }
	if got, want := saysOf(clusters(t, nil).Rates(member)), "A 2/3 43.48–56.52 1 elsewhere?; B 1/2 12.50–50.00 1 elsewhere?; root 4/4 45.16; "; got != want {
		t.Errorf("by bounds:\n%s\nwant\n%s", got, want)
	}
	if got, want := saysOf(clusters(t, new(0.6)).Rates(member)), "A 3/3 50.00 estimated; B 2/2 29.73 estimated; root 4/4 45.16; "; got != want {
		t.Errorf("by weights:\n%s\nwant\n%s", got, want)
	}
	delete(reports, "S")
	reports["S"] = rollup.Member{LastDenominator: new(60.0)}
	if got, want := saysOf(clusters(t, nil).Rates(member)), "A 2/3 38.46–61.54; B 1/2 9.09–63.64; root 3/4 35.48–54.84; "; got != want {
		t.Errorf("S is silent:\n%s\nwant\n%s", got, want)
	}
}

// Levels are never divided: of A, 1 of 2 meets it, and 2 of 3 if S belongs there. Weights change nothing.
func TestAStraddlingUnitMeetsALevelWholeOrNotAtAll(t *testing.T) {
	reports := map[string]rollup.Member{"a1": level(2), "a2": level(1), "S": level(2), "b1": level(2)}
	for _, share := range []*float64{nil, new(0.6)} {
		got := saysOf(clusters(t, share).Shares(2, func(uid string) rollup.Member { return reports[uid] }))
		if want := "A 2/3 50.00–66.67 1 elsewhere?; B 1/2 100.00–100.00 1 elsewhere?; root 4/4 75.00; "; got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}

// However many of a straddling unit's people belong to a cluster, its rate lies within the bounds; and the parts make the whole.
func TestClusterBoundsEncloseEveryDivision(t *testing.T) {
	outer, bounds := t, clusters(t, nil)
	rapid.Check(t, func(t *rapid.T) {
		reports := map[string]rollup.Member{}
		for _, uid := range []string{"a1", "a2", "S", "b1"} {
			den := rapid.IntRange(1, 1000).Draw(t, "den")
			reports[uid] = came(float64(rapid.IntRange(0, den).Draw(t, "num")), float64(den))
		}
		member := func(uid string) rollup.Member { return reports[uid] }
		of := bounds.Rates(member)
		s := *reports["S"].Counts
		x, y := rapid.Float64Range(0, s.Numerator).Draw(t, "with"), rapid.Float64Range(0, s.Denominator-s.Numerator).Draw(t, "without")
		num, den := reports["a1"].Counts.Numerator+reports["a2"].Counts.Numerator+x, reports["a1"].Counts.Denominator+reports["a2"].Counts.Denominator+x+y
		if truth := 100 * num / den; *of[0].Result.Low > truth+1e-9 || *of[0].Result.High < truth-1e-9 {
			t.Fatalf("%g lies outside %g–%g", truth, *of[0].Result.Low, *of[0].Result.High)
		}
		parts := clusters(outer, new(rapid.Float64Range(0, 1).Draw(t, "share"))).Rates(member)
		if sum, all := *parts[0].Result.Denominator+*parts[1].Result.Denominator, *parts[2].Result.Denominator; math.Abs(sum-all) > 1e-9 {
			t.Fatalf("the parts count %g people, the whole %g", sum, all)
		}
	})
}
