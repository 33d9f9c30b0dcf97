package decision_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
)

var today = period.DateOf(2024, 12, 15)

const vinhLong = "vinh-long-2021-2030"

func registry(t *testing.T) plan.Registry {
	t.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

func extend(change func(*decision.Draft)) decision.Draft {
	d := decision.Draft{Kind: decision.Extension, Plan: "vinh-long", Form: "annual-district", Period: "2024", Units: []string{"857"}, Until: "2024-12-20", Reason: "bão", Authority: "1/CV"}
	change(&d)
	return d
}

func done(change func(*decision.Draft)) decision.Draft {
	d := decision.Draft{Kind: decision.Done, Plan: "vinh-long", Deliverable: "own-plans", On: "2021-08-30", Reason: "KH 45"}
	change(&d)
	return d
}

func approve(change func(*decision.Draft)) decision.Draft {
	d := decision.Draft{Kind: decision.Approval, Plan: "vinh-long", Form: "annual-district", Period: "2024", Units: []string{"Huyện Long Hồ"}, Reason: "đã đối chiếu"}
	change(&d)
	return d
}

func noReporter(change func(*decision.Draft)) decision.Draft {
	d := decision.Draft{Kind: decision.NoReporter, Plan: "vinh-long", Form: "annual-district", Period: "2023", Units: []string{"857"}, Reason: "chưa có Hội Khuyến học"}
	change(&d)
	return d
}

func same(t *testing.T, what string, got, want []decision.Decision) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b period.Date) bool { return a == b }), cmp.Comparer(func(a, b period.Period) bool { return a == b })); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestCheckMakesDecisions(t *testing.T) {
	reg := registry(t)
	as := func(d decision.Decision) []decision.Decision { return []decision.Decision{d} }
	extension := decision.Decision{Kind: decision.Extension, Plan: vinhLong, Form: "annual-district", Period: period.Year(2024), Units: []string{"d:857@0"},
		Until: period.DateOf(2024, 12, 20), Reason: "bão", Authority: "1/CV"}
	all := extension
	all.Units = nil
	several := extension
	several.Units = []string{"d:857@0", "d:861@0"}
	vacant := decision.Decision{Kind: decision.NoReporter, Plan: vinhLong, Form: "annual-district", Period: period.Year(2023), Units: []string{"d:857@0"}, Reason: "chưa có Hội Khuyến học", Body: "district-education"}
	vacantThrough := vacant
	vacantThrough.Through = period.Year(2025)
	finished := decision.Decision{Kind: decision.Done, Plan: vinhLong, Deliverable: "own-plans", On: period.DateOf(2021, 8, 30), Reason: "KH 45"}
	for name, c := range map[string]struct {
		draft decision.Draft
		want  []decision.Decision
	}{
		"one unit": {extend(func(*decision.Draft) {}), as(extension)},
		"several, one of them twice and by its name": {extend(func(d *decision.Draft) { d.Units = []string{"Thị xã Bình Minh", "857", "d:857@0"} }), as(several)},
		"all":                               {extend(func(d *decision.Draft) { d.Units, d.All = nil, true }), as(all)},
		"something done":                    {done(func(*decision.Draft) {}), as(finished)},
		"no reporter, until further notice": {noReporter(func(*decision.Draft) {}), as(vacant)},
		"no reporter, for some periods, one of which is yet to come": {noReporter(func(d *decision.Draft) { d.Through = "2025" }), as(vacantThrough)},
	} {
		got, problems := decision.Check(reg, &decision.State{}, c.draft, today)
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		same(t, name, got, c.want)
	}
	p, _ := reg.Plan(vinhLong)
	form, _ := p.Form("annual-district")
	asked := len(form.Asks(period.Year(2024))) - 4 // two recognitions of the one city alone; four levels whose source is another duty
	got, problems := decision.Check(reg, &decision.State{}, approve(func(d *decision.Draft) { d.Units = []string{"858", "855"} }), today)
	if len(problems) > 0 || len(got) != 2 || len(got[0].Indicators) != asked || len(got[1].Indicators) != asked-2 || got[0].Units[0] != "d:855@0" || !slices.IsSorted(got[0].Indicators) {
		t.Errorf("two approvals: %+v, %v", got, problems)
	}
}

func TestCheckWithdraws(t *testing.T) {
	reg := registry(t)
	withdraw := func(d *decision.Draft) { d.Withdraw, d.Until, d.On, d.Authority = true, "", "", "" }
	for name, draft := range map[string]decision.Draft{"an extension": extend(func(*decision.Draft) {}), "something done": done(func(*decision.Draft) {}), "an approval": approve(func(*decision.Draft) {}), "no reporter": noReporter(func(*decision.Draft) {})} {
		back := draft
		withdraw(&back)
		if _, problems := decision.Check(reg, &decision.State{}, back, today); len(problems) != 1 || problems[0].Code != "nothing_to_withdraw" {
			t.Errorf("%s that was never decided: %v", name, problems)
		}
		made, problems := decision.Check(reg, &decision.State{}, draft, today)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		got, problems := decision.Check(reg, after(made...), back, today)
		if len(problems) > 0 || len(got) != 1 || !got[0].Withdrawn || !got[0].Until.IsZero() || !got[0].On.IsZero() {
			t.Errorf("%s: %+v, %v", name, got, problems)
		}
		// Withdrawn already: the ledger answers with the first receipt.
		if _, problems := decision.Check(reg, after(append(made, got...)...), back, today); len(problems) > 0 {
			t.Errorf("%s, a second time: %v", name, problems)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	reg := registry(t)
	for name, c := range map[string]struct {
		draft decision.Draft
		place string
		code  string
		hint  string
	}{
		"no reporter before there was one": {noReporter(func(d *decision.Draft) { d.Through = "2022" }), "through", "term_order", "chưa biết đến bao giờ"},
		"no reporter through no period":    {noReporter(func(d *decision.Draft) { d.Through = "2024-Q1" }), "through", "unknown_period", "2021"},
		"no reporter of all":               {noReporter(func(d *decision.Draft) { d.Units, d.All = nil, true }), "all", "all_and_some", ""},
		"no reporter of no unit":           {noReporter(func(d *decision.Draft) { d.Units = nil }), "unit", "no_unit", ""},
		"an unknown plan":                  {extend(func(d *decision.Draft) { d.Plan = "x" }), "plan", "unknown_plan", vinhLong},
		"no plan":                          {extend(func(d *decision.Draft) { d.Plan = "" }), "plan", "unknown_plan", vinhLong},
		"a reference":                      {extend(func(d *decision.Draft) { d.Plan = "national-1373" }), "plan", "unknown_plan", vinhLong},
		"an unknown form":                  {extend(func(d *decision.Draft) { d.Form = "annual" }), "form", "unknown_form", "annual-district"},
		"a form without a deadline":        {extend(func(d *decision.Draft) { d.Form, d.Units = "annual-province", []string{"p:86@0"} }), "form", "no_deadline", ""},
		"a period of no form":              {extend(func(d *decision.Draft) { d.Period = "năm 2024" }), "period", "wrong_period", "2021"},
		"a period outside the plan":        {extend(func(d *decision.Draft) { d.Period = "2031" }), "period", "unknown_period", "2030"},
		"a period of another frequency":    {extend(func(d *decision.Draft) { d.Period = "2024-Q1" }), "period", "unknown_period", "2030"},
		"an approval of what is to come":   {approve(func(d *decision.Draft) { d.Period = "2025" }), "period", "future_period", ""},
		"an unknown unit":                  {extend(func(d *decision.Draft) { d.Units = []string{"999999"} }), "unit", "unknown_unit", "855"},
		"a unit that owes nothing":         {extend(func(d *decision.Draft) { d.Units = []string{"p:86@0"} }), "unit", "not_expected", "d:857@0 = Huyện Long Hồ"},
		"no unit":                          {extend(func(d *decision.Draft) { d.Units = nil }), "unit", "no_unit", "--all"},
		"all and some":                     {extend(func(d *decision.Draft) { d.All = true }), "all", "all_and_some", ""},
		"all approved at once":             {approve(func(d *decision.Draft) { d.Units, d.All = nil, true }), "all", "all_and_some", ""},
		"a day of no form":                 {extend(func(d *decision.Draft) { d.Until = "20.12.24" }), "until", "wrong_date", "2024-12-05"},
		"no day":                           {extend(func(d *decision.Draft) { d.Until = "" }), "until", "wrong_date", "2024-12-05"},
		"a day before the deadline":        {extend(func(d *decision.Draft) { d.Until = "2024-12-01" }), "until", "before_deadline", "--withdraw"},
		"the deadline itself":              {extend(func(d *decision.Draft) { d.Until = "2024-12-09" }), "until", "before_deadline", "--withdraw"},
		"a slip of ten years":              {extend(func(d *decision.Draft) { d.Until = "2034-12-20" }), "until", "too_late", ""},
		"no authority":                     {extend(func(d *decision.Draft) { d.Authority = " " }), "authority", "no_authority", "SGDĐT"},
		"no reason":                        {extend(func(d *decision.Draft) { d.Reason = "" }), "reason", "no_reason", ""},
		"a control character":              {extend(func(d *decision.Draft) { d.Reason = "b\x00ão" }), "reason", "strange_text", ""},
		"a novel":                          {done(func(d *decision.Draft) { d.Reason = strings.Repeat("ơ", 2001) }), "reason", "strange_text", ""},
		"a withdrawal with a day":          {extend(func(d *decision.Draft) { d.Withdraw = true }), "until", "day_of_withdrawal", "--withdraw"},
		"an unknown deliverable":           {done(func(d *decision.Draft) { d.Deliverable = "own" }), "deliverable", "unknown_deliverable", "own-plans"},
		"done tomorrow":                    {done(func(d *decision.Draft) { d.On = "2024-12-16" }), "on", "future_date", ""},
		"done before the plan":             {done(func(d *decision.Draft) { d.On = "2012-08-30" }), "on", "before_plan", ""},
		"done on no day":                   {done(func(d *decision.Draft) { d.On = "" }), "on", "wrong_date", ""},
		"undone on a day":                  {done(func(d *decision.Draft) { d.Withdraw = true }), "on", "day_of_withdrawal", ""},
	} {
		got, problems := decision.Check(reg, &decision.State{}, c.draft, today)
		if len(problems) != 1 || string(problems[0].Code) != c.code || problems[0].Place.String() != c.place || !strings.Contains(problems[0].Hint.VI, c.hint) ||
			problems[0].Rule.VI == "" || problems[0].Rule.EN == "" || got != nil {
			t.Errorf("%s: %+v, %+v; want %s at %s", name, got, problems, c.code, c.place)
		}
	}
	_, problems := decision.Check(reg, &decision.State{}, decision.Draft{Kind: decision.Extension, Plan: "vinh-long", Form: "annual-district", Period: "2024", Units: []string{"x", "y"}}, today)
	var places []string
	for _, p := range problems {
		places = append(places, p.Place.String())
	}
	if want := []string{"unit", "unit", "until", "reason", "authority"}; !slices.Equal(places, want) {
		t.Errorf("all that is wrong with a draft: %q, want %q", places, want)
	}
}
