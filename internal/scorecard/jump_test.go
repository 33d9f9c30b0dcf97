package scorecard_test

import (
	"math"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/plausible"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
)

// Worked by hand: z = |change − median| ÷ max(1.4826 × median of the deviations, least), the smaller of own and peers.
func TestJump(t *testing.T) {
	none := math.NaN()
	for name, c := range map[string]struct {
		newest     float64
		own, peers []float64
		least      float64
		want       float64
	}{
		"nothing to compare with":              {9, nil, nil, 2, none},
		"three changes are too few":            {9, []float64{1, 2, 3}, []float64{1, 2, 3}, 2, none},
		"like its own past":                    {3, []float64{2, 3, 3, 4}, nil, 2, 0},
		"unlike its own past":                  {20, []float64{1, 2, 4, 5}, nil, 2, 17 / 2.2239},                          // median 3, deviations 2 1 1 2
		"unlike its past, like its peers":      {20, []float64{1, 2, 4, 5}, []float64{18, 20, 20, 22}, 2, 0},              // everybody leapt
		"unlike its peers, like its past":      {20, []float64{18, 20, 20, 22}, []float64{1, 2, 4, 5}, 2, 0},              // it always leaps
		"unlike both":                          {20, []float64{1, 2, 4, 5}, []float64{2, 4, 8, 10}, 2, 14 / (1.4826 * 3)}, // own 7.6, peers |20−6| ÷ (1.4826 × 3)
		"a fall is as unusual as a rise":       {-14, []float64{-5, -1, 1, 5}, nil, 2, 14 / (1.4826 * 3)},
		"steps all the same, seven points":     {8, []float64{1, 1, 1, 1}, nil, 2, 3.5}, // spread 0 counts as 2: seven points are not above 3.5 yet
		"steps all the same, eight points":     {9, []float64{1, 1, 1, 1}, nil, 2, 4},
		"eight schools, one of them":           {12.5, []float64{0, 0, 0, 0}, nil, 12.5, 1},
		"an odd number of changes":             {13, []float64{0, 1, 3, 7, 8}, nil, 2, 10 / (1.4826 * 3)}, // median 3, deviations 3 2 0 4 5
		"one wild year in the past hides none": {20, []float64{2, 3, 4, 3, 60}, nil, 1, 17 / 1.4826},      // median 3, deviations 1 0 1 0 57
		"peers alone":                          {20, []float64{1}, []float64{2, 4, 8, 10}, 2, 14 / (1.4826 * 3)},
	} {
		got := none
		if z := scorecard.Jump(c.newest, c.newest, c.own, c.peers, c.least); z != nil {
			got = *z
		}
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %g, want %g", name, got, c.want)
		}
	}
}

// Twelve points were asked for where ten had been usual, and the unit stood still: it is behind, and has not jumped.
func TestStandingStillIsNoJump(t *testing.T) {
	usual := []float64{-2, -2, -2, -2}
	// The last: |−40 − 12 − (−2)| is 50, no more than the 40 that it moved, in spreads of 2.
	for moved, want := range map[float64]float64{0: 0, 3: 1.5, -3: 1.5, -40: 20} {
		if z := scorecard.Jump(moved, moved-12, usual, usual, 2); *z != want {
			t.Errorf("moved by %g: %g, want %g", moved, *z, want)
		}
	}
}

func TestJumpsOfStoredSeries(t *testing.T) {
	in := world(t)
	later := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	// Five districts grow by 1 a year; the first leaps by 21 in 2024, the second has no 2023.
	for i, uid := range []string{"d:1@0", "d:2@0", "d:3@0", "d:4@0", "d:6@0"} {
		for year := 2019; year <= 2024; year++ {
			v := float64(30 + year - 2020)
			if i == 0 && year == 2024 {
				v += 20
			}
			if i == 1 && year == 2023 {
				continue
			}
			came(&in, uid, "skills", year, v)
		}
	}
	jump := func(uid string, revisions ...series.Revision) float64 {
		z, ok := scorecard.Jumps(in, revisions)[scorecard.Cell{Area: uid, Indicator: "skills"}]
		if !ok {
			return math.NaN()
		}
		return z.Z
	}
	if got := jump("d:1@0"); got != 10 { // own: (21 − 1) ÷ 2; peers of 2024 are three: too few
		t.Errorf("a leap of 21 among steps of 1: %g, want 10", got)
	}
	if got := jump("d:3@0"); got != 0 {
		t.Errorf("a step like every other: %g", got)
	}
	if got := jump("d:2@0"); !math.IsNaN(got) {
		t.Errorf("over a gap there is no change: the newest has none before it, got %g", got)
	}
	if got := jump("d:5@0"); !math.IsNaN(got) {
		t.Errorf("a silent unit has %g", got)
	}
	note := series.Revision{Indicator: "skills", Area: "d:1@0", Group: catalogue.GroupAll, At: end(2024), Recorded: in.AsOf.AddDate(0, 0, -1), Revision: 2, Note: "đổi cách đếm"}
	if got := jump("d:1@0", note); got != 0 {
		t.Errorf("explained: %g, want 0", got)
	}
	silent, early, unknown := note, note, note
	silent.Recorded, silent.Note, silent.Revision = in.AsOf, "", 3
	early.At = end(2023)
	unknown.Recorded = later
	for name, list := range map[string][]series.Revision{
		"corrected again without a note": {note, silent}, "a note on another period": {early}, "a note of later": {unknown},
	} {
		if got := jump("d:1@0", list...); got != 10 {
			t.Errorf("%s: %g, want 10", name, got)
		}
	}
}

// A plan that asks for more in a year makes nobody suspect who gives more in it: what counts is the change less what the path
// asked for. The path of these districts rises by 2 a year to 2025, then by 12 a year to 2026.
func TestAStepThatThePathAsksForIsNoJump(t *testing.T) {
	in := world(t)
	in.AsOf = ict(t, "2026-12-20 08:00:00")
	for i := range in.Plan.Targets {
		if target := &in.Plan.Targets[i]; target.ID == "skills" {
			target.Milestones = []plan.Milestone{milestone(2025, plan.AtLeast, new(40.0)), milestone(2026, plan.AtLeast, new(52.0))}
		}
	}
	in.Registry.Plans = []plan.Plan{in.Plan}
	// The first follows the path, the second takes 2 points more each year, the third goes on by 2 in 2026 and stays ten points
	// behind what was asked, the fourth leaps by 24.
	last := map[string]float64{"d:1@0": 12, "d:2@0": 14, "d:3@0": 2, "d:4@0": 24}
	for uid, newest := range last {
		extra := 0.0
		if uid == "d:2@0" {
			extra = 2
		}
		baseline(&in, uid, "skills", 2020, 30)
		v := 30.0
		for year := 2020; year <= 2025; year++ {
			came(&in, uid, "skills", year, v)
			v += 2 + extra
		}
		came(&in, uid, "skills", 2026, v-2-extra+newest)
	}
	got := scorecard.Jumps(in, nil)
	// By hand: excess of 2026 over that of the years before, ÷ 2. The second's excess is 2 in every year. The third's is −10, but it
	// moved by 2 only: it has not jumped.
	for uid, want := range map[string]float64{"d:1@0": 0, "d:2@0": 0, "d:3@0": 1, "d:4@0": 6} {
		if z := got[scorecard.Cell{Area: uid, Indicator: "skills"}].Z; math.Abs(z-want) > 1e-9 {
			t.Errorf("%s: %g, want %g", uid, z, want)
		}
	}
}

// Where a rate counts eight schools, one school more is 12.5 points and no news; where it counts a thousand people it is.
func TestOneSchoolMoreIsNoJump(t *testing.T) {
	for of, want := range map[float64]float64{8: 1, 1000: 6.25} {
		in := world(t)
		for year := 2019; year <= 2024; year++ {
			v := 25.0
			if year == 2024 {
				v = 37.5
			}
			came(&in, "d:1@0", "skills", year, v)
			in.Observations[len(in.Observations)-1].Denominator = &of
		}
		if z := scorecard.Jumps(in, nil)[scorecard.Cell{Area: "d:1@0", Indicator: "skills"}].Z; z != want {
			t.Errorf("one of %g: %g, want %g", of, z, want)
		}
	}
}

// 64,480 of 104,000 becomes 640,000 of 1,000,000: the rate stands still, and the province moves by points.
func TestASlipOfSizeIsAJumpThoughTheRateStandsStill(t *testing.T) {
	in := world(t)
	size := func(uid string, year int, of float64) {
		came(&in, uid, "skills", year, 62)
		o := &in.Observations[len(in.Observations)-1]
		o.Basis, o.Numerator, o.Denominator = series.Reported, new(0.62*of), new(of)
	}
	for i, uid := range []string{"d:1@0", "d:2@0", "d:3@0", "d:4@0", "d:6@0"} {
		for year := 2021; year <= 2024; year++ {
			size(uid, year, float64(104_000+10_000*i))
		}
	}
	honest := scorecard.Jumps(in, nil)
	for cell, leap := range honest {
		if leap.Z > scorecard.Suspicious || leap.Size != nil {
			t.Errorf("honest %v: %+v", cell, leap)
		}
	}
	in.Observations = in.Observations[:len(in.Observations)-1]
	size("d:6@0", 2024, 1_440_000)
	leap := scorecard.Jumps(in, nil)[scorecard.Cell{Area: "d:6@0", Indicator: "skills"}]
	if leap.Z <= scorecard.Suspicious || leap.Size == nil || leap.Size.Slip != plausible.DigitMore || leap.Size.Meant != 144_000 {
		t.Errorf("ten times as many people: %+v, size %+v", leap, leap.Size)
	}
	note := series.Revision{Indicator: "skills", Area: "d:6@0", Group: catalogue.GroupAll, At: end(2024), Recorded: in.AsOf.AddDate(0, 0, -1), Revision: 2, Note: "sáp nhập"}
	if leap := scorecard.Jumps(in, []series.Revision{note})[scorecard.Cell{Area: "d:6@0", Indicator: "skills"}]; leap.Z > scorecard.Suspicious {
		t.Errorf("explained by a note: %+v", leap)
	}
}
