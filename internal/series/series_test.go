package series_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

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
