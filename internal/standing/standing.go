// Package standing answers where a unit stands: one pure function from an observed value and the line of a target to a
// verdict that carries every input it used, so that a reader can recompute it by hand. Plugin and portal call it. It
// knows no plan file, no database and no clock.
package standing

import (
	"math"
	"time"

	"github.com/xhht/xhht/internal/plan"
)

// Status is where a unit stands.
type Status string

// The statuses, best to worst, then those without a verdict.
const (
	Achieved     Status = "achieved"
	OnTrack      Status = "on_track"
	AtRisk       Status = "at_risk"
	OffTrack     Status = "off_track"
	Reversing    Status = "reversing"
	Late         Status = "late"         // the latest due report is overdue, the one before it came
	NotReported  Status = "not_reported" // nothing came, or nothing for two due periods
	Unquantified Status = "unquantified" // the plan gives no number
)

// Statuses lists every status in display order.
var Statuses = []Status{Achieved, OnTrack, AtRisk, OffTrack, Reversing, Late, NotReported, Unquantified}

// Behind reports whether the status says that a unit is behind its path.
func (s Status) Behind() bool { return s == AtRisk || s == OffTrack || s == Reversing }

// Method is how the expected value between two points is drawn.
type Method string

// The methods. The others are for comparison: compound growth calls a doomed trend on track when it starts low.
const (
	MilestoneLinear Method = "milestone_linear"
	StatCanCAGR     Method = "statcan_cagr"
	UN2023          Method = "un2023"
)

// Methods lists every method.
var Methods = []Method{MilestoneLinear, StatCanCAGR, UN2023}

// Point is a value at the end of a day.
type Point struct {
	At    time.Time `json:"at"`
	Value float64   `json:"value"`
}

// Line is what a unit is held to.
type Line struct {
	Sign       float64         // +1 higher is better, −1 lower
	Comparator plan.Comparator // of the milestone that is next at the time of judging
	Stepwise   bool            // levels and recognitions: the path is a step, not a slope
	Baseline   *Point          // nil: no baseline is known
	Milestones []Point         // in order of time; empty: unquantified
	Bounds     plan.Bounds
	Method     Method
}

// Verdict is where a unit stands at the end of a period, with every number it was judged by. A nil number does not
// exist (no baseline, no slope), and is never zero.
type Verdict struct {
	Status    Status
	Value     *float64
	At        time.Time // the period's end: the instant of judging
	Baseline  *Point
	Next      *Point   // the milestone judged against
	Expected  *float64 // E(t)
	Tolerated *float64 // the lowest (or highest) value that still is on track
	Gap       *float64 // sign·(value − expected): below zero is always bad
	Margin    *float64 // sign·(value − tolerated): below zero exactly when the status is behind
	Pace      *float64 // observed change ÷ change asked for by now
	Required  *float64 // change a year still needed to the next milestone that is not met
}

// slack absorbs the rounding of decimals such as 49.999999999 when a value is held against a milestone.
const slack = 1e-9

// Judge holds a value observed for the period ending at t against the line. A nil value yields no status: the caller
// knows whether it is late or was never reported.
func Judge(l Line, value *float64, t time.Time) Verdict {
	v := Verdict{At: t, Value: value, Baseline: l.Baseline}
	if len(l.Milestones) == 0 {
		v.Status = Unquantified
		return v
	}
	next := l.next(t)
	v.Next = &next
	if e, ok := l.expected(t); ok {
		v.Expected = &e
	}
	if v.Expected != nil {
		tol := l.tolerated(*v.Expected)
		v.Tolerated = &tol
	}
	if value == nil {
		return v
	}
	y := *value
	if v.Expected != nil {
		v.Gap = new(l.Sign * (y - *v.Expected))
	}
	v.Pace = l.pace(y, t)
	v.Required = l.required(y, t)
	v.Status = l.status(y, next, v)
	v.Margin = l.margin(y, v)
	return v
}

func (l Line) status(y float64, next Point, v Verdict) Status {
	switch {
	case l.met(y, next.Value):
		return Achieved
	case l.Stepwise:
		return l.stepStatus(y, v)
	case v.Gap == nil:
		return OnTrack // a first report starts its own line: nothing to hold it against yet
	case v.Pace == nil && *v.Gap >= -slack:
		return OnTrack // at the baseline's own date nothing can have moved yet
	case l.Baseline == nil:
		return OffTrack // below the path, and nothing to tell the direction by
	case v.Pace == nil:
		return Reversing // below a level that only had to be kept
	case *v.Pace >= l.Bounds.OnTrack-slack:
		return OnTrack
	case *v.Pace >= l.Bounds.AtRisk-slack:
		return AtRisk
	case *v.Pace >= -slack:
		return OffTrack
	}
	return Reversing
}

// stepStatus judges a recognition that is not yet won: before its date the unit is on track while it has not slipped
// below where it began; from the date on it is off track.
func (l Line) stepStatus(y float64, v Verdict) Status {
	switch {
	case l.Baseline != nil && l.Sign*(y-l.Baseline.Value) < -slack:
		return Reversing
	case v.Expected == nil || *v.Gap >= -slack:
		return OnTrack
	}
	return OffTrack
}

// margin is the gap to the lowest value that is not behind. A unit that meets its next milestone is never behind, even
// where the line falls (a baseline better than the target).
func (l Line) margin(y float64, v Verdict) *float64 {
	if v.Tolerated == nil {
		return nil
	}
	m := l.Sign * (y - *v.Tolerated)
	if v.Status.Behind() {
		return new(math.Min(m, -slack))
	}
	return new(math.Max(m, 0))
}

func (l Line) met(y, m float64) bool {
	switch l.Comparator {
	case plan.Above:
		return y > m+slack
	case plan.Equal:
		return math.Abs(y-m) <= slack
	}
	return l.Sign*(y-m) >= -slack
}

// next returns the first milestone not before t, or the last one.
func (l Line) next(t time.Time) Point {
	for _, m := range l.Milestones {
		if !m.At.Before(t) {
			return m
		}
	}
	return l.Milestones[len(l.Milestones)-1]
}
