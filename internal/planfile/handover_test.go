package planfile_test

import (
	"testing"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
)

// Whoever is given more time is given it from the day that holds: the first report of the communes was asked for after the plan's own.
func TestTheLastDayOfAFormThatWasHandedOver(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("vinh-long-2021-2030")
	form, _ := p.Form("annual-district")
	for year, want := range map[int]period.Date{2024: period.DateOf(2024, 12, 9), 2025: period.DateOf(2026, 3, 31), 2026: period.DateOf(2026, 12, 9)} {
		if got := form.LastDay(period.Year(year)); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
}
