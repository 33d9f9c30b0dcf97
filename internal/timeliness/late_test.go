package timeliness_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

func TestStateOfAnExpectedReport(t *testing.T) {
	due := period.DateOf(2024, 12, 9).EndOfDay()
	before, after := due.Add(-time.Hour), due.Add(36*time.Hour)
	for name, c := range map[string]struct {
		report series.Report
		now    time.Time
		want   timeliness.State
		late   float64
	}{
		"nothing came, not due":               {series.Report{Due: due}, before, timeliness.NotDue, 0},
		"the last good day lasts to its end":  {series.Report{Due: due}, due, timeliness.NotDue, 0},
		"nothing came, overdue":               {series.Report{Due: due}, after, timeliness.Overdue, 1.5},
		"came in time":                        {series.Report{Due: due, Received: before}, after, timeliness.OnTime, 0},
		"came at the last instant":            {series.Report{Due: due, Received: due}, after, timeliness.OnTime, 0},
		"came late":                           {series.Report{Due: due, Received: due.Add(12 * time.Hour)}, after, timeliness.ReceivedLate, 0.5},
		"looking back before it came late":    {series.Report{Due: due, Received: after}, due.Add(12 * time.Hour), timeliness.Overdue, 0.5},
		"looking back before it came in time": {series.Report{Due: due, Received: due}, before, timeliness.NotDue, 0},
		"no deadline, nothing came":           {series.Report{}, after, timeliness.NotDue, 0},
		"no deadline, it came":                {series.Report{Received: before}, after, timeliness.OnTime, 0},
		"extended, nothing came, not due":     {series.Report{Due: due, Extended: due.AddDate(0, 0, 9)}, after, timeliness.NotDue, 0},
		"extended, nothing came, overdue":     {series.Report{Due: due, Extended: due.Add(24 * time.Hour)}, after, timeliness.Overdue, 0.5},
		"extended, came in time":              {series.Report{Due: due, Extended: after, Received: after}, after, timeliness.OnTime, 0},
		"extended, came late":                 {series.Report{Due: due, Extended: due.Add(24 * time.Hour), Received: after}, after, timeliness.ReceivedLate, 0.5},
		"nobody is there, nothing came":       {series.Report{Due: due, NoReporter: before}, after, timeliness.NoReporter, 0},
		"nobody is there, not due":            {series.Report{Due: due, NoReporter: before}, before, timeliness.NoReporter, 0},
		"nobody is there, part of it came":    {series.Report{Due: due, NoReporter: before, Cells: 1, CellsOf: 2}, after, timeliness.NoReporter, 0},
		"nobody is there, and it came":        {series.Report{Due: due, NoReporter: before, Received: before}, after, timeliness.OnTime, 0},
		"nobody is there, and it came late":   {series.Report{Due: due, NoReporter: before, Received: due.Add(12 * time.Hour)}, after, timeliness.ReceivedLate, 0.5},
		"looking back before it came":         {series.Report{Due: due, NoReporter: before, Received: after}, due.Add(12 * time.Hour), timeliness.NoReporter, 0},
		"an extension never shortens":         {series.Report{Due: due, Extended: due.Add(-48 * time.Hour), Received: due}, after, timeliness.OnTime, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := timeliness.StateOf(c.report, c.now); got != c.want {
				t.Errorf("state %s, want %s", got, c.want)
			}
			if got := timeliness.Days(timeliness.Late(c.report, c.now)); got < c.late-1e-9 || got > c.late+1e-9 {
				t.Errorf("%g days late, want %g", got, c.late)
			}
		})
	}
}

// What was done is known from the day on which somebody recorded it, and counts from the day on which it was done.
func TestStateOfADeliverable(t *testing.T) {
	due := period.DateOf(2024, 12, 9).EndOfDay()
	before, after := due.Add(-time.Hour), due.Add(36*time.Hour)
	for name, c := range map[string]struct {
		done, recorded, due, now time.Time
		want                     timeliness.DeliverableState
		late                     float64
	}{
		"not done, before its day":            {due: due, now: before, want: timeliness.DeliverableOpen},
		"the day lasts to its end":            {due: due, now: due, want: timeliness.DeliverableOpen},
		"not done, its day has passed":        {due: due, now: after, want: timeliness.DeliverableOverdue, late: 1.5},
		"not done, without a day":             {now: after, want: timeliness.DeliverableUndated},
		"done at the last instant":            {due: due, done: due, recorded: due, now: after, want: timeliness.DeliverableDone},
		"done in time, recorded after it":     {due: due, done: before, recorded: after, now: after, want: timeliness.DeliverableDone},
		"done, without a day":                 {done: before, recorded: before, now: after, want: timeliness.DeliverableDone},
		"done late":                           {due: due, done: due.Add(12 * time.Hour), recorded: after, now: after, want: timeliness.DeliverableDoneLate, late: 0.5},
		"looking back before it was recorded": {due: due, done: before, recorded: after, now: after.Add(-time.Second), want: timeliness.DeliverableOverdue, late: 1.5 - 1./86400},
		"looking back before it was done":     {due: due, done: after, recorded: after, now: before, want: timeliness.DeliverableOpen},
	} {
		d := series.Deliverable{Due: c.due, Done: c.done, Recorded: c.recorded}
		if got := timeliness.StateOfDeliverable(d, c.now); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := timeliness.Days(timeliness.DeliverableLate(d, c.now)); got < c.late-1e-9 || got > c.late+1e-9 {
			t.Errorf("%s: %g days late, want %g", name, got, c.late)
		}
	}
}

// "Before 10 December" is met until the 9th is over in Vietnam; a form without a day is asked for when its period is over, and
// nobody is late then.
func TestDeadlinesOfAForm(t *testing.T) {
	dated, undated := plan.Form{Due: plan.Due{Before: "12-10"}}, plan.Form{}
	ninth := time.Date(2024, 12, 9, 16, 59, 59, 999999999, time.UTC)
	year := period.Year(2024)
	if got := timeliness.DueBy(dated, year); !got.Equal(ninth) || !timeliness.ClosedBy(dated, year).Equal(ninth) {
		t.Errorf("due by %s, closed by %s; want %s", got, timeliness.ClosedBy(dated, year), ninth)
	}
	if got := timeliness.DueBy(undated, year); !got.IsZero() || timeliness.Passed(got, ninth.AddDate(9, 0, 0)) {
		t.Errorf("a form without a day is due by %s", got)
	}
	if got := timeliness.ClosedBy(undated, year); !got.Equal(ninth.AddDate(0, 0, 22)) {
		t.Errorf("a form without a day is closed by %s, want the end of the year", got)
	}
	if timeliness.Passed(ninth, ninth) || !timeliness.Passed(ninth, ninth.Add(1)) {
		t.Error("the last instant is the last that is in time")
	}
}
