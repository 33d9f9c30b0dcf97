package scorecard_test

import (
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

// A status allows for a part of the way; on the milestone's own day the sentence must not let it pass for met.
func TestAMissedMilestoneIsNamedOnItsDay(t *testing.T) {
	const missedVI, missedEN = "chưa đạt mốc 50% của ngày 31/12/2025", "the milestone of 2025-12-31, 50%, is not met"
	before := func(r *scorecard.Row) { r.At = r.At.AddDate(-1, 0, 0) }
	after := func(r *scorecard.Row) { r.At = r.At.AddDate(1, 0, 0) }
	for name, c := range map[string]struct {
		row    scorecard.Row
		missed bool
	}{
		"within the bound": {judgedRow("Long Hồ", standing.OnTrack, -1), true},
		"far below":        {judgedRow("Long Hồ", standing.OffTrack, -20), true},
		"met":              {judgedRow("Long Hồ", standing.Achieved, 0), false},
		"a year before":    {judgedRow("Long Hồ", standing.OnTrack, -1, before), false},
		"a year after":     {judgedRow("Long Hồ", standing.OffTrack, -1, after), true},
		"not reported":     {judgedRow("Long Hồ", standing.Late, 0), false},
	} {
		for l, text := range map[lang.Lang]string{lang.Vietnamese: missedVI, lang.English: missedEN} {
			if got := c.row.Sentence(kh1788, l); strings.Contains(got, text) != c.missed {
				t.Errorf("%s: %q says %q: want %t", name, got, text, c.missed)
			}
		}
	}
}

// 99,80% on the day of “trên 99,80%” is on its path and does not meet it, as real judging has it.
func TestWhatHasToBeAboveIsNotMetByTheNumberItself(t *testing.T) {
	row := judgedRow("Hưng Yên", standing.OnTrack, 0, func(r *scorecard.Row) {
		r.Milestone.Comparator, r.Target.Milestones[0].Comparator = plan.Above, plan.Above
		line := standing.Line{Sign: 1, Comparator: plan.Above, Bounds: plan.DefaultBounds, Method: standing.MilestoneLinear,
			Baseline: &standing.Point{At: time.Date(2020, 12, 31, 0, 0, 0, 0, time.UTC), Value: 40}, Milestones: []standing.Point{{At: r.At, Value: 50}}}
		r.Verdict = standing.Judge(line, standing.Past{}, r.Value, r.At)
	})
	if row.Status != standing.OnTrack {
		t.Fatalf("the status is %s", row.Status)
	}
	if got := row.Sentence(kh1788, lang.Vietnamese); !strings.Contains(got, "đúng bằng lộ trình; chưa đạt mốc >50% của ngày 31/12/2025") {
		t.Error(got)
	}
	for _, l := range []lang.Lang{lang.Vietnamese, lang.English} {
		s := scorecard.Summarise(kh1788, []scorecard.Row{row})
		if text := s.Sentence.In(l) + s.Detail.In(l); strings.Contains(text, "đạt") || strings.Contains(text, "met") || s.Counts[standing.Achieved] != 0 {
			t.Errorf("the summary calls it met: %s", text)
		}
	}
}
