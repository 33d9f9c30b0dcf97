package scorecard

import (
	"slices"

	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
)

// Ranked is a row with its place among the units that are held to the same target.
type Ranked struct {
	Row
	Score *float64 // what the order is made by: larger is better; nil where the unit has none
	Rank  int      // 1 is the best, units of one score share a rank; 0 without a score
	Ties  int      // units on this rank, this one included
	Of    int      // units that have a rank
	Worse *float64 // percent of the other ranked units that are worse; nil where there is no other
}

// same is how close two scores are that count as one.
const same = 1e-9

// Rank puts the units of each target in order, the worst first, since that is where help is needed; units without a score
// come last. Targets keep their order.
func Rank(rows []Row, by query.RankBy) []Ranked {
	var targets []string
	groups := map[string][]Ranked{}
	for _, r := range rows {
		if _, seen := groups[r.Target.ID]; !seen {
			targets = append(targets, r.Target.ID)
		}
		groups[r.Target.ID] = append(groups[r.Target.ID], Ranked{Row: r, Score: r.score(by)})
	}
	var out []Ranked
	for _, id := range targets {
		out = append(out, place(groups[id])...)
	}
	return out
}

// place ranks the units of one target.
func place(list []Ranked) []Ranked {
	slices.SortStableFunc(list, func(a, b Ranked) int {
		switch {
		case a.Score == nil && b.Score == nil:
			return 0
		case a.Score == nil:
			return 1
		case b.Score == nil:
			return -1
		case *a.Score < *b.Score-same:
			return -1
		case *b.Score < *a.Score-same:
			return 1
		}
		return 0
	})
	of := 0
	for _, r := range list {
		if r.Score != nil {
			of++
		}
	}
	for from := 0; from < of; {
		to := from + 1
		for to < of && *list[to].Score-*list[from].Score <= same {
			to++
		}
		for i := from; i < to; i++ {
			list[i].Rank, list[i].Ties, list[i].Of = of-to+1, to-from, of
			if of > 1 {
				list[i].Worse = new(100 * float64(from) / float64(of-1))
			}
		}
		from = to
	}
	return list
}

// score is what a unit is ranked by, turned so that larger is better.
func (r Row) score(by query.RankBy) *float64 {
	v := r.Measured(by)
	if v == nil || by == query.ByGap {
		return v // the gap is signed already
	}
	sign := r.Indicator.Direction.Sign()
	if by == query.ByRequired {
		sign = -sign
	}
	return new(sign * *v)
}

// Measured is the number that a ranking is made by, as it is.
func (r Row) Measured(by query.RankBy) *float64 {
	switch by {
	case query.ByValue:
		return r.Value
	case query.ByRequired:
		if r.Status == standing.Achieved {
			return new(0.0) // nothing is left to do
		}
		return r.Required
	case query.ByProjected:
		return r.Projected()
	}
	return r.Gap
}
