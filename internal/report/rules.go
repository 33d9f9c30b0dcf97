package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// Rules hold the cells of a unit and period against each other: a part fits into its whole and leaves a remainder that can
// be, groups that partition add up, rates of one whole have one denominator, and what shares nobody is not more than all. It does
// not matter which cell came first, or in which report. Check asks them about one report, the ledger about all that it holds.
type Rules struct {
	reg    plan.Registry
	wholes map[string][]string // whole → the rates that are counted over it, in order
}

// NewRules prepares the rules of a registry.
func NewRules(reg plan.Registry) Rules {
	r := Rules{reg: reg, wholes: map[string][]string{}}
	for _, id := range slices.Sorted(maps.Keys(reg.Indicators)) {
		if whole := reg.Indicators[id].Whole; whole != "" {
			r.wholes[whole] = append(r.wholes[whole], id)
		}
	}
	return r
}

// Reads lists the indicators that a change of one is held against, itself among them; none where no rule is about it.
func (r Rules) Reads(indicator string) []string {
	ind := r.reg.Indicators[indicator]
	switch {
	case ind.Whole != "":
		return r.wholes[ind.Whole]
	case len(ind.Groups) > 0:
		return []string{indicator}
	}
	return nil
}

// Starts names one indicator of each group that is held against each other: whoever asks Reads of every one of them has all.
func (r Rules) Starts() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(r.reg.Indicators)), func(id string) bool {
		ind := r.reg.Indicators[id]
		return ind.Measure.Derived() || ind.Whole != "" && r.wholes[ind.Whole][0] != id
	})
}

// Cells are what stands, by cell.
type Cells map[Key]Entry

// Fault is a contradiction between cells.
type Fault struct {
	Code  problem.Code
	Cells []Key // that contradict each other; of a part and its whole the part is first
	id    string
	wrong []float64 // how far each of the rule's conditions is missed; 0 where it holds
}

// faulty returns the fault if any condition is missed.
func faulty(f Fault) []Fault {
	if slices.Max(f.wrong) <= 0 {
		return nil
	}
	return []Fault{f}
}

// mends reports whether the fault is strictly less wrong than before: no condition is missed further, and some less far.
func (f Fault) mends(before Fault) bool {
	less := false
	for i, v := range f.wrong {
		if i >= len(before.wrong) || v > before.wrong[i] {
			return false
		}
		less = less || v < before.wrong[i]
	}
	return less
}

// Faults lists the contradictions in which the cells take part.
func (r Rules) Faults(cells Cells, touched []Key) []Fault {
	var out []Fault
	seen := map[string]bool{}
	for _, k := range touched {
		for _, f := range r.about(cells, k) {
			if !seen[f.id] {
				seen[f.id] = true
				out = append(out, f)
			}
		}
	}
	return out
}

// Found lists every contradiction among the cells, those of a cell by itself included, in a fixed order: what a ledger holds that was
// written by a program that did not ask, or under other rules.
func (r Rules) Found(cells Cells) []Fault {
	out := r.Faults(cells, slices.Collect(maps.Keys(cells)))
	slices.SortFunc(out, func(a, b Fault) int { return cmp.Compare(a.id, b.id) })
	return out
}

// Refused lists the contradictions that a change leaves or makes, but for those that it makes less wrong without ending them:
// old faults can be mended step by step.
func (r Rules) Refused(before, after Cells, changed []Key) []Fault {
	old := map[string]Fault{}
	for _, f := range r.Faults(before, changed) {
		old[f.id] = f
	}
	return slices.DeleteFunc(r.Faults(after, changed), func(f Fault) bool { return f.mends(old[f.id]) })
}

// about are the contradictions of one cell.
func (r Rules) about(cells Cells, k Key) []Fault {
	ind := r.reg.Indicators[k.Indicator]
	out := r.alone(cells, k)
	if len(ind.Groups) > 0 {
		out = append(out, parts(cells, ind, k)...)
	}
	if ind.Whole == "" {
		return out
	}
	out = append(out, r.oneWhole(cells, ind, k)...)
	for _, id := range r.wholes[ind.Whole] {
		if other := r.reg.Indicators[id]; ind.Beside == id || other.Beside == ind.ID {
			out = append(out, beside(cells, k, id)...)
		}
	}
	return out
}

type counts struct{ n, d float64 }

// of returns the counts of a cell; a cell without counts takes part in no rule, nor does one that counts others than the indicator
// asks for: those who registered are no part of all citizens' women.
func (c Cells) of(k Key) (counts, bool) {
	e, ok := c[k]
	if !ok || e.Numerator == nil || e.Denominator == nil || e.OtherKind() {
		return counts{}, false
	}
	return counts{*e.Numerator, *e.Denominator}, true
}

// parts holds every group of an indicator against its total, and the groups of one dimension together.
func parts(cells Cells, ind catalogue.Indicator, k Key) []Fault {
	k.Group = catalogue.GroupAll
	total, ok := cells.of(k)
	if !ok {
		return nil
	}
	var out []Fault
	sums := map[string]*together{}
	for _, g := range ind.Groups {
		part := k
		part.Group = g
		c, ok := cells.of(part)
		dimension, _, _ := strings.Cut(g, "=")
		if sums[dimension] == nil {
			sums[dimension] = &together{whole: true}
		}
		if !ok {
			sums[dimension].whole = false
			continue
		}
		sums[dimension].add(c, part)
		out = append(out, within(ind, c, total, part, k)...)
	}
	for _, dimension := range slices.Sorted(maps.Keys(sums)) {
		if s := sums[dimension]; len(out) == 0 && len(s.keys) > 1 && ind.Division(dimension) != catalogue.Overlap {
			out = append(out, s.against(ind, dimension, total, k)...)
		}
	}
	return out
}

// within holds one part against its whole: neither count may be larger, and those outside the part must be able to be.
func within(ind catalogue.Indicator, c, total counts, part, whole Key) []Fault {
	f := Fault{Code: "part_above_whole", Cells: []Key{part, whole}, id: idOf("part", part, part.Group)}
	rest := (total.n - c.n) - (total.d - c.d)
	if ind.MayPass {
		rest = 0
	}
	f.wrong = []float64{max(c.n-total.n, 0), max(c.d-total.d, 0), max(rest, 0)}
	if f.wrong[0] == 0 && f.wrong[1] == 0 {
		f.Code = "remainder_impossible"
	}
	return faulty(f)
}

// together is the sum of the groups of one dimension.
type together struct {
	counts
	keys  []Key
	whole bool // no group is missing
}

func (t *together) add(c counts, k Key) {
	t.n, t.d, t.keys = t.n+c.n, t.d+c.d, append(t.keys, k)
}

func (t *together) against(ind catalogue.Indicator, dimension string, total counts, whole Key) []Fault {
	f := Fault{Code: "groups_exceed_whole", Cells: append(slices.Clone(t.keys), whole), id: idOf("groups", whole, dimension)}
	rest := (total.n - t.n) - (total.d - t.d)
	if ind.MayPass {
		rest = 0
	}
	f.wrong = []float64{max(t.n-total.n, 0), max(t.d-total.d, 0), max(rest, 0)}
	if t.whole && ind.Division(dimension) == catalogue.Partition {
		f.Code = "groups_do_not_add_up"
		f.wrong = append(f.wrong, max(total.n-t.n, 0), max(total.d-t.d, 0))
	}
	return faulty(f)
}

// oneWhole holds the denominators of all rates of one whole against each other.
func (r Rules) oneWhole(cells Cells, ind catalogue.Indicator, k Key) []Fault {
	f := Fault{Code: "whole_differs", id: idOf("whole", k, ind.Whole+"|"+k.Group)}
	var sizes []float64
	differing := 0
	for _, id := range r.wholes[ind.Whole] {
		other := k
		other.Indicator = id
		c, ok := cells.of(other)
		if !ok {
			continue
		}
		for _, d := range sizes {
			if d != c.d {
				differing++
			}
		}
		sizes, f.Cells = append(sizes, c.d), append(f.Cells, other)
	}
	f.wrong = []float64{float64(differing)}
	return faulty(f)
}

// beside holds two parts of a whole that share nobody against it.
func beside(cells Cells, k Key, other string) []Fault {
	o := k
	o.Indicator = other
	a, okA := cells.of(k)
	b, okB := cells.of(o)
	if !okA || !okB || a.d != b.d { // whose whole differs is told as that
		return nil
	}
	keys := []Key{k, o}
	slices.SortFunc(keys, func(a, b Key) int { return cmp.Compare(a.Indicator, b.Indicator) })
	return faulty(Fault{Code: "parts_exceed_whole", Cells: keys, id: idOf("beside", keys[0], keys[1].Indicator+"|"+k.Group), wrong: []float64{max(a.n+b.n-a.d, 0)}})
}

// idOf names a rule about certain cells, so that a fault of before is known again.
func idOf(rule string, k Key, rest string) string {
	indicator := k.Indicator
	if rule == "whole" {
		indicator = ""
	}
	return strings.Join([]string{rule, k.Unit, indicator, k.Period.String(), rest}, "|")
}

// Touched lists the units and periods of some cells, and the indicators that have to be read to judge a change of them.
func (r Rules) Touched(keys []Key) (indicators, units []string, periods []period.Period) {
	ids, uids, pers := map[string]bool{}, map[string]bool{}, map[period.Period]bool{}
	for _, k := range keys {
		reads := r.Reads(k.Indicator)
		for _, id := range reads {
			ids[id] = true
		}
		if len(reads) > 0 {
			uids[k.Unit], pers[k.Period] = true, true
		}
	}
	return slices.Sorted(maps.Keys(ids)), slices.Sorted(maps.Keys(uids)), slices.Collect(maps.Keys(pers))
}
