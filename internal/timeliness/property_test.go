package timeliness_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

const root = "p:1@0"

// anyRegistry is a province whose districts begin and end at any time, with one to three plans that may succeed each other,
// overlap, list a unit twice, carry ended districts on or not, and ask on forms of any frequency.
func anyRegistry(t *rapid.T) plan.Registry {
	areas := []area.Area{{UID: root, Code: "1", Name: "Tỉnh", Level: area.Province}}
	var units []string
	for i := range rapid.IntRange(1, 6).Draw(t, "units") {
		a := area.Area{UID: fmt.Sprintf("d:%d@0", i), Code: fmt.Sprint(i + 10), Name: fmt.Sprint("Huyện ", i), Level: area.District, Parent: root}
		if rapid.Bool().Draw(t, "begins") {
			a.ValidFrom = anyDay(t, "from")
		}
		if rapid.Bool().Draw(t, "ends") {
			a.ValidTo = anyDay(t, "to")
		}
		areas, units = append(areas, a), append(units, a.UID)
	}
	tree, err := area.NewTree(areas)
	if err != nil {
		t.Skip("a unit that ends before it begins") // NewTree says so
	}
	reg := plan.Registry{Areas: tree, Indicators: map[string]catalogue.Indicator{}}
	frequencies := []period.Frequency{period.Annual, period.SemiAnnual, period.Quarterly}
	for _, f := range frequencies {
		for i := range 3 {
			id := fmt.Sprint(f, i)
			reg.Indicators[id] = catalogue.Indicator{ID: id, Measure: catalogue.Rate, Frequency: f}
		}
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "plans") {
		from := rapid.IntRange(2020, 2024).Draw(t, "plan from")
		p := plan.Plan{ID: fmt.Sprint("p", i), From: from, To: from + rapid.IntRange(0, 3).Draw(t, "years"), Root: root,
			Units: rapid.SliceOfN(rapid.SampledFrom(units), 0, 8).Draw(t, "members")}
		if rapid.Bool().Draw(t, "carried on") {
			p.Succession = map[area.Level]plan.Succession{area.District: {Policy: plan.Continue, Ended: anyDay(t, "reform")}}
		}
		for j := range rapid.IntRange(1, 3).Draw(t, "forms") {
			f := rapid.SampledFrom(frequencies).Draw(t, "frequency")
			form := plan.Form{ID: fmt.Sprint("f", j), Level: area.District, Frequency: f, Due: plan.Due{Before: rapid.SampledFrom([]string{"", "12-10", "01-15"}).Draw(t, "due")}}
			for k := range rapid.IntRange(0, 3).Draw(t, "indicators") {
				ask := plan.Ask{Indicator: fmt.Sprint(f, k)}
				if rapid.Bool().Draw(t, "begins to be asked") {
					ask.First = period.Of(f, anyDay(t, "first"))
				}
				if rapid.Bool().Draw(t, "ends being asked") {
					ask.Last = period.Of(f, anyDay(t, "last"))
				}
				form.Indicators = append(form.Indicators, ask)
			}
			p.Forms = append(p.Forms, form)
		}
		if rapid.Bool().Draw(t, "named") { // an indicator that single units owe
			p.Targets = append(p.Targets, plan.Target{ID: "t", Indicator: "annual0", Level: area.District, Units: units[:1]})
		}
		reg.Plans = append(reg.Plans, p)
	}
	return reg
}

func anyDay(t *rapid.T, label string) period.Date {
	return period.DateOf(2020, 1, 1).AddDays(rapid.IntRange(0, 5*365).Draw(t, label))
}

// anyCells are when cells first came: of any unit, plan, period and group, owed or not. Corrections and duplicates leave the
// first day as it is, as the ledger does.
func anyCells(t *rapid.T, reg plan.Registry) map[report.Key]time.Time {
	out := map[report.Key]time.Time{}
	var ids []string
	for id := range reg.Indicators {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	dense := rapid.Bool().Draw(t, "dense")
	for _, a := range reg.Areas.All() {
		for _, id := range ids {
			f := reg.Indicators[id].Frequency
			for per := period.Of(f, period.DateOf(2019, 1, 1)); per.Start().Year() < 2029; per = per.Next() {
				if !dense && rapid.IntRange(0, 3).Draw(t, "came") > 0 {
					continue
				}
				k := report.Key{Unit: a.UID, Indicator: id, Group: rapid.SampledFrom([]string{"all", "all", "all", "sex=female"}).Draw(t, "group"), Period: per}
				at := anyDay(t, "received").Time().Add(5 * time.Hour)
				if _, came := out[k]; !came {
					out[k] = at
				}
			}
		}
	}
	return out
}

func TestNoRatePassesAHundredPercent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		reg := anyRegistry(t)
		cells := anyCells(t, reg)
		came := func(k report.Key) (time.Time, bool) { at, ok := cells[k]; return at, ok }
		now := anyDay(t, "now").EndOfDay()
		expected := map[string]int{}
		var all []series.Report
		for _, p := range reg.Plans {
			for _, d := range timeliness.Duties(reg, p) {
				for _, s := range d.Expected() {
					r := d.Report(s, came, timeliness.Decided{Until: anyUntil(t)})
					expected[fmt.Sprint(r.Plan, r.Form, r.At)]++
					for range rapid.IntRange(1, 2).Draw(t, "told") {
						all = append(all, r)
					}
					if a, _ := reg.Areas.Get(s.Unit); !p.Reports(a, s.Period) || !slices.Contains(p.Units, s.Unit) || r.Cells > r.CellsOf || r.CellsOf == 0 {
						t.Fatalf("%+v is expected of a unit that does not report, owes nothing, or sent more than it owes", r)
					}
				}
			}
		}
		for _, r := range timeliness.Rates(all, now) {
			if r.Expected != expected[fmt.Sprint(r.Plan, r.Form, r.At)] {
				t.Fatalf("%+v: %d are expected", r, expected[fmt.Sprint(r.Plan, r.Form, r.At)])
			}
			if r.OnTime+r.Late+r.Overdue+r.NotDue != r.Expected || r.OnTime < 0 || r.Extended > r.Expected {
				t.Fatalf("%+v: the parts are not the whole", r)
			}
			if c, p := *r.Completeness(), *r.Timeliness(); c > 100 || p > c || p < 0 {
				t.Fatalf("%+v: completeness %g, timeliness %g", r, c, p)
			}
		}
	})
}

func anyUntil(t *rapid.T) period.Date {
	if rapid.Bool().Draw(t, "extended") {
		return anyDay(t, "until")
	}
	return period.Date{}
}

// More time never makes a report later, whatever else is true of it.
func TestAnExtensionNeverMakesAReportLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := series.Report{Due: anyDay(t, "due").EndOfDay(), CellsOf: 1}
		if rapid.Bool().Draw(t, "came") {
			r.Received = anyDay(t, "received").Time()
		}
		now := anyDay(t, "now").Time()
		extended := r
		extended.Extended = anyDay(t, "until").EndOfDay()
		if before, after := timeliness.Late(r, now), timeliness.Late(extended, now); after > before {
			t.Fatalf("late by %s with more time, by %s without", after, before)
		}
		if timeliness.StateOf(r, now) == timeliness.OnTime && timeliness.StateOf(extended, now) != timeliness.OnTime {
			t.Fatalf("in time without more time, %s with it", timeliness.StateOf(extended, now))
		}
	})
}
