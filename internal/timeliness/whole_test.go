package timeliness_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/timeliness"
)

// A report of two cells due on 9 December 2024, and one that was asked for on 10 January 2025, due on 31 March.
func TestAReportOfTwoDeadlines(t *testing.T) {
	tree, err := area.NewTree([]area.Area{{UID: "d:1@0", Code: "1", Name: "Huyện", Level: area.District}})
	if err != nil {
		t.Fatal(err)
	}
	late := plan.Term{First: period.Year(2024), AskedOn: period.DateOf(2025, 1, 10), Due: period.DateOf(2025, 3, 31)}
	f := plan.Form{ID: "f", Level: area.District, Frequency: period.Annual, Due: plan.Due{Before: "12-10"},
		Indicators: append(plan.Asks("a", "b"), plan.Ask{Indicator: "c", Term: late})}
	reg := plan.Registry{Areas: tree, Indicators: map[string]catalogue.Indicator{}}
	p := plan.Plan{ID: "p", From: 2021, To: 2030, Root: "d:1@0", Forms: []plan.Form{f}}
	d := timeliness.DutyOf(reg, p, f)
	slot := timeliness.Slot{Unit: "d:1@0", Period: period.Year(2024)}
	if got := len(d.Asks(slot.Unit, period.Year(2023))); got != 2 {
		t.Fatalf("%d cells are owed for the year before, want 2", got)
	}
	dec := func(n int) time.Time { return period.DateOf(2024, 12, n).Time() }
	april, june := period.DateOf(2025, 4, 2).Time(), period.DateOf(2025, 6, 1).Time()
	for name, c := range map[string]struct {
		came  map[string]time.Time
		until string
		at    time.Time
		state timeliness.State
		days  int
	}{
		"the first two in time, the third not due":         {map[string]time.Time{"a": dec(1), "b": dec(2)}, "", period.DateOf(2025, 3, 1).Time(), timeliness.NotDue, 0},
		"the third not come by its day":                    {map[string]time.Time{"a": dec(1), "b": dec(2)}, "", april, timeliness.Overdue, 2},
		"all in their time":                                {map[string]time.Time{"a": dec(1), "b": dec(2), "c": period.DateOf(2025, 3, 30).Time()}, "", june, timeliness.OnTime, 0},
		"one of the first missing is overdue from its day": {map[string]time.Time{"a": dec(1)}, "", period.DateOf(2025, 1, 20).Time(), timeliness.Overdue, 42},
		"the first came late, the third is not due":        {map[string]time.Time{"a": dec(1), "b": dec(20)}, "", period.DateOf(2025, 3, 1).Time(), timeliness.NotDue, 0},
		"the first came late, the third in time":           {map[string]time.Time{"a": dec(1), "b": dec(20), "c": period.DateOf(2025, 1, 12).Time()}, "", june, timeliness.ReceivedLate, 34},
		"the third came late":                              {map[string]time.Time{"a": dec(1), "b": dec(2), "c": april}, "", june, timeliness.ReceivedLate, 2},
		"an extension of the first":                        {map[string]time.Time{"a": dec(1), "b": dec(20), "c": period.DateOf(2025, 3, 1).Time()}, "2024-12-31", june, timeliness.OnTime, 0},
		"an extension beyond the third's day":              {map[string]time.Time{"a": dec(1), "b": dec(2)}, "2025-04-30", april, timeliness.NotDue, 0},
	} {
		until, err := period.ParseDate(c.until)
		if err != nil {
			t.Fatal(err)
		}
		r := d.Report(slot, func(k report.Key) (time.Time, bool) { at, ok := c.came[k.Indicator]; return at, ok }, timeliness.Decided{Until: until})
		if state, days := timeliness.StateOf(r, c.at), timeliness.DaysLate(r, c.at); state != c.state || days != c.days || r.CellsOf != 3 {
			t.Errorf("%s: %s by %d days, want %s by %d; %+v", name, state, days, c.state, c.days, r)
		}
	}
}
