package scorecard

import (
	"slices"

	"github.com/xhht/xhht/internal/standing"
)

// gravity is the order in which statuses call for somebody, the gravest first. Silence weighs more than being on track: nobody knows
// what is behind it.
var gravity = []standing.Status{
	standing.Reversing, standing.OffTrack, standing.AtRisk, standing.NotReported, standing.Late, standing.OnTrack, standing.Achieved, standing.Unquantified,
}

// Worst keeps the gravest row of each unit, in the order of the units; of two alike the one with the larger gap, so that a map in one
// colour for each unit hides no unit that is behind on anything.
func Worst(rows []Row) []Row {
	var out []Row
	at := map[string]int{}
	for _, r := range rows {
		i, seen := at[r.Area.UID]
		switch {
		case !seen:
			at[r.Area.UID] = len(out)
			out = append(out, r)
		case graver(r, out[i]):
			out[i] = r
		}
	}
	return out
}

func graver(a, b Row) bool {
	x, y := slices.Index(gravity, a.Status), slices.Index(gravity, b.Status)
	if x != y {
		return x < y
	}
	return a.Gap != nil && (b.Gap == nil || *a.Gap < *b.Gap)
}
