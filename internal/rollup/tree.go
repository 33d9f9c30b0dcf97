package rollup

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
)

// Shape is the tree of one day, made once and summed again for every indicator, group and period: the reporting units
// and everything above them. It is read-only and safe for concurrent use.
type Shape struct {
	nodes []node // a unit comes after all units below it, the root last
	above int    // nodes that do not report
}

type node struct {
	area    area.Area
	parent  int // index in nodes, -1 at the root
	reports bool
	out     bool // reports, but is not of the kind that was asked for
}

// Node is one unit of the tree and what lies below it. Members and Of in the result count reporting units: a district
// with two of its communes missing makes its province miss two communes, not one district.
type Node struct {
	Area   area.Area
	Result Result
}

// ShapeOf returns the tree below a unit as it stood on the day. The units of one tier report; one that lies in no
// district, like every commune since the reform, is counted in its province.
func ShapeOf(tree *area.Tree, root string, reporting area.Level, on period.Date) (*Shape, error) {
	a, ok := tree.Get(root)
	if !ok || !a.OpenOn(on) || a.Level == reporting {
		return nil, fmt.Errorf("there is no unit %s above a %s on %s", root, reporting, on)
	}
	s := &Shape{}
	s.grow(tree, a, reporting, on)
	return s, nil
}

func (s *Shape) grow(tree *area.Tree, a area.Area, reporting area.Level, on period.Date) int {
	n := node{area: a, parent: -1, reports: a.Level == reporting}
	var below []int
	if !n.reports {
		s.above++
		for _, c := range tree.Children(a.UID, on) {
			below = append(below, s.grow(tree, c, reporting, on))
		}
	}
	s.nodes = append(s.nodes, n)
	at := len(s.nodes) - 1
	for _, i := range below {
		s.nodes[i].parent = at
	}
	return at
}

// Only returns the shape with none but the reporting units of a kind, such as the communes in special difficulty. Units
// above them stay, so that a district without any says "0 of 0" and does not vanish.
func (s *Shape) Only(kind func(area.Area) bool) *Shape {
	out := &Shape{nodes: slices.Clone(s.nodes), above: s.above}
	for i, n := range out.nodes {
		out.nodes[i].out = n.out || n.reports && !kind(n.area)
	}
	return out
}

// Rates sums one cell (an indicator, a group, a period) over the tree: member gives what a reporting unit handed in, by
// UID. The answer holds every unit above the reporting ones, whether anything came or not, the root last.
func (s *Shape) Rates(member func(uid string) Member) []Node {
	sums := make([]counted, len(s.nodes))
	out := make([]Node, 0, s.above)
	for i := range s.nodes {
		n := &s.nodes[i]
		if n.out {
			continue
		}
		if n.reports {
			sums[i].add(member(n.area.UID))
		} else {
			out = append(out, Node{n.area, sums[i].result()})
		}
		if n.parent >= 0 {
			sums[n.parent].join(sums[i])
		}
	}
	return out
}

// Shares counts the reporting units at the level or above, in whole units, below every unit above them.
func (s *Shape) Shares(atLeast float64, member func(uid string) Member) []Node {
	sums := make([]recognised, len(s.nodes))
	out := make([]Node, 0, s.above)
	for i := range s.nodes {
		n := &s.nodes[i]
		if n.out {
			continue
		}
		if n.reports {
			sums[i].add(member(n.area.UID), atLeast)
		} else {
			out = append(out, Node{n.area, sums[i].result()})
		}
		if n.parent >= 0 {
			sums[n.parent].join(sums[i])
		}
	}
	return out
}
