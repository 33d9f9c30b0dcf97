package plan_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

func TestNeededCountsWholeUnits(t *testing.T) {
	for _, c := range []struct {
		comparator plan.Comparator
		percent    float64
		n, want    int
	}{
		{plan.AtLeast, 70, 8, 6}, {plan.AtLeast, 37.5, 8, 3}, {plan.AtLeast, 87.5, 8, 7}, {plan.AtLeast, 62.5, 8, 5},
		{plan.AtLeast, 25, 8, 2}, {plan.AtLeast, 50, 8, 4}, {plan.AtLeast, 75, 8, 6}, {plan.AtLeast, 100, 8, 8}, {plan.AtLeast, 0, 8, 0},
		{plan.AtLeast, 0.1, 8, 1},
		{plan.AtLeast, 14.2857142857, 7, 1}, // one seventh, written with ten decimals
		{plan.AtLeast, 70, 0, 0},
		{plan.Maintain, 100, 8, 8}, {plan.About, 70, 8, 6}, {plan.Range, 25, 8, 2},
		{plan.Above, 50, 8, 5}, {plan.Above, 49.9, 8, 4}, {plan.Above, 70, 8, 6}, {plan.Above, 37.5, 8, 4}, {plan.Above, 0, 8, 1},
		{plan.Above, 14.2857142857, 7, 2},
		{plan.AtMost, 20, 8, 1}, {plan.AtMost, 25, 8, 2}, {plan.AtMost, 37.5, 8, 3}, {plan.AtMost, 0, 8, 0},
	} {
		if got := plan.Needed(c.comparator, c.percent, c.n); got != c.want {
			t.Errorf("%s %g%% of %d needs %d, want %d", c.comparator, c.percent, c.n, got, c.want)
		}
	}
}

func TestEffective(t *testing.T) {
	if got := plan.Effective(plan.AtLeast, 70, 8); got != 75 {
		t.Errorf("70%% of 8 amounts to %g%%, want 75", got)
	}
	if got := plan.Effective(plan.Above, 50, 8); got != 62.5 {
		t.Errorf("above 50%% of 8 amounts to %g%%, want 62.5", got)
	}
	if got := plan.Effective(plan.AtLeast, 70, 0); got != 70 {
		t.Errorf("without units 70%% amounts to %g%%, want 70", got)
	}
}

// small is a plan with two districts of which one is named by a target, both carried on after the reform.
func small(t *testing.T) (plan.Registry, plan.Plan) {
	t.Helper()
	tree, err := area.NewTree([]area.Area{
		{UID: "p:86@0", Code: "86", Name: "Vĩnh Long", Level: area.Province, ValidTo: day(t, "2025-06-30")},
		{UID: "d:855@0", Code: "855", Name: "Vĩnh Long", Level: area.District, Parent: "p:86@0", ValidTo: day(t, "2025-06-30")},
		{UID: "d:857@0", Code: "857", Name: "Long Hồ", Level: area.District, Parent: "p:86@0", ValidTo: day(t, "2025-06-30")},
	})
	if err != nil {
		t.Fatal(err)
	}
	ind := func(id string, m catalogue.Measure) catalogue.Indicator {
		return catalogue.Indicator{ID: id, Measure: m, Direction: catalogue.Higher, Frequency: period.Annual}
	}
	reg := plan.Registry{Areas: tree, Indicators: map[string]catalogue.Indicator{
		"rate": ind("rate", catalogue.Rate), "city": ind("city", catalogue.Status),
	}}
	fifty := 50.0
	milestone := plan.Milestone{By: day(t, "2025-12-31"), Comparator: plan.AtLeast, Value: &fifty, Firmness: plan.Committed, Clause: "II", Quote: "50%"}
	one := 1.0
	city := milestone
	city.Value = &one
	p := plan.Plan{
		ID: "small", Title: lang.Text{VI: "Kế hoạch"}, Short: lang.Text{VI: "KH"},
		Document: plan.Document{Number: "1/KH", Date: day(t, "2021-08-11")},
		From:     2021, To: 2030, Root: "p:86@0", Units: []string{"d:855@0", "d:857@0"}, Bounds: plan.DefaultBounds,
		Succession: map[area.Level]plan.Succession{
			area.District: {Policy: plan.Continue, Ended: day(t, "2025-07-01"), Why: lang.Text{VI: "theo dõi tiếp"}},
		},
		Targets: []plan.Target{
			{ID: "rate", Indicator: "rate", Level: area.Province, Monitored: []area.Level{area.District}, Milestones: []plan.Milestone{milestone}},
			{ID: "city", Indicator: "city", Level: area.District, Units: []string{"d:855@0"}, Milestones: []plan.Milestone{city}},
		},
		Forms: []plan.Form{{
			ID: "annual", Level: area.District, Frequency: period.Annual, Indicators: plan.Asks("rate", "city"),
			Due: plan.Due{Before: "12-10", Clause: "VI.3"},
		}},
	}
	reg.Plans = []plan.Plan{p}
	if faults := reg.Validate(p); len(faults) > 0 {
		t.Fatalf("the plan of the tests has faults: %+v", faults)
	}
	return reg, p
}

func day(t *testing.T, s string) period.Date {
	t.Helper()
	d, err := period.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMatch(t *testing.T) {
	reg := plan.Registry{Plans: []plan.Plan{{ID: "hung-yen-2012"}, {ID: "hung-yen-2012-2020"}, {ID: "phu-my-2024"}}}
	for text, want := range map[string][]string{
		"phu": {"phu-my-2024"}, "phu-my-2024": {"phu-my-2024"}, "hung": {"hung-yen-2012", "hung-yen-2012-2020"},
		"hung-yen-2012": {"hung-yen-2012"}, "hung-yen-2012-": {"hung-yen-2012-2020"}, "my": nil, "": nil,
	} {
		var got []string
		for _, p := range reg.Match(text) {
			got = append(got, p.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Match(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestReports(t *testing.T) {
	_, p := small(t)
	frozen := p
	frozen.Succession = map[area.Level]plan.Succession{area.District: {Policy: plan.Freeze, Ended: day(t, "2025-07-01")}}
	district := area.Area{UID: "d:857@0", Level: area.District, ValidTo: day(t, "2025-06-30")}
	// Merged away eight months before the reform: the policy for its tier does not bring it back.
	merged := area.Area{UID: "c:29548@0", Level: area.Commune, ValidTo: day(t, "2024-10-31")}
	mergedDistrict := merged
	mergedDistrict.Level = area.District
	born := area.Area{UID: "c:29551@2024-11-01", Level: area.Commune, ValidFrom: day(t, "2024-11-01")}
	for name, c := range map[string]struct {
		plan plan.Plan
		unit area.Area
		per  string
		want bool
	}{
		"district before the reform":             {p, district, "2024", true},
		"district in the year of the reform":     {p, district, "2025", true},
		"district carried on":                    {p, district, "2026", true},
		"district in its last half-year":         {frozen, district, "2025-H1", true},
		"frozen district in its last year":       {frozen, district, "2025", false},
		"frozen district after the reform":       {frozen, district, "2026", false},
		"merged commune before":                  {p, merged, "2023", true},
		"merged commune in its last year":        {p, merged, "2024", false}, // its successor reports for both
		"merged commune after":                   {p, merged, "2025", false},
		"merged district is not carried on":      {p, mergedDistrict, "2025", false},
		"new commune in its first year":          {p, born, "2024", true},
		"new commune before it existed":          {p, born, "2024-Q3", false},
		"tier without succession after its end":  {plan.Plan{}, district, "2026", false},
		"tier without succession before its end": {plan.Plan{}, district, "2024", true},
	} {
		per, err := period.Parse(c.per)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.plan.Reports(c.unit, per); got != c.want {
			t.Errorf("%s: Reports(%s) = %v", name, c.per, got)
		}
	}
}

func TestLastGoodDay(t *testing.T) {
	for before, want := range map[string]string{"12-10": "2024-12-09", "01-01": "2023-12-31", "03-01": "2024-02-29", "": "", "13-10": "", "10/12": ""} {
		f := plan.Form{Due: plan.Due{Before: before}}
		if got := f.LastGoodDay(period.Year(2024)).String(); got != want {
			t.Errorf("before %q the last good day is %q, want %q", before, got, want)
		}
	}
}

func TestPeriodsOfAForm(t *testing.T) {
	p := plan.Plan{From: 2021, To: 2022}
	for f, want := range map[period.Frequency]int{period.Annual: 2, period.SemiAnnual: 4, period.Quarterly: 8, period.Monthly: 24} {
		got := p.Periods(plan.Form{Frequency: f})
		if len(got) != want || got[0].Start() != day(t, "2021-01-01") || got[len(got)-1].End() != day(t, "2022-12-31") {
			t.Errorf("%s: %v, want %d periods", f, got, want)
		}
	}
}

func TestOwes(t *testing.T) {
	reg, p := small(t)
	for _, c := range []struct {
		indicator, uid string
		want           bool
	}{
		{"rate", "d:855@0", true}, {"rate", "d:857@0", true}, {"rate", "p:86@0", false},
		{"city", "d:855@0", true}, {"city", "d:857@0", false}, // the plan names the city alone
		{"other", "d:855@0", false},
	} {
		a, _ := reg.Areas.Get(c.uid)
		if _, got := reg.Owes(p, p.Forms[0], c.indicator, a, period.Year(2024)); got != c.want {
			t.Errorf("%s owes %s: %v", c.uid, c.indicator, got)
		}
	}
}

func TestJudged(t *testing.T) {
	reg, p := small(t)
	for level, want := range map[area.Level][]string{
		area.Province: {"rate p:86@0"},
		area.District: {"rate d:855@0", "rate d:857@0", "city d:855@0"},
		area.Commune:  nil,
	} {
		var got []string
		for _, pair := range reg.Judged(p, level) {
			got = append(got, pair.Target.ID+" "+pair.Area.UID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", level, diff)
		}
	}
}

func TestWatched(t *testing.T) {
	reg, p := small(t)
	named := p.Targets[1]
	p.Targets = p.Targets[:1]
	tests := map[string]struct {
		change func(*plan.Plan)
		want   area.Level
	}{
		"the lowest that is held to targets": {func(*plan.Plan) {}, area.District},
		"the plan's own unit is held alone":  {func(p *plan.Plan) { p.Targets[0].Monitored = nil }, area.Province},
		"one unit is enough":                 {func(p *plan.Plan) { p.Targets = []plan.Target{named} }, area.District},
		"nobody is held, and some report":    {func(p *plan.Plan) { p.Targets, p.Forms[0].Level = nil, area.Commune }, area.Commune},
		"nobody is held, nobody reports":     {func(p *plan.Plan) { p.Targets, p.Forms = nil, nil }, area.Province},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			q := p
			q.Targets, q.Forms = slices.Clone(p.Targets), slices.Clone(p.Forms)
			tc.change(&q)
			if got := reg.Watched(q); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestTier(t *testing.T) {
	reg, p := small(t)
	for _, tc := range []struct {
		units []string
		want  area.Level
		ok    bool
	}{
		{nil, area.District, true},
		{[]string{"p:86@0"}, area.Province, true},
		{[]string{"d:855@0", "d:857@0"}, area.District, true},
		{[]string{"p:86@0", "d:857@0"}, "", false},
		{[]string{"d:1@0"}, area.District, true},
	} {
		if got, ok := reg.Tier(p, tc.units); got != tc.want || ok != tc.ok {
			t.Errorf("%v: got %s, %v; want %s, %v", tc.units, got, ok, tc.want, tc.ok)
		}
	}
}

func TestLookUps(t *testing.T) {
	reg, p := small(t)
	if _, ok := reg.Plan("small"); !ok {
		t.Error("the plan is not found")
	}
	if _, ok := reg.Plan("other"); ok {
		t.Error("a plan that is not there is found")
	}
	if f, _, ok := p.FormFor("city", area.District, period.Year(2024)); !ok || f.ID != "annual" {
		t.Error("the form that carries city is not found")
	}
	if _, _, ok := p.FormFor("city", area.Province, period.Year(2024)); ok {
		t.Error("a form of the wrong tier is found")
	}
	if _, ok := p.Target("rate"); !ok {
		t.Error("the target is not found")
	}
}

// One plan with many faults: each is named, with its path, at once. Every message is in planfile's golden files.
func TestValidateFindsEveryFault(t *testing.T) {
	reg, p := small(t)
	half := 0.5
	p.Bounds = plan.Bounds{}
	p.Units = append(p.Units, "d:1@0")
	p.Targets[0].Indicator = "unknown"
	p.Targets[0].Milestones = []plan.Milestone{{Comparator: "about", Firmness: "maybe"}}
	p.Targets[1].ID = "rate"
	p.Targets[1].Baseline = &plan.Baseline{}
	p.Targets[1].Milestones[0].Value = &half
	p.Forms = append(p.Forms, plan.Form{ID: "annual"})
	p.Findings = []plan.Finding{{ID: "x", Targets: []string{"none"}}}
	var got []string
	for _, f := range reg.Validate(p) {
		got = append(got, f.Place.Path+" "+string(f.Code))
	}
	want := []string{
		"bounds bounds_order",
		"units[2] unknown_unit",
		"targets[0].indicator unknown_indicator",
		"targets[0].milestones[0] clause_missing",
		"targets[0].milestones[0] quote_missing",
		"targets[0].milestones[0].comparator comparator",
		"targets[0].milestones[0].firmness firmness",
		"targets[0].milestones[0] value_missing",
		"targets[0].milestones[0] date_missing",
		"targets[1].id duplicate_id",
		"targets[1].baseline clause_missing",
		"targets[1].baseline quote_missing",
		"targets[1].baseline date_missing",
		"targets[1].milestones[0].value value_not_whole",
		"forms[1].id duplicate_id",
		"forms[1] form",
		"forms[1].due clause_missing",
		"findings[0] finding",
		"findings[0].targets unknown_target",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
