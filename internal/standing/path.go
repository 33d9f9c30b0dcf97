package standing

import (
	"math"
	"slices"
	"time"
)

// floor keeps compound growth defined at a zero start, as Open SDG does (0 → 0.001).
const floor = 0.001

// expected returns E(t): on the baseline before it, on the last milestone after it, between two points by the method.
// It is false when the line has no baseline and t lies before the first milestone.
func (l Line) expected(t time.Time) (float64, bool) {
	from, to, ok := l.segment(t)
	if !ok {
		return 0, false
	}
	if l.Stepwise {
		if t.Before(to.At) {
			return from.Value, true
		}
		return to.Value, true
	}
	if !to.At.After(from.At) {
		return to.Value, true
	}
	// A baseline that is already better than the target asks for nothing: the level has to be kept.
	if l.Sign*(to.Value-from.Value) <= 0 {
		return to.Value, true
	}
	share := years(from.At, t) / years(from.At, to.At)
	share = math.Max(0, math.Min(1, share))
	if l.Method == StatCanCAGR || l.Method == UN2023 {
		a, b := math.Max(from.Value, floor), math.Max(to.Value, floor)
		return a * math.Pow(b/a, share), true
	}
	return from.Value + (to.Value-from.Value)*share, true
}

// points returns what the path runs through at t, and whether it begins at the baseline. A unit whose first report comes
// at or after a milestone has its path from there to the milestones ahead; on a milestone's own day, before the first
// report, and where no milestone is ahead, the plan's numbers are all there is.
func (l Line) points(t time.Time) (points []Point, fromBaseline bool) {
	if l.Baseline == nil {
		return l.Milestones, false
	}
	ahead := l.ahead()
	passed := l.Milestones[:len(l.Milestones)-len(ahead)]
	onADay := slices.ContainsFunc(passed, func(m Point) bool { return m.At.Equal(t) })
	if len(passed) > 0 && (len(ahead) == 0 || onADay || t.Before(l.Baseline.At)) {
		return l.Milestones, false
	}
	return append([]Point{*l.Baseline}, ahead...), true
}

// ahead returns the milestones after the baseline.
func (l Line) ahead() []Point {
	for i, m := range l.Milestones {
		if m.At.After(l.Baseline.At) {
			return l.Milestones[i:]
		}
	}
	return nil
}

// paced reports whether the path moved between the baseline and t: only then is there a pace.
func (l Line) paced(t time.Time) bool {
	return l.Baseline != nil && !l.Stepwise && t.After(l.Baseline.At) && len(l.ahead()) > 0
}

// segment returns the two points of the line around t.
func (l Line) segment(t time.Time) (from, to Point, ok bool) {
	points, fromBaseline := l.points(t)
	if !t.After(points[0].At) {
		return points[0], points[0], fromBaseline || t.Equal(points[0].At)
	}
	for i := 1; i < len(points); i++ {
		if !t.After(points[i].At) {
			return points[i-1], points[i], true
		}
	}
	last := points[len(points)-1]
	return last, last, true
}

// tolerated is the value at which the pace equals the bar of on_track.
func (l Line) tolerated(expected float64, t time.Time, b bars) float64 {
	if !l.paced(t) || l.Sign*(expected-l.Baseline.Value) <= slack {
		return expected
	}
	return l.Baseline.Value + b[0]*(expected-l.Baseline.Value)
}

// pace is the observed change since the baseline ÷ the change the path asked for by t; nil where the path asks for none.
func (l Line) pace(y float64, t time.Time) *float64 {
	if !l.paced(t) {
		return nil
	}
	if compound := l.Method == StatCanCAGR || l.Method == UN2023; compound && l.Sign*(l.next(t).Value-l.Baseline.Value) <= slack {
		return nil // the baseline meets the milestone: a ratio of two falls would praise the larger one
	}
	switch l.Method {
	case StatCanCAGR:
		return l.paceCAGR(y, t)
	case UN2023:
		return l.paceUN(y, t)
	}
	e, ok := l.expected(t)
	asked := e - l.Baseline.Value
	if !ok || l.Sign*asked <= slack {
		return nil
	}
	return new((y - l.Baseline.Value) / asked)
}

// paceCAGR is the ratio of observed to required compound growth (Statistics Canada, Open SDG).
func (l Line) paceCAGR(y float64, t time.Time) *float64 {
	y0, m := math.Max(l.Baseline.Value, floor), l.next(t)
	observed := math.Pow(math.Max(y, floor)/y0, 1/years(l.Baseline.At, t)) - 1
	needed := math.Pow(math.Max(m.Value, floor)/y0, 1/years(l.Baseline.At, m.At)) - 1
	if needed == 0 {
		return nil
	}
	return new(l.Sign * observed / math.Abs(needed))
}

// paceUN is the share of the way to the milestone that compound growth would cover by its date (UN Progress Chart 2023).
func (l Line) paceUN(y float64, t time.Time) *float64 {
	y0, m := math.Max(l.Baseline.Value, floor), l.next(t)
	growth := math.Pow(math.Max(y, floor)/y0, 1/years(l.Baseline.At, t)) - 1
	projected := y * math.Pow(1+growth, years(t, m.At))
	return new((projected - l.Baseline.Value) / (m.Value - l.Baseline.Value))
}

// required is the change a year that still leads to the first milestone after t that is not met; nil when there is none.
func (l Line) required(y float64, t time.Time) *float64 {
	for _, m := range l.Milestones {
		if m.At.After(t) && !l.met(y, m.Value) && !l.Stepwise {
			return new((m.Value - y) / years(t, m.At))
		}
	}
	return nil
}

// years measures time on the calendar, so that 31 December 2020 to 31 December 2025 is exactly 5 and a reader can
// recompute an expected value by hand.
func years(from, to time.Time) float64 { return yearFraction(to) - yearFraction(from) }

func yearFraction(t time.Time) float64 {
	y := t.UTC().Year()
	days := time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	return float64(y) + float64(t.UTC().YearDay())/float64(days)
}

// Path returns E at every instant given; instants without an expected value are left out.
func Path(l Line, at []time.Time) []Point {
	if len(l.Milestones) == 0 {
		return nil // unquantified: there is no line to follow
	}
	var out []Point
	for _, t := range at {
		if e, ok := l.expected(t); ok {
			out = append(out, Point{t, e})
		}
	}
	return out
}
