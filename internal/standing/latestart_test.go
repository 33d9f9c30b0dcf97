package standing_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
)

// A unit whose first report comes at or after a milestone has a path from there to the milestones ahead, and none behind.
func TestAFirstReportAtOrAfterAMilestone(t *testing.T) {
	from := func(year int, value float64) standing.Line {
		return with(func(l *standing.Line) { l.Baseline = &standing.Point{At: end(year), Value: value} })
	}
	level := func(year int, value float64) standing.Line {
		return with(func(l *standing.Line) { levels(l); l.Baseline = &standing.Point{At: end(year), Value: value} })
	}
	for name, c := range map[string]struct {
		line     standing.Line
		value    float64
		year     int
		want     standing.Status
		expected float64
		pace     bool
	}{
		"on the milestone's day, met":                    {from(2025, 55), 55, 2025, standing.Achieved, 50, false},
		"on the milestone's day, missed":                 {from(2025, 40), 40, 2025, standing.OffTrack, 50, false},
		"a year after it, on the path that begins there": {from(2025, 40), 46, 2026, standing.OnTrack, 46, true},
		"a year after it, half as fast":                  {from(2025, 40), 43, 2026, standing.OffTrack, 46, true},
		"a year after it, three quarters as fast":        {from(2025, 40), 44.5, 2026, standing.AtRisk, 46, true},
		"a year after it, falling":                       {from(2025, 40), 39, 2026, standing.Reversing, 46, true},
		"between two milestones, the first report":       {from(2027, 45), 45, 2027, standing.OnTrack, 45, false},
		"between two milestones, a year on":              {from(2027, 45), 54, 2028, standing.OnTrack, 45 + 25./3, true},
		"between two milestones, too slow":               {from(2027, 45), 51, 2028, standing.AtRisk, 45 + 25./3, true},
		"on the last milestone's day, missed":            {from(2030, 60), 60, 2030, standing.OffTrack, 70, false},
		"on the last milestone's day, met":               {from(2030, 70), 70, 2030, standing.Achieved, 70, false},
		"after the last milestone, missed":               {from(2031, 60), 60, 2031, standing.OffTrack, 70, false},
		"after the last milestone, risen, still missed":  {from(2031, 60), 69, 2033, standing.OffTrack, 70, false},
		"after the last milestone, fallen":               {from(2031, 60), 59, 2033, standing.Reversing, 70, false},
		"after the last milestone, met at last":          {from(2031, 60), 71, 2033, standing.Achieved, 70, false},
		"an older value than the first, off the path":    {from(2027, 45), 45, 2026, standing.OffTrack, 54, false},
		"a level, first heard of after its day, missed":  {level(2026, 2), 2, 2026, standing.OffTrack, 3, false},
		"a level, first heard of after its day, lost":    {level(2026, 2), 1, 2027, standing.Reversing, 3, false},
		"a level, first heard of after its day, won":     {level(2026, 2), 3, 2027, standing.Achieved, 3, false},
	} {
		t.Run(name, func(t *testing.T) {
			for _, method := range standing.Methods {
				c.line.Method = method
				v := standing.Judge(c.line, standing.Past{}, &c.value, end(c.year))
				if (v.Pace != nil) != c.pace {
					t.Errorf("by %s the pace is %v", method, v.Pace)
				}
				if method != standing.MilestoneLinear {
					continue
				}
				if v.Status != c.want {
					t.Errorf("%g at the end of %d is %s, want %s", c.value, c.year, v.Status, c.want)
				}
				if v.Expected == nil || *v.Expected-c.expected > 1e-9 || c.expected-*v.Expected > 1e-9 {
					t.Errorf("the path asks for %v, want %g", v.Expected, c.expected)
				}
			}
		})
	}
}

func TestThePathOfALateStartBeginsThere(t *testing.T) {
	l := with(func(l *standing.Line) { l.Baseline = &standing.Point{At: end(2025), Value: 40} })
	got := standing.Path(l, []time.Time{end(2025), end(2026), end(2030)})
	// On the milestone's own day the plan asks for the milestone; from then on the unit's own path counts.
	if diff := cmp.Diff([]standing.Point{{end(2025), 50}, {end(2026), 46}, {end(2030), 70}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Every wording of a plan, judged a year before its milestone, on its day and after it.
func TestEveryComparator(t *testing.T) {
	line := func(c plan.Comparator, sign, base, goal float64) standing.Line {
		return standing.Line{Sign: sign, Comparator: c, Bounds: plan.DefaultBounds, Method: standing.MilestoneLinear,
			Baseline: &standing.Point{At: end(2020), Value: base}, Milestones: []standing.Point{{end(2025), goal}}}
	}
	for name, c := range map[string]struct {
		line  standing.Line
		value float64
		year  int
		want  standing.Status
	}{
		"range, at its lower end":                 {line(plan.Range, 1, 15, 25), 25, 2024, standing.Achieved},
		"range, on the way to its lower end":      {line(plan.Range, 1, 15, 25), 23, 2024, standing.OnTrack},
		"range, below it on the day":              {line(plan.Range, 1, 15, 25), 24, 2025, standing.AtRisk},
		"about, reached":                          {line(plan.About, 1, 40, 50), 50, 2025, standing.Achieved},
		"about, nearly, is not reached":           {line(plan.About, 1, 40, 50), 49.6, 2025, standing.OnTrack},
		"above, at it exactly":                    {line(plan.Above, 1, 99, 99.8), 99.8, 2025, standing.OnTrack},
		"above, over it":                          {line(plan.Above, 1, 99, 99.8), 99.81, 2025, standing.Achieved},
		"maintain, kept":                          {line(plan.Maintain, 1, 100, 100), 100, 2024, standing.Achieved},
		"maintain, slipped":                       {line(plan.Maintain, 1, 100, 100), 87.5, 2024, standing.Reversing},
		"maintain, never had":                     {line(plan.Maintain, 1, 80, 100), 84, 2024, standing.OffTrack},
		"a quantity to reach":                     {line(plan.AtLeast, 1, 1, 2), 1.5, 2024, standing.AtRisk},
		"a quantity reached":                      {line(plan.AtLeast, 1, 1, 2), 2, 2024, standing.Achieved},
		"none may be left, some are":              {line(plan.Equal, -1, 10, 0), 4, 2024, standing.AtRisk},
		"none may be left, as many as at first":   {line(plan.Equal, -1, 10, 0), 10, 2024, standing.OffTrack},
		"none may be left, more than at first":    {line(plan.Equal, -1, 10, 0), 11, 2024, standing.Reversing},
		"none is left":                            {line(plan.Equal, -1, 10, 0), 0, 2025, standing.Achieved},
		"at most, from zero, kept":                {line(plan.AtMost, -1, 0, 2), 1.9, 2024, standing.Achieved},
		"at most, from zero, lost":                {line(plan.AtMost, -1, 0, 2), 2.1, 2024, standing.Reversing},
		"a gap with a number, closing as asked":   {line(plan.AtMost, -1, 5, 1), 1.8, 2024, standing.OnTrack},
		"a gap with a number, closing too slowly": {line(plan.AtMost, -1, 5, 1), 3, 2024, standing.AtRisk},
		"a gap with a number, widening":           {line(plan.AtMost, -1, 5, 1), 5.2, 2024, standing.Reversing},
		"from zero, half of what was asked":       {line(plan.AtLeast, 1, 0, 40), 16, 2024, standing.OffTrack},
		"from zero, as asked":                     {line(plan.AtLeast, 1, 0, 40), 32, 2024, standing.OnTrack},
	} {
		t.Run(name, func(t *testing.T) {
			if got := standing.Judge(c.line, standing.Past{}, &c.value, end(c.year)).Status; got != c.want {
				t.Errorf("%g at the end of %d is %s, want %s", c.value, c.year, got, c.want)
			}
		})
	}
}
