package timeliness_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

func vinhLong(t *testing.T) timeliness.Duty {
	t.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("vinh-long-2021-2030")
	duties := timeliness.Duties(reg, p)
	if len(duties) != 3 || duties[0].Form.ID != "annual-district" {
		t.Fatalf("%d forms are watched", len(duties))
	}
	return duties[0]
}

func TestAReportIsCompleteWithItsLastOwedCell(t *testing.T) {
	d := vinhLong(t)
	slot := timeliness.Slot{Unit: "d:857@0", Period: period.Year(2024)}
	owed := d.Owed(slot.Unit, slot.Period)
	// Two recognitions are asked of the one city.
	if city := d.Owed("d:855@0", slot.Period); len(city) != len(d.Form.Asks(slot.Period)) || len(owed) != len(city)-2 || slices.Contains(owed, "learning_city_status") {
		t.Fatalf("the district owes %q, the city %q", owed, city)
	}
	first := period.DateOf(2024, 12, 1).Time()
	came := map[report.Key]time.Time{{Unit: slot.Unit, Indicator: owed[0], Group: "sex=female", Period: slot.Period}: first} // no total: no report
	lookup := func(k report.Key) (time.Time, bool) { at, ok := came[k]; return at, ok }
	due := period.DateOf(2024, 12, 9).EndOfDay()
	want := series.Report{Plan: "vinh-long-2021-2030", Form: "annual-district", Area: slot.Unit, At: period.DateOf(2024, 12, 31).Time(), Due: due, CellsOf: float64(len(owed))}
	check := func(what string, until period.Date) {
		t.Helper()
		if diff := cmp.Diff(want, d.Report(slot, lookup, timeliness.Decided{Until: until})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	check("nothing of what is owed", period.Date{})
	for i, id := range owed {
		came[report.Key{Unit: slot.Unit, Indicator: id, Group: "all", Period: slot.Period}] = first.Add(time.Duration(i) * time.Hour)
		want.Cells++
		if i < len(owed)-1 {
			check(fmt.Sprint(i+1, " cells"), period.Date{})
		}
	}
	want.Received = first.Add(time.Duration(len(owed)-1) * time.Hour)
	check("all", period.Date{})
	check("an extension to the deadline itself", period.DateOf(2024, 12, 9))
	want.Extended = period.DateOf(2024, 12, 10).EndOfDay()
	check("an extension by a day", period.DateOf(2024, 12, 10))
}

func TestReportersOfTheReform(t *testing.T) {
	d := vinhLong(t)
	for year, want := range map[int]int{2021: 8, 2024: 8, 2025: 35, 2026: 35, 2030: 35} {
		if n := len(d.Reporters(period.Year(year))); n != want {
			t.Errorf("%d units report for %d, want %d: districts until 2024, then communes", n, year, want)
		}
	}
	if n := len(d.Reporters(period.Year(2031))) + len(d.Reporters(period.Year(2020))); n != 0 {
		t.Errorf("%d reports are expected outside the plan", n)
	}
	expected := d.Expected()
	if len(expected) != 4*8+6*35 {
		t.Fatalf("%d reports are expected in all, want 8 districts × 4 years and 35 communes × 6", len(expected))
	}
	units := d.Reporters(period.Year(2030))
	if last := expected[len(expected)-1]; last.Unit != units[34].UID || last.Period != period.Year(2030) || expected[8].Period != period.Year(2022) {
		t.Errorf("they do not come by period, then unit: the ninth is %+v, the last %+v", expected[8], last)
	}
}

func TestRates(t *testing.T) {
	now := period.DateOf(2024, 12, 20).Time()
	due, at := period.DateOf(2024, 12, 9).EndOfDay(), period.DateOf(2024, 12, 31).Time()
	r := func(unit string, change func(*series.Report)) series.Report {
		out := series.Report{Plan: "p", Form: "f", Area: unit, At: at, Due: due, CellsOf: 2}
		change(&out)
		return out
	}
	list := []series.Report{
		r("late", func(r *series.Report) { r.Received = due.Add(30 * time.Hour) }),
		r("in time", func(r *series.Report) { r.Received = due }),
		r("in time", func(r *series.Report) { r.Received = due }), // told twice
		r("silent", func(*series.Report) {}),
		r("extended", func(r *series.Report) { r.Extended = now.Add(time.Hour) }),
		r("extended, in time", func(r *series.Report) { r.Extended, r.Received = now, now.Add(-time.Hour) }),
		r("not yet", func(r *series.Report) { r.Received, r.Extended = now.Add(time.Hour), now.Add(2*time.Hour) }),
		r("another form", func(r *series.Report) { r.Form, r.Due = "a", time.Time{} }),
	}
	want := []timeliness.Rate{
		{Plan: "p", Form: "a", At: at, Expected: 1, NotDue: 1},
		{Plan: "p", Form: "f", At: at, Expected: 6, OnTime: 2, Late: 1, Overdue: 1, NotDue: 2, Extended: 3},
	}
	got := timeliness.Rates(list, now)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	if c, p := *got[1].Completeness(), *got[1].Timeliness(); c != 50 || p != 100.0/3 {
		t.Errorf("completeness %g, timeliness %g; want 50 and a third", c, p)
	}
	if days := timeliness.DaysLate(list[0], now); days != 2 {
		t.Errorf("%d days late, want 2: a begun day counts", days)
	}
	if (timeliness.Rate{}).Completeness() != nil || (timeliness.Rate{}).Timeliness() != nil {
		t.Error("where nothing is expected there is no rate")
	}
}
