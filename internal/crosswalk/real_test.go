package crosswalk_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/crosswalk"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
)

// The tests in this file run on the real list of units.
func realTree(tb testing.TB) *area.Tree {
	tb.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		tb.Fatal(err)
	}
	return reg.Areas
}

var today = period.DateOf(2026, 1, 1)

// dice is one number drawn by rapid, spun on: drawing each of a thousand counts would take rapid minutes.
type dice struct{ state uint64 }

func (d *dice) below(n int) int {
	d.state = d.state*6364136223846793005 + 1442695040888963407
	return int((d.state >> 33) % uint64(n))
}

func (d *dice) shares(n int) []float64 {
	out, left := make([]float64, n), 1000
	for i := range n - 1 {
		part := d.below(left + 1)
		out[i], left = float64(part)/1000, left-part
	}
	out[n-1] = float64(left) / 1000
	return out
}

// country draws a report of every unit that was open on the period's last day.
func country(d *dice, tree *area.Tree, cell crosswalk.Cell) []crosswalk.Count {
	var out []crosswalk.Count
	for _, a := range tree.All() {
		if a.OpenOn(cell.Period.End()) {
			den := 1 + d.below(50_000)
			out = append(out, crosswalk.Count{Unit: a.UID, Cell: cell, Numerator: float64(d.below(den + 1)), Denominator: float64(den)})
		}
	}
	return out
}

func weigh(tb rapid.TB, d *dice, tree *area.Tree) crosswalk.Weights {
	var list []crosswalk.Weight
	for _, a := range tree.All() {
		if parts := tree.Successors(a.UID); len(parts) > 1 {
			for i, share := range d.shares(len(parts)) {
				list = append(list, crosswalk.Weight{From: a.UID, To: parts[i].To, Share: share, Source: "drawn"})
			}
		}
	}
	w, err := crosswalk.NewWeights(tree, list)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func drawCell(t *rapid.T) crosswalk.Cell {
	return crosswalk.Cell{Indicator: "i", Group: rapid.SampledFrom([]string{"all", "sex=female"}).Draw(t, "group"),
		Period: period.Year(rapid.IntRange(2020, 2025).Draw(t, "year"))}
}

func drawDay(t *rapid.T) period.Date {
	return rapid.SampledFrom([]period.Date{period.DateOf(2023, 4, 10), period.DateOf(2024, 11, 1), period.DateOf(2025, 1, 1), today}).Draw(t, "day")
}

func total(counts []crosswalk.Count) (num, den float64) {
	for _, n := range counts {
		num, den = num+n.Numerator, den+n.Denominator
	}
	return num, den
}

func placed(v crosswalk.View) (out []crosswalk.Count) {
	for _, r := range v.Rows {
		out = append(out, r.Count)
	}
	for _, h := range v.Held {
		out = append(out, h.Count)
	}
	return out
}

// Whatever the communes report, and to whatever day it is carried, not a person is lost or counted twice: in every full
// merge and rename exactly, in every split within rounding. Each unit lies whole in one row, or in the rows of its parts
// where weights say so, or it is handed back.
func TestTotalsAreConserved(t *testing.T) {
	tree := realTree(t)
	rapid.Check(t, func(t *rapid.T) {
		d := &dice{rapid.Uint64().Draw(t, "seed")}
		counts := country(d, tree, drawCell(t))
		on := drawDay(t)
		for _, weights := range []crosswalk.Weights{nil, weigh(t, d, tree)} {
			v := crosswalk.To(tree, on, weights).View(counts)
			num, den := total(counts)
			gotNum, gotDen := total(placed(v))
			if weights == nil && (gotNum != num || gotDen != den) {
				t.Fatalf("%g of %g went in, %g of %g came out", num, den, gotNum, gotDen)
			}
			if math.Abs(gotNum-num) > 1e-9*num || math.Abs(gotDen-den) > 1e-9*den {
				t.Fatalf("%g of %g went in, %g of %g came out", num, den, gotNum, gotDen)
			}
			everyMergeHolds(t, tree, counts, v)
			everyUnitHasItsPlace(t, tree, counts, v)
		}
	})
}

// everyMergeHolds adds up, for each row without a share in it, the units that the row names.
func everyMergeHolds(t *rapid.T, tree *area.Tree, counts []crosswalk.Count, v crosswalk.View) {
	reported := map[string]crosswalk.Count{}
	for _, n := range counts {
		reported[n.Unit] = n
	}
	for _, r := range v.Rows {
		if r.Estimated() {
			continue
		}
		var num, den float64
		for _, uid := range r.From {
			num, den = num+reported[uid].Numerator, den+reported[uid].Denominator
		}
		if num != r.Numerator || den != r.Denominator {
			t.Fatalf("%s: %v add up to %g of %g, the row says %g of %g", r.Unit, r.From, num, den, r.Numerator, r.Denominator)
		}
		for _, l := range tree.Predecessors(r.Unit) {
			if _, ok := reported[l.From]; ok && l.Relation != area.Split && !slices.Contains(r.From, l.From) && !slices.Contains(r.From, r.Unit) {
				t.Fatalf("%s went into %s and is not in it", l.From, r.Unit)
			}
		}
	}
}

func everyUnitHasItsPlace(t *rapid.T, tree *area.Tree, counts []crosswalk.Count, v crosswalk.View) {
	rows, estimated, held := map[string]int{}, map[string]bool{}, map[string]int{}
	for _, r := range v.Rows {
		for _, uid := range r.From {
			rows[uid]++
			estimated[uid] = estimated[uid] || r.Estimated()
		}
	}
	for _, h := range v.Held {
		held[h.Unit]++
	}
	for _, n := range counts {
		switch r, h := rows[n.Unit], held[n.Unit]; {
		case r == 1 && h == 0, r == 0 && h == 1:
		case r > 1 && h == 0 && estimated[n.Unit] && len(tree.Successors(n.Unit)) == r:
		default:
			t.Fatalf("%s is in %d rows and held %d times", n.Unit, r, h)
		}
	}
}

// What is stored is what is seen "as then", and carrying counts to a day on which their units are open changes nothing.
func TestStoredCountsAreTheirOwnView(t *testing.T) {
	tree := realTree(t)
	rapid.Check(t, func(t *rapid.T) {
		d := &dice{rapid.Uint64().Draw(t, "seed")}
		cell := drawCell(t)
		counts := country(d, tree, cell)
		slices.SortFunc(counts, func(a, b crosswalk.Count) int { return strings.Compare(a.Unit, b.Unit) })
		for name, v := range map[string]crosswalk.View{"as then": crosswalk.AsThen(counts), "the same day": crosswalk.To(tree, cell.Period.End(), nil).View(counts)} {
			if !slices.Equal(counts, placed(v)) || len(v.Held) > 0 {
				t.Fatalf("%s: %d counts are seen as %d, %d held", name, len(counts), len(v.Rows), len(v.Held))
			}
			for _, r := range v.Rows {
				if !r.Complete() || r.Estimated() || r.Low != nil {
					t.Fatalf("%s: %+v", name, r)
				}
			}
		}
	})
}

// A hidden truth: every unit reports, and the people of a unit of which nothing says what became of it are dealt out to
// the units it may have gone into. Then some reports are taken away. The row's bounds must enclose the truth.
func TestBoundsEncloseTheTruth(t *testing.T) {
	tree := realTree(t)
	xwalk := crosswalk.To(tree, today, nil)
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		d := &dice{rapid.Uint64().Draw(t, "seed")}
		cell := drawCell(t)
		all := country(d, tree, cell)
		rare := 2 + d.below(20)
		truth := map[string]crosswalk.Count{}
		full := xwalk.View(all)
		for _, r := range full.Rows {
			truth[r.Unit] = r.Count
		}
		for _, h := range full.Held {
			deal(d, h, truth)
		}
		var given []crosswalk.Count
		for _, n := range all {
			last := n
			last.Period, last.Numerator = cell.Period.Prev(), 0
			given = append(given, last)
			if d.below(rare) > 0 {
				given = append(given, n)
			}
		}
		for _, r := range xwalk.View(given).Rows {
			if r.Cell != cell {
				continue
			}
			want := 100 * truth[r.Unit].Numerator / truth[r.Unit].Denominator
			switch p := r.Percent(); {
			case p != nil:
				seen["complete"]++
				if math.Abs(*p-want) > 1e-9 {
					t.Fatalf("%s is complete with %g, the truth is %g", r.Unit, *p, want)
				}
			case r.Low != nil:
				seen["bounded"]++
				if want < *r.Low-1e-9 || want > *r.High+1e-9 {
					t.Fatalf("%s: the truth %g is not from %g to %g: %+v", r.Unit, want, *r.Low, *r.High, r)
				}
			case len(r.Unlisted) == 0:
				t.Fatalf("%s has neither a rate nor bounds: %+v", r.Unit, r)
			default:
				seen["unlisted"]++
			}
		}
	})
	t.Logf("rows: %v", seen)
}

// deal gives each candidate any number of the held people, those who are counted and those who are not apart.
func deal(d *dice, h crosswalk.Held, truth map[string]crosswalk.Count) {
	met, unmet := int(h.Numerator), int(h.Denominator-h.Numerator)
	for i, uid := range h.Candidates {
		m, u := d.below(met+1), d.below(unmet+1)
		if i == len(h.Candidates)-1 {
			m, u = met, unmet
		}
		met, unmet = met-m, unmet-u
		n := truth[uid]
		n.Numerator, n.Denominator = n.Numerator+float64(m), n.Denominator+float64(m+u)
		truth[uid] = n
	}
}

// The figures of the reform, for all to see: how many units of before lie whole in one of today, and how many do not.
func TestFiguresOfTheRealTree(t *testing.T) {
	tree := realTree(t)
	got := map[string]int{}
	for _, a := range tree.All() {
		links := tree.Successors(a.UID)
		switch {
		case len(links) > 1:
			got[fmt.Sprintf("%s split", a.Level)]++
		case len(links) == 1 && links[0].Relation == area.Renamed:
			got[fmt.Sprintf("%s renamed", a.Level)]++
		case len(links) == 1 && len(tree.Predecessors(links[0].To)) == 1:
			got[fmt.Sprintf("%s continued alone", a.Level)]++
		case len(links) == 1:
			got[fmt.Sprintf("%s merged in full", a.Level)]++
		case !a.ValidTo.IsZero():
			got[fmt.Sprintf("%s without successor", a.Level)]++
		default:
			got[fmt.Sprintf("%s of today", a.Level)]++
		}
	}
	want := map[string]int{
		"province merged in full": 5, "province of today": 4,
		"district renamed": 3, "district without successor": 52,
		"commune merged in full": 641, "commune continued alone": 7, "commune renamed": 52, "commune split": 11, "commune without successor": 35, "commune of today": 429,
	}
	for _, k := range slices.Sorted(maps.Keys(got)) {
		t.Logf("%4d %s", got[k], k)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, year := range []int{2023, 2024} {
		d := &dice{1}
		states := map[string]int{}
		for _, r := range crosswalk.To(tree, today, nil).View(country(d, tree, crosswalk.Cell{Indicator: "i", Group: "all", Period: period.Year(year)})).Rows {
			switch a, _ := tree.Get(r.Unit); {
			case a.Level != area.Commune:
			case r.Complete():
				states["complete"]++
			case r.Low != nil:
				states["with bounds"]++
			default:
				states["open"]++
			}
		}
		t.Logf("communes of today seen in %d, everybody having reported: %v", year, states)
	}
}
