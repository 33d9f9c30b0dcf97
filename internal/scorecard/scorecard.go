// Package scorecard puts stored series and the plan together: one row per expected unit × target, judged as of an
// instant, and what follows from rows alone: ranks, counts, comparisons, sentences. The plugin's scorecard, alert and summary answers
// are views of them. A row never disappears: where nothing came it says so. The package reads no database and knows no clock; what a
// plan asks for and by when is owed's, and what people call things is wording's.
package scorecard

import (
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// Input is everything a scorecard is made from.
type Input struct {
	Registry     plan.Registry
	Plan         plan.Plan
	AsOf         time.Time
	Method       standing.Method
	Observations []series.Observation // of the plan's indicators; later ones than AsOf are ignored
	Targets      []series.TargetPoint // baselines and milestones as the projector stored them
	Reports      []series.Report
}

// Row is where one unit stands on one target.
type Row struct {
	Area      area.Area
	Indicator catalogue.Indicator
	Target    plan.Target
	Milestone plan.Milestone // the one judged against: clause, quote and firmness stand in it
	Period    period.Period  // the period judged; zero if none is due yet
	standing.Verdict
	Low, High *float64 // bounds, where members are missing
	Needed    int      // share of units: how many have to meet it
	Have      *float64 // share of units: how many do; nil while members are missing
	Members   float64  // derived: members that reported
	MembersOf float64  // derived: members expected
	DaysLate  float64  // by which the report for the period was or is late
	Last      *float64 // newest value of an earlier period, where the judged one has none
	LastAt    time.Time
	Prev      *float64 // value of the period before the judged one
	Findings  []plan.Finding
	Doubtful  bool                      // what came contradicts itself: it is no value
	Shown     *float64                  // a rate that came and is no value: without its counts, or counted over others
	Over      catalogue.DenominatorKind // of Shown: whom it counts, where that is not whom the indicator asks for
	Doubt     lang.Text                 // which numbers do; set by Explained
	Sourced   Sourced                   // whose number it is, where another plan's; set by FromSources
	Unit      UnitCount                 // of all the unit's rows; set by Tallied
	Cluster   Cluster                   // of a unit that others answer for: what has to be said of its number
}

type cell struct{ area, indicator string }

// Rows judges every pair of unit and target of a tier.
func Rows(in Input, level area.Level) []Row {
	obs := map[cell][]series.Observation{}
	stands, waiting := series.Standing(in.Observations, in.AsOf)
	for _, o := range stands {
		if o.Group == catalogue.GroupAll && !o.Received.After(in.AsOf) {
			k := cell{o.Area, o.Indicator}
			obs[k] = append(obs[k], o)
		}
	}
	j := judging{Input: in, waiting: waiting, baselines: Baselines(in.Plan, in.Targets), late: lateness(in), unmanned: vacancies(in), due: duePeriods(in)}
	var rows []Row
	for _, pair := range in.Registry.Judged(in.Plan, level) {
		rows = append(rows, j.judge(pair, obs[cell{pair.Area.UID, pair.Target.Indicator}]))
	}
	return rows
}

// judging is what all pairs are judged by.
type judging struct {
	Input
	baselines map[BaselineKey]*standing.Point
	waiting   map[string]series.Observation
	late      func(area.Area, catalogue.Indicator, period.Period) float64
	unmanned  func(area.Area, catalogue.Indicator, period.Period) bool
	due       func(area.Area, catalogue.Indicator) period.Period
}

func (in judging) judge(pair plan.Pair, obs []series.Observation) Row {
	ind, base := in.Registry.Indicators[pair.Target.Indicator], in.baselines[BaselineKey{pair.Target.ID, pair.Area.UID}]
	r := Row{Area: pair.Area, Indicator: pair.Target.Named(ind), Target: pair.Target, Findings: findings(in.Plan, pair.Target)}
	byEnd := map[period.Date]series.Observation{}
	for _, o := range obs {
		byEnd[period.UTCDay(o.At)] = o
	}
	due := in.due(pair.Area, ind)
	r.Period = judgedPeriod(ind, due, byEnd)
	at := in.AsOf
	if !r.Period.IsZero() {
		at = r.Period.End().Time()
	}
	r.Milestone = milestone(pair.Target, at)
	line := LineOf(in.Plan, pair.Target, ind, base, at, in.Method)
	past := history(r.Period, byEnd, base)
	var o series.Observation
	came := false
	if !r.Period.IsZero() {
		o, came = byEnd[r.Period.End()]
	}
	if came {
		r.Low, r.High, r.Members, r.MembersOf = o.Low, o.High, o.Members, o.MembersOf
		r.Cluster = in.clusterOf(o)
		if ind.Measure == catalogue.ShareOfUnits {
			r.Have = o.Numerator
		}
	}
	if ind.Measure == catalogue.ShareOfUnits && r.Milestone.Value != nil {
		r.Needed = plan.Needed(r.Milestone.Comparator, *r.Milestone.Value, pair.Target.N)
	}
	if !r.Period.IsZero() {
		r.DaysLate = in.late(pair.Area, ind, r.Period)
		if p, ok := byEnd[r.Period.Prev().End()]; ok {
			r.Prev = p.Value
		}
	}
	if came && o.Value != nil {
		r.Verdict = standing.Judge(line, past, o.Value, at)
		return r
	}
	r.Verdict = standing.Judge(line, past, nil, at)
	if came && o.Nobody() {
		r.Status, r.Raw = standing.Nobody, standing.Nobody
		return r
	}
	r.Doubtful = came && o.Says == series.SaysDoubtful
	if came && (o.Says == series.SaysUnverified || o.Says == series.SaysOtherKind) {
		r.Shown, r.Over = o.Unverified, o.Over
	}
	if r.Status == standing.Unquantified {
		return r
	}
	if came && judgedByBounds(&r, line, past, o, at) {
		return r
	}
	if st, ok := inconclusive[o.Says]; came && ok {
		r.Status, r.Raw = st, st
		return r
	}
	// A total that only some members reported is late, not unheard of.
	switch {
	case in.unmanned(pair.Area, ind, r.Period):
		r.Status = standing.NoReporter
	case r.Prev != nil || came:
		r.Status = standing.Late
	default:
		r.Status = standing.NotReported
	}
	r.Last, r.LastAt = newest(byEnd, r.Period)
	return r
}

// inconclusive are the statuses of what came and of which nothing follows.
var inconclusive = map[series.Statement]standing.Status{
	series.SaysDoubtful: standing.Undecided, series.SaysElsewhere: standing.Undecided, series.SaysUnverified: standing.Unverified, series.SaysOtherKind: standing.OtherDenominator,
}

// judgedByBounds fills the verdict where both ends of the bounds agree: missing members cannot change it. The gap is
// then the one nearer to the path, so that it reads "at least". A bound is no value: it has no change and leads nowhere.
func judgedByBounds(r *Row, line standing.Line, past standing.Past, o series.Observation, at time.Time) bool {
	if o.Low == nil || o.High == nil {
		return false
	}
	low, high := standing.Judge(line, past, o.Low, at), standing.Judge(line, past, o.High, at)
	if low.Status != high.Status {
		return false
	}
	v := low
	if v.Status.Behind() == (line.Sign > 0) {
		v = high
	}
	v.Value, v.Change, v.Projection = nil, nil, nil
	r.Verdict = v
	return true
}

// judgedPeriod is the newest period that is due, or that is complete before it is due: members that report early do not
// make the others late.
func judgedPeriod(ind catalogue.Indicator, due period.Period, byEnd map[period.Date]series.Observation) period.Period {
	out := due
	for end, o := range byEnd {
		_, told := inconclusive[o.Says]
		if p := period.Of(ind.Frequency, end); (o.Value != nil || o.Nobody() || told) && (out.IsZero() || p.End().After(out.End())) {
			out = p
		}
	}
	return out
}

func newest(byEnd map[period.Date]series.Observation, before period.Period) (*float64, time.Time) {
	var value *float64
	var at time.Time
	for end, o := range byEnd {
		if o.Value != nil && (before.IsZero() || end.Before(before.End())) && o.At.After(at) {
			value, at = o.Value, o.At
		}
	}
	return value, at
}

func findings(p plan.Plan, t plan.Target) []plan.Finding {
	var out []plan.Finding
	for _, f := range p.Findings {
		for _, id := range f.Targets {
			if id == t.ID {
				out = append(out, f)
			}
		}
	}
	return out
}

// milestone returns the first milestone not before t, or the last one.
func milestone(t plan.Target, at time.Time) plan.Milestone {
	for _, m := range t.Milestones {
		if !m.By.Time().Before(at) {
			return m
		}
	}
	return t.Milestones[len(t.Milestones)-1]
}
