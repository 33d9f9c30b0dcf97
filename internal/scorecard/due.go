package scorecard

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// source is where an indicator's numbers of one period come in: the unit's own form, or its members' where the value is
// derived.
type source struct {
	form plan.Form
	ask  plan.Ask
	tier area.Level // who hands it in
	per  period.Period
}

func (s source) closed() time.Time { return timeliness.CellClosedBy(s.form, s.ask, s.per) }

// own reports whether the unit itself hands the indicator in.
func (s source) own(ind catalogue.Indicator, a area.Area) bool {
	return s.ask.Indicator == ind.ID && s.tier == a.Level
}

func sourceOf(p plan.Plan, ind catalogue.Indicator, level area.Level, per period.Period) (source, bool) {
	tiers := []area.Level{level}
	id, derived := ind.ID, ind.RollUp
	switch ind.Measure {
	case catalogue.Level, catalogue.Status:
		if s := p.Succession[level]; s.Members != "" { // a cluster's level follows from those of its units
			tiers = append(tiers, s.Members)
		}
	case catalogue.ShareOfUnits:
		id, tiers = ind.Of, []area.Level{ind.MemberLevel}
		if s := p.Succession[ind.MemberLevel]; s.Members != "" {
			tiers = append(tiers, s.Members)
		}
	case catalogue.Gap:
		id, derived = ind.Of, true // from the groups of its rate, on whichever tier reports them
	}
	if derived {
		tiers = append(tiers, area.District, area.Commune)
	}
	for _, tier := range tiers {
		if f, ask, ok := p.FormFor(id, tier, per); ok {
			return source{f, ask, tier, per}, true
		}
	}
	return source{}, false
}

// sources are those of all periods of the plan for which the indicator is asked, oldest first.
func sources(p plan.Plan, ind catalogue.Indicator, level area.Level) []source {
	var out []source
	seen := map[period.Frequency]bool{}
	for _, f := range p.Forms {
		if seen[f.Frequency] {
			continue
		}
		seen[f.Frequency] = true
		for _, per := range p.Run(f.Frequency) {
			if s, ok := sourceOf(p, ind, level, per); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// LastDue returns the newest period whose deadline has passed at the instant, the zero Period when none has. Where the plan
// gives no day a period counts as due when it is over: nobody is late then, but last year's number must not stand for
// this year's.
func LastDue(p plan.Plan, ind catalogue.Indicator, a area.Area, at time.Time) period.Period {
	out, _ := lastDue(p, sources(p, ind, a.Level), a, at)
	return out.per
}

// lastDue is the newest source whose deadline has passed, and its place in the list.
func lastDue(p plan.Plan, all []source, a area.Area, at time.Time) (source, int) {
	for i, s := range slices.Backward(all) {
		if timeliness.Passed(s.closed(), at) && p.Reports(a, s.per) {
			return s, i
		}
	}
	return source{}, -1
}

// Deadlines are those of every period of the form on which a tier's numbers of the indicator come in.
func Deadlines(p plan.Plan, ind catalogue.Indicator, level area.Level) []time.Time {
	var out []time.Time
	for _, s := range sources(p, ind, level) {
		out = append(out, s.closed())
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
	type tier struct {
		indicator string
		level     area.Level
	}
	waiting := map[key]bool{}
	for _, r := range in.Reports {
		if !r.Extended.IsZero() && timeliness.StateOf(r, in.AsOf) == timeliness.NotDue {
			waiting[key{r.Form, r.Area, r.At.UTC()}] = true
		}
	}
	known := map[tier][]source{} // of thousands of units of one tier
	return func(a area.Area, ind catalogue.Indicator) period.Period {
		all, seen := known[tier{ind.ID, a.Level}]
		if !seen {
			all = sources(in.Plan, ind, a.Level)
			known[tier{ind.ID, a.Level}] = all
		}
		due, i := lastDue(in.Plan, all, a, in.AsOf)
		for i >= 0 && due.own(ind, a) && waiting[key{due.form.ID, a.UID, due.per.End().Time()}] {
			due, i = lastDue(in.Plan, all[:i], a, in.AsOf)
		}
		return due.per
	}
}

// vacancies answers whether what a row lacks for a period is owed by units alone of which it was decided that nobody there can
// report: nobody is silent then.
func vacancies(in Input) func(area.Area, catalogue.Indicator, period.Period) bool {
	empty, missing := standingReports(in)
	return func(a area.Area, ind catalogue.Indicator, per period.Period) bool {
		from, ok := sourceOf(in.Plan, ind, a.Level, per)
		if !ok {
			return false
		}
		k := formPeriod{from.form.ID, per.End().Time()}
		if from.own(ind, a) {
			return empty[k][a.UID]
		}
		if cluster := in.Plan.Answering(a.UID); len(cluster) > 0 {
			return unmanned(cluster, empty[k], missing[k])
		}
		return len(empty[k]) > 0 && len(missing[k]) == len(empty[k])
	}
}

// unmanned reports whether all units of a cluster that miss are without anybody who could report, and any does.
func unmanned(cluster []plan.Gathered, empty, missing map[string]bool) bool {
	found := false
	for _, g := range cluster {
		if missing[g.Unit] && !empty[g.Unit] {
			return false
		}
		found = found || empty[g.Unit]
	}
	return found
}

type formPeriod struct {
	form string
	at   time.Time
}

// standingReports sorts the reports that have not come: those of which nobody is there to hand them in, and how many there are.
func standingReports(in Input) (empty, missing map[formPeriod]map[string]bool) {
	empty, missing = map[formPeriod]map[string]bool{}, map[formPeriod]map[string]bool{}
	note := func(to map[formPeriod]map[string]bool, k formPeriod, uid string) {
		if to[k] == nil {
			to[k] = map[string]bool{}
		}
		to[k][uid] = true
	}
	for _, r := range in.Reports {
		k := formPeriod{r.Form, r.At.UTC()}
		switch timeliness.StateOf(r, in.AsOf) {
		case timeliness.OnTime, timeliness.ReceivedLate:
			continue
		case timeliness.NoReporter:
			note(empty, k, r.Area)
		}
		note(missing, k, r.Area)
	}
	return empty, missing
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
		from, ok := sourceOf(in.Plan, ind, a.Level, per)
		if !ok {
			return 0
		}
		units := []string{a.UID}
		if cluster := in.Plan.Answering(a.UID); from.tier != a.Level && len(cluster) > 0 {
			units = nil
			for _, g := range cluster {
				units = append(units, g.Unit)
			}
		} else if from.tier != a.Level {
			units = nil
			for _, u := range in.Registry.Members(in.Plan, from.tier) {
				units = append(units, u.UID)
			}
		}
		var worst float64
		for _, u := range units {
			if r, ok := byKey[key{from.form.ID, u, per.End().Time()}]; ok {
				worst = max(worst, timeliness.Days(timeliness.Late(r, in.AsOf)))
			}
		}
		return worst
	}
}
