package standing_test

import (
	"math"
	"slices"
	"testing"

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
		l.Baseline = &standing.Point{At: end(year), Value: value.Draw(t, "baseline")}
	}
	for range rapid.IntRange(1, 3).Draw(t, "milestones") {
		year += rapid.IntRange(1, 5).Draw(t, "years on")
		l.Milestones = append(l.Milestones, standing.Point{At: end(year), Value: value.Draw(t, "milestone")})
	}
	return l
}

func TestAMarginBelowZeroIsExactlyBeingBehind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLine(t)
		y := rapid.Float64Range(0, 100).Draw(t, "value")
		v := standing.Judge(l, &y, end(rapid.IntRange(2018, 2038).Draw(t, "year")))
		if below := v.Margin != nil && *v.Margin < 0; below != v.Status.Behind() {
			t.Fatalf("status %s with margin %v", v.Status, v.Margin)
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
		a, b := standing.Judge(l, &worse, at), standing.Judge(l, &better, at)
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
			v := standing.Judge(l, nil, m.At)
			// Compound growth cannot reach zero: it ends at its floor of 0.001.
			if v.Expected == nil || math.Abs(*v.Expected-m.Value) > 0.001+1e-9 {
				t.Fatalf("at the milestone of %g the path is at %v", m.Value, v.Expected)
			}
		}
	})
}
