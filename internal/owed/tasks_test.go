package owed_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// Whatever was recorded, every task of the plan is listed; what was recorded later is not known, and a day that the plan
// has changed since stands over a stored one.
func TestTasks(t *testing.T) {
	p := plan.Plan{ID: "p", Deliverables: []plan.Deliverable{
		{ID: "undated"}, {ID: "late", Due: period.DateOf(2024, 12, 31)}, {ID: "early", Due: period.DateOf(2024, 6, 30)}, {ID: "open", Due: period.DateOf(2026, 1, 1)},
		{ID: "unknown", Due: period.DateOf(2024, 3, 31)},
	}, Findings: []plan.Finding{{ID: "f", Deliverables: []string{"late"}}}}
	asOf := period.DateOf(2025, 1, 10).EndOfDay()
	day := func(y int, m time.Month, d int) time.Time { return period.DateOf(y, m, d).EndOfDay() }
	stored := []series.Deliverable{
		{Plan: "p", Deliverable: "late", Due: day(2030, 1, 1), Done: day(2025, 1, 5), Recorded: day(2025, 1, 6)},
		{Plan: "p", Deliverable: "early", Due: day(2024, 6, 30), Done: day(2024, 6, 1), Recorded: day(2024, 6, 2)},
		{Plan: "p", Deliverable: "unknown", Due: day(2024, 3, 31), Done: day(2024, 3, 1), Recorded: day(2025, 2, 1), Note: "later"},
		{Plan: "other", Deliverable: "open", Done: day(2024, 3, 1), Recorded: day(2024, 3, 1)},
		{Plan: "p", Deliverable: "dropped", Done: day(2024, 3, 1), Recorded: day(2024, 3, 1)},
	}
	var got []string
	for _, task := range owed.Tasks(p, stored, asOf) {
		got = append(got, fmt.Sprintf("%s %s %.0f %v %d%s", task.ID, task.State, task.DaysOverdue, !task.Done.IsZero(), len(task.Findings), task.Note))
	}
	want := "unknown overdue 285 false 0, open open 0 false 0, undated undated 0 false 0, late done_late 5 true 1, early done 0 true 0"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// Whoever owes what is overdue comes first, then whoever has most to do; each task is counted for its lead once.
func TestLeads(t *testing.T) {
	lead := func(vi string) lang.Text { return lang.Text{VI: vi} }
	day := func(y int) period.Date { return period.DateOf(y, 12, 31) }
	p := plan.Plan{ID: "p", Deliverables: []plan.Deliverable{
		{ID: "a", Lead: lead("quiet"), Due: day(2023)}, {ID: "b", Lead: lead("busy"), Due: day(2027)}, {ID: "c", Lead: lead("busy")},
		{ID: "d", Lead: lead("owing"), Due: day(2024)}, {ID: "e", Lead: lead("owing"), Due: day(2026)},
	}}
	asOf := period.DateOf(2025, 1, 10).EndOfDay()
	stored := []series.Deliverable{{Plan: "p", Deliverable: "a", Done: period.DateOf(2023, 6, 1).Time(), Recorded: period.DateOf(2023, 6, 1).Time()}}
	var got []string
	for _, l := range owed.Leads(owed.Tasks(p, stored, asOf)) {
		next := "-"
		if !l.Next().IsZero() {
			next = period.Day(l.Next()).String()
		}
		got = append(got, fmt.Sprintf("%s %d of %d, next %s", l.Name.VI, l.Count(timeliness.DeliverableOverdue), len(l.Tasks), next))
	}
	want := "owing 1 of 2, next 2026-12-31; busy 0 of 2, next 2027-12-31; quiet 0 of 1, next -"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
