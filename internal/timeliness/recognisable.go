package timeliness

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// Claim is something that a unit may be recognised in: a level, or a title.
type Claim struct {
	Unit      area.Area
	Indicator string
}

// Recognisable lists what units may be recognised in under the plan for the period, by unit: the levels and titles that its forms ask
// them about, and the titles that it has watched. The plan alone tells, never what came.
func Recognisable(reg plan.Registry, p plan.Plan, per period.Period) []Claim {
	asked := map[Claim]bool{}
	listed := map[string][]Claim{}
	claim := func(a area.Area, indicator string) {
		c := Claim{a, indicator}
		if ind := reg.Indicators[indicator]; ind.Recognised() && ind.Frequency == per.Frequency() && p.Reports(a, per) && !asked[c] {
			asked[c], listed[a.UID] = true, append(listed[a.UID], c)
		}
	}
	for _, d := range Duties(reg, p) {
		for _, a := range d.Reporters(per) {
			for _, indicator := range d.Owed(a.UID, per) {
				claim(a, indicator)
			}
		}
	}
	for _, t := range p.Titles {
		for _, a := range reg.Members(p, t.Level) {
			claim(a, t.Indicator)
		}
	}
	var out []Claim
	for _, a := range reg.Units(p) {
		out = append(out, listed[a.UID]...)
		delete(listed, a.UID) // a unit that the plan names twice
	}
	return out
}
