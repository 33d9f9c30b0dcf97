package scorecard

import (
	"maps"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/series"
)

// cellAt is one cell of a unit.
type cellAt struct {
	area, indicator, group string
	at                     time.Time
}

// AsKnown gives reported numbers back what they were at an instant: a correction that was recorded later is undone, and
// with it the approval of the corrected number; what was withdrawn later is there, and what was filed again after a withdrawal is
// not. What was rolled up from members stays as it is stored, and so does the approval of a number that stood already: when it was
// given is not stored. The observations given are not changed.
func AsKnown(areas *area.Tree, obs []series.Observation, revisions []series.Revision, asOf time.Time) []series.Observation {
	later := map[cellAt]map[float64]series.Revision{}
	var order []cellAt
	for _, r := range revisions {
		if !r.Recorded.After(asOf) {
			continue
		}
		k := cellAt{r.Area, r.Indicator, r.Group, r.At.UTC()}
		if later[k] == nil {
			later[k] = map[float64]series.Revision{}
			order = append(order, k)
		}
		later[k][r.Revision] = r
	}
	if len(later) == 0 {
		return obs
	}
	out := make([]series.Observation, 0, len(obs))
	seen := map[cellAt]bool{}
	for _, o := range obs {
		k := cellAt{o.Area, o.Indicator, o.Group, o.At.UTC()}
		seen[k] = true
		if r, ok := firstOf(later[k], o.Revision); ok {
			if r.Before.Received.IsZero() {
				continue // all of it was withdrawn then
			}
			o = undone(o, r)
		}
		out = append(out, o)
	}
	for _, k := range order {
		r, _ := firstOf(later[k], slices.Max(slices.Collect(maps.Keys(later[k]))))
		if !seen[k] && !r.Before.Received.IsZero() {
			unit, _ := areas.Get(r.Area)
			out = append(out, undone(series.Observation{Indicator: r.Indicator, Area: r.Area, Level: unit.Level, Parent: unit.Parent, Group: r.Group, Basis: series.Reported, At: r.At}, r))
		}
	}
	return out
}

// firstOf is the oldest of a cell's later revisions: going back from the newest, until one that is not among them. A clock that was
// ahead for one makes it none of them where those after it were known.
func firstOf(later map[float64]series.Revision, newest float64) (first series.Revision, ok bool) {
	for n := newest; ; n-- {
		r, there := later[n]
		if !there {
			return first, n < newest
		}
		first = r
	}
}

// undone is an observation without a revision and all that came after it.
func undone(o series.Observation, r series.Revision) series.Observation {
	o.Value, o.Revision = r.Old, r.Revision-1
	o.Numerator, o.Denominator, o.Says, o.Unverified, o.Received = r.Before.Numerator, r.Before.Denominator, r.Before.Says, r.Before.Unverified, r.Before.Received
	o.Over = r.Before.Over
	if o.ApprovedRevision > o.Revision {
		o.Approved, o.ApprovedRevision = nil, 0
	}
	return o
}
