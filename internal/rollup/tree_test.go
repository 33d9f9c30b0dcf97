package rollup_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/rollup"
)

func realTree(tb testing.TB) *area.Tree {
	tb.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		tb.Fatal(err)
	}
	return reg.Areas
}

// shape is the tree of all the communes below a unit.
func shape(tb testing.TB, tree *area.Tree, root string, on period.Date) *rollup.Shape {
	tb.Helper()
	a, ok := tree.Get(root)
	if !ok || !a.OpenOn(on) {
		tb.Fatalf("there is no unit %s on %s", root, on)
	}
	return rollup.ShapeOf(tree, a, communes(tree, root, on), on)
}

func communes(tree *area.Tree, root string, on period.Date) []area.Area {
	var out []area.Area
	for _, a := range tree.Children(root, on) {
		if a.Level == area.Commune {
			out = append(out, a)
		} else {
			out = append(out, communes(tree, a.UID, on)...)
		}
	}
	return out
}

var (
	beforeReform = period.DateOf(2025, 6, 30)
	afterReform  = period.DateOf(2025, 7, 1)
)

// The tables of domain knowledge: how many communes each province had, and has.
func TestShapesOfTheRealTree(t *testing.T) {
	tree := realTree(t)
	first := period.DateOf(2021, 11, 1)
	for _, c := range []struct {
		root                string
		on                  period.Date
		districts, communes int
	}{
		{"p:86@0", first, 8, 107}, {"p:86@0", beforeReform, 8, 102}, {"p:86@2025-07-01", afterReform, 0, 124},
		{"p:33@0", first, 10, 161}, {"p:33@0", beforeReform, 10, 139}, {"p:33@2025-07-01", afterReform, 0, 104},
		{"p:91@0", first, 15, 144}, {"p:91@0", beforeReform, 15, 143}, {"p:91@2025-07-01", afterReform, 0, 102},
		{"p:89@0", first, 11, 156}, {"p:89@0", beforeReform, 11, 155},
		{"p:27@0", first, 8, 126}, {"p:27@0", beforeReform, 8, 121}, {"p:24@2025-07-01", afterReform, 0, 99},
	} {
		nodes := shape(t, tree, c.root, c.on).Rates(func(string) rollup.Member { return came(1, 2) })
		root := nodes[len(nodes)-1]
		if got := len(nodes) - 1; root.Area.UID != c.root || root.Result.Of != c.communes || got != c.districts {
			t.Errorf("%s on %s: %d districts, %d communes, want %d, %d", c.root, c.on, got, root.Result.Of, c.districts, c.communes)
		}
	}
}

func sumsOf(nodes []rollup.Node) map[string]int {
	out := map[string]int{}
	for _, n := range nodes {
		out[n.Area.UID] = n.Result.Of
	}
	return out
}

// Three tiers: a district that reports itself is no sum and is counted as one, whatever its communes report; beside it a
// district is summed from its communes.
func TestAUnitThatReportsItselfIsNoSum(t *testing.T) {
	tree := realTree(t)
	root, _ := tree.Get("p:86@0")
	city, _ := tree.Get("d:855@0")
	units := append(communes(tree, "d:857@0", beforeReform), city)
	got := sumsOf(rollup.ShapeOf(tree, root, append(units, communes(tree, city.UID, beforeReform)...), beforeReform).Rates(func(string) rollup.Member { return came(1, 2) }))
	longHo := len(communes(tree, "d:857@0", beforeReform))
	if diff := cmp.Diff(map[string]int{"d:857@0": longHo, "p:86@0": longHo + 1}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s := rollup.ShapeOf(tree, root, []area.Area{root, city}, beforeReform)
	if s.Sums(root.UID) || s.Sums(city.UID) || s.Sums("d:857@0") || len(s.Rates(func(string) rollup.Member { return came(1, 2) })) > 0 {
		t.Error("a root that reports itself is summed")
	}
}

// The committee may go on watching the districts after the reform: their communes of before keep their place, and units
// that lie in another province by then are counted in the root that names them.
func TestUnitsStayWithTheRootThatNamesThem(t *testing.T) {
	tree := realTree(t)
	root, _ := tree.Get("p:86@0")
	old := sumsOf(rollup.ShapeOf(tree, root, communes(tree, root.UID, beforeReform), period.DateOf(2026, 12, 31)).Rates(func(string) rollup.Member { return came(1, 2) }))
	if len(old) != 9 || old[root.UID] != 102 {
		t.Errorf("the old communes are summed as %v", old)
	}
	today := sumsOf(rollup.ShapeOf(tree, root, communes(tree, "p:86@2025-07-01", afterReform), afterReform).Rates(func(string) rollup.Member { return came(1, 2) }))
	if diff := cmp.Diff(map[string]int{root.UID: 124}, today); diff != "" {
		t.Errorf("the communes of today (-want +got):\n%s", diff)
	}
}

// reports draws what every commune handed in, the last known size of those that handed in nothing, and how the whole
// would look if they had.
func reports(t *rapid.T, s *rollup.Shape) (partial, complete map[string]rollup.Member) {
	partial, complete = map[string]rollup.Member{}, map[string]rollup.Member{}
	rare := rapid.IntRange(0, 20).Draw(t, "one in how many is missing")
	seed := rapid.Uint64().Draw(t, "seed") // drawing each of 150 numbers would take rapid minutes
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int((seed >> 33) % uint64(n))
	}
	s.Rates(func(uid string) rollup.Member {
		den := float64(1 + next(20_000))
		m := came(float64(next(int(den)+1)), den)
		m.Level = new(float64(next(4)))
		complete[uid] = m
		if rare > 0 && next(rare) == 0 {
			m = rollup.Member{LastDenominator: &den}
		}
		partial[uid] = m
		return m
	})
	return partial, complete
}

func TestNestedSumsEqualFlatSums(t *testing.T) {
	tree := realTree(t)
	s := shape(t, tree, "p:89@0", beforeReform)
	rapid.Check(t, func(t *rapid.T) {
		partial, complete := reports(t, s)
		for _, reported := range []map[string]rollup.Member{partial, complete} {
			member := func(uid string) rollup.Member { return reported[uid] }
			rates, shares := s.Rates(member), s.Shares(2, member)
			for i, n := range rates {
				var below []rollup.Member
				for uid, m := range reported {
					if tree.Within(uid, n.Area.UID) {
						below = append(below, m)
					}
				}
				if diff := cmp.Diff(rollup.Rate(below), n.Result); diff != "" {
					t.Fatalf("rate of %s (-flat +nested):\n%s", n.Area.UID, diff)
				}
				if diff := cmp.Diff(rollup.Share(below, 2), shares[i].Result); diff != "" {
					t.Fatalf("share of %s (-flat +nested):\n%s", n.Area.UID, diff)
				}
			}
		}
	})
}

func TestNestedBoundsEncloseEveryCompletion(t *testing.T) {
	s := shape(t, realTree(t), "p:86@0", beforeReform)
	rapid.Check(t, func(t *rapid.T) {
		partial, complete := reports(t, s)
		for name, sum := range map[string]func(map[string]rollup.Member) []rollup.Node{
			"rate": func(m map[string]rollup.Member) []rollup.Node {
				return s.Rates(func(uid string) rollup.Member { return m[uid] })
			},
			"share": func(m map[string]rollup.Member) []rollup.Node {
				return s.Shares(2, func(uid string) rollup.Member { return m[uid] })
			},
		} {
			got, want := sum(partial), sum(complete)
			for i, n := range got {
				switch r := n.Result; {
				case r.Members == 0:
				case r.Members == r.Of:
					if math.Abs(*r.Value-*want[i].Result.Value) > 1e-9 {
						t.Fatalf("%s of %s: complete, but %g is not %g", name, n.Area.UID, *r.Value, *want[i].Result.Value)
					}
				default:
					enclosed(t, r, *want[i].Result.Value)
				}
			}
		}
	})
}

// A group of communes is rolled up like all of them, and with the others it makes up the whole.
func TestKindsOfCommunesMakeUpTheWhole(t *testing.T) {
	s := shape(t, realTree(t), "p:89@0", beforeReform)
	poor := func(a area.Area) bool { return a.Code > "30500" }
	rapid.Check(t, func(t *rapid.T) {
		_, complete := reports(t, s)
		member := func(uid string) rollup.Member { return complete[uid] }
		all, some, others := s.Rates(member), s.Only(poor).Rates(member), s.Only(func(a area.Area) bool { return !poor(a) }).Rates(member)
		for i, n := range all {
			a, b := some[i].Result, others[i].Result
			if a.Of+b.Of != n.Result.Of || sum(a.Denominator, b.Denominator) != *n.Result.Denominator || sum(a.Numerator, b.Numerator) != *n.Result.Numerator {
				t.Fatalf("%s: %+v and %+v do not make up %+v", n.Area.UID, a, b, n.Result)
			}
		}
		if got := s.Only(poor).Shares(2, member); got[len(got)-1].Result.Of != some[len(some)-1].Result.Of {
			t.Fatalf("a share counts %d communes, a rate %d", got[len(got)-1].Result.Of, some[len(some)-1].Result.Of)
		}
	})
}

func sum(parts ...*float64) (total float64) {
	for _, p := range parts {
		if p != nil { // a district without a commune of the kind has none
			total += *p
		}
	}
	return total
}

func TestText(t *testing.T) {
	bounds := func(low, high float64, members, of int) rollup.Result {
		return rollup.Result{Low: &low, High: &high, Members: members, Of: of}
	}
	for _, c := range []struct {
		result rollup.Result
		level  area.Level
		vi, en string
	}{
		{bounds(91.2, 93, 9, 12), area.Commune, "từ 91,2% đến 93,0%, thiếu 3 trên 12 xã", "between 91.2% and 93.0%, 3 of 12 communes missing"},
		{bounds(91.29, 93.01, 7, 8), area.District, "từ 91,2% đến 93,1%, thiếu 1 trên 8 huyện", "between 91.2% and 93.1%, 1 of 8 districts missing"},
		{bounds(100*57.0/62.5, 100*93.0/100, 1, 2), area.Commune, "từ 91,2% đến 93,0%, thiếu 1 trên 2 xã", "between 91.2% and 93.0%, 1 of 2 communes missing"},
		{rollup.Result{Members: 2, Of: 3}, area.Commune, "chưa tính được, thiếu 1 trên 3 xã", "cannot be given yet, 1 of 3 communes missing"},
		{rollup.Result{Of: 1}, area.District, "chưa tính được, thiếu 1 trên 1 huyện", "cannot be given yet, 1 of 1 district missing"},
		{rollup.Rate([]rollup.Member{came(1, 2)}), area.Commune, "", ""},
	} {
		if diff := cmp.Diff(lang.Text{VI: c.vi, EN: c.en}, c.result.Text(c.level)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func ExampleShape_Rates() {
	tree, _ := area.NewTree([]area.Area{
		{UID: "p:1@0", Level: area.Province}, {UID: "d:1@0", Level: area.District, Parent: "p:1@0"},
		{UID: "c:1@0", Level: area.Commune, Parent: "d:1@0"}, {UID: "c:2@0", Level: area.Commune, Parent: "d:1@0"},
	})
	root, _ := tree.Get("p:1@0")
	s := rollup.ShapeOf(tree, root, tree.Children("d:1@0", afterReform), afterReform)
	last := 100.0
	for _, n := range s.Rates(func(uid string) rollup.Member {
		if uid == "c:2@0" {
			return rollup.Member{LastDenominator: &last}
		}
		return came(90, 100)
	}) {
		fmt.Println(n.Area.UID, n.Result.Text(area.Commune).EN)
	}
	// Output:
	// d:1@0 between 45.0% and 95.0%, 1 of 2 communes missing
	// p:1@0 between 45.0% and 95.0%, 1 of 2 communes missing
}
