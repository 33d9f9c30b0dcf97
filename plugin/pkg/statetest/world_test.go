package statetest

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

const (
	province = "p:86@0"
	district = "d:855@0"
	planID   = "vinh-long-2021-2030" // whose rules are tried
)

// neighbours report in time, and nothing is asked about them.
var neighbours = []string{"d:857@0", "d:858@0", "d:859@0", "d:860@0"}

// now is past the last good day of 2024, 9 December, and long before that of 2025.
var now = time.Date(2025, 1, 15, 1, 0, 0, 0, time.UTC)

func end(year int) time.Time { return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC) }

// world is one district, and its neighbours, with three targets: a rate from 30% in 2020 to 50% in 2025 and 70% in 2030, a recognition that is due in
// 2025, and one without a number. Its report of 2024 came in time, with nothing in it yet.
func world(t *testing.T) scorecard.Input {
	t.Helper()
	tree, err := area.NewTree([]area.Area{
		{UID: province, Code: "86", Name: "Vĩnh Long", Level: area.Province},
		{UID: district, Code: "855", Name: "Thành phố Vĩnh Long", Level: area.District, Parent: province},
		{UID: "d:857@0", Code: "857", Name: "Huyện Long Hồ", Level: area.District, Parent: province},
		{UID: "d:858@0", Code: "858", Name: "Huyện Mang Thít", Level: area.District, Parent: province},
		{UID: "d:859@0", Code: "859", Name: "Huyện Vũng Liêm", Level: area.District, Parent: province},
		{UID: "d:860@0", Code: "860", Name: "Huyện Tam Bình", Level: area.District, Parent: province},
	})
	if err != nil {
		t.Fatal(err)
	}
	to := func(year int, c plan.Comparator, value *float64) plan.Milestone {
		return plan.Milestone{By: period.DateOf(year, 12, 31), Comparator: c, Value: value, Clause: "II.2", Quote: "…"}
	}
	p := plan.Plan{ID: planID, From: 2021, To: 2030, Root: province, Units: append([]string{district}, neighbours...), Bounds: plan.DefaultBounds,
		Targets: []plan.Target{
			{ID: rate, Indicator: rate, Level: area.District, Milestones: []plan.Milestone{to(2025, plan.AtLeast, new(50.0)), to(2030, plan.AtLeast, new(70.0))}},
			{ID: title, Indicator: title, Level: area.District, Milestones: []plan.Milestone{to(2025, plan.Equal, new(1.0))}},
			{ID: wordy, Indicator: wordy, Level: area.District, Milestones: []plan.Milestone{to(2025, plan.Increase, nil)}},
		},
		Forms: []plan.Form{{ID: "annual-district", Level: area.District, Frequency: period.Annual, Indicators: plan.Asks(rate, title, wordy), Due: plan.Due{Before: "12-10"}}},
	}
	ind := func(id string, m catalogue.Measure) catalogue.Indicator {
		return catalogue.Indicator{ID: id, Measure: m, Direction: catalogue.Higher, Frequency: period.Annual}
	}
	in := scorecard.Input{
		Plan: p, Method: standing.MilestoneLinear, AsOf: now,
		Registry: plan.Registry{Areas: tree, Plans: []plan.Plan{p}, Indicators: map[string]catalogue.Indicator{
			rate: ind(rate, catalogue.Rate), title: ind(title, catalogue.Status), wordy: ind(wordy, catalogue.Rate),
		}},
	}
	for i, uid := range neighbours { // who move at their pace, so that an unusual change stands out
		for year := 2022; year <= 2024; year++ {
			cameOf(&in, uid, rate, year, value(34+float64(i)+4.1*float64(year-2022)-0.3*float64(i*(year-2023))))
		}
	}
	for target, value := range map[string]float64{rate: 30, title: 0} {
		in.Targets = append(in.Targets, series.TargetPoint{Kind: series.BaselinePoint, Plan: planID, Target: target, Area: district, At: end(2020), Value: value})
	}
	in.Reports = []series.Report{{Plan: planID, Form: "annual-district", Area: district, At: end(2024), Cells: 3, CellsOf: 3,
		Due: period.DateOf(2024, 12, 9).EndOfDay(), Received: period.DateOf(2024, 12, 5).EndOfDay()}}
	return in
}

// The targets. They are indicators of the shipped plan, so that its rules have a text for them.
const (
	rate  = "info_skills_rate"
	title = "learning_district_status"
	wordy = "literacy_level2_districts_share"
)

// came adds what the district handed in of one year.
func came(in *scorecard.Input, indicator string, year int, o series.Observation) {
	cameOf(in, district, indicator, year, o)
}

func cameOf(in *scorecard.Input, unit, indicator string, year int, o series.Observation) {
	o.Area, o.Level, o.Indicator, o.Group, o.Basis = unit, area.District, indicator, catalogue.GroupAll, series.Reported
	o.At, o.Revision, o.Received = end(year), 1, period.DateOf(year, 12, 5).Time()
	in.Observations = append(in.Observations, o)
}

// value is an observation with nothing but a number.
func value(v float64) series.Observation { return series.Observation{Value: &v} }

// missing takes the report of 2024 back: it has not come.
func missing(in *scorecard.Input) { in.Reports[0].Received, in.Reports[0].Cells = time.Time{}, 0 }

// rates adds what came of the rate up to 2024, year by year.
func rates(in *scorecard.Input, values ...float64) {
	for i, v := range values {
		came(in, rate, 2025-len(values)+i, value(v))
	}
}
