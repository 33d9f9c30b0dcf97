package owed_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// What was never stored is expected all the same, and a period that has not begun is not.
func TestReportingComesFromThePlan(t *testing.T) {
	in := world(t)
	in.Plan.Forms = append(in.Plan.Forms, plan.Form{ID: "words", Level: "district", Frequency: "annual"})
	due := time.Date(2024, 12, 9, 16, 59, 59, 0, time.UTC)
	stored := []series.Report{
		{Plan: "p", Form: "annual", Area: "d:1@0", At: end(2024), Due: due, Received: due.AddDate(0, 0, -1), Cells: 3, CellsOf: 3},
		{Plan: "p", Form: "annual", Area: "d:2@0", At: end(2024), Due: due, Received: due.AddDate(0, 0, 3), Cells: 3, CellsOf: 3},
		{Plan: "p", Form: "annual", Area: "d:3@0", At: end(2024), Due: due, Extended: due.AddDate(0, 2, 0), Cells: 1, CellsOf: 3},
		{Plan: "p", Form: "annual", Area: "d:4@0", At: end(2024), Due: due, Received: in.AsOf.AddDate(0, 0, 1), Cells: 3, CellsOf: 3}, // not known yet
	}
	span := period.Span{From: end(2023), To: end(2030)}
	list := owed.Reporting(in.Registry, in.Plan, "", stored, span, in.AsOf)
	got := map[string]string{}
	var periods []string
	for _, e := range list {
		if e.Period.String() == "2024" {
			got[e.Area.UID] = fmt.Sprintf("%s %d", e.State, e.DaysLate)
		}
		if e.Area.UID == district {
			periods = append(periods, e.Period.String())
		}
	}
	want := map[string]string{"d:1@0": "on_time 0", "d:2@0": "received_late 3", "d:3@0": "not_due 0", "d:4@0": "overdue 37"}
	for i := 5; i <= 8; i++ {
		want[fmt.Sprintf("d:%d@0", i)] = "overdue 37"
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("2024 (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2025", "2024", "2023"}, periods); diff != "" {
		t.Errorf("periods (-want +got):\n%s", diff)
	}
	tallies := owed.Tallies(list, in.AsOf)
	if len(tallies) != 3 || tallies[1].Period.String() != "2024" {
		t.Fatalf("got %+v", tallies)
	}
	if r := tallies[1]; r.Expected != 8 || r.Received() != 2 || r.OnTime != 1 || r.Late != 1 || r.Overdue != 5 || r.NotDue != 1 || *r.Completeness() != 25 || *r.Timeliness() != 12.5 {
		t.Errorf("got %+v", r)
	}
	if r := tallies[0]; r.NotDue != 8 || r.Overdue != 0 {
		t.Errorf("nobody is late for 2025 yet: %+v", r)
	}
	if none := owed.Reporting(in.Registry, in.Plan, "other", stored, span, in.AsOf); len(none) != 0 {
		t.Errorf("another form has %d reports", len(none))
	}
}
