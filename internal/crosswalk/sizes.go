package crosswalk

import (
	"github.com/xhht/xhht/internal/area"
)

// sizes are the denominators that each unit reported, period by period.
type sizes map[sizeKey][]Count

type sizeKey struct{ unit, indicator, group string }

func sizesOf(counts []Count) sizes {
	out := sizes{}
	for _, n := range counts {
		k := sizeKey{n.Unit, n.Indicator, n.Group}
		out[k] = append(out[k], n)
	}
	return out
}

// last returns the newest denominator that the unit, if need be under an earlier name, reported before the cell's period.
func (s sizes) last(tree *area.Tree, uid string, cell Cell) (float64, bool) {
	var newest Count
	for _, n := range s[sizeKey{uid, cell.Indicator, cell.Group}] {
		if end := n.Period.End(); end.Before(cell.Period.End()) && (newest.Period.IsZero() || end.After(newest.Period.End())) {
			newest = n
		}
	}
	if !newest.Period.IsZero() {
		return newest.Denominator, true
	}
	if before := tree.Predecessors(uid); len(before) == 1 && before[0].Relation == area.Renamed {
		return s.last(tree, before[0].From, cell)
	}
	return 0, false
}
