package standing_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
)

// hundred is a line on which the pace is the value ÷ 100 whatever the year: it starts at zero and asks for 100 at once.
// (The milestone lies so close behind the baseline that the path is flat in every year that is judged.)
func hundred(band *float64) standing.Line {
	return standing.Line{
		Sign: 1, Comparator: plan.AtLeast, Method: standing.MilestoneLinear,
		Bounds:   plan.Bounds{OnTrack: 0.95, AtRisk: 0.60, Hysteresis: band},
		Baseline: &standing.Point{At: end(2000), Value: 0}, Milestones: []standing.Point{{end(2001), 100}},
	}
}

// years turns values into the reports of successive years, the last of which is judged.
func years(values ...float64) (standing.Past, *float64, int) {
	var past standing.Past
	for i, v := range values[:len(values)-1] {
		past.Points = append(past.Points, standing.Point{At: end(2002 + i), Value: v})
	}
	return past, &values[len(values)-1], 2001 + len(values)
}

func TestAStatusChangesOnlyBeyondTheBand(t *testing.T) {
	held := func(before standing.Status, bound float64) *standing.Hold {
		return &standing.Hold{Before: before, Bound: bound, Band: 0.02}
	}
	for name, c := range map[string]struct {
		values []float64
		want   standing.Status
		raw    standing.Status
		held   *standing.Hold
	}{
		"no past":                              {[]float64{94}, standing.AtRisk, standing.AtRisk, nil},
		"just below the bound, from above":     {[]float64{96, 94}, standing.OnTrack, standing.AtRisk, held(standing.OnTrack, 0.95)},
		"at the lower end of the band":         {[]float64{96, 93}, standing.OnTrack, standing.AtRisk, held(standing.OnTrack, 0.95)},
		"below the band":                       {[]float64{96, 92.9}, standing.AtRisk, standing.AtRisk, nil},
		"just above the bound, from below":     {[]float64{90, 96}, standing.AtRisk, standing.OnTrack, held(standing.AtRisk, 0.95)},
		"at the upper end of the band":         {[]float64{90, 97}, standing.OnTrack, standing.OnTrack, nil},
		"to and fro within the band":           {[]float64{96, 94, 96, 93.5, 96.5, 94}, standing.OnTrack, standing.AtRisk, held(standing.OnTrack, 0.95)},
		"out of the band and back into it":     {[]float64{96, 90, 94.5, 95.5}, standing.AtRisk, standing.OnTrack, held(standing.AtRisk, 0.95)},
		"the bound of at risk, from above":     {[]float64{70, 59}, standing.AtRisk, standing.OffTrack, held(standing.AtRisk, 0.60)},
		"two bounds at once, the second holds": {[]float64{96, 59}, standing.AtRisk, standing.OffTrack, held(standing.OnTrack, 0.60)},
		"the bound of reversing, from above":   {[]float64{10, -1}, standing.OffTrack, standing.Reversing, held(standing.OffTrack, 0)},
		"the bound of reversing, from below":   {[]float64{-10, 1}, standing.Reversing, standing.OffTrack, held(standing.Reversing, 0)},
		"a met milestone is a fact":            {[]float64{50, 100}, standing.Achieved, standing.Achieved, nil},
		"a milestone lost by a little":         {[]float64{100, 94}, standing.OnTrack, standing.AtRisk, held(standing.Achieved, 0.95)},
		"a great fall is believed at once":     {[]float64{96, 96, 96, 96, 96, 20}, standing.OffTrack, standing.OffTrack, nil},
	} {
		t.Run(name, func(t *testing.T) {
			past, value, year := years(c.values...)
			v := standing.Judge(hundred(nil), past, value, end(year))
			if v.Status != c.want || v.Raw != c.raw {
				t.Errorf("%s and %s without the band, want %s and %s", v.Status, v.Raw, c.want, c.raw)
			}
			if diff := cmp.Diff(c.held, v.Held); diff != "" {
				t.Errorf("held by (-want +got):\n%s", diff)
			}
			off := standing.Judge(hundred(new(0.0)), past, value, end(year))
			if off.Status != c.raw || off.Held != nil {
				t.Errorf("with the band turned off it is %s, held by %+v", off.Status, off.Held)
			}
		})
	}
}

// The tolerated value moves with the bar, so that a reader sees the number by which a held status stands.
func TestTheToleratedValueKnowsTheBand(t *testing.T) {
	past, value, year := years(96, 94)
	v := standing.Judge(hundred(nil), past, value, end(year))
	if near := *v.Tolerated - 93; near > 1e-9 || near < -1e-9 || *v.Margin < 0 {
		t.Errorf("tolerated %g with a margin of %g, want 93 and above zero", *v.Tolerated, *v.Margin)
	}
}

func TestOnlyThePastOfThisLineIsRemembered(t *testing.T) {
	line := hundred(nil)
	line.Baseline = &standing.Point{At: end(2004), Value: 0}
	line.Milestones = []standing.Point{{end(2005), 100}}
	for name, points := range map[string][]standing.Point{
		"the baseline's own day has no pace":        {{end(2002), 96}, {end(2004), 0}},
		"what came before the baseline is not held": {{end(2002), 100}},
	} {
		if got := standing.Judge(line, standing.Past{Points: points}, new(94.0), end(2006)); got.Status != standing.AtRisk || got.Held != nil {
			t.Errorf("%s: %s, held by %+v", name, got.Status, got.Held)
		}
	}
}
