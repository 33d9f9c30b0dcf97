package scorecard_test

import (
	"math"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
)

// Worked by hand: z = |change − median| ÷ max(1.4826 × median of the deviations, 0.5), the smaller of own and peers.
func TestJump(t *testing.T) {
	none := math.NaN()
	for name, c := range map[string]struct {
		newest     float64
		own, peers []float64
		want       float64
	}{
		"nothing to compare with":              {9, nil, nil, none},
		"two points are too few":               {9, []float64{1, 2}, []float64{1, 2}, none},
		"like its own past":                    {3, []float64{2, 3, 4}, nil, 0},
		"unlike its own past":                  {20, []float64{2, 3, 4}, nil, 17 / 1.4826},                // median 3, deviations 1 0 1
		"unlike its past, like its peers":      {20, []float64{2, 3, 4}, []float64{18, 20, 22}, 0},        // everybody leapt
		"unlike its peers, like its past":      {20, []float64{18, 20, 22}, []float64{2, 3, 4}, 0},        // it always leaps
		"unlike both":                          {20, []float64{2, 3, 4}, []float64{4, 6, 8}, 14 / 2.9652}, // own 11.5, peers |20−6| ÷ (1.4826 × 2)
		"a fall is as unusual as a rise":       {-14, []float64{2, 3, 4}, nil, 17 / 1.4826},
		"never moved, half a point":            {0.5, []float64{0, 0, 0}, nil, 1}, // spread 0 counts as 0.5
		"never moved, ten points":              {10, []float64{0, 0, 0, 0}, nil, 20},
		"an even number of points":             {10, []float64{1, 2, 4, 5}, nil, 7 / (1.4826 * 1.5)}, // median 3, deviations 2 1 1 2
		"one wild year in the past hides none": {20, []float64{2, 3, 4, 3, 60}, nil, 17 / 1.4826},    // median 3, deviations 1 0 1 0 57
		"peers alone":                          {20, []float64{1}, []float64{4, 6, 8}, 14 / 2.9652},
	} {
		got := none
		if z := scorecard.Jump(c.newest, c.own, c.peers); z != nil {
			got = *z
		}
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %g, want %g", name, got, c.want)
		}
	}
}

func TestJumpsOfStoredSeries(t *testing.T) {
	in := world(t)
	later := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	// Four districts grow by 1 a year; the first leaps by 21 in 2024, the second has no 2023.
	for i, uid := range []string{"d:1@0", "d:2@0", "d:3@0", "d:4@0"} {
		for year := 2020; year <= 2024; year++ {
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
		z, ok := scorecard.Jumps(in.Registry.Indicators, in.Observations, revisions, in.AsOf)[scorecard.Cell{Area: uid, Indicator: "skills"}]
		if !ok {
			return math.NaN()
		}
		return z
	}
	if got := jump("d:1@0"); got != 40 { // own: (21 − 1) ÷ 0.5; peers of 2024 are two: too few
		t.Errorf("a leap of 21 among steps of 1: %g, want 40", got)
	}
	if got := jump("d:3@0"); got != 0 {
		t.Errorf("a step like every other: %g", got)
	}
	if got := jump("d:2@0"); !math.IsNaN(got) {
		t.Errorf("over a gap there is no change: the newest of two is no more to judge by, got %g", got)
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
		if got := jump("d:1@0", list...); got != 40 {
			t.Errorf("%s: %g, want 40", name, got)
		}
	}
}
