package standing_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
)

// end is the last day of a year, the day on which points of a plan lie.
func end(year int) time.Time { return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC) }

// rising is a line as plans draw it: 30 at the end of 2020, 50 in 2025, 70 in 2030.
func rising() standing.Line {
	return standing.Line{
		Sign: 1, Comparator: plan.AtLeast, Bounds: plan.DefaultBounds, Method: standing.MilestoneLinear,
		Baseline: &standing.Point{At: end(2020), Value: 30}, Milestones: []standing.Point{{At: end(2025), Value: 50}, {At: end(2030), Value: 70}},
	}
}

func with(change func(*standing.Line)) standing.Line {
	l := rising()
	change(&l)
	return l
}

// falling is a rate that has to come down from 4 to 1 in ten years.
func falling(l *standing.Line) {
	l.Sign, l.Comparator = -1, plan.AtMost
	l.Baseline = &standing.Point{At: end(2020), Value: 4}
	l.Milestones = []standing.Point{{At: end(2030), Value: 1}}
}

// levels is a recognition that has to rise from level 2 to level 3.
func levels(l *standing.Line) {
	l.Stepwise = true
	l.Baseline = &standing.Point{At: end(2020), Value: 2}
	l.Milestones = []standing.Point{{At: end(2025), Value: 3}}
}

func TestStatus(t *testing.T) {
	keep := func(l *standing.Line) { // the baseline is better than the target
		l.Baseline = &standing.Point{At: end(2020), Value: 60}
		l.Milestones = []standing.Point{{At: end(2025), Value: 50}, {At: end(2030), Value: 70}}
	}
	by := func(c plan.Comparator) func(*standing.Line) { return func(l *standing.Line) { l.Comparator = c } }
	for name, c := range map[string]struct {
		line  standing.Line
		value float64
		year  int
		want  standing.Status
	}{
		"the next milestone is met":                    {rising(), 50, 2024, standing.Achieved},
		"on the line":                                  {rising(), 46, 2024, standing.OnTrack},
		"exactly 95% of the way":                       {rising(), 45.2, 2024, standing.OnTrack},
		"just below 95% of the way":                    {rising(), 45.19, 2024, standing.AtRisk},
		"exactly 60% of the way":                       {rising(), 39.6, 2024, standing.AtRisk},
		"just below 60% of the way":                    {rising(), 39.59, 2024, standing.OffTrack},
		"no change since the baseline":                 {rising(), 30, 2024, standing.OffTrack},
		"below the baseline":                           {rising(), 29.9, 2024, standing.Reversing},
		"at the baseline's own date":                   {rising(), 30, 2020, standing.OnTrack},
		"below the baseline at its own date":           {rising(), 29, 2020, standing.Reversing},
		"the old milestone no longer counts":           {rising(), 50, 2026, standing.AtRisk},
		"missed on the day":                            {rising(), 49, 2025, standing.OnTrack},
		"after the last milestone, met":                {rising(), 70, 2031, standing.Achieved},
		"after the last milestone, nearly":             {rising(), 69, 2031, standing.OnTrack},
		"after the last milestone, missed":             {rising(), 60, 2031, standing.AtRisk},
		"above is not at least":                        {with(by(plan.Above)), 50, 2025, standing.OnTrack},
		"above is passed":                              {with(by(plan.Above)), 50.001, 2025, standing.Achieved},
		"about is judged as at least":                  {with(by(plan.About)), 50, 2025, standing.Achieved},
		"about is not met below":                       {with(by(plan.About)), 49.9, 2025, standing.OnTrack},
		"a range is met at its lower end":              {with(by(plan.Range)), 50, 2025, standing.Achieved},
		"a range is not missed above its upper end":    {with(by(plan.Range)), 90, 2025, standing.Achieved},
		"a range is not met below":                     {with(by(plan.Range)), 49, 2025, standing.OnTrack},
		"maintain is judged as at least":               {with(by(plan.Maintain)), 50, 2025, standing.Achieved},
		"equal is met exactly":                         {with(by(plan.Equal)), 50, 2025, standing.Achieved},
		"equal is not met by more":                     {with(by(plan.Equal)), 51, 2025, standing.OnTrack},
		"rounding does not miss a milestone":           {rising(), 49.9999999999, 2025, standing.Achieved},
		"no baseline, before the first milestone":      {with(func(l *standing.Line) { l.Baseline = nil }), 10, 2024, standing.OnTrack},
		"no baseline, on the first milestone, missed":  {with(func(l *standing.Line) { l.Baseline = nil }), 49, 2025, standing.OffTrack},
		"no baseline, far below, after the first":      {with(func(l *standing.Line) { l.Baseline = nil }), 10, 2027, standing.OffTrack},
		"no baseline, between milestones, on the line": {with(func(l *standing.Line) { l.Baseline = nil }), 54, 2026, standing.OnTrack},
		"falling, on the line":                         {with(falling), 2.5, 2025, standing.OnTrack},
		"falling, slower than asked":                   {with(falling), 3, 2025, standing.AtRisk},
		"falling, much slower":                         {with(falling), 3.5, 2025, standing.OffTrack},
		"falling, it rises":                            {with(falling), 4.1, 2025, standing.Reversing},
		"falling, met":                                 {with(falling), 1, 2025, standing.Achieved},
		"baseline better than target, kept":            {with(keep), 55, 2024, standing.Achieved},
		"baseline better than target, lost":            {with(keep), 49, 2024, standing.Reversing},
		"baseline better, then on the next slope":      {with(keep), 54, 2026, standing.OnTrack},
		"baseline better, below the next slope":        {with(keep), 53, 2026, standing.Reversing},
		"baseline better than target, lost, by growth": {with(func(l *standing.Line) { keep(l); l.Method = standing.UN2023 }), 30, 2024, standing.Reversing},
		"a level not yet due":                          {with(levels), 2, 2024, standing.NotYetDue},
		"a level won early":                            {with(levels), 3, 2024, standing.Achieved},
		"a level missed on the day":                    {with(levels), 2, 2025, standing.OffTrack},
		"a level lost":                                 {with(levels), 1, 2024, standing.Reversing},
		"a level lost and missed":                      {with(levels), 1, 2026, standing.Reversing},
		"no number in the plan":                        {with(func(l *standing.Line) { l.Milestones = nil }), 10, 2024, standing.Unquantified},
	} {
		t.Run(name, func(t *testing.T) {
			if got := standing.Judge(c.line, standing.Past{}, &c.value, end(c.year)).Status; got != c.want {
				t.Errorf("%g at the end of %d is %s, want %s", c.value, c.year, got, c.want)
			}
		})
	}
}

func TestVerdictCarriesEveryInput(t *testing.T) {
	next := standing.Point{At: end(2025), Value: 50}
	line := rising()
	for name, c := range map[string]struct {
		line  standing.Line
		value *float64
		want  standing.Verdict
	}{
		"off track": {line, new(38.0), standing.Verdict{
			Status: standing.OffTrack, Raw: standing.OffTrack, Value: new(38.0), At: end(2024), Baseline: line.Baseline, Next: &next,
			Expected: new(46.0), Tolerated: new(45.2), Gap: new(-8.0), Margin: new(-7.2), Pace: new(0.5), Required: new(12.0),
			Projection: &standing.Projection{At: end(2025), Need: 50, Points: []standing.Point{{end(2024), 38}}, TooFew: true},
		}},
		"achieved looks at the milestone after": {line, new(52.0), standing.Verdict{
			Status: standing.Achieved, Raw: standing.Achieved, Value: new(52.0), At: end(2024), Baseline: line.Baseline, Next: &next,
			Expected: new(46.0), Tolerated: new(45.2), Gap: new(6.0), Margin: new(6.8), Pace: new(1.375), Required: new(3.0),
			Projection: &standing.Projection{At: end(2025), Need: 50, Points: []standing.Point{{end(2024), 52}}, TooFew: true},
		}},
		"nothing reported": {line, nil, standing.Verdict{
			At: end(2024), Baseline: line.Baseline, Next: &next, Expected: new(46.0), Tolerated: new(45.2),
		}},
		"no number in the plan": {with(func(l *standing.Line) { l.Milestones = nil }), new(38.0), standing.Verdict{
			Status: standing.Unquantified, Raw: standing.Unquantified, Value: new(38.0), At: end(2024), Baseline: line.Baseline,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })
			if diff := cmp.Diff(c.want, standing.Judge(c.line, standing.Past{}, c.value, end(2024)), near); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The three methods on the cases that show why the straight line is the default: compound growth calls a doomed trend on
// track when it starts low, and blames a rate that falls exactly as planned.
func TestMethodsOnTheWorkedTable(t *testing.T) {
	for name, c := range map[string]struct {
		sign                    float64
		base, value, target     float64
		statcan, linear, un2023 float64
	}{
		"literacy":            {1, 92, 93.2, 98, 0.41, 0.40, 0.40},
		"digital":             {1, 5, 16, 50, 1.01, 0.49, 1.03},
		"digital on the line": {1, 5, 27.5, 50, 1.57, 1.00, 3.25},
		"dropout on the line": {-1, 4, 2.5, 1, 0.69, 1.00, 0.81},
		"from zero":           {1, 0, 20, 50, 3.20, 0.80, math.NaN()},
	} {
		t.Run(name, func(t *testing.T) {
			for method, want := range map[standing.Method]float64{standing.StatCanCAGR: c.statcan, standing.MilestoneLinear: c.linear, standing.UN2023: c.un2023} {
				l := standing.Line{
					Sign: c.sign, Comparator: plan.AtLeast, Bounds: plan.DefaultBounds, Method: method,
					Baseline: &standing.Point{At: end(2020), Value: c.base}, Milestones: []standing.Point{{At: end(2030), Value: c.target}},
				}
				got := standing.Judge(l, standing.Past{}, &c.value, end(2025))
				if got.Pace == nil {
					t.Fatalf("%s gives no pace", method)
				}
				if !math.IsNaN(want) && math.Abs(*got.Pace-want) > 0.005 {
					t.Errorf("%s gives a pace of %.3f, want %.2f", method, *got.Pace, want)
				}
			}
		})
	}
}

func TestPath(t *testing.T) {
	at := []time.Time{end(2019), end(2020), end(2024), end(2025), end(2026), end(2040)}
	want := []standing.Point{{end(2019), 30}, {end(2020), 30}, {end(2024), 46}, {end(2025), 50}, {end(2026), 54}, {end(2040), 70}}
	if diff := cmp.Diff(want, standing.Path(rising(), at), cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	steps := with(levels)
	if diff := cmp.Diff([]standing.Point{{end(2024), 2}, {end(2025), 3}, {end(2026), 3}}, standing.Path(steps, []time.Time{end(2024), end(2025), end(2026)})); diff != "" {
		t.Errorf("a level is a step (-want +got):\n%s", diff)
	}
	none := with(func(l *standing.Line) { l.Baseline = nil })
	if got := standing.Path(none, at); len(got) != 3 {
		t.Errorf("without a baseline the path begins at the first milestone; got %v", got)
	}
	if got := standing.Path(standing.Line{Sign: 1}, at); got != nil {
		t.Errorf("a line without numbers has the path %v", got)
	}
}
