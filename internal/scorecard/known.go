package scorecard

import (
	"time"

	"github.com/xhht/xhht/internal/series"
)

// AsKnown gives reported numbers back what they were at an instant: a correction that was recorded later is undone, and
// with it the approval of the corrected number. What was rolled up from members stays as it is stored, and so does the
// approval of a number that stood already: when it was given is not stored. The observations given are not changed.
func AsKnown(obs []series.Observation, revisions []series.Revision, asOf time.Time) []series.Observation {
	type key struct {
		area, indicator, group string
		at                     time.Time
	}
	first := map[key]series.Revision{}
	for _, r := range revisions {
		k := key{r.Area, r.Indicator, r.Group, r.At.UTC()}
		if old, ok := first[k]; r.Recorded.After(asOf) && (!ok || r.Recorded.Before(old.Recorded)) {
			first[k] = r
		}
	}
	if len(first) == 0 {
		return obs
	}
	out := make([]series.Observation, len(obs))
	for i, o := range obs {
		if r, ok := first[key{o.Area, o.Indicator, o.Group, o.At.UTC()}]; ok {
			o.Value, o.Numerator, o.Denominator, o.Revision = r.Old, nil, nil, r.Revision-1
			if o.ApprovedRevision > o.Revision {
				o.Approved, o.ApprovedRevision = nil, 0
			}
		}
		out[i] = o
	}
	return out
}
