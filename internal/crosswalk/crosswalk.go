// Package crosswalk merges units (sáp nhập), and splits and renames them (chia tách, đổi tên): it carries counts from the units
// that reported them to their successors of another day, so that a series runs on through mergers. Who followed whom is
// internal/area's. The command units and whoever draws a series "as now" call it. It refuses to divide a unit that was
// split unless weights with a source are given, to take a merged unit apart, and to leave anything out in silence: every
// count ends in one place or is handed back with the reason.
package crosswalk

import (
	"cmp"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// Cell is what was counted, of whom and when.
type Cell struct {
	Indicator string
	Group     string
	Period    period.Period
}

// Count is one unit's report of a cell.
type Count struct {
	Unit string // UID
	Cell
	Numerator, Denominator float64
}

// Row is a unit of the view with what was placed in it. Its counts are a total only if the row is Complete; otherwise
// Low and High, in percent, enclose the rate where the sizes of what is open are known.
type Row struct {
	Count
	Low, High *float64
	From      []string // units whose counts are in it
	Missing   []string // units that belong or may belong to it and did not report the cell
	Unlisted  []string // official codes of units that belong to it and that the list of units does not hold
	Doubtful  []string // units whose reported people may belong to it, wholly or in part
	Sources   []string // where the weights come from, by which units that were split are in it
}

// Estimated reports whether the row holds a share of a unit that was split: a stated share, not a count.
func (r Row) Estimated() bool { return len(r.Sources) > 0 }

// Complete reports whether everybody who belongs to the unit is in the row, and nobody else.
func (r Row) Complete() bool { return len(r.Missing)+len(r.Unlisted)+len(r.Doubtful) == 0 }

// Percent returns the rate of a complete row, and nil for any other: a partial total has none.
func (r Row) Percent() *float64 {
	if !r.Complete() || r.Denominator == 0 {
		return nil
	}
	return new(100 * r.Numerator / r.Denominator)
}

// Held is a count, or the share of one, that has no place in the view.
type Held struct {
	Count
	Problem    problem.Problem
	Candidates []string // units that its people may belong to; their rows have bounds
}

// View is a set of counts as the units of one day would have reported them. What is in Rows and what is in Held make up
// exactly what went in.
type View struct {
	Rows []Row
	Held []Held
}

// AsThen is the view of the units that reported: what is stored, as it is stored.
func AsThen(counts []Count) View {
	var v View
	for _, c := range counts {
		v.Rows = append(v.Rows, Row{Count: c, From: []string{c.Unit}})
	}
	v.sort()
	return v
}

// Crosswalk leads to the units of one day. It is read-only and safe for concurrent use.
type Crosswalk struct {
	tree    *area.Tree
	on      period.Date
	weights Weights
	near    map[string][]string // unit that ended without successor → units of the day that it may have gone into
	strays  map[string][]string // the other way round
}

// To makes a crosswalk to the units of the day. Weights may be nil; then no unit that was split is divided.
func To(tree *area.Tree, on period.Date, weights Weights) *Crosswalk {
	c := &Crosswalk{tree: tree, on: on, weights: weights, near: map[string][]string{}, strays: map[string][]string{}}
	for _, level := range []area.Level{area.Province, area.District, area.Commune} {
		for _, a := range tree.WithoutSuccessor(level) {
			if a.ValidTo.Before(on) {
				c.near[a.UID] = c.neighbours(a)
				for _, uid := range c.near[a.UID] {
					c.strays[uid] = append(c.strays[uid], a.UID)
				}
			}
		}
	}
	return c
}

// View carries the counts over. Nothing is summed across cells.
func (c *Crosswalk) View(counts []Count) View {
	cells := map[Cell][]Count{}
	for _, n := range counts {
		cells[n.Cell] = append(cells[n.Cell], n)
	}
	sizes := sizesOf(counts)
	var v View
	for _, cell := range slices.SortedFunc(maps.Keys(cells), compareCells) {
		s := sheet{Crosswalk: c, cell: cell, have: map[string]Count{}, rows: map[string]*Row{}, sizes: sizes}
		s.fill(cells[cell])
		for _, r := range s.rows {
			v.Rows = append(v.Rows, *r)
		}
		v.Held = append(v.Held, s.held...)
	}
	v.sort()
	return v
}

func (v *View) sort() {
	slices.SortFunc(v.Rows, func(a, b Row) int { return compareCounts(a.Count, b.Count) })
	slices.SortStableFunc(v.Held, func(a, b Held) int { return compareCounts(a.Count, b.Count) })
}

func compareCounts(a, b Count) int {
	return cmp.Or(cmp.Compare(a.Unit, b.Unit), compareCells(a.Cell, b.Cell))
}

func compareCells(a, b Cell) int {
	return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Period.String(), b.Period.String()), cmp.Compare(a.Group, b.Group))
}

// ends returns the units of the day that a unit went into, wholly or in part.
func (c *Crosswalk) ends(uid string) []string {
	a, ok := c.tree.Get(uid)
	if !ok || a.ValidFrom.After(c.on) {
		return nil
	}
	if a.OpenOn(c.on) {
		return []string{uid}
	}
	var out []string
	for _, l := range c.tree.Successors(uid) {
		out = append(out, c.ends(l.To)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// neighbours returns the units of the day that a unit of which no source says what became of it may have gone into: those
// that hold what lay in the same district on its last day. That is an assumption, the only one here: communes are merged
// within their district as a rule.
func (c *Crosswalk) neighbours(a area.Area) []string {
	var out []string
	for _, b := range c.tree.Children(c.tree.ParentOn(a.UID, a.ValidTo), a.ValidTo) {
		if b.UID != a.UID && b.Level == a.Level {
			out = append(out, c.ends(b.UID)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
