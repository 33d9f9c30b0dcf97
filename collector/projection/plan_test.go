package projection_test

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/subject"
)

// The plan of Vĩnh Long from its own file: what the districts report for 2024, through the validator, the ledger and the
// projection, is judged as a person would count it. Then the year after the districts ended, in which one is missing.
func TestTheRealPlanFromReportToVerdict(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, ok := reg.Plan("vinh-long-2021-2030")
	if !ok {
		t.Fatal("the plan is not there")
	}
	clock := time.Date(2023, 12, 5, 3, 0, 0, 0, time.UTC)
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), func() time.Time { return clock })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s := &memory{}
	proj, err := projection.New(projection.Options{Registry: reg, Ledger: l, Store: s})
	if err != nil {
		t.Fatal(err)
	}
	law, _ := reg.Plan("pcgd-xmc-vinh-long") // the source of levels
	hand := func(p plan.Plan, uid string, year int, rows ...report.Row) {
		t.Helper()
		for i := range rows {
			rows[i].Unit, rows[i].Period = uid, fmt.Sprint(year)
		}
		entries, problems := report.Check(reg, p, rows, report.By{Subject: subject.Anyone(), Source: ledger.SourceAPI}, period.Day(clock))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if _, err := l.Accept(t.Context(), ledger.Submission{Plan: p.ID, Reporter: uid, Source: ledger.SourceAPI, Entries: entries}); err != nil {
			t.Fatal(err)
		}
		if err := projection.CatchUp(proj, t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var districts []string
	for i, a := range reg.Members(p, area.District) {
		districts = append(districts, a.UID)
		primary := "3"
		if i < 3 {
			primary = "2" // three of the eight are not there yet
		}
		hand(p, a.UID, 2023, report.Row{Indicator: "info_skills_rate", Numerator: fmt.Sprint(100 * i), Denominator: "1000"})
		hand(law, a.UID, 2023, report.Row{Indicator: "primary_universal_level", Value: primary})
	}
	score := func(target string) scorecard.Row {
		t.Helper()
		in := scorecard.Input{Registry: reg, Plan: p, AsOf: clock, Method: standing.MilestoneLinear}
		for _, point := range s.points {
			switch pt := point.(type) {
			case series.Observation:
				in.Observations = append(in.Observations, pt)
			case series.TargetPoint:
				in.Targets = append(in.Targets, pt)
			case series.Report:
				in.Reports = append(in.Reports, pt)
			}
		}
		for _, r := range scorecard.Rows(in, area.Province) {
			if r.Target.ID == target {
				return r
			}
		}
		t.Fatalf("no row for %s", target)
		return scorecard.Row{}
	}
	if r := score("info-skills"); r.Value == nil || *r.Value != 35 || r.Baseline == nil || r.Baseline.Value != 35 || r.Members != 8 {
		t.Errorf("the province has %+v of %g members, want 35%% as its value and its baseline", r.Verdict, r.Members)
	}
	if r := score("primary-level3-districts"); r.Have == nil || *r.Have != 5 || r.Needed != 6 || r.Next.Value != 75 {
		t.Errorf("have %v of %d districts, milestone %+v; want 5 of 6 and 75", r.Have, r.Needed, r.Next)
	}
	form, _ := p.Form("annual-district")
	all := float64(len(form.Asks(period.Year(2023))))
	for uid, owed := range map[string]float64{"d:855@0": all, "d:857@0": all - 2} { // the city has two recognitions of its own
		got, ok := s.points["report annual-district "+uid+" 2023"].(series.Report)
		if !ok || got.Cells != 2 || got.CellsOf != owed || !got.Received.IsZero() {
			t.Errorf("the report of %s is %+v, want 2 of %g cells", uid, got, owed)
		}
	}
	if got := s.points["report annual-province "+p.Root+" 2026"].(series.Report); !got.Due.IsZero() {
		t.Errorf("the province's report is due %s, but the plan gives no day", got.Due)
	}

	clock = time.Date(2024, 12, 10, 3, 0, 0, 0, time.UTC)
	for _, uid := range districts[1:] {
		hand(p, uid, 2024, report.Row{Indicator: "info_skills_rate", Numerator: "100", Denominator: "1000"})
		hand(law, uid, 2024, report.Row{Indicator: "primary_universal_level", Value: "3"})
	}
	if r := score("info-skills"); r.Status != standing.Reversing || *r.Low != 8.75 || *r.High != 21.25 || r.Value != nil {
		t.Errorf("one district is missing: %s between %v and %v, want reversing whatever it reports", r.Status, r.Low, r.High)
	}
	if r := score("primary-level3-districts"); r.Status != standing.Achieved || r.Have != nil {
		t.Errorf("seven of eight with one missing is %s, want achieved whatever it reports", r.Status)
	}
	if r := score("info-skills"); math.Abs(r.DaysLate-10./24) > 0.01 {
		t.Errorf("at ten in the morning after the last good day the total of incomplete reports is %g days late", r.DaysLate)
	}
}
