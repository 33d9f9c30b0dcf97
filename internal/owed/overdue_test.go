package owed_test

import (
	"slices"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// On 20 November 2026 the reports of 2026 are the newest that were due; those of 2025 and the missing one of a commune that was
// merged away are not asked for any more, and the five-year report is not due yet.
func TestNewestDueIsWhatIsOwedNow(t *testing.T) {
	now := ict(t, "2026-11-20 08:00:00")
	report := func(form, unit string, year int, due time.Time, state timeliness.State, days int) owed.Expected {
		return owed.Expected{Form: plan.Form{ID: form}, Area: area.Area{UID: unit}, Period: period.Year(year), Report: series.Report{Due: due}, State: state, DaysLate: days}
	}
	october := func(year int) time.Time { return time.Date(year, 10, 2, 16, 59, 59, 0, time.UTC) }
	list := []owed.Expected{
		report("commune", "came", 2026, october(2026), timeliness.OnTime, 0), report("commune", "late", 2026, october(2026), timeliness.ReceivedLate, 6),
		report("commune", "silent", 2026, october(2026), timeliness.Overdue, 49), report("commune", "merged away", 2025, october(2025), timeliness.Overdue, 414),
		report("five-year", "late", 2030, october(2030), timeliness.NotDue, 0), report("open", "late", 2026, time.Time{}, timeliness.NotDue, 0),
	}
	var got []string
	for _, e := range owed.NewestDue(list, now) {
		got = append(got, e.Area.UID)
		if want := map[string]float64{"silent": 49}[e.Area.UID]; e.Overdue() != want {
			t.Errorf("%s is %g days overdue, want %g", e.Area.UID, e.Overdue(), want)
		}
	}
	if want := []string{"came", "late", "silent"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
