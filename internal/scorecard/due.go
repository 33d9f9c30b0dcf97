package scorecard

import (
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// sourceForm returns the form on which the indicator's numbers come in: the unit's own, or its members' where the value
// is derived.
func sourceForm(p plan.Plan, ind catalogue.Indicator, level area.Level) (plan.Form, bool) {
	if ind.Measure == catalogue.ShareOfUnits {
		return p.FormFor(ind.Of, ind.MemberLevel)
	}
	id, derived := ind.ID, ind.RollUp
	if ind.Measure == catalogue.Gap {
		id, derived = ind.Of, true // from the groups of its rate, on whichever tier reports them
	}
	if f, ok := p.FormFor(id, level); ok {
		return f, true
	}
	if derived {
		for _, below := range []area.Level{area.District, area.Commune} {
			if f, ok := p.FormFor(id, below); ok {
				return f, true
			}
		}
	}
	return plan.Form{}, false
}

// LastDue returns the newest period whose deadline has passed at the instant, the zero Period when none has. Where the plan
// gives no day a period counts as due when it is over: nobody is late then, but last year's number must not stand for
// this year's.
func LastDue(p plan.Plan, ind catalogue.Indicator, a area.Area, at time.Time) period.Period {
	f, ok := sourceForm(p, ind, a.Level)
	if !ok {
		return period.Period{}
	}
	var out period.Period
	for _, per := range p.Periods(f) {
		if timeliness.Passed(timeliness.ClosedBy(f, per), at) && p.Reports(a, per) {
			out = per
		}
	}
	return out
}

// Deadlines are those of every period of the form on which a tier's numbers of the indicator come in.
func Deadlines(p plan.Plan, ind catalogue.Indicator, level area.Level) []time.Time {
	f, ok := sourceForm(p, ind, level)
	if !ok {
		return nil
	}
	var out []time.Time
	for _, per := range p.Periods(f) {
		out = append(out, timeliness.ClosedBy(f, per))
	}
	return out
}

// duePeriods answers which period of a row is due at the instant: LastDue, but for periods whose report the unit itself need
// not hand in yet, because it was given more time. What is derived from members is due when the plan says so.
func duePeriods(in Input) func(area.Area, catalogue.Indicator) period.Period {
	type key struct {
		form, area string
		at         time.Time
	}
	waiting := map[key]bool{}
	for _, r := range in.Reports {
		if !r.Extended.IsZero() && timeliness.StateOf(r, in.AsOf) == timeliness.NotDue {
			waiting[key{r.Form, r.Area, r.At.UTC()}] = true
		}
	}
	return func(a area.Area, ind catalogue.Indicator) period.Period {
		due := LastDue(in.Plan, ind, a, in.AsOf)
		f, own := in.Plan.FormFor(ind.ID, a.Level)
		for own && !due.IsZero() && waiting[key{f.ID, a.UID, due.End().Time()}] {
			if due = due.Prev(); due.Start().Year() < in.Plan.From {
				return period.Period{}
			}
		}
		return due
	}
}

// lateness answers by how many days the report behind a row was or is late: a derived row is as late as its latest
// member.
func lateness(in Input) func(area.Area, catalogue.Indicator, period.Period) float64 {
	type key struct {
		form, area string
		at         time.Time
	}
	byKey := map[key]series.Report{}
	for _, r := range in.Reports {
		byKey[key{r.Form, r.Area, r.At}] = r
	}
	return func(a area.Area, ind catalogue.Indicator, per period.Period) float64 {
		f, ok := sourceForm(in.Plan, ind, a.Level)
		if !ok {
			return 0
		}
		units := []area.Area{a}
		if f.Level != a.Level {
			units = in.Registry.Members(in.Plan, f.Level)
		}
		var worst float64
		for _, u := range units {
			if r, ok := byKey[key{f.ID, u.UID, per.End().Time()}]; ok {
				worst = max(worst, timeliness.Days(timeliness.Late(r, in.AsOf)))
			}
		}
		return worst
	}
}
