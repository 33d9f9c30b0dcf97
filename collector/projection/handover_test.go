package projection_test

import (
	"fmt"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// Districts owe the form until 2021, communes from 2022 on. Every period is summed from those who owed it, and nobody is
// expected to hand in what another owed.
func TestATotalIsOfThoseWhoOwedItThen(t *testing.T) {
	reg := communeWorld(t, func(old, _ *plan.Plan) {
		old.Forms[0].Level = ""
		old.Forms[0].Bodies = []plan.Body{{ID: "district", Level: area.District, Term: plan.Term{Last: period.Year(2021)}}, {ID: "commune", Level: area.Commune, Term: plan.Term{First: period.Year(2022)}}}
	})
	reg.Plans = reg.Plans[:1]
	l, s := &record{}, &memory{}
	for _, district := range []string{"d:857@0", "d:858@0"} {
		l.accept("2021-12-05", literateRate(district, 2021, "all", 50, 100))
	}
	communes := open(reg, reg.Plans[0], 2022)
	var entries []report.Entry
	for _, a := range communes {
		entries = append(entries, literateRate(a.UID, 2022, "all", 6, 10))
	}
	l.accept("2022-12-05", entries[1:]...)
	projected(t, l, s, of(reg))
	if got, want := says(total(t, s, "literacy p:86@0 all derived 2021")), "2 of 2, 50 = 100/200"; got != want {
		t.Errorf("2021: %s, want %s", got, want)
	}
	n := len(communes)
	if got, want := total(t, s, "literacy p:86@0 all derived 2022"), fmt.Sprintf("%d of %d", n-1, n); fmt.Sprintf("%g of %g", got.Members, got.MembersOf) != want || got.Low != nil {
		t.Errorf("2022: %s, want %s without bounds: the missing commune never reported", says(got), want)
	}
	for key, want := range map[string]bool{
		"report communes d:857@0 2021": true, "report communes d:857@0 2022": false,
		fmt.Sprintf("report communes %s 2021", communes[0].UID): false, fmt.Sprintf("report communes %s 2022", communes[0].UID): true,
	} {
		if _, got := s.points[key]; got != want {
			t.Errorf("%s is expected: %v", key, got)
		}
	}
}

// An indicator that is asked for from a period on makes nobody's earlier report incomplete.
func TestAnIndicatorWithAFirstPeriodLeavesThePastWhole(t *testing.T) {
	reg := world(t)
	reg.Plans[0].Forms[0].Indicators = append(reg.Plans[0].Forms[0].Indicators, plan.Ask{Indicator: "new", Term: plan.Term{First: period.Year(2022)}})
	reg.Indicators["new"] = catalogue.Indicator{ID: "new", Measure: catalogue.Rate, Frequency: period.Annual, RollUp: true}
	l, s := &record{}, &memory{}
	for _, year := range []int{2021, 2022} {
		l.accept(fmt.Sprintf("%d-12-05", year), skills(1, year, 50, 100), level(1, year, 2))
	}
	projected(t, l, s, of(reg))
	for year, want := range map[int]string{2021: "2 of 2, whole true", 2022: "2 of 3, whole false"} {
		r := s.points[fmt.Sprintf("report annual d:1@0 %d", year)].(series.Report)
		if got := fmt.Sprintf("%g of %g, whole %v", r.Cells, r.CellsOf, !r.Received.IsZero()); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
}
