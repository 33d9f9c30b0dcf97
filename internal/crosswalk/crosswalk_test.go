package crosswalk_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/crosswalk"
	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// In a small district, a and b merged into ab; c was split between cd and ab; d went into cd with x, of a province that
// is not listed; b and e were renamed; f ended early, and nobody says where its people went.
const small = `code,name,level,parent_code,valid_from,valid_to,full_name,uid,successor,successor_relation,predecessors
1,Cũ,province,,,2025-06-30,Tỉnh Cũ,p:1@0,,,
2,Mới,province,,2025-07-01,,Tỉnh Mới,p:2@2025-07-01,,,
10,Huyện,district,1,,2025-06-30,Huyện Một,d:10@0,,,
a,A,commune,10,,2025-06-30,Xã A,c:a@0,ab,full,
b,B,commune,10,,2023-04-09,Xã B,c:b@0,b,renamed_or_reclassified,
b,B,commune,10,2023-04-10,2025-06-30,Phường B,c:b@2023-04-10,ab,full,
c,C,commune,10,,2025-06-30,Xã C,c:c@0,ab;cd,split,
d,D,commune,10,,2025-06-30,Xã D,c:d@0,cd,full,
e,E,commune,10,,2023-04-09,Xã E,c:e@0,e,renamed_or_reclassified,
e,E,commune,10,2023-04-10,2025-06-30,Phường E,c:e@2023-04-10,e,full,
f,F,commune,10,,2024-12-31,Xã F,c:f@0,,,
ab,AB,commune,2,2025-07-01,,Xã AB,c:ab@2025-07-01,,,a:full;b:full;c:partial
cd,CD,commune,2,2025-07-01,,Xã CD,c:cd@2025-07-01,,,c:partial;d:full;x:full
e,E,commune,2,2025-07-01,,Phường E,c:e@2025-07-01,,,e:full
`

func smallTree(t *testing.T) *area.Tree {
	t.Helper()
	tree, err := area.ReadCSV(strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func count(unit string, year int, num, den float64) crosswalk.Count {
	return crosswalk.Count{Unit: unit, Cell: crosswalk.Cell{Indicator: "i", Group: "all", Period: period.Year(year)}, Numerator: num, Denominator: den}
}

func halves(t *testing.T, tree *area.Tree) crosswalk.Weights {
	t.Helper()
	w, err := crosswalk.NewWeights(tree, []crosswalk.Weight{
		{From: "c:c@0", To: "c:ab@2025-07-01", Share: 0.25, Source: "dân số 2024"}, {From: "c:c@0", To: "c:cd@2025-07-01", Share: 0.75, Source: "dân số 2024"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// show writes a view the way a reviewer reads it.
func show(x *crosswalk.Crosswalk, v crosswalk.View) string {
	var b strings.Builder
	for _, r := range v.Rows {
		fmt.Fprintf(&b, "%s %s: %g/%g", r.Unit, r.Period, r.Numerator, r.Denominator)
		if p := r.Percent(); p != nil {
			fmt.Fprintf(&b, " = %.4g%%", *p)
		}
		if r.Low != nil {
			fmt.Fprintf(&b, " from %.4g%% to %.4g%%", *r.Low, *r.High)
		}
		fmt.Fprintf(&b, "\n  from %s\n", strings.Join(r.From, " "))
		if note := x.Note(r); note.VI != "" {
			fmt.Fprintf(&b, "  %s\n  %s\n", note.VI, note.EN)
		}
	}
	for _, h := range v.Held {
		fmt.Fprintf(&b, "held %s %s: %g/%g %s %s\n", h.Unit, h.Period, h.Numerator, h.Denominator, h.Problem.Code, strings.Join(h.Candidates, " "))
	}
	list := v.Problems()
	fmt.Fprintf(&b, "%s\n%s\n", list.In(lang.Vietnamese), list.In(lang.English))
	return b.String()
}

func TestViews(t *testing.T) {
	tree := smallTree(t)
	of2023 := []crosswalk.Count{count("c:a@0", 2023, 10, 100), count("c:b@2023-04-10", 2023, 30, 100), count("c:c@0", 2023, 40, 80), count("c:d@0", 2023, 5, 10),
		count("c:e@2023-04-10", 2023, 1, 2), count("c:f@0", 2023, 6, 8)}
	of2024 := []crosswalk.Count{count("c:a@0", 2024, 11, 101), count("c:c@0", 2024, 41, 81), count("c:e@2023-04-10", 2024, 1, 2)}
	of2025 := []crosswalk.Count{count("c:ab@2025-07-01", 2025, 50, 220), count("c:a@0", 2025, 12, 102)}
	wrong := []crosswalk.Count{count("c:z@0", 2024, 1, 2), count("c:a@0", 2024, 3, 2), count("c:b@2023-04-10", 2024, math.NaN(), 2), count("c:d@0", 2024, 1, 2), count("c:d@0", 2024, 2, 2)}
	for _, c := range []struct {
		name    string
		on      period.Date
		weights crosswalk.Weights
		counts  []crosswalk.Count
	}{
		{"now", today, nil, of2023},
		{"now-with-weights", today, halves(t, tree), of2023},
		{"now-with-reports-missing", today, nil, append(of2023, of2024...)},
		{"now-with-both-old-and-new", today, nil, of2025},
		{"reported-by-the-old-in-the-year-of-the-merger", today, halves(t, tree), []crosswalk.Count{count("c:a@0", 2024, 9, 90), count("c:b@2023-04-10", 2024, 1, 10), count("c:c@0", 2024, 0, 40),
			count("c:a@0", 2025, 12, 102), count("c:b@2023-04-10", 2025, 13, 103)}},
		{"missing-after-a-rename", today, halves(t, tree), []crosswalk.Count{count("c:b@0", 2022, 1, 50), count("c:b@0", 2021, 1, 40), count("c:c@0", 2022, 1, 40), count("c:f@0", 2021, 1, 10),
			count("c:f@0", 2022, 1, 20), count("c:a@0", 2023, 9, 90)}},
		{"before-the-merger", period.DateOf(2025, 6, 30), nil, append(of2023, of2025...)},
		{"wrong-counts", today, nil, wrong},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := crosswalk.To(tree, c.on, c.weights)
			golden.Equal(t, "testdata/"+c.name+".golden", show(x, x.View(c.counts)))
		})
	}
}

func TestWeightsAreRefused(t *testing.T) {
	tree := smallTree(t)
	ab, cd := "c:ab@2025-07-01", "c:cd@2025-07-01"
	for name, c := range map[string]struct {
		list []crosswalk.Weight
		want string
	}{
		"that sum to less":      {[]crosswalk.Weight{{"c:c@0", ab, 0.5, "s"}, {"c:c@0", cd, 0.4, "s"}}, "weight_sum"},
		"that sum to more":      {[]crosswalk.Weight{{"c:c@0", ab, 0.5, "s"}, {"c:c@0", cd, 0.6, "s"}}, "weight_sum"},
		"that are negative":     {[]crosswalk.Weight{{"c:c@0", ab, -0.5, "s"}, {"c:c@0", cd, 1.5, "s"}}, "weight_range"},
		"that are no number":    {[]crosswalk.Weight{{"c:c@0", ab, math.NaN(), "s"}, {"c:c@0", cd, 1, "s"}}, "weight_range"},
		"without a source":      {[]crosswalk.Weight{{"c:c@0", ab, 0.5, " "}, {"c:c@0", cd, 0.5, "s"}}, "weight_source"},
		"of one part alone":     {[]crosswalk.Weight{{"c:c@0", ab, 1, "s"}}, "weight_parts"},
		"of one part twice":     {[]crosswalk.Weight{{"c:c@0", ab, 0.5, "s"}, {"c:c@0", ab, 0.5, "s"}}, "weight_parts"},
		"into another unit":     {[]crosswalk.Weight{{"c:c@0", ab, 0.5, "s"}, {"c:c@0", "c:e@2025-07-01", 0.5, "s"}}, "weight_parts"},
		"of what was not split": {[]crosswalk.Weight{{"c:a@0", ab, 1, "s"}}, "weight_of_no_split"},
		"of an unknown unit":    {[]crosswalk.Weight{{"c:z@0", ab, 1, "s"}}, "weight_of_no_split"},
	} {
		t.Run(name, func(t *testing.T) {
			var list problem.List
			if _, err := crosswalk.NewWeights(tree, c.list); !errors.As(err, &list) || string(list[0].Code) != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func rows(t *testing.T, text string) crosswalk.Rows {
	t.Helper()
	f, err := delimited.Open("weights.csv", []byte(text), func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	return f.Rows()
}

func TestReadWeights(t *testing.T) {
	tree := smallTree(t)
	const head = "from,to,share,source\n"
	got, err := crosswalk.ReadWeights(tree, rows(t, head+"c:c@0,c:ab@2025-07-01,0.25,dân số 2024\nc:c@0,c:cd@2025-07-01,0.75,dân số 2024\n"))
	if diff := cmp.Diff(halves(t, tree), got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for name, text := range map[string]string{"empty": "", "other columns": "from,to,weight,source\n", "a comma as point": head + "c:c@0,c:ab@2025-07-01,\"0,25\",s\n",
		"too few cells": head + "c:c@0,c:ab@2025-07-01,1\n", "a sum of less": head + "c:c@0,c:ab@2025-07-01,0.25,s\nc:c@0,c:cd@2025-07-01,0.5,s\n"} {
		var list problem.List
		if _, err := crosswalk.ReadWeights(tree, rows(t, text)); !errors.As(err, &list) {
			t.Errorf("%s: got %v, want a problem", name, err)
		}
	}
	if w, err := crosswalk.ReadWeights(tree, rows(t, head)); err != nil || len(w) != 0 {
		t.Errorf("a header alone: %v, %v", w, err)
	}
}
