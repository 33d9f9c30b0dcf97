package answer

import (
	"cmp"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// lines draws the pairs of a selection over time. Values are judged at a period's end and drawn in its middle.
func (s selection) lines(obs []series.Observation, targets []series.TargetPoint, ahead map[scorecard.BaselineKey]scorecard.Row, tr period.Span) []frames.Line {
	type cell struct{ area, indicator string }
	values := map[cell]map[period.Period]series.Observation{}
	for _, o := range obs {
		ind, known := s.registry.Indicators[o.Indicator]
		if !known || o.Received.After(s.asOf) {
			continue // what came after the instant is not known yet to somebody looking back
		}
		k := cell{o.Area, o.Indicator}
		if values[k] == nil {
			values[k] = map[period.Period]series.Observation{}
		}
		values[k][series.PeriodOf(ind.Frequency, o.At)] = o
	}
	baselines := scorecard.Baselines(s.asked, targets)
	several := map[cell]int{}
	for _, pair := range s.pairs {
		several[cell{pair.Area.UID, pair.Target.Indicator}]++
	}
	var out []frames.Line
	drawn := map[cell]bool{}
	for _, pair := range s.pairs {
		ind := s.registry.Indicators[pair.Target.Indicator]
		k := cell{pair.Area.UID, ind.ID}
		line := frames.Line{Area: pair.Area, Indicator: ind, Target: pair.Target, Ambiguous: several[k] > 1}
		if !line.Ambiguous {
			line.Indicator = pair.Target.Named(ind)
		}
		draw := func(kind query.Line, points []frames.Point) {
			line.Kind, line.Points = kind, points
			out = append(out, line)
		}
		if slices.Contains(s.query.Series, query.LineActual) && !drawn[k] {
			drawn[k] = true
			draw(query.LineActual, clip(s.actual(pair, ind, values[k]), tr, false))
		}
		if len(pair.Target.Milestones) == 0 {
			continue // collected without a target: there is nothing else to draw
		}
		line.Indicator = pair.Target.Named(ind)
		base := baselines[scorecard.BaselineKey{Target: pair.Target.ID, Area: pair.Area.UID}]
		if slices.Contains(s.query.Series, query.LineExpected) {
			draw(query.LineExpected, clip(s.expected(pair.Target, ind, base), tr, base != nil))
		}
		if slices.Contains(s.query.Series, query.LineTarget) {
			draw(query.LineTarget, clip(s.steps(pair.Target, ind), tr, false))
		}
		value, low, high := projection(ahead[scorecard.BaselineKey{Target: pair.Target.ID, Area: pair.Area.UID}])
		if slices.Contains(s.query.Series, query.LineProjection) {
			draw(query.LineProjection, clip(value, tr, false))
		}
		if slices.Contains(s.query.Series, query.LineBounds) {
			lowest, highest := s.bounds(pair, ind, values[k])
			draw(frames.LineLow, clip(append(lowest, after(lowest, low)...), tr, false))
			draw(frames.LineHigh, clip(append(highest, after(highest, high)...), tr, false))
		}
	}
	return out
}

// actual is the unit's own line from the plan's first period to the last one due, nulls where nothing came, so that a
// gap is seen as one.
func (s selection) actual(pair plan.Pair, ind catalogue.Indicator, values map[period.Period]series.Observation) []frames.Point {
	return s.observed(pair, ind, values, func(o series.Observation) *float64 { return o.Value })
}

// bounds are where the value may lie while members are missing; where it is known they meet in it. Of a period that is not due yet
// they would say that almost everything is still possible.
func (s selection) bounds(pair plan.Pair, ind catalogue.Indicator, values map[period.Period]series.Observation) (low, high []frames.Point) {
	low = s.observed(pair, ind, values, func(o series.Observation) *float64 { return cmp.Or(o.Value, o.Low) })
	high = s.observed(pair, ind, values, func(o series.Observation) *float64 { return cmp.Or(o.Value, o.High) })
	due := scorecard.LastDue(s.asked, ind, pair.Area, s.asOf).Middle().Time()
	for i := len(low) - 1; i >= 0 && low[i].At.After(due) && !meet(low[i].Value, high[i].Value); i-- {
		low, high = low[:i], high[:i]
	}
	return low, high
}

func meet(low, high *float64) bool { return low != nil && high != nil && *low == *high }

// after keeps the points later than the last one of a line.
func after(line, points []frames.Point) []frames.Point {
	if len(line) == 0 {
		return points
	}
	last := line[len(line)-1].At
	return slices.DeleteFunc(points, func(p frames.Point) bool { return !p.At.After(last) })
}

func (s selection) observed(pair plan.Pair, ind catalogue.Indicator, values map[period.Period]series.Observation, of func(series.Observation) *float64) []frames.Point {
	last := scorecard.LastDue(s.asked, ind, pair.Area, s.asOf)
	first := period.Of(ind.Frequency, period.DateOf(s.asked.From, 1, 1))
	for p := range values {
		if p.Start().Before(first.Start()) {
			first = p
		}
		if last.IsZero() || p.End().After(last.End()) {
			last = p
		}
	}
	if last.IsZero() {
		return nil
	}
	var out []frames.Point
	for p := first; !p.Start().After(last.Start()); p = p.Next() {
		o, came := values[p]
		if came || s.asked.Reports(pair.Area, p) {
			out = append(out, frames.Point{At: p.Middle().Time(), Value: of(o)})
		}
	}
	return out
}

// expected is the path from the baseline over the milestones to the last one, whatever has been reported.
func (s selection) expected(t plan.Target, ind catalogue.Indicator, base *standing.Point) []frames.Point {
	var out []frames.Point
	first := period.Of(ind.Frequency, period.DateOf(s.asked.From, 1, 1))
	if base != nil {
		first = series.PeriodOf(ind.Frequency, base.At)
	}
	for p, end := first, lastMilestone(t); !p.Start().After(end); p = p.Next() {
		at := p.End().Time()
		if base != nil && at.Before(base.At) {
			continue
		}
		line := scorecard.LineOf(s.asked, t, ind, base, at, s.query.Method)
		for _, e := range standing.Path(line, []time.Time{at}) {
			out = append(out, frames.Point{At: p.Middle().Time(), Value: &e.Value})
		}
	}
	return out
}

// steps is the plan's own number for every period: that of the next milestone. It is drawn as a staircase.
func (s selection) steps(t plan.Target, ind catalogue.Indicator) []frames.Point {
	var out []frames.Point
	for p, end := period.Of(ind.Frequency, period.DateOf(s.asked.From, 1, 1)), lastMilestone(t); !p.Start().After(end); p = p.Next() {
		line := scorecard.LineOf(s.asked, t, ind, nil, p.End().Time(), s.query.Method)
		for _, m := range line.Milestones {
			if !m.At.Before(p.End().Time()) {
				out = append(out, frames.Point{At: p.Middle().Time(), Value: &m.Value})
				break
			}
		}
	}
	return out
}

func lastMilestone(t plan.Target) period.Date { return t.Milestones[len(t.Milestones)-1].By }

// clip keeps the points of the time range, and the first one too where the line starts at a baseline: a path that starts
// nowhere explains nothing.
func clip(points []frames.Point, tr period.Span, keepFirst bool) []frames.Point {
	var out []frames.Point
	for i, p := range points {
		if i == 0 && keepFirst || !p.At.Before(tr.From) && !p.At.After(tr.To) {
			out = append(out, p)
		}
	}
	return out
}
