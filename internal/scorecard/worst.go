package scorecard

import (
	"cmp"
	"slices"

	"github.com/xhht/xhht/internal/standing"
)

// gravity is the order in which statuses call for somebody, the gravest first. Silence weighs more than being on track: nobody knows
// what is behind it. A level whose day has not come weighs less, since it hides nothing that could be told.
var gravity = []standing.Status{
	standing.Reversing, standing.OffTrack, standing.AtRisk, standing.NotReported, standing.Late, standing.Undecided, standing.Unverified, standing.OtherDenominator, standing.OnTrack, standing.NotYetDue, standing.Achieved, standing.NoReporter, standing.Nobody, standing.Unquantified,
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

func graver(a, b Row) bool { return byGravity(a, b) < 0 }

// byGravity puts the graver status first, and of two alike the larger gap.
func byGravity(a, b Row) int {
	switch x, y := a.gravity(), b.gravity(); {
	case x != y:
		return cmp.Compare(x, y)
	default:
		return byNumber(a.Gap, b.Gap)
	}
}

// neverDue is silence where nothing was ever due: a target that is asked about from next year on, or a plan that has no form.
func (r Row) neverDue() bool { return r.Period.IsZero() && r.Status.Silent() }

// gravity is the row's place among the statuses. Where nothing was ever due nothing is missing: such a row hides no other.
func (r Row) gravity() int {
	if r.neverDue() {
		return len(gravity)
	}
	return slices.Index(gravity, r.Status)
}

// byNumber puts the lower number first, and what is not known last.
func byNumber(a, b *float64) int {
	if a == nil || b == nil {
		return cmp.Compare(known(b), known(a))
	}
	return cmp.Compare(*a, *b)
}

func known(v *float64) int {
	if v == nil {
		return 0
	}
	return 1
}

// Urgency is the place of each row in the order in which rows call for somebody, 1 the most urgent: a table has one column to sort
// by, and neither a status nor a gap alone is that order.
func Urgency(rows []Row) []int {
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return byGravity(rows[a], rows[b]) })
	out := make([]int, len(rows))
	for place, i := range order {
		out[i] = place + 1
	}
	return out
}

// UnitCount is how one unit stands over all its targets.
type UnitCount struct {
	Targets int // that have a number to be held against, once something was due
	Behind  int
	Missing int // late or not reported
}

// Tallied writes into every row how its unit stands over all rows given: whoever sees one row of a unit sees how many there are. What
// was never due is not among them: "behind on 0 of 11" would be a verdict on a plan that nobody reports on.
func Tallied(rows []Row) []Row {
	units := map[string]UnitCount{}
	for _, r := range rows {
		t := units[r.Area.UID]
		if r.Status != standing.Unquantified && !r.neverDue() {
			t.Targets++
		}
		if r.Status.Behind() {
			t.Behind++
		}
		if r.Status.Silent() && !r.neverDue() {
			t.Missing++
		}
		units[r.Area.UID] = t
	}
	out := slices.Clone(rows)
	for i := range out {
		out[i].Unit = units[out[i].Area.UID]
	}
	return out
}
