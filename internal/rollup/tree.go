package rollup

import (
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
)

// Shape is the tree of one day, made once and summed again for every indicator, group and period: the reporting units
// and everything above them up to the root. It is read-only and safe for concurrent use.
type Shape struct {
	nodes []node         // a unit comes after all units below it
	at    map[string]int // index in nodes, by UID
	above int            // nodes that do not report
}

type node struct {
	area    area.Area
	parent  int // index in nodes; -1 at the root, and below a unit that reports itself: its own number is its total
	reports bool
	out     bool   // reports, but is not of the kind that was asked for
	parts   []part // clusters that it belongs to in part; it counts whole further up
}

// part leads from a unit to a cluster that holds some of its people.
type part struct {
	cluster int // index in nodes
	share   *float64
}

// Gathering says for which clusters a unit answers; nothing for one that lies where the tree says.
type Gathering func(uid string) []Lies

// Lies is that a unit lies in a cluster: whole where that is its only one, and else by its share of people, which may be unknown.
type Lies struct {
	Cluster string
	Share   *float64
}

// Node is one unit of the tree and what lies below it. Members and Of in the result count reporting units: a district
// with two of its communes missing makes its province miss two communes, not one district.
type Node struct {
	Area   area.Area
	Result Result
}

// ShapeOf returns the tree of the reporting units as it stood on the day, up to the root. A unit above a reporting one is
// in it whether or not it is in the list, and one that reports itself is no sum. A commune that lies in no district, like
// every commune since the reform, is counted in the root, and so is a unit that does not lie in the root on that day: the
// caller says that it belongs there.
func ShapeOf(tree *area.Tree, root area.Area, reporting []area.Area, on period.Date) *Shape {
	return ShapeIn(tree, root, reporting, on, nil)
}

// ShapeIn is ShapeOf where reporting units answer for clusters below the root: one that lies in several is a part of each of
// them, and counts once and whole in the root.
func ShapeIn(tree *area.Tree, root area.Area, reporting []area.Area, on period.Date, gathering Gathering) *Shape {
	g := grower{tree: tree, root: root, on: on, gathering: gathering, reports: map[string]bool{}, below: map[string][]string{}, hung: map[string]bool{root.UID: true}}
	for _, a := range reporting {
		g.reports[a.UID] = true
	}
	for _, a := range reporting {
		g.hang(a.UID)
	}
	s := &Shape{at: map[string]int{}}
	s.grow(&g, root)
	for i := range s.nodes {
		n := &s.nodes[i]
		lies := g.lies(n.area.UID)
		if len(lies) < 2 {
			continue
		}
		for _, l := range lies {
			if at := s.at[l.Cluster]; !s.nodes[at].reports { // one that reports itself is no sum
				n.parts = append(n.parts, part{at, l.Share})
			}
		}
	}
	return s
}

// grower hangs every unit below the one above it before the nodes are put in order.
type grower struct {
	tree    *area.Tree
	root    area.Area
	on      period.Date
	reports map[string]bool
	below   map[string][]string
	hung    map[string]bool

	gathering Gathering
}

// lies are the clusters of a reporting unit.
func (g *grower) lies(uid string) []Lies {
	if g.gathering == nil || !g.reports[uid] {
		return nil
	}
	return g.gathering(uid)
}

// hang walks from a unit up to the root, or straight to it where the way up misses it.
func (g *grower) hang(uid string) {
	if lies := g.lies(uid); len(lies) > 0 && !g.hung[uid] {
		for _, l := range lies {
			g.put(l.Cluster, g.root.UID)
		}
		up := g.root.UID
		if len(lies) == 1 {
			up = lies[0].Cluster
		}
		g.put(uid, up)
		return
	}
	inside := g.tree.WithinOn(uid, g.root.UID, g.on)
	for !g.hung[uid] {
		g.hung[uid] = true
		up := g.root.UID
		if inside {
			up = g.tree.ParentOn(uid, g.on)
		}
		g.below[up] = append(g.below[up], uid)
		uid = up
	}
}

// put hangs a unit below another, once.
func (g *grower) put(uid, up string) {
	if !g.hung[uid] {
		g.hung[uid] = true
		g.below[up] = append(g.below[up], uid)
	}
}

func (s *Shape) grow(g *grower, a area.Area) int {
	n := node{area: a, parent: -1, reports: g.reports[a.UID]}
	var below []int
	for _, uid := range g.below[a.UID] {
		c, _ := g.tree.Get(uid)
		below = append(below, s.grow(g, c))
	}
	if !n.reports {
		s.above++
	}
	s.nodes = append(s.nodes, n)
	at := len(s.nodes) - 1
	s.at[a.UID] = at
	if !n.reports {
		for _, i := range below {
			s.nodes[i].parent = at
		}
	}
	return at
}

// Sums reports whether the unit is one that the shape gives a total of.
func (s *Shape) Sums(uid string) bool {
	i, ok := s.at[uid]
	return ok && !s.nodes[i].reports
}

// Only returns the shape with none but the reporting units of a kind. Units above them stay, so that a district without
// any says "0 of 0" and does not vanish.
func (s *Shape) Only(kind func(area.Area) bool) *Shape {
	out := &Shape{nodes: slices.Clone(s.nodes), at: s.at, above: s.above}
	for i, n := range out.nodes {
		out.nodes[i].out = n.out || n.reports && !kind(n.area)
	}
	return out
}

// Rates sums one cell (an indicator, a group, a period) over the tree: member gives what a reporting unit handed in, by
// UID. The answer holds every unit above the reporting ones, whether anything came or not, the root last.
func (s *Shape) Rates(member func(uid string) Member) []Node {
	of := func(m Member) counted { var c counted; c.add(m); return c }
	sums := fold(s, func(uid string) counted { return of(member(uid)) }, (*counted).join,
		func(uid string, share *float64) counted { return of(member(uid).Part(share)) })
	return nodes(sums, (*counted).result)
}

// Shares counts the reporting units at the level or above, in whole units, below every unit above them.
func (s *Shape) Shares(atLeast float64, member func(uid string) Member) []Node {
	of := func(m Member) recognised { var c recognised; c.add(m, atLeast); return c }
	sums := fold(s, func(uid string) recognised { return of(member(uid)) }, (*recognised).join,
		func(uid string, _ *float64) recognised { return of(member(uid).Part(nil)) }) // a unit meets a level whole or not at all
	return nodes(sums, (*recognised).result)
}

// Gaps sums two groups over the tree, the second being everybody who is not of the first, and gives their distance.
func (s *Shape) Gaps(group, rest func(uid string) Member) []Node {
	out, others := s.Rates(group), s.Rates(rest)
	for i := range out {
		out[i].Result = Gap(out[i].Result, others[i].Result)
	}
	return out
}

// Sum is what a fold gives for one unit.
type Sum[T any] struct {
	Area  area.Area
	Total T
}

// Fold carries anything up the tree: of gives what stands for one reporting unit, join adds a unit's to the one above. The
// answer is in the order of Rates and Shares. A unit that belongs to a cluster in part is joined to it as it is.
func Fold[T any](s *Shape, of func(uid string) T, join func(into *T, from T)) []Sum[T] {
	return fold(s, of, join, func(uid string, _ *float64) T { return of(uid) })
}

// fold is Fold where in gives what stands in a cluster for a unit that belongs to it in part.
func fold[T any](s *Shape, of func(uid string) T, join func(into *T, from T), in func(uid string, share *float64) T) []Sum[T] {
	sums := make([]T, len(s.nodes))
	out := make([]Sum[T], 0, s.above)
	at := make([]int, len(s.nodes)) // where a unit stands in out
	for i := range s.nodes {
		n := &s.nodes[i]
		if n.out {
			continue
		}
		if n.reports {
			sums[i] = of(n.area.UID)
		} else {
			at[i] = len(out)
			out = append(out, Sum[T]{n.area, sums[i]})
		}
		if n.parent >= 0 {
			join(&sums[n.parent], sums[i])
		}
	}
	// Parts come last: a cluster hands nothing of them on, because the units count whole further up.
	for i := range s.nodes {
		n := &s.nodes[i]
		for _, p := range n.parts {
			if !n.out {
				join(&out[at[p.cluster]].Total, in(n.area.UID, p.share))
			}
		}
	}
	return out
}

func nodes[T any](sums []Sum[T], result func(*T) Result) []Node {
	out := make([]Node, len(sums))
	for i := range sums {
		out[i] = Node{sums[i].Area, result(&sums[i].Total)}
	}
	return out
}
