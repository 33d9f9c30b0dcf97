package plan

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/period"
)

// Nobody can be late for what was asked before they could have known. Where plans say that something was asked on a day, and they
// come into force later than that, it was asked when they did, with as many days to answer as were given.

// LateAsks names what a registry asks for after a deadline: by form, body and indicator, with the days that it gives.
func (r Registry) LateAsks() map[string]bool {
	out := map[string]bool{}
	r.eachTerm(func(name string, t Term) Term {
		out[name] = true
		return t
	})
	return out
}

// AskedSince returns the registry with everything that since gives a day for asked on that day at the earliest. The names are those of
// LateAsks; a zero day leaves it as it is written. The registry itself is not changed.
func (r Registry) AskedSince(since func(name string) period.Date) Registry {
	return r.eachTerm(func(name string, t Term) Term {
		day := since(name)
		if day.IsZero() || !day.After(t.AskedOn) {
			return t
		}
		t.Due = day.AddDays(t.Due.DaysSince(t.AskedOn))
		t.AskedOn = day
		return t
	})
}

// eachTerm replaces every term of something that was asked for late.
func (r Registry) eachTerm(of func(name string, t Term) Term) Registry {
	r.Plans = slices.Clone(r.Plans)
	for i, p := range r.Plans {
		p.Forms = slices.Clone(p.Forms)
		for j, f := range p.Forms {
			late := func(kind, id string, t Term) Term {
				if t.AskedOn.IsZero() {
					return t
				}
				return of(fmt.Sprint(p.ID, " ", f.ID, " ", kind, " ", id, " ", t.First, " ", t.AskedOn, " ", t.Due), t)
			}
			f.Bodies, f.Indicators = slices.Clone(f.Bodies), slices.Clone(f.Indicators)
			for k, b := range f.Bodies {
				f.Bodies[k].Term = late("body", b.ID, b.Term)
			}
			for k, a := range f.Indicators {
				f.Indicators[k].Term = late("indicator", a.Indicator, a.Term)
			}
			p.Forms[j] = f
		}
		r.Plans[i] = p
	}
	return r
}
