package decision_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
)

func recognise(change func(*decision.Draft)) decision.Draft {
	d := decision.Draft{Kind: decision.Recognition, Plan: "vinh-long", Indicator: "primary_universal_level", Period: "2024", Units: []string{"857"}, Level: "3", On: "2024-12-10",
		Issuer: " UBND tỉnh ", Reason: "biên bản", Authority: "2415/QĐ-UBND"}
	change(&d)
	return d
}

func TestARecognitionIsRead(t *testing.T) {
	reg := registry(t)
	level := decision.Decision{Kind: decision.Recognition, Plan: vinhLong, Period: period.Year(2024), Units: []string{"d:857@0"}, Indicators: []string{"primary_universal_level"}, Value: new(3.0),
		On: period.DateOf(2024, 12, 10), Issuer: "UBND tỉnh", Reason: "biên bản", Authority: "2415/QĐ-UBND"}
	title := level
	title.Indicators, title.Period, title.Value = []string{"learning_unit_title_level"}, period.Year(2023), new(1.0)
	title.On, title.Until = period.DateOf(2024, 2, 20), period.DateOf(2027, 2, 19)
	dated := title
	dated.From, dated.Until = period.DateOf(2024, 3, 1), period.DateOf(2026, 12, 31)
	status := level
	status.Indicators, status.Value = []string{"learning_district_status"}, new(1.0)
	ofTitle := func(d *decision.Draft) {
		d.Indicator, d.Period, d.Level, d.On = "learning_unit_title_level", "2023", "1", "2024-02-20"
	}
	for name, c := range map[string]struct {
		draft decision.Draft
		want  decision.Decision
	}{
		"a level":                         {recognise(func(*decision.Draft) {}), level},
		"a title, whose end follows":      {recognise(ofTitle), title},
		"a title, with days of its own":   {recognise(func(d *decision.Draft) { ofTitle(d); d.From, d.Until = "2024-03-01", "2026-12-31" }), dated},
		"a title that is had or not":      {recognise(func(d *decision.Draft) { d.Indicator, d.Level = "learning_district_status", "" }), status},
		"from the decision's own day on":  {recognise(func(d *decision.Draft) { d.From = "2024-12-10" }), level},
		"a unit twice, by code and by id": {recognise(func(d *decision.Draft) { d.Units = []string{"857", "d:857@0"} }), level},
	} {
		got, problems := decision.Check(reg, &decision.State{}, c.draft, today)
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		same(t, name, got, []decision.Decision{c.want})
	}
}

func TestARecognitionIsRefused(t *testing.T) {
	reg := registry(t)
	ofTitle := func(change func(*decision.Draft)) decision.Draft {
		return recognise(func(d *decision.Draft) {
			d.Indicator, d.Period, d.Level, d.On = "learning_unit_title_level", "2023", "1", "2024-02-20"
			change(d)
		})
	}
	for name, c := range map[string]struct {
		draft decision.Draft
		place string
		code  string
		hint  string
	}{
		"a rate":                    {recognise(func(d *decision.Draft) { d.Indicator = "info_skills_rate" }), "indicator", "unknown_indicator", "primary_universal_level"},
		"nothing":                   {recognise(func(d *decision.Draft) { d.Indicator = "" }), "indicator", "unknown_indicator", "learning_unit_title_level"},
		"a period of no form":       {recognise(func(d *decision.Draft) { d.Period = "năm 2024" }), "period", "wrong_period", "2021"},
		"a period outside the plan": {recognise(func(d *decision.Draft) { d.Period = "2031" }), "period", "unknown_period", "2030"},
		"a year to come":            {recognise(func(d *decision.Draft) { d.Period = "2025" }), "period", "future_period", ""},
		"a unit of another tier": {recognise(func(d *decision.Draft) {
			d.Indicator = "learning_district_status"
			d.Level = ""
			d.Units = []string{"p:86@0"}
		}), "unit", "not_expected", "d:857@0"},
		"an unknown unit":                {recognise(func(d *decision.Draft) { d.Units = []string{"Long Ho"} }), "", "", ""},
		"no unit":                        {recognise(func(d *decision.Draft) { d.Units = nil }), "unit", "no_unit", "Long Hồ"},
		"all units":                      {recognise(func(d *decision.Draft) { d.All = true }), "all", "all_and_some", ""},
		"a level above the highest":      {recognise(func(d *decision.Draft) { d.Level = "4" }), "level", "wrong_level", "--withdraw"},
		"level 0":                        {recognise(func(d *decision.Draft) { d.Level = "0" }), "level", "wrong_level", "--withdraw"},
		"no level":                       {recognise(func(d *decision.Draft) { d.Level = "" }), "level", "wrong_level", ""},
		"half a level":                   {recognise(func(d *decision.Draft) { d.Level = "1.5" }), "level", "wrong_level", ""},
		"decided tomorrow":               {recognise(func(d *decision.Draft) { d.On = "2024-12-16" }), "on", "future_date", ""},
		"decided before its period":      {recognise(func(d *decision.Draft) { d.On = "2023-12-31" }), "on", "before_period", ""},
		"no day":                         {recognise(func(d *decision.Draft) { d.On = "" }), "on", "wrong_date", ""},
		"no number":                      {recognise(func(d *decision.Draft) { d.Authority = " " }), "authority", "no_authority", "QĐ"},
		"nobody":                         {recognise(func(d *decision.Draft) { d.Issuer = " " }), "issuer", "no_issuer", "UBND"},
		"a title ends before it begins":  {ofTitle(func(d *decision.Draft) { d.Until = "2024-02-19" }), "until", "title_order", ""},
		"the same, by the day it begins": {ofTitle(func(d *decision.Draft) { d.From, d.Until = "2025-01-01", "2024-12-31" }), "until", "title_order", ""},
		"a title of more than its term":  {ofTitle(func(d *decision.Draft) { d.Until = "2027-02-20" }), "until", "title_too_long", ""},
		"a withdrawal of nothing":        {recognise(func(d *decision.Draft) { d.Withdraw = true }), "withdraw", "nothing_to_withdraw", ""},
		"a withdrawal with an end":       {recognise(func(d *decision.Draft) { d.Withdraw, d.Until = true, "2025-01-01" }), "until", "day_of_withdrawal", ""},
		"revoked without a number":       {recognise(func(d *decision.Draft) { d.Withdraw, d.Authority = true, "" }), "authority", "no_authority", ""},
	} {
		got, problems := decision.Check(reg, &decision.State{}, c.draft, today)
		if name == "an unknown unit" { // found by its letters without marks
			if len(problems) > 0 {
				t.Errorf("%s: %v", name, problems)
			}
			continue
		}
		if len(problems) != 1 || string(problems[0].Code) != c.code || problems[0].Place.String() != c.place || !strings.Contains(problems[0].Hint.VI, c.hint) ||
			problems[0].Rule.VI == "" || problems[0].Rule.EN == "" || got != nil {
			t.Errorf("%s: %+v, %+v; want %s at %s", name, got, problems, c.code, c.place)
		}
	}
}

// A revocation names the day and the document; a mistake is taken back with a reason alone. Both stay in the chain with what was recognised.
func TestARecognitionIsTakenBack(t *testing.T) {
	reg := registry(t)
	made, problems := decision.Check(reg, &decision.State{}, recognise(func(*decision.Draft) {}), today)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for name, change := range map[string]func(*decision.Draft){
		"revoked":            func(d *decision.Draft) { d.On = "2024-12-14" },
		"never held":         func(d *decision.Draft) { d.On, d.Authority = "", "" },
		"under another plan": func(d *decision.Draft) { d.Plan, d.On = "pcgd-xmc-vinh-long", "2024-12-14" },
	} {
		got, problems := decision.Check(reg, after(made...), recognise(func(d *decision.Draft) {
			d.Withdraw, d.Level, d.Issuer = true, "", ""
			change(d)
		}), today)
		if len(problems) > 0 || len(got) != 1 || !got[0].Withdrawn || got[0].Value != nil || !got[0].Supersedes(made[0]) {
			t.Errorf("%s: %+v, %v", name, got, problems)
		}
	}
	s := after(made...)
	if list := s.Recognitions(); len(list) != 1 || !slices.Equal(list[0].Units, []string{"d:857@0"}) {
		t.Errorf("the state holds %s", cmp.Diff(nil, list))
	}
}
