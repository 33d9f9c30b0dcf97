package series

import (
	"slices"
	"time"
)

// Standing is what of observations stands at an instant where a cluster's own report and the total of the units that answer for it
// now are both there: the report until they have all answered, and then their total. Waiting is what does not, by the identity of
// what stands in its place.
func Standing(list []Observation, asOf time.Time) (stands []Observation, waiting map[string]Observation) {
	type place struct {
		indicator, area, group string
		at                     time.Time
	}
	of := func(o Observation) place { return place{o.Indicator, o.Area, o.Group, o.At.UTC()} }
	reports := map[place]Observation{}
	both := false
	for _, o := range list {
		if o.Basis == Reported {
			reports[of(o)] = o
		}
	}
	for _, o := range list {
		if _, twice := reports[of(o)]; twice && o.Basis == Derived {
			both = true
			break
		}
	}
	if !both {
		return list, nil
	}
	waiting = map[string]Observation{}
	totals := map[place]Observation{}
	for _, o := range list {
		if o.Basis == Derived {
			totals[of(o)] = o
		}
	}
	stands = slices.DeleteFunc(slices.Clone(list), func(o Observation) bool {
		r, reported := reports[of(o)]
		total, summed := totals[of(o)]
		if !reported || !summed {
			return false
		}
		over := !r.Superseded.IsZero() && !r.Superseded.After(asOf) || r.Received.After(asOf)
		if (o.Basis == Derived) == over {
			return false
		}
		if over {
			waiting[total.Identity()] = o
		} else {
			waiting[r.Identity()] = o
		}
		return true
	})
	return stands, waiting
}
