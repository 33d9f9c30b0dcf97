package scorecard_test

import (
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

func TestWorst(t *testing.T) {
	row := func(unit, indicator string, s standing.Status, gap *float64) scorecard.Row {
		return scorecard.Row{Area: area.Area{UID: unit}, Indicator: catalogue.Indicator{ID: indicator}, Period: period.Year(2024), Verdict: standing.Verdict{Status: s, Gap: gap}}
	}
	rows := []scorecard.Row{
		row("a", "1", standing.Achieved, new(3.0)), row("b", "1", standing.OffTrack, new(-4.0)), row("c", "1", standing.OnTrack, nil), row("d", "1", standing.AtRisk, new(-9.0)),
		row("a", "2", standing.OnTrack, new(-1.0)), row("b", "2", standing.OffTrack, new(-7.0)), row("c", "2", standing.NotReported, nil), row("d", "2", standing.Reversing, nil),
		row("a", "3", standing.Unquantified, nil), row("b", "3", standing.OffTrack, new(-5.0)), row("c", "3", standing.Late, nil), row("d", "3", standing.NotReported, nil),
	}
	var got []string
	for _, r := range scorecard.Worst(rows) {
		got = append(got, r.Area.UID+r.Indicator.ID)
	}
	if want := []string{"a2", "b2", "c2", "d2"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if len(scorecard.Worst(rows)) != 4 || rows[0].Status != standing.Achieved {
		t.Error("the rows given were changed")
	}
	// What was never asked for hides nothing.
	for _, s := range []standing.Status{standing.NotReported, standing.Late} {
		first := row("a", "2", s, nil)
		first.Period = period.Period{}
		if got := scorecard.Worst([]scorecard.Row{first, row("a", "1", standing.OnTrack, nil)}); got[0].Status != standing.OnTrack {
			t.Errorf("a target that nothing was due of yet hides one that is on track: %s", got[0].Status)
		}
	}
	for _, s := range standing.Statuses {
		other := scorecard.Worst([]scorecard.Row{row("a", "1", standing.Unquantified, nil), row("a", "2", s, nil)})
		if other[0].Status != s {
			t.Errorf("%s has no place in the order", s)
		}
	}
}
