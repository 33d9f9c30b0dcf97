// Package standing answers where a unit stands: one pure function from an observed value, the unit's own past and the line
// of a target to a verdict that carries every input it used, so that a reader can recompute it by hand. Plugin and portal
// call it. It knows no plan file, no database and no clock.
package standing

import (
	"math"
	"time"

	"github.com/xhht/xhht/internal/plan"
)

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
	Baseline   *Point          // nil: no baseline is known; it may lie at or after a milestone
	Milestones []Point         // in order of time; empty: unquantified
	Bounds     plan.Bounds
	Method     Method
	Limits     *Limits // of what the indicator can be; nil: a projection knows no limit
}

// Limits are the lowest and the highest value that an indicator can have.
type Limits struct{ Low, High float64 }

// Past is what the unit reported before the period that is judged.
type Past struct {
	Points []Point // oldest first
	// Cut says that the unit reported before the oldest of these points too. Where it did, the oldest point gets the benefit
	// of the band: else a status would flip only because an old period left the window that is read.
	Cut bool
}

// Verdict is where a unit stands at the end of a period, with every number it was judged by. A nil number does not
// exist (no baseline, no slope), and is never zero.
type Verdict struct {
	Status     Status
	Raw        Status // the status without hysteresis
	Held       *Hold  // why Status is not Raw; nil where they agree
	Value      *float64
	At         time.Time // the period's end: the instant of judging
	Baseline   *Point
	Next       *Point      // the milestone judged against
	Expected   *float64    // E(t)
	Tolerated  *float64    // the lowest (or highest) value that still is on track, hysteresis included
	Gap        *float64    // sign·(value − expected): below zero is always bad
	Margin     *float64    // sign·(value − tolerated): below zero exactly when the status is behind
	Pace       *float64    // observed change ÷ change asked for by now
	Required   *float64    // change a year still needed to the next milestone that is not met
	Previous   *Point      // the newest point of the past
	Change     *float64    // sign·(value − previous): below zero is worse
	Projection *Projection // where the unit's own trend leads; nil where there is nothing to lead to
}

// slack absorbs the rounding of decimals such as 49.999999999 when a value is held against a milestone.
const slack = 1e-9

// Judge holds a value observed for the period ending at t against the line. The unit's past gives the trend, the projection
// and the hysteresis, and is judged by the same line. A nil value yields no status: the caller knows whether it is late or was
// never reported.
func Judge(l Line, past Past, value *float64, t time.Time) Verdict {
	past.Points = sorted(past.Points, t)
	v := Verdict{At: t, Value: value, Baseline: l.Baseline}
	v.compare(l, past)
	if len(l.Milestones) == 0 {
		v.Status, v.Raw = Unquantified, Unquantified
		return v
	}
	v.measure(l)
	if value == nil {
		v.tolerate(l, l.bars())
		return v
	}
	l.decide(&v, l.remembered(past))
	v.Projection = l.project(past.Points, Point{t, *value})
	return v
}

// compare holds the value against the newest one before it.
func (v *Verdict) compare(l Line, past Past) {
	if n := len(past.Points); n > 0 {
		v.Previous = new(past.Points[n-1])
		if v.Value != nil {
			v.Change = new(l.Sign * (*v.Value - v.Previous.Value))
		}
	}
}

// measure fills what no bound is needed for.
func (v *Verdict) measure(l Line) {
	v.Next = new(l.next(v.At))
	if e, ok := l.expected(v.At); ok {
		v.Expected = &e
	}
	if v.Value == nil {
		return
	}
	if v.Expected != nil {
		v.Gap = new(l.Sign * (*v.Value - *v.Expected))
	}
	v.Pace = l.pace(*v.Value, v.At)
	v.Required = l.required(*v.Value, v.At)
}

func (v *Verdict) tolerate(l Line, b bars) {
	if v.Expected != nil {
		v.Tolerated = new(l.tolerated(*v.Expected, v.At, b))
	}
}

// decide gives the verdict its status: by the plan's own bounds, and by the bounds as the status before moved them.
func (l Line) decide(v *Verdict, before Status) {
	plain := l.bars()
	moved := plain.after(before, l.Bounds.Band())
	v.Raw, v.Status = l.status(*v, plain), l.status(*v, moved)
	if v.Status != v.Raw {
		v.Held = plain.hold(moved, *v.Pace, before, l.Bounds.Band())
	}
	v.tolerate(l, moved)
	v.Margin = l.margin(*v)
}

func (l Line) status(v Verdict, b bars) Status {
	y := *v.Value
	switch {
	case l.met(y, v.Next.Value):
		return Achieved
	case l.Stepwise:
		return l.stepStatus(y, v)
	case v.Gap == nil:
		return OnTrack // a first report starts its own line: nothing to hold it against yet
	case v.Pace != nil:
		return b.status(*v.Pace)
	case *v.Gap >= -slack:
		return OnTrack // at the baseline's own date nothing can have moved yet
	case l.Baseline == nil:
		return OffTrack // below the path, and nothing to tell the direction by
	case l.Sign*(y-l.Baseline.Value) >= -slack:
		return OffTrack // a milestone was missed, and no path leads on from the baseline
	}
	return Reversing // below where it began, or below a level that only had to be kept
}

// stepStatus judges a recognition that is not yet won. Before its date nothing can be said of it: a step has no slope, so that a
// unit which does nothing looks like one that is about to be recognised. It must not look green. Below where it began it is
// reversing; from the date on it is off track.
func (l Line) stepStatus(y float64, v Verdict) Status {
	switch {
	case v.Expected == nil:
		return NotYetDue
	case l.Baseline != nil && l.Sign*(y-l.Baseline.Value) < -slack:
		return Reversing
	case *v.Gap >= -slack:
		return NotYetDue
	}
	return OffTrack
}

// margin is the gap to the lowest value that is not behind. A unit that meets its next milestone is never behind, even
// where the line falls (a baseline better than the target).
func (l Line) margin(v Verdict) *float64 {
	if v.Tolerated == nil {
		return nil
	}
	m := l.Sign * (*v.Value - *v.Tolerated)
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
