package owed_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// The newest period stands on the left, and whom somebody has to call at the top: a unit that ended may owe for longer, but nobody is
// there to be called. Two units of one name are two rows.
func TestReportMatrix(t *testing.T) {
	form := plan.Form{ID: "annual"}
	report := func(uid string, year int, s timeliness.State, days int) owed.Expected {
		return owed.Expected{Form: form, Area: area.Area{UID: uid, Name: "Tân Long"}, Period: period.Year(year), State: s, DaysLate: days}
	}
	columns, rows := owed.ReportMatrix([]owed.Expected{
		report("well", 2024, timeliness.OnTime, 0), report("ended", 2024, timeliness.Overdue, 400), report("late", 2024, timeliness.ReceivedLate, 9), report("owing", 2024, timeliness.OnTime, 0),
		report("well", 2025, timeliness.OnTime, 0), report("late", 2025, timeliness.OnTime, 0), report("owing", 2025, timeliness.Overdue, 30),
	})
	var got []string
	for _, c := range columns {
		got = append(got, c.Period.String())
	}
	for _, r := range rows {
		line := r.Area.UID
		for _, e := range r.Reports {
			if e == nil {
				line += " -"
				continue
			}
			line += fmt.Sprintf(" %s", e.State)
		}
		got = append(got, line)
	}
	want := "2025, 2024, owing overdue on_time, late on_time received_late, well on_time on_time, ended - overdue"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
