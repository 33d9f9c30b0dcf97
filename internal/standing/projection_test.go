package standing_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
)

var near = cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })

// toward is a line to one milestone at the end of 2030, with values reported at the ends of the years up to 2025.
func toward(need float64, values ...float64) (standing.Line, standing.Past, *float64) {
	l := standing.Line{Sign: 1, Comparator: plan.AtLeast, Bounds: plan.DefaultBounds, Method: standing.MilestoneLinear,
		Baseline: &standing.Point{At: end(2019), Value: 0}, Milestones: []standing.Point{{end(2030), need}},
		Limits: &standing.Limits{Low: 0, High: 100}}
	var past standing.Past
	n := len(values) - 1
	for i, v := range values[:n] {
		past.Points = append(past.Points, standing.Point{At: end(2025 - n + i), Value: v})
	}
	return l, past, &values[n]
}

func TestProjection(t *testing.T) {
	for name, c := range map[string]struct {
		need                             float64
		values                           []float64
		slope, low, high                 float64
		fitted, value, valueLow, valueHi float64
	}{
		// Slopes 2, 2, 2. From 34 five years on: 44.
		"a straight line has no range": {50, []float64{30, 32, 34}, 2, 2, 2, 34, 44, 44, 44},
		// Slopes 1 (23→24), 3 (24→25), 2 (23→25): middle 2, none left out. Carried to 2025: 34, 33, 34 → 34.
		"three points, all slopes count": {50, []float64{30, 31, 34}, 2, 1, 3, 34, 44, 39, 49},
		// Slopes in order 1 1 1 1.5 2 2.5 … worked out: 22→23 1, 23→24 1, 24→25 4, 22→24 1, 23→25 2.5, 22→25 2. In order
		// 1 1 1 2 2.5 4; middle (1+2)/2 = 1.5; ⌊6/4⌋ = 1 left out at either end: 1 to 2.5. Carried: 30+4.5, 31+3, 32+1.5,
		// 36 → 33.5 34 34.5 36, middle 34.25.
		"four points, the outer slopes are left out": {50, []float64{30, 31, 32, 36}, 1.5, 1, 2.5, 34.25, 41.75, 39.25, 46.75},
		// A wrong report of 90 in 2023: slopes 22→23 59, 23→24 −57, 24→25 1, 22→24 1, 23→25 −28, 22→25 1, 21→22 1, 21→23 30,
		// 21→24 1, 21→25 1. In order −57 −28 1 1 1 1 1 30 59 …: the middle is 1, two left out at either end: 1 to 1.
		"one wrong report does not turn it": {50, []float64{30, 31, 90, 33, 34}, 1, 1, 1, 34, 39, 39, 39},
		"it stops at the limit":             {100, []float64{60, 75, 90}, 15, 15, 15, 90, 100, 100, 100},
		"falling stops at zero":             {50, []float64{30, 20, 10}, -10, -10, -10, 10, 0, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			line, past, value := toward(c.need, c.values...)
			p := standing.Judge(line, past, value, end(2025)).Projection
			got := []float64{*p.Slope, *p.SlopeLow, *p.SlopeHigh, *p.Fitted, *p.Value, *p.Low, *p.High}
			want := []float64{c.slope, c.low, c.high, c.fitted, c.value, c.valueLow, c.valueHi}
			if diff := cmp.Diff(want, got, near); diff != "" {
				t.Errorf("slope, its range, today, then, its range (-want +got):\n%s", diff)
			}
			if len(p.Points) != len(c.values) || p.TooFew || !p.At.Equal(end(2030)) || p.Need != c.need || math.Abs(*p.Gap-(c.value-c.need)) > 1e-9 {
				t.Errorf("made from %d points for %g at %s with a gap of %g", len(p.Points), p.Need, p.At, *p.Gap)
			}
		})
	}
}

func TestWhenThereIsNoProjection(t *testing.T) {
	line, past, value := toward(50, 30, 31, 32)
	stepwise, done, none := line, line, line
	stepwise.Stepwise = true
	done.Milestones = []standing.Point{{end(2025), 50}}
	none.Milestones = nil
	for name, l := range map[string]standing.Line{"a level has no slope": stepwise, "no milestone is ahead": done, "no number": none} {
		if p := standing.Judge(l, past, value, end(2025)).Projection; p != nil {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if p := standing.Judge(line, past, nil, end(2025)).Projection; p != nil {
		t.Errorf("nothing was reported, and the projection is %+v", p)
	}
	past.Points = past.Points[1:]
	if p := standing.Judge(line, past, value, end(2025)).Projection; !p.TooFew || p.Value != nil || len(p.Points) != 2 {
		t.Errorf("two points give %+v", p)
	}
}

func TestETA(t *testing.T) {
	day := func(y int, m time.Month, d int) *time.Time { return new(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) }
	for name, c := range map[string]struct {
		sign, need float64
		values     []float64
		want       *time.Time
	}{
		"eight years on":               {1, 50, []float64{30, 32, 34}, day(2033, 12, 31)},
		"a year and a half on":         {1, 37, []float64{30, 32, 34}, day(2027, 7, 2)}, // 182.5 of 365 days, rounded up to the 183rd
		"falling to a lower target":    {-1, 4, []float64{10, 8, 6}, day(2026, 12, 31)},
		"the trend is there already":   {1, 34, []float64{30, 32, 34}, day(2025, 12, 31)},
		"never: it stands still":       {1, 50, []float64{30, 30, 30}, nil},
		"never: it goes the other way": {1, 50, []float64{34, 32, 30}, nil},
		"never: not within a century":  {1, 50, []float64{30, 30.1, 30.2}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			line, past, value := toward(c.need, c.values...)
			line.Sign = c.sign
			if c.sign < 0 {
				line.Comparator = plan.AtMost
			}
			if diff := cmp.Diff(c.want, standing.Judge(line, past, value, end(2025)).Projection.ETA); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTrend(t *testing.T) {
	for name, c := range map[string]struct {
		sign   float64
		values []float64
		want   standing.Trend
	}{
		"nothing came before": {1, []float64{30}, standing.Unknown},
		"a rate that rises":   {1, []float64{50, 30, 31}, standing.Improving},
		"a rate that falls":   {1, []float64{30, 29.9}, standing.Worsening},
		"a gap that narrows":  {-1, []float64{3.1, 2.4}, standing.Improving},
		"a gap that widens":   {-1, []float64{2.4, 3.1}, standing.Worsening},
		"nothing moved":       {-1, []float64{2.4, 2.4}, standing.Unchanged},
	} {
		t.Run(name, func(t *testing.T) {
			line, past, value := toward(0, c.values...)
			line.Sign, line.Milestones = c.sign, nil // no number: the trend is all there is
			v := standing.Judge(line, past, value, end(2025))
			if v.Trend() != c.want || v.Status != standing.Unquantified || *v.Value != *value {
				t.Errorf("%q, %s with %g; want %q", v.Trend(), v.Status, *v.Value, c.want)
			}
		})
	}
}
