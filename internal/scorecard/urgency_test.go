package scorecard_test

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

func rowOf(unit string, s standing.Status, gap *float64) scorecard.Row {
	return scorecard.Row{Area: area.Area{UID: unit, Level: area.District}, Period: period.Year(2024), Verdict: standing.Verdict{Status: s, Gap: gap}}
}

// neverDue is a row of a target that nothing was due of yet: it is silent, and nothing of it is missing.
func neverDue(unit string) scorecard.Row {
	r := rowOf(unit, standing.NotReported, nil)
	r.Period = period.Period{}
	return r
}

func TestUrgencyPutsTheGravestFirst(t *testing.T) {
	rows := []scorecard.Row{
		rowOf("fine", standing.OnTrack, new(2.0)), rowOf("behind", standing.OffTrack, new(-5.0)), rowOf("silent", standing.NotReported, nil),
		rowOf("more behind", standing.OffTrack, new(-9.0)), rowOf("falling", standing.Reversing, new(-1.0)), rowOf("nothing asked", standing.Unquantified, nil),
	}
	if got, want := scorecard.Urgency(rows), []int{5, 3, 4, 2, 1, 6}; !slices.Equal(got, want) {
		t.Errorf("places %v, want %v", got, want)
	}
}

func TestTalliedCountsTheUnitInEveryRow(t *testing.T) {
	rows := []scorecard.Row{
		rowOf("a", standing.OffTrack, nil), rowOf("a", standing.OnTrack, nil), rowOf("a", standing.Late, nil), rowOf("a", standing.Unquantified, nil),
		rowOf("b", standing.NotReported, nil), neverDue("a"), neverDue("c"),
	}
	got := scorecard.Tallied(rows)
	for i, want := range []scorecard.UnitCount{{3, 1, 1}, {3, 1, 1}, {3, 1, 1}, {3, 1, 1}, {1, 0, 1}, {3, 1, 1}, {}} {
		if got[i].Unit != want {
			t.Errorf("row %d: %+v, want %+v", i, got[i].Unit, want)
		}
	}
	if rows[0].Unit != (scorecard.UnitCount{}) {
		t.Error("the rows given were changed")
	}
}

// The counts of the committee's page add up to the units that its sentence speaks of.
func TestByUnitCountsEveryUnitOnce(t *testing.T) {
	rows := []scorecard.Row{
		rowOf("a", standing.OffTrack, nil), rowOf("a", standing.Reversing, nil), rowOf("b", standing.OnTrack, nil), rowOf("b", standing.Achieved, nil), rowOf("c", standing.Late, nil),
	}
	s := scorecard.Summarise(plan.Plan{}, rows).ByUnit(rows)
	if s.Counts[standing.Reversing] != 1 || s.Counts[standing.OnTrack] != 1 || s.Counts[standing.Late] != 1 || len(s.Counts) != 3 {
		t.Errorf("counts %v", s.Counts)
	}
}

func TestChangeText(t *testing.T) {
	for _, c := range []struct {
		measure catalogue.Measure
		change  *float64
		vi, en  string
	}{
		{catalogue.Rate, nil, "", ""},
		{catalogue.Rate, new(5.24), "tăng 5,2", "up 5.2"},
		{catalogue.Rate, new(-0.9), "giảm 0,9", "down 0.9"},
		{catalogue.Rate, new(-0.01), "giảm 0,01", "down 0.01"}, // a verdict may hang on it
		{catalogue.Rate, new(0.0), "không đổi", "no change"},
		{catalogue.Level, new(1.0), "tăng 1", "up 1"},
		{catalogue.Status, new(1.0), "mới công nhận", "newly won"},
		{catalogue.Status, new(-1.0), "mất công nhận", "lost"},
	} {
		r := scorecard.Row{Indicator: catalogue.Indicator{Measure: c.measure}}
		if vi, en := r.ChangeText(c.change, lang.Vietnamese), r.ChangeText(c.change, lang.English); vi != c.vi || en != c.en {
			t.Errorf("%s %v: %q, %q; want %q, %q", c.measure, c.change, vi, en, c.vi, c.en)
		}
	}
}

func TestAccountText(t *testing.T) {
	share := scorecard.Row{Indicator: catalogue.Indicator{Measure: catalogue.ShareOfUnits}, Target: plan.Target{N: 8}, Milestone: plan.Milestone{Value: new(70.0)}}
	partly := share
	partly.Low, partly.High = new(50.0), new(75.0)
	recognised := scorecard.Row{Indicator: catalogue.Indicator{Measure: catalogue.Status}, Milestone: plan.Milestone{Value: new(1.0)}, Verdict: standing.Verdict{Value: new(0.0)}}
	kept := scorecard.Row{Indicator: catalogue.Indicator{Measure: catalogue.Status}, Milestone: plan.Milestone{Comparator: plan.Maintain}, Verdict: standing.Verdict{Value: new(1.0)}}
	for want, r := range map[string]scorecard.Row{"cần 6/8": share, "4–6/8, cần 6/8": partly, "chưa, cần có": recognised, "có, cần duy trì": kept} {
		if got := r.AccountText(lang.Vietnamese); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
