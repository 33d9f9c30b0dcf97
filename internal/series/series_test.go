package series_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

func TestStateOfAnExpectedReport(t *testing.T) {
	due := period.DateOf(2024, 12, 9).EndOfDay()
	before, after := due.Add(-time.Hour), due.Add(36*time.Hour)
	for name, c := range map[string]struct {
		report series.Report
		now    time.Time
		want   series.State
		late   float64
	}{
		"nothing came, not due":               {series.Report{Due: due}, before, series.NotDue, 0},
		"the last good day lasts to its end":  {series.Report{Due: due}, due, series.NotDue, 0},
		"nothing came, overdue":               {series.Report{Due: due}, after, series.Overdue, 1.5},
		"came in time":                        {series.Report{Due: due, Received: before}, after, series.OnTime, 0},
		"came at the last instant":            {series.Report{Due: due, Received: due}, after, series.OnTime, 0},
		"came late":                           {series.Report{Due: due, Received: due.Add(12 * time.Hour)}, after, series.ReceivedLate, 0.5},
		"looking back before it came late":    {series.Report{Due: due, Received: after}, due.Add(12 * time.Hour), series.Overdue, 0.5},
		"looking back before it came in time": {series.Report{Due: due, Received: due}, before, series.NotDue, 0},
		"no deadline, nothing came":           {series.Report{}, after, series.NotDue, 0},
		"no deadline, it came":                {series.Report{Received: before}, after, series.OnTime, 0},
		"extended, nothing came, not due":     {series.Report{Due: due, Extended: due.AddDate(0, 0, 9)}, after, series.NotDue, 0},
		"extended, nothing came, overdue":     {series.Report{Due: due, Extended: due.Add(24 * time.Hour)}, after, series.Overdue, 0.5},
		"extended, came in time":              {series.Report{Due: due, Extended: after, Received: after}, after, series.OnTime, 0},
		"extended, came late":                 {series.Report{Due: due, Extended: due.Add(24 * time.Hour), Received: after}, after, series.ReceivedLate, 0.5},
		"an extension never shortens":         {series.Report{Due: due, Extended: due.Add(-48 * time.Hour), Received: due}, after, series.OnTime, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.report.StateAt(c.now); got != c.want {
				t.Errorf("state %s, want %s", got, c.want)
			}
			if got := c.report.DaysLate(c.now); got < c.late-1e-9 || got > c.late+1e-9 {
				t.Errorf("%g days late, want %g", got, c.late)
			}
		})
	}
}

func TestCatalogueGivesTheRegistryBack(t *testing.T) {
	want := series.Catalogue{
		Schema: series.SchemaVersion, Generation: "0011223344556677",
		Plans:      []plan.Plan{{ID: "p", From: 2021, To: 2030, Root: "p:86@0"}},
		Indicators: map[string]catalogue.Indicator{"rate": {ID: "rate", Measure: catalogue.Rate}},
		Areas:      []area.Area{{UID: "p:86@0", Code: "86", Name: "Vĩnh Long", Level: area.Province, ValidTo: period.DateOf(2025, 6, 30)}},
	}
	raw, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got series.Catalogue
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b period.Date) bool { return a == b })); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	reg, err := got.Registry()
	if err != nil {
		t.Fatal(err)
	}
	if a, ok := reg.Areas.Get("p:86@0"); !ok || a.Name != "Vĩnh Long" {
		t.Errorf("the unit came back as %+v", a)
	}
	if _, ok := reg.Plan("p"); !ok {
		t.Error("the plan did not come back")
	}
}

func TestCatalogueRefusesUnitsWithoutTheirParents(t *testing.T) {
	c := series.Catalogue{Areas: []area.Area{{UID: "d:855@0", Level: area.District, Parent: "p:86@0"}}}
	if _, err := c.Registry(); err == nil {
		t.Error("a unit without its parent was accepted")
	}
}

func TestPeriodOfAnObservation(t *testing.T) {
	for _, text := range []string{"2024", "2024-H1", "2024-Q3", "2024-02"} {
		want, err := period.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := series.PeriodOf(want.Frequency(), want.End().Time()); got != want {
			t.Errorf("the observation of %s is read as %s", want, got)
		}
	}
}
