package owed_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
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

// asked is what a list is drawn from, and the instant of the look.
type asked struct {
	Registry plan.Registry
	Plan     plan.Plan
	AsOf     time.Time
}

func milestone(value float64, c plan.Comparator) []plan.Milestone {
	return []plan.Milestone{{By: period.DateOf(2025, 12, 31), Comparator: c, Value: &value, Clause: "II.2"}}
}

// world is a plan of one province with eight districts, which hand in one form a year: a rate, a share of districts, a recognition and
// a rate that has to fall, one milestone each.
func world(t *testing.T) asked {
	t.Helper()
	areas := []area.Area{{UID: province, Code: "86", Name: "Vĩnh Long", Level: area.Province}}
	p := plan.Plan{ID: "p", From: 2021, To: 2030, Root: province}
	for i := range 8 {
		uid := fmt.Sprintf("d:%d@0", i+1)
		areas = append(areas, area.Area{UID: uid, Code: fmt.Sprint(i + 1), Name: fmt.Sprintf("Huyện %d", i+1), Level: area.District, Parent: province})
		p.Units = append(p.Units, uid)
	}
	tree, err := area.NewTree(areas)
	if err != nil {
		t.Fatal(err)
	}
	indicators := map[string]catalogue.Indicator{}
	for id, m := range map[string]catalogue.Measure{"skills": catalogue.Rate, "share": catalogue.ShareOfUnits, "city": catalogue.Status, "dropout": catalogue.Rate} {
		indicators[id] = catalogue.Indicator{ID: id, Measure: m, Frequency: period.Annual}
	}
	p.Targets = []plan.Target{
		{ID: "skills", Indicator: "skills", Level: area.Province, Milestones: milestone(50, plan.AtLeast)},
		{ID: "share", Indicator: "share", Level: area.Province, N: 8, Milestones: milestone(70, plan.AtLeast)},
		{ID: "city", Indicator: "city", Level: area.District, Units: []string{district}, Milestones: milestone(1, plan.Equal)},
		{ID: "dropout", Indicator: "dropout", Level: area.District, Milestones: milestone(2, plan.AtMost)},
	}
	p.Forms = []plan.Form{{ID: "annual", Level: area.District, Frequency: period.Annual,
		Indicators: plan.Asks("skills", "city", "dropout"), Due: plan.Due{Before: "12-10"}}}
	return asked{plan.Registry{Areas: tree, Plans: []plan.Plan{p}, Indicators: indicators}, p, ict(t, "2025-01-15 08:00:00")}
}
