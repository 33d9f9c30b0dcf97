package standing_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
)

// anyLine draws a line that a plan could ask for.
func anyLine(t *rapid.T) standing.Line {
	value := rapid.Float64Range(0, 100)
	l := standing.Line{
		Sign: 1, Bounds: plan.DefaultBounds,
		Method:     rapid.SampledFrom(standing.Methods).Draw(t, "method"),
		Comparator: rapid.SampledFrom([]plan.Comparator{plan.AtLeast, plan.Above, plan.About, plan.Maintain}).Draw(t, "comparator"),
		Stepwise:   rapid.Bool().Draw(t, "stepwise"),
	}
	if rapid.Bool().Draw(t, "lower is better") {
		l.Sign, l.Comparator = -1, plan.AtMost
	}
	year := 2020
	if rapid.Bool().Draw(t, "has a baseline") {
		// The first report may come before, at or after any milestone.
		l.Baseline = &standing.Point{At: end(year + rapid.IntRange(0, 16).Draw(t, "late by")), Value: value.Draw(t, "baseline")}
	}
	if rapid.Bool().Draw(t, "has a band of its own") {
		l.Bounds.Hysteresis = new(rapid.SampledFrom([]float64{0, 0.01, 0.04}).Draw(t, "band"))
	}
	for range rapid.IntRange(1, 3).Draw(t, "milestones") {
		year += rapid.IntRange(1, 5).Draw(t, "years on")
		l.Milestones = append(l.Milestones, standing.Point{At: end(year), Value: value.Draw(t, "milestone")})
	}
	return l
}

// anyPast draws up to six reports before an instant, some of them missing.
func anyPast(t *rapid.T, at time.Time) standing.Past {
	past := standing.Past{Cut: rapid.Bool().Draw(t, "cut")}
	for back := rapid.IntRange(0, 6).Draw(t, "years of past"); back > 0; back-- {
		if rapid.Bool().Draw(t, "came") {
			past.Points = append(past.Points, standing.Point{At: end(at.Year() - back), Value: rapid.Float64Range(0, 100).Draw(t, "past")})
		}
	}
	return past
}

func TestAMarginBelowZeroIsExactlyBeingBehind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLine(t)
		y := rapid.Float64Range(0, 100).Draw(t, "value")
		at := end(rapid.IntRange(2018, 2038).Draw(t, "year"))
		v := standing.Judge(l, anyPast(t, at), &y, at)
		if below := v.Margin != nil && *v.Margin < 0; below != v.Status.Behind() {
			t.Fatalf("status %s with margin %v", v.Status, v.Margin)
		}
		if (v.Held != nil) != (v.Status != v.Raw) {
			t.Fatalf("status %s, %s without the band, held by %+v", v.Status, v.Raw, v.Held)
		}
	})
}

func TestABetterValueIsNeverJudgedWorse(t *testing.T) {
	rank := func(s standing.Status) int { return slices.Index(standing.Statuses, s) }
	rapid.Check(t, func(t *rapid.T) {
		l := anyLine(t)
		at := end(rapid.IntRange(2018, 2038).Draw(t, "year"))
		worse := rapid.Float64Range(0, 100).Draw(t, "worse")
		better := worse + l.Sign*rapid.Float64Range(0, 50).Draw(t, "by")
		if better < 0 {
			better = 0
		}
		past := anyPast(t, at)
		a, b := standing.Judge(l, past, &worse, at), standing.Judge(l, past, &better, at)
		if rank(b.Status) > rank(a.Status) {
			t.Fatalf("%g is %s but the better %g is %s", worse, a.Status, better, b.Status)
		}
		if a.Gap != nil && math.Abs((*b.Gap-*a.Gap)-l.Sign*(better-worse)) > 1e-9 {
			t.Fatalf("the gap moved by %g for a change of %g", *b.Gap-*a.Gap, better-worse)
		}
	})
}

func TestThePathPassesThroughEveryMilestone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLine(t)
		for _, m := range l.Milestones {
			v := standing.Judge(l, standing.Past{}, nil, m.At)
			// Compound growth cannot reach zero: it ends at its floor of 0.001.
			if v.Expected == nil || math.Abs(*v.Expected-m.Value) > 0.001+1e-9 {
				t.Fatalf("at the milestone of %g the path is at %v", m.Value, v.Expected)
			}
		}
	})
}

// Reports whose paces move to and fro within the band of one bound keep the status of the first of them.
func TestAStatusDoesNotFlapWithinTheBand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := hundred(nil)
		bound := 100 * rapid.SampledFrom([]float64{line.Bounds.OnTrack, line.Bounds.AtRisk, 0}).Draw(t, "bound")
		values := rapid.SliceOfN(rapid.Float64Range(bound-1.99, bound+1.99), 1, 12).Draw(t, "values")
		past, value, year := years(values...)
		first := standing.Judge(line, standing.Past{}, &values[0], end(2002)).Status
		if got := standing.Judge(line, past, value, end(year)).Status; got != first {
			t.Fatalf("%s after %v, which began as %s", got, values, first)
		}
	})
}

// The window that is read moves on from year to year. An old report that leaves it may change a status within the band
// once, and never back.
func TestAStatusDoesNotFlapWhenOldReportsAreNoLongerRead(t *testing.T) {
	const window = 6
	rapid.Check(t, func(t *rapid.T) {
		line := hundred(nil)
		bound := 100 * rapid.SampledFrom([]float64{line.Bounds.OnTrack, line.Bounds.AtRisk, 0}).Draw(t, "bound")
		values := append([]float64{rapid.Float64Range(-20, 99).Draw(t, "the first")},
			rapid.SliceOfN(rapid.Float64Range(bound-1.99, bound+1.99), 8, 24).Draw(t, "values")...)
		changes, before := 0, standing.Status("")
		for n := 2; n <= len(values); n++ { // the first report alone may be anything
			past, value, year := years(values[:n]...)
			if from := len(past.Points) - (window - 1); from > 0 {
				past = standing.Past{Points: past.Points[from:], Cut: true}
			}
			status := standing.Judge(line, past, value, end(year)).Status
			if before != "" && status != before {
				changes++
			}
			before = status
		}
		if changes > 1 {
			t.Fatalf("%d changes over %v", changes, values)
		}
	})
}

// The same question has the same answer, whatever order the past is handed over in, and asking changes nothing.
func TestAVerdictDependsOnItsInputsOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, y, at := anyLine(t), rapid.Float64Range(0, 100).Draw(t, "value"), end(rapid.IntRange(2018, 2038).Draw(t, "year"))
		past := anyPast(t, at)
		first := standing.Judge(l, past, &y, at)
		shuffled := past
		shuffled.Points = slices.Clone(past.Points)
		slices.Reverse(shuffled.Points)
		// What came at or after the instant of judging is not the past.
		shuffled.Points = append(shuffled.Points, standing.Point{At: at, Value: 1}, standing.Point{At: at.AddDate(1, 0, 0), Value: 99})
		if diff := cmp.Diff(first, standing.Judge(l, shuffled, &y, at)); diff != "" {
			t.Fatalf("the order of the past changed the verdict: %s", diff)
		}
		if diff := cmp.Diff(first, standing.Judge(l, past, &y, at)); diff != "" {
			t.Fatalf("asked again the verdict differs: %s", diff)
		}
	})
}

// Whatever comes in, a projection stays within the limits, its range encloses it, and it needs three points.
func TestAProjectionKeepsWithinItsLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, y, at := anyLine(t), rapid.Float64Range(0, 100).Draw(t, "value"), end(rapid.IntRange(2018, 2038).Draw(t, "year"))
		l.Limits = &standing.Limits{Low: 0, High: 100}
		p := standing.Judge(l, anyPast(t, at), &y, at).Projection
		if p == nil {
			return
		}
		if p.TooFew != (len(p.Points) < standing.ProjectionPoints) || p.TooFew != (p.Value == nil) {
			t.Fatalf("too few is %v with %d points and the value %v", p.TooFew, len(p.Points), p.Value)
		}
		if !p.TooFew && (*p.Low < 0 || *p.Low > *p.Value || *p.Value > *p.High || *p.High > 100) {
			t.Fatalf("%g, within %g to %g", *p.Value, *p.Low, *p.High)
		}
	})
}
