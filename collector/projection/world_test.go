package projection_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
)

const province = "p:86@0"

func end(year int) time.Time { return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC) }

// world is a plan of a province with three districts: a rate that is summed up, and a share of districts at level 3 that
// starts where the document says.
func world(tb testing.TB) plan.Registry {
	tb.Helper()
	areas := []area.Area{{UID: province, Code: "86", Name: "Vĩnh Long", Level: area.Province}, {UID: "p:1@0", Code: "1", Name: "Hà Nội", Level: area.Province}}
	p := plan.Plan{ID: "p", From: 2021, To: 2030, Root: province, Bounds: plan.DefaultBounds}
	for i := range 3 {
		uid := fmt.Sprintf("d:%d@0", i+1)
		areas = append(areas, area.Area{UID: uid, Code: fmt.Sprint(i + 2), Name: fmt.Sprintf("Huyện %d", i+1), Level: area.District, Parent: province})
		p.Units = append(p.Units, uid)
	}
	tree, err := area.NewTree(areas)
	if err != nil {
		tb.Fatal(err)
	}
	by := func(year int, value *float64) plan.Milestone {
		return plan.Milestone{By: period.DateOf(year, 12, 31), Comparator: plan.AtLeast, Value: value}
	}
	p.Targets = []plan.Target{
		{ID: "skills", Indicator: "skills", Level: area.Province, Monitored: []area.Level{area.District}, Milestones: []plan.Milestone{by(2025, new(50.0)), by(2030, new(70.0))}},
		{ID: "share", Indicator: "share", Level: area.Province, N: 3, Baseline: &plan.Baseline{At: period.DateOf(2020, 12, 31), Value: 0},
			Milestones: []plan.Milestone{by(2025, new(50.0)), by(2030, nil)}},
	}
	p.Forms = []plan.Form{{ID: "annual", Level: area.District, Frequency: period.Annual, Indicators: plan.Asks("skills", "level"), Due: plan.Due{Before: "12-10"}}}
	p.Deliverables = []plan.Deliverable{{ID: "own-plans", Due: period.DateOf(2021, 8, 31)}, {ID: "final-report", Due: period.DateOf(2030, 10, 31)}, {ID: "undated"}}
	return plan.Registry{Areas: tree, Plans: []plan.Plan{p}, Indicators: map[string]catalogue.Indicator{
		"skills": {ID: "skills", Measure: catalogue.Rate, Direction: catalogue.Higher, Frequency: period.Annual, RollUp: true, Groups: []string{"sex=female"}},
		"level":  {ID: "level", Measure: catalogue.Level, Max: 3, Direction: catalogue.Higher, Frequency: period.Annual},
		"share":  {ID: "share", Measure: catalogue.ShareOfUnits, Direction: catalogue.Higher, Frequency: period.Annual, Of: "level", AtLeast: 3, MemberLevel: area.District},
	}}
}

func skills(unit int, year int, numerator, denominator float64) report.Entry {
	return report.Entry{Unit: fmt.Sprintf("d:%d@0", unit), Indicator: "skills", Period: period.Year(year), Group: catalogue.GroupAll, Numerator: &numerator, Denominator: &denominator}
}

func level(unit int, year int, value float64) report.Entry {
	return report.Entry{Unit: fmt.Sprintf("d:%d@0", unit), Indicator: "level", Period: period.Year(year), Group: catalogue.GroupAll, Value: &value}
}

func women(e report.Entry) report.Entry {
	e.Group = "sex=female"
	return e
}

// start makes a projection; change sets options that differ from the test's defaults.
func start(tb testing.TB, l projection.Ledger, s projection.Store, change ...func(*projection.Options)) *projection.Projection {
	tb.Helper()
	opt := projection.Options{Registry: world(tb), Ledger: l, Store: s}
	for _, c := range change {
		c(&opt)
	}
	p, err := projection.New(opt)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// projected runs a projection until it has nothing left to do.
func projected(tb testing.TB, l *record, s *memory, change ...func(*projection.Options)) *projection.Projection {
	tb.Helper()
	p := start(tb, l, s, change...)
	// A store that is asked for ever must fail the test, not hang it.
	ctx, cancel := context.WithTimeout(tb.Context(), time.Minute)
	defer cancel()
	if err := projection.CatchUp(p, ctx); err != nil {
		tb.Fatal(err)
	}
	return p
}
