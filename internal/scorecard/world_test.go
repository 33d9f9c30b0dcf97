package scorecard_test

import (
	"fmt"
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
	district = "d:1@0"
)

func end(year int) time.Time { return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC) }

// ict is an instant on a clock in Vietnam.
func ict(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(time.DateTime, text, time.FixedZone("ICT", 7*60*60))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func milestone(year int, c plan.Comparator, value *float64) plan.Milestone {
	return plan.Milestone{By: period.DateOf(year, 12, 31), Comparator: c, Value: value, Clause: "II.2", Quote: "…"}
}

// world is a plan of one province with eight districts: a rate that districts report and the province sums up, a share
// of districts, a recognition of one district alone, and a target that loses its number in 2030.
func world(t *testing.T) scorecard.Input {
	t.Helper()
	areas := []area.Area{{UID: province, Code: "86", Name: "Vĩnh Long", Level: area.Province}}
	p := plan.Plan{ID: "p", From: 2021, To: 2030, Root: province, Bounds: plan.DefaultBounds}
	for i := range 8 {
		uid := fmt.Sprintf("d:%d@0", i+1)
		areas = append(areas, area.Area{UID: uid, Code: fmt.Sprint(i + 1), Name: fmt.Sprintf("Huyện %d", i+1), Level: area.District, Parent: province})
		p.Units = append(p.Units, uid)
	}
	tree, err := area.NewTree(areas)
	if err != nil {
		t.Fatal(err)
	}
	ind := func(id string, m catalogue.Measure) catalogue.Indicator {
		return catalogue.Indicator{ID: id, Measure: m, Direction: catalogue.Higher, Frequency: period.Annual}
	}
	skills, share := ind("skills", catalogue.Rate), ind("share", catalogue.ShareOfUnits)
	skills.RollUp = true
	share.Of, share.AtLeast, share.MemberLevel = "level", 3, area.District
	dropout := ind("dropout", catalogue.Rate)
	dropout.Direction = catalogue.Lower
	p.Targets = []plan.Target{
		{ID: "skills", Indicator: "skills", Level: area.Province, Monitored: []area.Level{area.District},
			Milestones: []plan.Milestone{milestone(2025, plan.AtLeast, new(50.0)), milestone(2030, plan.AtLeast, new(70.0))}},
		{ID: "share", Indicator: "share", Level: area.Province, N: 8,
			Milestones: []plan.Milestone{milestone(2025, plan.AtLeast, new(70.0)), milestone(2030, plan.Increase, nil)}},
		{ID: "city", Indicator: "city", Level: area.District, Units: []string{district},
			Milestones: []plan.Milestone{milestone(2025, plan.Equal, new(1.0))}},
		{ID: "dropout", Indicator: "dropout", Level: area.District,
			Milestones: []plan.Milestone{milestone(2025, plan.AtMost, new(2.0)), milestone(2030, plan.Maintain, nil)}},
	}
	p.Forms = []plan.Form{{ID: "annual", Level: area.District, Frequency: period.Annual,
		Indicators: plan.Asks("skills", "level", "city", "dropout"), Due: plan.Due{Before: "12-10"}}}
	p.Findings = []plan.Finding{{ID: "open", Class: plan.Question, Targets: []string{"share"}}, {ID: "all", Class: plan.Question}}
	return scorecard.Input{
		Plan: p, Method: standing.MilestoneLinear, AsOf: ict(t, "2025-01-15 08:00:00"),
		Registry: plan.Registry{Areas: tree, Plans: []plan.Plan{p}, Indicators: map[string]catalogue.Indicator{
			"skills": skills, "share": share, "dropout": dropout, "level": ind("level", catalogue.Level), "city": ind("city", catalogue.Status),
		}},
	}
}

// came adds a value of a year that was received in that year's December.
func came(in *scorecard.Input, unit, indicator string, year int, value float64) {
	in.Observations = append(in.Observations, series.Observation{
		Area: unit, Indicator: indicator, Group: catalogue.GroupAll, Basis: series.Reported, At: end(year),
		Value: &value, Revision: 1, Received: time.Date(year, 12, 5, 5, 0, 0, 0, time.UTC),
	})
}

// partly adds a derived value of the province for 2024 with members missing.
func partly(in *scorecard.Input, indicator string, low, high float64, members int) {
	in.Observations = append(in.Observations, series.Observation{
		Area: province, Indicator: indicator, Group: catalogue.GroupAll, Basis: series.Derived, At: end(2024),
		Low: &low, High: &high, Members: float64(members), MembersOf: 8, Received: time.Date(2024, 12, 5, 5, 0, 0, 0, time.UTC),
	})
}

func baseline(in *scorecard.Input, unit, target string, year int, value float64) {
	in.Targets = append(in.Targets, series.TargetPoint{Kind: series.BaselinePoint, Plan: "p", Target: target, Area: unit, At: end(year), Value: value})
}

// row returns the row of one unit and target.
func row(t *testing.T, in scorecard.Input, unit, target string) scorecard.Row {
	t.Helper()
	a, _ := in.Registry.Areas.Get(unit)
	for _, r := range scorecard.Rows(in, a.Level) {
		if r.Area.UID == unit && r.Target.ID == target {
			return r
		}
	}
	t.Fatalf("no row for %s on %s", target, unit)
	return scorecard.Row{}
}
