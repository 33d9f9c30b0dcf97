package plan_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

func per(t *testing.T, text string) period.Period {
	t.Helper()
	if text == "" {
		return period.Period{}
	}
	p, err := period.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestATermHasItsFirstAndLastPeriod(t *testing.T) {
	for _, c := range []struct {
		first, last, asked string
		want               bool
	}{
		{"", "", "2021", true}, {"2023", "", "2022", false}, {"2023", "", "2023", true}, {"", "2023", "2023", true}, {"", "2023", "2024", false},
		{"2023", "2024", "2024", true}, {"2023", "2024", "2025", false}, {"2023", "2023", "2023", true},
		{"2024-Q2", "", "2024-Q1", false}, {"2024-Q2", "2024-Q3", "2024-Q3", true}, {"2024-Q2", "2024-Q3", "2024-Q4", false},
		{"2024-12", "", "2025-01", true}, {"2024-H2", "", "2024-H1", false},
	} {
		term := plan.Term{First: per(t, c.first), Last: per(t, c.last)}
		if got := term.Has(per(t, c.asked)); got != c.want {
			t.Errorf("%s to %s has %s: %v", c.first, c.last, c.asked, got)
		}
	}
}

func TestWhatWasAskedAfterADeadlineHasADayOfItsOwn(t *testing.T) {
	late := plan.Term{AskedOn: day(t, "2025-01-10"), Due: day(t, "2025-03-31")}
	for _, c := range []struct{ period, last, want string }{
		{"2023", "2023-12-09", "2025-03-31"}, // both were over when it was asked
		{"2024", "2024-12-09", "2025-03-31"},
		{"2025", "2025-12-09", "2025-12-09"}, // asked in time
		{"2024", "2025-01-10", "2025-01-10"}, // on the last good day itself it could still be handed in
		{"2024", "", "2025-03-31"},           // no deadline: the period was over
		{"2025", "", ""},
	} {
		if got := late.By(per(t, c.period), day(t, c.last)).String(); got != c.want {
			t.Errorf("%s with the deadline %q: by %q, want %q", c.period, c.last, got, c.want)
		}
	}
	if got := (plan.Term{}).By(period.Year(2024), day(t, "2024-12-09")).String(); got != "2024-12-09" {
		t.Errorf("without a term the form's own day holds, got %s", got)
	}
}

// handed is a form that districts owe to 2024, communes from 2025 on, decided in January 2026; "new" is asked from 2025 on, "old" to 2023.
func handed(t *testing.T) plan.Form {
	t.Helper()
	return plan.Form{ID: "f", Frequency: period.Annual, Due: plan.Due{Before: "12-10"},
		Bodies: []plan.Body{
			{ID: "d", Level: area.District, Term: plan.Term{Last: period.Year(2024)}},
			{ID: "c", Level: area.Commune, Term: plan.Term{First: period.Year(2025), AskedOn: day(t, "2026-01-15"), Due: day(t, "2026-03-31"), Clause: "CV 7"}},
		},
		Indicators: []plan.Ask{{Indicator: "always"}, {Indicator: "new", Term: plan.Term{First: period.Year(2025)}}, {Indicator: "old", Term: plan.Term{Last: period.Year(2023)}}},
	}
}

func TestAFormAsksAndIsOwedByPeriod(t *testing.T) {
	f := handed(t)
	for year, want := range map[int]string{2023: "district: always old by 2023-12-09", 2024: "district: always by 2024-12-09", 2025: "commune: always new by 2026-03-31", 2026: "commune: always new by 2026-12-09"} {
		body, ok := f.Body(period.Year(year))
		var asked []string
		for _, a := range f.Asks(period.Year(year)) {
			asked = append(asked, a.Indicator)
		}
		if got := string(body.Level) + ": " + strings.Join(asked, " ") + " by " + f.By(plan.Ask{Indicator: "always"}, period.Year(year)).String(); !ok || got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
	if _, ok := f.Body(per(t, "2024-Q1")); ok {
		t.Error("a form of years is owed for a quarter")
	}
	f.First, f.Last = period.Year(2024), period.Year(2025)
	if got := len((plan.Plan{From: 2021, To: 2030}).Periods(f)); got != 2 {
		t.Errorf("the form runs for %d periods, want 2", got)
	}
	if got := f.Asks(period.Year(2026)); got != nil {
		t.Errorf("after its end the form asks for %v", got)
	}
	if diff := cmp.Diff([]area.Level{area.District, area.Commune}, f.Tiers()); diff != "" {
		t.Error(diff)
	}
}

func TestOwesHasTerms(t *testing.T) {
	reg, p := small(t)
	f := handed(t)
	f.Bodies[1].Level = area.Province
	district, _ := reg.Areas.Get("d:857@0")
	province, _ := reg.Areas.Get("p:86@0")
	for _, c := range []struct {
		unit      area.Area
		indicator string
		year      int
		want      bool
	}{
		{district, "always", 2024, true}, {district, "always", 2025, false}, {province, "always", 2025, true}, {province, "always", 2024, false},
		{district, "old", 2023, true}, {district, "old", 2024, false}, {province, "new", 2025, true}, {district, "new", 2024, false},
	} {
		if ask, got := reg.Owes(p, f, c.indicator, c.unit, period.Year(c.year)); got != c.want || got && ask.Indicator != c.indicator {
			t.Errorf("%s owes %s for %d: %v, %+v", c.unit.UID, c.indicator, c.year, got, ask)
		}
	}
	if !reg.EverOwes(p, f, "old", province) || reg.EverOwes(p, f, "never", province) {
		t.Error("what a form asks of a tier in any period")
	}
}

func TestFactsHaveTheTermOfTheLawAndOfTheForm(t *testing.T) {
	reg, p := small(t)
	reg.Law = law.Law{Facts: []law.Fact{{ID: "whole"}, {ID: "a", Of: "whole"}, {ID: "b", Of: "whole", First: period.Year(2024)}, {ID: "c", Of: "whole", Last: period.Year(2022)}, {ID: "own", Of: "whole"}}}
	p.Kind = plan.Regime
	p.Forms = []plan.Form{{ID: "f", Level: area.Commune, Frequency: period.Annual, Facts: plan.Facts{Asked: true, Term: plan.Term{First: period.Year(2023)}},
		Indicators: []plan.Ask{{Indicator: "own", Term: plan.Term{First: period.Year(2026)}}}}}
	f := reg.Expand(p).Forms[0]
	for year, want := range map[int]string{2022: "", 2023: "a", 2024: "a b", 2026: "a b own"} {
		var got []string
		for _, a := range f.Asks(period.Year(year)) {
			got = append(got, a.Indicator)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d asks for %q, want %q", year, got, want)
		}
	}
}

// What is stored of a form without terms is what was stored before there were any.
func TestAFormIsStoredInTheShortestForm(t *testing.T) {
	old := plan.Form{ID: "f", Level: area.District, Frequency: period.Annual, Indicators: plan.Asks("a", "b"), Facts: plan.Facts{Asked: true}, Due: plan.Due{Clause: "VI.3"}}
	raw, err := json.Marshal(old)
	if want := `{"id":"f","name":{"vi":""},"level":"district","frequency":"annual","indicators":["a","b"],"facts":true,"recipient":{"vi":""},"due":{"clause":"VI.3"}}`; err != nil || string(raw) != want {
		t.Errorf("%v\n got %s\nwant %s", err, raw, want)
	}
	for _, f := range []plan.Form{old, handed(t), {ID: "g", Facts: plan.Facts{Asked: true, Term: plan.Term{First: period.Year(2023)}}}} {
		raw, err := json.Marshal(f)
		var back plan.Form
		if err == nil {
			err = json.Unmarshal(raw, &back)
		}
		if diff := cmp.Diff(f, back, cmp.Comparer(func(a, b period.Date) bool { return a == b }), cmp.Comparer(func(a, b period.Period) bool { return a == b })); err != nil || diff != "" {
			t.Errorf("%v, %s came back (-want +got):\n%s", err, raw, diff)
		}
	}
	if slices.Contains(old.EverAsked(), "") {
		t.Error("a name was lost")
	}
}
