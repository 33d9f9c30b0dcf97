package planfile_test

import (
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// The communes of old Vĩnh Long, year by year: 5 were merged away after 30 September 2024, and the reform made 35 of the rest.
func TestTheRegimeFollowsItsCommunesThroughTheReform(t *testing.T) {
	reg, _ := vinhLong(t)
	p, ok := reg.Plan("pcgd-xmc-vinh-long")
	if !ok {
		t.Fatal("the regime is missing")
	}
	commune, _ := p.Form("commune")
	reporting := map[int]map[string]bool{}
	for _, e := range timeliness.DutyOf(reg, p, commune).Expected() {
		if reporting[e.Period.End().Year()] == nil {
			reporting[e.Period.End().Year()] = map[string]bool{}
		}
		reporting[e.Period.End().Year()][e.Unit] = true
	}
	for year, want := range map[int]int{2021: 107, 2023: 107, 2024: 107, 2025: 35, 2030: 35} {
		if got := len(reporting[year]); got != want {
			t.Errorf("%d communes report for %d, want %d", got, year, want)
		}
		// Every one of them is judged, below its district or, since the reform, directly below the root.
		judged := 0
		for _, a := range reg.Below(p, p.Root, law.CountingDay(year)) {
			if a.Level == area.District {
				judged += len(reg.Below(p, a.UID, law.CountingDay(year)))
			} else {
				judged++
			}
		}
		if judged != want {
			t.Errorf("%d communes are judged for %d, want %d", judged, year, want)
		}
	}
	if !reporting[2024]["c:29548@0"] {
		t.Error("Phường 1, merged away on 31 October 2024, does not report for 2024, though it counted on 30 September")
	}
	for name, want := range map[string]int{"district": 8 * 4, "province": 4} {
		f, _ := p.Form(name)
		if got := len(timeliness.DutyOf(reg, p, f).Expected()); got != want {
			t.Errorf("%d reports expected of %s, want %d: nobody reports for what has ended", got, name, want)
		}
	}
	if reg.Covers(p, "c:28756@2025-07-01") || !reg.Covers(p, "c:29551@2025-07-01") || !reg.Covers(p, "c:29587@0") {
		t.Error("the regime covers communes of Bến Tre, or not its own")
	}
}

// A fact is one line of the law and becomes a rate whose parts are all there.
func TestEveryFactIsReported(t *testing.T) {
	reg, _ := vinhLong(t)
	parts := 0
	for _, f := range reg.Law.Facts {
		ind, reported := reg.Indicators[f.ID]
		if (f.Of != "") != reported {
			t.Errorf("%s is part of %q, and reported %v", f.ID, f.Of, reported)
		}
		if !reported {
			continue
		}
		parts++
		if ind.Measure != catalogue.Rate || ind.Whole != f.Of || ind.Numerator != f.Name || ind.MayPass != f.MayPass || ind.Short.VI == "" {
			t.Errorf("%s became %+v", f.ID, ind)
		}
	}
	p, _ := reg.Plan("pcgd-xmc-vinh-long")
	commune, _ := p.Form("commune")
	if want := parts + 1 + len(p.Judging.Declared); len(commune.Indicators) != want || parts != len(reg.Law.Parts()) {
		t.Errorf("a commune owes %d numbers, want %d", len(commune.Indicators), want)
	}
	if p.Kind != plan.Regime {
		t.Errorf("kind %q", p.Kind)
	}
}
