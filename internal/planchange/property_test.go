package planchange_test

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
	"github.com/xhht/xhht/internal/planchange"
	"github.com/xhht/xhht/internal/timeliness"
)

// anyRegistry is a province with districts that begin and end at any time, and one plan whose forms of any frequency ask for
// anything, with or without terms.
func anyRegistry(t *rapid.T) plan.Registry {
	areas := []area.Area{{UID: "p:1@0", Code: "1", Name: "Tỉnh", Level: area.Province}}
	p := plan.Plan{ID: "p", From: 2021, To: 2026, Root: "p:1@0"}
	for i := range rapid.IntRange(1, 4).Draw(t, "units") {
		a := area.Area{UID: fmt.Sprintf("d:%d@0", i), Code: fmt.Sprint(i + 10), Name: fmt.Sprint("Huyện ", i), Level: area.District, Parent: "p:1@0"}
		if rapid.Bool().Draw(t, "ends") {
			a.ValidTo = anyDay(t, "to")
		}
		areas, p.Units = append(areas, a), append(p.Units, a.UID)
	}
	tree, err := area.NewTree(areas)
	if err != nil {
		t.Fatal(err)
	}
	reg := plan.Registry{Areas: tree, Indicators: map[string]catalogue.Indicator{}}
	for i := range rapid.IntRange(1, 3).Draw(t, "forms") {
		f := plan.Form{ID: fmt.Sprint("f", i), Level: area.District, Frequency: rapid.SampledFrom([]period.Frequency{period.Annual, period.SemiAnnual, period.Monthly}).Draw(t, "frequency"),
			Due: plan.Due{Before: rapid.SampledFrom([]string{"", "12-10", "07-01"}).Draw(t, "due")}}
		for k := range rapid.IntRange(0, 3).Draw(t, "indicators") {
			ask := plan.Ask{Indicator: fmt.Sprint("i", k)}
			if rapid.Bool().Draw(t, "begins") {
				ask.First = period.Of(f.Frequency, anyDay(t, "first"))
			}
			if rapid.Bool().Draw(t, "stops") {
				ask.Last = period.Of(f.Frequency, anyDay(t, "last"))
			}
			f.Indicators = append(f.Indicators, ask)
		}
		p.Forms = append(p.Forms, f)
	}
	reg.Plans = []plan.Plan{p}
	return reg
}

func anyDay(t *rapid.T, label string) period.Date {
	return period.DateOf(2020, 6, 1).AddDays(rapid.IntRange(0, 7*365).Draw(t, label))
}

// with is the registry whose form asks for one thing more.
func with(reg plan.Registry, form int, ask plan.Ask) plan.Registry {
	p := reg.Plans[0]
	p.Forms = slices.Clone(p.Forms)
	p.Forms[form].Indicators = append(slices.Clone(p.Forms[form].Indicators), ask)
	reg.Plans = []plan.Plan{p}
	return reg
}

// pastOwed writes down everything that was due before the day, as it is asked.
func pastOwed(reg plan.Registry, on period.Date) []string {
	var out []string
	for _, d := range timeliness.Duties(reg, reg.Plans[0]) {
		for _, s := range d.Expected() {
			for _, a := range d.Asks(s.Unit, s.Period) {
				by := d.Form.By(a, s.Period)
				if by.IsZero() {
					by = s.Period.End()
				}
				if by.Before(on) {
					out = append(out, fmt.Sprint(d.Form.ID, s, a.Indicator, by))
				}
			}
		}
	}
	return out
}

// Whatever is asked from the first period on that is not due yet changes nothing that was owed before, and whatever changes
// that is told.
func TestOnlyWhatChangesThePastIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, on := anyRegistry(t), anyDay(t, "on")
		form := rapid.IntRange(0, len(before.Plans[0].Forms)-1).Draw(t, "form")
		f := before.Plans[0].Forms[form]
		ask := plan.Ask{Indicator: "new"}
		if rapid.Bool().Draw(t, "has a first period") {
			ask.First = period.Of(f.Frequency, anyDay(t, "first"))
		}
		rec := planchange.Record{Now: on.Time()}
		after := with(before, form, ask)
		same := slices.Equal(pastOwed(before, on), pastOwed(after, on))
		if told := planchange.Compare(before, after, on, rec); same != (len(told) == 0) {
			t.Fatalf("asked from %q on: what was owed is the same: %v, told: %d", ask.First, same, len(told))
		}
		if told := planchange.Compare(after, before, on, rec); same != (len(told) == 0) {
			t.Fatalf("taken away again: what was owed is the same: %v, told: %d", same, len(told))
		}
		ask.First = period.Of(f.Frequency, on)
		for over(f, ask.First, on) {
			ask.First = ask.First.Next()
		}
		if told := planchange.Compare(before, with(before, form, ask), on, rec); len(told) > 0 {
			t.Fatalf("asked from the first open period, %s, on: %s", ask.First, told[0].What.EN)
		}
		if told := planchange.Compare(before, before, on, rec); len(told) > 0 {
			t.Fatalf("nothing changed: %s", told[0].What.EN)
		}
	})
}

func over(f plan.Form, per period.Period, on period.Date) bool {
	last := f.LastGoodDay(per)
	if last.IsZero() {
		last = per.End()
	}
	return last.Before(on)
}

// A new period of asking with a due day to come makes nobody late at once.
func TestWhatIsAskedLateMakesNobodyOverdueAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, on := anyRegistry(t), anyDay(t, "on")
		form := rapid.IntRange(0, len(before.Plans[0].Forms)-1).Draw(t, "form")
		f := before.Plans[0].Forms[form]
		ask := plan.Ask{Indicator: "new", Term: plan.Term{First: period.Of(f.Frequency, anyDay(t, "first")), AskedOn: on, Due: on.AddDays(rapid.IntRange(1, 200).Draw(t, "days"))}}
		if told := planchange.Compare(before, with(before, form, ask), on, planchange.Record{Now: on.Time().Add(time.Hour)}); len(told) > 0 {
			t.Fatalf("asked on %s, due on %s: %s", ask.AskedOn, ask.Due, told[0].What.EN)
		}
	})
}
