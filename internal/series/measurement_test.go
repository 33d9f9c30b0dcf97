package series_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/series"
)

// Names of measurements stand in stores and in the quarantine of ledgers: a changed one would orphan both.
func TestMeasurementsHaveTheirNames(t *testing.T) {
	want := []string{"observation", "target", "report", "level", "deliverable", "revision", "recognition"}
	all := series.Measurements()
	if len(all) != len(want) {
		t.Fatalf("%d measurements, want %d", len(all), len(want))
	}
	for i, m := range all {
		found, ok := series.MeasurementNamed(want[i])
		if m.String() != want[i] || !ok || found != m {
			t.Errorf("measurement %d is called %q and found by %q as %s", i, m, want[i], found)
		}
		point, err := m.ReadJSON([]byte(`{"Area":"d:1@0"}`))
		if m == series.Deliverables {
			point, err = m.ReadJSON([]byte(`{"Plan":"p"}`))
		}
		if err != nil || point.Measurement() != m {
			t.Errorf("a point of %s is read as %T, %v", m, point, err)
		}
		if _, err := m.ReadJSON([]byte(`{"Weight":1}`)); err == nil {
			t.Errorf("%s takes a field that it does not have", m)
		}
	}
	if _, ok := series.MeasurementNamed("gdp"); ok {
		t.Error("there is a measurement called gdp")
	}
}

// Names may hold any text: what lies between them must not be mistaken for it.
func TestIdentitiesDoNotRunTogether(t *testing.T) {
	at := time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	a, b := series.Report{Plan: "p q", Form: "f", At: at}, series.Report{Plan: "p", Form: "q f", At: at}
	if a.Identity() == b.Identity() {
		t.Errorf("two reports are called %s", a.Identity())
	}
}
