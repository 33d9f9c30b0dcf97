package report_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// Two rates of one whole that share nobody, by sex, which partitions, and by skill, which overlaps; and one that may pass 100%.
func ruled() report.Rules {
	groups := []string{"sex=female", "sex=male", "skill=a", "skill=b"}
	divisions := map[string]catalogue.Division{"sex": catalogue.Partition, "skill": catalogue.Overlap}
	rate := func(id, beside string) catalogue.Indicator {
		return catalogue.Indicator{ID: id, Measure: catalogue.Rate, Groups: groups, Divisions: divisions, Whole: "people", Beside: beside,
			Numerator: lang.Text{VI: id, EN: id}, Denominator: lang.Text{VI: "người", EN: "people"}}
	}
	return report.NewRules(plan.Registry{Indicators: map[string]catalogue.Indicator{
		"reads": rate("reads", "learns"), "learns": rate("learns", ""),
		"rooms": {ID: "rooms", Measure: catalogue.Rate, MayPass: true, Groups: []string{"kind=solid"}},
		"level": {ID: "level", Measure: catalogue.Level},
	}})
}

func cellOf(indicator, group string, n, d float64) report.Entry {
	return report.Entry{Unit: "c:1@0", Indicator: indicator, Period: period.Year(2024), Group: group, Numerator: &n, Denominator: &d}
}

func cellsOf(list ...report.Entry) report.Cells {
	out := report.Cells{}
	for _, e := range list {
		out[e.Key()] = e
	}
	return out
}

func keysOf(cells report.Cells) []report.Key { return slices.Collect(maps.Keys(cells)) }

func TestRulesBetweenCells(t *testing.T) {
	women, men := func(n, d float64) report.Entry { return cellOf("reads", "sex=female", n, d) }, func(n, d float64) report.Entry { return cellOf("reads", "sex=male", n, d) }
	all := func(n, d float64) report.Entry { return cellOf("reads", "all", n, d) }
	for name, c := range map[string]struct {
		cells []report.Entry
		want  string
	}{
		"women and men of all":                {[]report.Entry{all(6, 10), women(4, 5), men(2, 5)}, ""},
		"a part without its whole":            {[]report.Entry{women(40, 50)}, ""},
		"more women than people":              {[]report.Entry{all(6, 10), women(4, 11)}, "part_above_whole"},
		"more women who read than all who do": {[]report.Entry{all(6, 10), women(7, 8)}, "part_above_whole"},
		"fewer others than read":              {[]report.Entry{all(6, 10), women(1, 9)}, "remainder_impossible"},
		"everybody else reads":                {[]report.Entry{all(6, 10), women(1, 5)}, ""},
		"women and men are not all":           {[]report.Entry{all(6, 10), women(4, 5), men(1, 4)}, "groups_do_not_add_up"},
		"women and men are more than all":     {[]report.Entry{all(6, 10), women(4, 6), men(2, 6)}, "groups_do_not_add_up"},
		"groups that overlap may":             {[]report.Entry{all(6, 10), cellOf("reads", "skill=a", 6, 8), cellOf("reads", "skill=b", 6, 9)}, ""},
		"two wholes":                          {[]report.Entry{all(6, 10), cellOf("learns", "all", 2, 11)}, "whole_differs"},
		"parts that share nobody":             {[]report.Entry{all(6, 10), cellOf("learns", "all", 5, 10)}, "parts_exceed_whole"},
		"the same of women alone":             {[]report.Entry{women(4, 5), cellOf("learns", "sex=female", 2, 5)}, "parts_exceed_whole"},
		"nobody":                              {[]report.Entry{all(0, 0), women(0, 0)}, ""},
		"some of nobody":                      {[]report.Entry{all(0, 0), women(0, 1)}, "part_above_whole"},
		"rooms may outnumber classes":         {[]report.Entry{cellOf("rooms", "all", 31, 24), cellOf("rooms", "kind=solid", 10, 20)}, ""},
		"but solid ones not all":              {[]report.Entry{cellOf("rooms", "all", 31, 24), cellOf("rooms", "kind=solid", 32, 20)}, "part_above_whole"},
		"what has no counts takes no part":    {[]report.Entry{all(6, 10), {Unit: "c:1@0", Indicator: "reads", Period: period.Year(2024), Group: "sex=female", Unverified: new(99.0)}}, ""},
		"other units and years are others":    {[]report.Entry{all(6, 10), {Unit: "c:2@0", Indicator: "reads", Period: period.Year(2024), Group: "sex=female", Numerator: new(7.0), Denominator: new(99.0)}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			cells := cellsOf(c.cells...)
			var codes []string
			for _, f := range ruled().Faults(cells, keysOf(cells)) {
				codes = append(codes, string(f.Code))
				p := ruled().Problem(f, cells, func(k report.Key) report.Origin {
					return report.Origin{Row: &report.Row{Place: problem.Path(k.Group)}, Words: lang.Text{VI: "ở " + k.Group, EN: "in " + k.Group}}
				})
				for _, k := range f.Cells[:min(len(f.Cells), 2)] {
					if said := p.Place.String() + p.Rule.VI; !strings.Contains(said, k.Group) || p.Rule.EN == "" || p.Hint.VI == "" {
						t.Errorf("%s does not name %v: %+v", f.Code, k, p)
					}
				}
			}
			if got := strings.Join(codes, " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What is wrong with a cell by itself is a fault where it stands already; of what is right nothing is said.
func TestRulesOfACellByItself(t *testing.T) {
	rules := report.NewRules(plan.Registry{Indicators: map[string]catalogue.Indicator{
		"reads":  {ID: "reads", Measure: catalogue.Rate, Name: lang.Text{VI: "Biết đọc", EN: "Reads"}},
		"rooms":  {ID: "rooms", Measure: catalogue.Rate, MayPass: true},
		"level":  {ID: "level", Measure: catalogue.Level, Max: 3},
		"city":   {ID: "city", Measure: catalogue.Status},
		"pupils": {ID: "pupils", Measure: catalogue.Quantity, Unit: lang.Text{VI: "trẻ", EN: "children"}},
		"staff":  {ID: "staff", Measure: catalogue.Quantity, Decimals: 1},
	}})
	value := func(indicator string, v float64) report.Entry {
		return report.Entry{Unit: "c:1@0", Indicator: indicator, Period: period.Year(2024), Group: "all", Value: &v}
	}
	for _, c := range []struct {
		e    report.Entry
		want string
		says string
	}{
		{cellOf("reads", "all", 6, 10), "", ""}, {cellOf("reads", "all", 0, 0), "", ""}, {cellOf("rooms", "all", 31, 24), "", ""},
		{cellOf("reads", "all", 11, 10), "numerator_above_denominator", "11/10, tử số lớn hơn mẫu số"},
		{cellOf("reads", "all", 1.25, 10), "count_not_whole", "1.25/10, số đếm phải là số nguyên"},
		{cellOf("rooms", "all", 3, 1.5), "count_not_whole", "3/1.5"},
		{value("level", 3), "", ""}, {value("level", 4), "level_out_of_range", "4, mức độ"}, {value("level", 1.5), "level_out_of_range", "1.5"},
		{value("city", 1), "", ""}, {value("city", 2), "level_out_of_range", "2, chỉ số này là 0 hoặc 1"},
		{value("pupils", 1250), "", ""}, {value("pupils", 1.25), "quantity_not_whole", "1.25, số trẻ phải là số nguyên"},
		{value("staff", 1.9), "", ""}, {value("staff", 1.875), "too_many_decimals", "1.875"}, {value("unknown", 0.5), "", ""},
		{report.Entry{Unit: "c:1@0", Indicator: "pupils", Period: period.Year(2024), Group: "all", Nobody: true}, "", ""},
	} {
		cells := cellsOf(c.e)
		got, said := "", ""
		for _, f := range rules.Found(cells) {
			got, said = got+string(f.Code), rules.Say(f, cells, rules.Named(f)).VI
		}
		if got != c.want || !strings.Contains(said, c.says) {
			t.Errorf("%s %v: %q, %q; want %q, %q", c.e.Indicator, c.e.Words().VI, got, said, c.want, c.says)
		}
	}
}

// people are counts by sex and by what they do, the truth behind the cells.
type people [2][3]int // sex × (reads, learns, neither)

func anyPeople(t *rapid.T) (p people) {
	for sex := range p {
		for does := range p[sex] {
			p[sex][does] = rapid.IntRange(0, 9).Draw(t, "people")
		}
	}
	return p
}

func (p people) cells() []report.Entry {
	var out []report.Entry
	for does, id := range []string{"reads", "learns"} {
		var n, d [2]float64
		for sex := range p {
			n[sex] = float64(p[sex][does])
			d[sex] = float64(p[sex][0] + p[sex][1] + p[sex][2])
		}
		out = append(out, cellOf(id, "all", n[0]+n[1], d[0]+d[1]), cellOf(id, "sex=female", n[0], d[0]), cellOf(id, "sex=male", n[1], d[1]))
	}
	return out
}

// Whatever is true gets in, in any order and any cut, over an empty ledger; and one truth replaces another in one report.
func TestWhatIsTrueGetsIn(t *testing.T) {
	rules := ruled()
	rapid.Check(t, func(t *rapid.T) {
		holds := report.Cells{}
		send := func(list []report.Entry) {
			after, keys := maps.Clone(holds), []report.Key(nil)
			for _, e := range list {
				after[e.Key()], keys = e, append(keys, e.Key())
			}
			if refused := rules.Refused(holds, after, keys); len(refused) > 0 {
				t.Fatalf("%s of %v, which is true", refused[0].Code, list)
			}
			holds = after
		}
		list := rapid.Permutation(anyPeople(t).cells()).Draw(t, "order")
		for len(list) > 0 {
			n := rapid.IntRange(1, len(list)).Draw(t, "cut")
			send(list[:n])
			list = list[n:]
		}
		for range 3 {
			send(anyPeople(t).cells())
		}
	})
}

// Whatever is sent, in any order: what a ledger of no faults takes leaves it without, by conditions that are written here anew;
// and what it refuses no people could explain.
func TestNothingThatCannotBeTrueGetsIn(t *testing.T) {
	rules := ruled()
	taken, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		holds := report.Cells{}
		for range rapid.IntRange(1, 8).Draw(t, "reports") {
			after, keys := maps.Clone(holds), []report.Key(nil)
			for range rapid.IntRange(1, 3).Draw(t, "cells") {
				d := rapid.IntRange(0, 4).Draw(t, "d")
				e := cellOf(rapid.SampledFrom([]string{"reads", "learns"}).Draw(t, "rate"), rapid.SampledFrom([]string{"all", "sex=female", "sex=male"}).Draw(t, "group"),
					float64(rapid.IntRange(0, d).Draw(t, "n")), float64(d))
				after[e.Key()], keys = e, append(keys, e.Key())
			}
			if len(rules.Refused(holds, after, keys)) > 0 {
				refused++
				if explained(after) {
					t.Fatalf("%v is refused, which may be true", said(after))
				}
				continue
			}
			taken++
			if fault := contradiction(after); fault != "" {
				t.Fatalf("%v is taken: %s", said(after), fault)
			}
			holds = after
		}
	})
	t.Logf("%d reports taken, %d refused", taken, refused)
}

// Faults that are there already are mended step by step or at once, and never made worse.
func TestOldFaultsCanBeMended(t *testing.T) {
	rules := ruled()
	rapid.Check(t, func(t *rapid.T) {
		holds := report.Cells{}
		for _, e := range anyPeople(t).cells() { // numbers that need not fit
			e.Numerator, e.Denominator = new(float64(rapid.IntRange(0, 9).Draw(t, "n"))), new(float64(rapid.IntRange(9, 12).Draw(t, "d")))
			holds[e.Key()] = e
		}
		for range 4 {
			k := rapid.SampledFrom(slices.SortedFunc(maps.Keys(holds), func(a, b report.Key) int { return strings.Compare(a.Indicator+a.Group, b.Indicator+b.Group) })).Draw(t, "cell")
			after := maps.Clone(holds)
			after[k] = cellOf(k.Indicator, k.Group, float64(rapid.IntRange(0, 9).Draw(t, "n")), float64(rapid.IntRange(9, 12).Draw(t, "d")))
			if len(rules.Refused(holds, after, []report.Key{k})) > 0 {
				continue
			}
			if before, now := misses(holds, k), misses(after, k); now > 0 && now >= before {
				t.Fatalf("%v becomes %v: missed by %g, then by %g", said(holds), said(after), before, now)
			}
			holds = after
		}
		truth := cellsOf(anyPeople(t).cells()...)
		if left := rules.Refused(holds, truth, keysOf(truth)); len(left) > 0 {
			t.Fatalf("all of it at once is refused: %s", left[0].Code)
		}
	})
}

func said(cells report.Cells) []string {
	var out []string
	for k, e := range cells {
		out = append(out, fmt.Sprintf("%s %s %g/%g", k.Indicator, k.Group, *e.Numerator, *e.Denominator))
	}
	slices.Sort(out)
	return out
}

// contradiction says which condition of §7 the cells miss; written without the rules.
func contradiction(cells report.Cells) string {
	for _, id := range []string{"reads", "learns"} {
		all, hasAll := numbersOf(cells, id, "all")
		women, hasWomen := numbersOf(cells, id, "sex=female")
		men, hasMen := numbersOf(cells, id, "sex=male")
		for _, part := range []struct {
			v   [2]float64
			has bool
		}{{women, hasWomen}, {men, hasMen}} {
			if hasAll && part.has && (part.v[0] > all[0] || part.v[1] > all[1] || all[0]-part.v[0] > all[1]-part.v[1]) {
				return id + ": a part does not fit"
			}
		}
		if hasAll && hasWomen && hasMen && (women[0]+men[0] != all[0] || women[1]+men[1] != all[1]) {
			return id + ": women and men are not all"
		}
	}
	for _, g := range []string{"all", "sex=female", "sex=male"} {
		a, hasA := numbersOf(cells, "reads", g)
		b, hasB := numbersOf(cells, "learns", g)
		if hasA && hasB && (a[1] != b[1] || a[0]+b[0] > a[1]) {
			return g + ": two parts of one whole"
		}
	}
	return ""
}

func numbersOf(cells report.Cells, id, group string) ([2]float64, bool) {
	e, ok := cells[report.Key{Unit: "c:1@0", Indicator: id, Group: group, Period: period.Year(2024)}]
	if !ok {
		return [2]float64{}, false
	}
	return [2]float64{*e.Numerator, *e.Denominator}, true
}

// explained reports whether some people are counted by all of the cells; the numbers are small enough to try them all.
func explained(cells report.Cells) bool {
	fits := func(group string, reads, learns, all int) bool {
		r, hasR := numbersOf(cells, "reads", group)
		l, hasL := numbersOf(cells, "learns", group)
		return (!hasR || r == [2]float64{float64(reads), float64(all)}) && (!hasL || l == [2]float64{float64(learns), float64(all)})
	}
	const most = 4
	var of [2][][3]int // of each sex what fits its own cells
	for sex, group := range []string{"sex=female", "sex=male"} {
		for n := range (most + 1) * (most + 1) * (most + 1) {
			c := [3]int{n % (most + 1), n / (most + 1) % (most + 1), n / (most + 1) / (most + 1)}
			if fits(group, c[0], c[1], c[0]+c[1]+c[2]) {
				of[sex] = append(of[sex], c)
			}
		}
	}
	for _, w := range of[0] {
		for _, m := range of[1] {
			if fits("all", w[0]+m[0], w[1]+m[1], w[0]+w[1]+w[2]+m[0]+m[1]+m[2]) {
				return true
			}
		}
	}
	return false
}

// misses adds up by how much the conditions in which a cell takes part are missed.
func misses(cells report.Cells, k report.Key) (sum float64) {
	miss := func(v float64) { sum += max(v, 0) }
	all, hasAll := numbersOf(cells, k.Indicator, "all")
	var groups [2]float64
	both := true
	for _, g := range []string{"sex=female", "sex=male"} {
		part, has := numbersOf(cells, k.Indicator, g)
		if both = both && has; has && hasAll && (k.Group == g || k.Group == "all") {
			miss(part[0] - all[0])
			miss(part[1] - all[1])
			miss((all[0] - part[0]) - (all[1] - part[1]))
		}
		groups[0], groups[1] = groups[0]+part[0], groups[1]+part[1]
	}
	fits := sum == 0
	if both && hasAll && fits { // the groups together are asked once each fits
		miss(max(groups[0]-all[0], all[0]-groups[0]))
		miss(max(groups[1]-all[1], all[1]-groups[1]))
	}
	a, hasA := numbersOf(cells, "reads", k.Group)
	b, hasB := numbersOf(cells, "learns", k.Group)
	switch {
	case hasA && hasB && a[1] != b[1]:
		miss(1)
	case hasA && hasB:
		miss(a[0] + b[0] - a[1])
	}
	return sum
}
