package projection_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// morning is when the test's ledger recorded what it received on a day of December 2024.
func morning(day int) time.Time { return time.Date(2024, 12, day, 2, 0, 0, 0, time.UTC) }

func want(t *testing.T, s *memory, key string, want any) {
	t.Helper()
	got, ok := s.points[key]
	if !ok {
		t.Fatalf("no point %q among\n%s", key, strings.Join(slices.Sorted(maps.Keys(s.points)), "\n"))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", key, diff)
	}
}

func wantNone(t *testing.T, s *memory, key string) {
	t.Helper()
	if got, ok := s.points[key]; ok {
		t.Errorf("there is a point %q: %+v", key, got)
	}
}

func TestReportedObservations(t *testing.T) {
	base := series.Observation{Indicator: "skills", Area: "d:1@0", Level: area.District, Parent: province, Group: "all", Basis: series.Reported, At: end(2024)}
	for name, c := range map[string]struct {
		fill func(*record)
		key  string
		want func(*series.Observation)
	}{
		"a rate": {func(l *record) { l.accept("2024-12-05", skills(1, 2024, 30, 120)) }, "observation skills d:1@0 all reported 2024", func(o *series.Observation) {
			o.Value, o.Numerator, o.Denominator, o.Revision, o.Received = new(25.0), new(30.0), new(120.0), 1, morning(5)
		}},
		"a correction comes when its first revision came": {func(l *record) {
			l.accept("2024-12-05", skills(1, 2024, 30, 120))
			l.accept("2025-01-20", skills(1, 2024, 60, 120))
		}, "observation skills d:1@0 all reported 2024", func(o *series.Observation) {
			o.Value, o.Numerator, o.Denominator, o.Revision = new(50.0), new(60.0), new(120.0), 2
			o.Received = time.Date(2024, 12, 5, 5, 0, 0, 0, time.UTC) // noon in Vietnam: the first revision's clock is not kept
		}},
		"a level": {func(l *record) { l.accept("2024-12-05", level(1, 2024, 3)) }, "observation level d:1@0 all reported 2024", func(o *series.Observation) {
			o.Indicator, o.Value, o.Revision, o.Received = "level", new(3.0), 1, morning(5)
		}},
		"a group": {func(l *record) { l.accept("2024-12-05", women(skills(1, 2024, 30, 60))) }, "observation skills d:1@0 sex=female reported 2024", func(o *series.Observation) {
			o.Group, o.Value, o.Numerator, o.Denominator, o.Revision, o.Received = "sex=female", new(50.0), new(30.0), new(60.0), 1, morning(5)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			l, s, o := &record{}, &memory{}, base
			c.fill(l)
			c.want(&o)
			projected(t, l, s)
			want(t, s, c.key, o)
		})
	}
}

func TestARollUp(t *testing.T) {
	l, s := &record{}, &memory{}
	p := start(t, l, s)
	step := func(received string, entries ...report.Entry) {
		t.Helper()
		l.accept(received, entries...)
		if err := projection.CatchUp(p, t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	total := series.Observation{Indicator: "skills", Area: province, Level: area.Province, Group: "all", Basis: series.Derived, At: end(2024), MembersOf: 3, Revision: 1, Received: morning(5)}
	const key = "observation skills p:86@0 all derived 2024"

	step("2024-12-05", skills(1, 2024, 20, 100))
	total.Members = 1
	want(t, s, key, total) // the size of the others is not known: no bounds
	wantNone(t, s, "observation skills p:86@0 all derived 2025")

	step("2024-12-06", skills(2, 2023, 50, 200), skills(3, 2021, 5, 50))
	total.Low, total.High = new(100*20./350), new(100*270./350)
	want(t, s, key, total) // reports of earlier years bound what the missing ones can change

	step("2024-12-12", skills(2, 2024, 100, 210))
	total.Low, total.High, total.Members = new(100*120./360), new(100*170./360), 2
	want(t, s, key, total)

	step("2024-12-13", skills(3, 2024, 30, 90))
	total.Low, total.High, total.Members = nil, nil, 3
	total.Value, total.Numerator, total.Denominator = new(37.5), new(150.0), new(400.0)
	want(t, s, key, total)

	step("2025-02-01", skills(1, 2024, 30, 100))
	total.Value, total.Numerator, total.Revision = new(40.0), new(160.0), 2
	total.Received = time.Date(2024, 12, 5, 5, 0, 0, 0, time.UTC)
	want(t, s, key, total)

	step("2025-02-02", women(skills(1, 2024, 10, 40)))
	if got := s.points["observation skills p:86@0 sex=female derived 2024"].(series.Observation); got.Members != 1 || got.Value != nil {
		t.Errorf("the women's total of one district is %+v", got)
	}
}

func TestAShareOfUnits(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", level(1, 2024, 3), level(2, 2024, 2))
	l.accept("2024-12-05", level(1, 2023, 3), level(2, 2023, 2), level(3, 2023, 3))
	projected(t, l, s)
	o := series.Observation{Indicator: "share", Area: province, Level: area.Province, Group: "all", Basis: series.Derived, At: end(2024), MembersOf: 3, Revision: 1, Received: morning(5)}
	o.Low, o.High, o.Members = new(100./3), new(200./3), 2
	want(t, s, "observation share p:86@0 all derived 2024", o)
	o.At, o.Low, o.High, o.Members = end(2023), nil, nil, 3
	o.Value, o.Numerator, o.Denominator = new(200./3), new(2.0), new(3.0)
	want(t, s, "observation share p:86@0 all derived 2023", o)
}

func TestARootThatReportsItselfIsNotSummedUp(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", skills(1, 2024, 20, 100))
	projected(t, l, s, func(o *projection.Options) {
		pl := &o.Registry.Plans[0]
		pl.Forms = append(pl.Forms, plan.Form{ID: "own", Level: area.Province, Frequency: period.Annual, Indicators: plan.Asks("skills")})
	})
	wantNone(t, s, "observation skills p:86@0 all derived 2024")
}

func TestTwoPlansOfOneRootDoNotFightOverAPoint(t *testing.T) {
	second := func(o *projection.Options) {
		next := o.Registry.Plans[0]
		next.ID, next.From, next.To, next.Units = "next", 2025, 2035, []string{"d:1@0"} // another set of members
		o.Registry.Plans = append(o.Registry.Plans, next)
	}
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", skills(1, 2024, 20, 100)) // the year before the second plan
	l.accept("2025-12-05", skills(1, 2025, 20, 100)) // both run
	l.accept("2031-12-05", skills(1, 2031, 20, 100)) // only the second one runs
	projected(t, l, s, second)
	for key, of := range map[string]float64{"2024": 3, "2025": 3, "2031": 1} {
		if got := s.points["observation skills p:86@0 all derived "+key].(series.Observation); got.MembersOf != of {
			t.Errorf("%s is summed from %g members, want %g", key, got.MembersOf, of)
		}
	}
}

func TestAPlanThatIsOverIsMissedByNobody(t *testing.T) {
	for _, kind := range []plan.Kind{"", plan.Archive} {
		l, s := &record{}, &memory{}
		l.accept("2024-12-05", skills(1, 2024, 20, 100))
		projected(t, l, s, func(o *projection.Options) { o.Registry.Plans[0].Kind = kind })
		came, missing := 0, 0
		for _, point := range s.points {
			if r, ok := point.(series.Report); ok && r.Cells > 0 {
				came++
			} else if ok {
				missing++
			}
		}
		if came != 1 || (missing == 0) != (kind == plan.Archive) {
			t.Errorf("kind %q: %d reports came, %d are missed", kind, came, missing)
		}
	}
}

func TestAReferenceHasNoPoints(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", skills(1, 2024, 20, 100))
	projected(t, l, s, func(o *projection.Options) {
		national := o.Registry.Plans[0]
		national.ID, national.Kind, national.Root, national.Units, national.Forms = "national", plan.Reference, "", nil, nil
		o.Registry.Plans = append(o.Registry.Plans, national)
	})
	for key, point := range s.points {
		if target, ok := point.(series.TargetPoint); ok && target.Plan == "national" {
			t.Errorf("%s belongs to a reference", key)
		}
		if o, ok := point.(series.Observation); ok && o.Area == "" {
			t.Errorf("%s belongs to no unit", key)
		}
	}
}

func TestFixedTargets(t *testing.T) {
	l, s := &record{}, &memory{}
	projected(t, l, s)
	point := series.TargetPoint{Kind: series.MilestonePoint, Plan: "p", Target: "skills", Indicator: "skills", Area: "d:2@0", At: end(2030), Value: 70}
	want(t, s, "milestone skills d:2@0 2030", point)
	point = series.TargetPoint{Kind: series.MilestonePoint, Plan: "p", Target: "share", Indicator: "share", Area: province, At: end(2025), Value: 100 * 2. / 3}
	want(t, s, "milestone share p:86@0 2025", point) // half of three districts is two
	point.Kind, point.At, point.Value = series.BaselinePoint, end(2020), 0
	want(t, s, "baseline share p:86@0 2020", point) // the document's own baseline
	wantNone(t, s, "milestone share p:86@0 2030")   // a milestone without a number
	wantNone(t, s, "baseline skills d:2@0 2020")
}

func TestTheFirstReportIsTheBaseline(t *testing.T) {
	l, s := &record{}, &memory{}
	p := start(t, l, s)
	step := func(received string, entries ...report.Entry) {
		t.Helper()
		l.accept(received, entries...)
		if err := projection.CatchUp(p, t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	base := series.TargetPoint{Kind: series.BaselinePoint, Plan: "p", Target: "skills", Indicator: "skills", Area: "d:1@0", At: end(2022), Value: 20}
	step("2022-12-05", skills(1, 2022, 20, 100))
	want(t, s, "baseline skills d:1@0 2022", base)
	wantNone(t, s, "baseline skills p:86@0 2022") // the province has no value while districts are missing

	step("2023-12-05", skills(1, 2023, 25, 100), level(1, 2021, 3), women(skills(1, 2021, 1, 10)))
	wantNone(t, s, "baseline skills d:1@0 2023")
	wantNone(t, s, "baseline skills d:1@0 2021") // women alone are no total

	step("2023-12-06", skills(1, 2022, 22, 100))
	base.Value = 22
	want(t, s, "baseline skills d:1@0 2022", base) // a correction

	step("2023-12-07", skills(1, 2021, 18, 100))
	base.At, base.Value = end(2021), 18
	want(t, s, "baseline skills d:1@0 2021", base) // an earlier year, reported afterwards

	step("2023-12-08", skills(2, 2022, 40, 100), skills(3, 2022, 58, 100))
	want(t, s, "baseline skills p:86@0 2022", series.TargetPoint{Kind: series.BaselinePoint, Plan: "p", Target: "skills", Indicator: "skills", Area: province, At: end(2022), Value: 40})
	step("2026-12-08", skills(2, 2026, 40, 100))
	wantNone(t, s, "baseline skills d:2@0 2026") // it began in 2022
	wantNone(t, s, "baseline share p:86@0 2021") // its document says where it starts
}

func TestARestartKnowsTheBaselines(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2022-12-05", skills(1, 2022, 20, 100))
	projected(t, l, s)
	l.accept("2023-12-05", skills(1, 2023, 25, 100))
	projected(t, l, s)
	wantNone(t, s, "baseline skills d:1@0 2023")
}

// A unit that is first heard of at or after the first milestone begins there; its baseline stands beside the milestone of
// the same day.
func TestAFirstReportAfterTheFirstMilestoneIsTheBaseline(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2025-12-05", skills(1, 2025, 20, 100))
	l.accept("2026-12-05", skills(2, 2026, 30, 100))
	l.accept("2019-12-05", skills(3, 2019, 20, 100)) // belongs to an older plan
	projected(t, l, s)
	point := series.TargetPoint{Kind: series.BaselinePoint, Plan: "p", Target: "skills", Indicator: "skills", Area: "d:1@0", At: end(2025), Value: 20}
	want(t, s, "baseline skills d:1@0 2025", point)
	point.Kind, point.Value = series.MilestonePoint, 50
	want(t, s, "milestone skills d:1@0 2025", point)
	want(t, s, "baseline skills d:2@0 2026", series.TargetPoint{Kind: series.BaselinePoint, Plan: "p", Target: "skills", Indicator: "skills", Area: "d:2@0", At: end(2026), Value: 30})
	wantNone(t, s, "baseline skills d:3@0 2019")
}

func TestExpectedReports(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", skills(1, 2024, 20, 100), level(1, 2024, 2))
	l.accept("2024-12-05", women(skills(2, 2024, 20, 100)), level(2, 2024, 2))
	l.accept("2024-12-06", skills(3, 2024, 20, 100))
	l.accept("2024-12-20", level(3, 2024, 1))
	projected(t, l, s)
	r := series.Report{Plan: "p", Form: "annual", At: end(2024), Due: period.DateOf(2024, 12, 9).EndOfDay(), CellsOf: 2}
	r.Area, r.Cells, r.Received = "d:1@0", 2, morning(5)
	want(t, s, "report annual d:1@0 2024", r)
	r.Area, r.Cells, r.Received = "d:2@0", 1, time.Time{}
	want(t, s, "report annual d:2@0 2024", r) // a group is no total
	r.Area, r.Cells, r.Received = "d:3@0", 2, morning(20)
	want(t, s, "report annual d:3@0 2024", r) // complete when the last cell came
	r.At, r.Due, r.Cells, r.Received = end(2030), period.DateOf(2030, 12, 9).EndOfDay(), 0, time.Time{}
	want(t, s, "report annual d:3@0 2030", r) // silence is there before anybody speaks
	wantNone(t, s, "report annual d:1@0 2020")
	wantNone(t, s, "report annual p:86@0 2024")
}

func TestTheCatalogueHoldsWhatReadersNeed(t *testing.T) {
	l, s := &record{}, &memory{}
	projected(t, l, s)
	reg, err := s.catalogue.Registry()
	if err != nil {
		t.Fatal(err)
	}
	if _, foreign := reg.Areas.Get("p:1@0"); foreign || len(reg.Areas.All()) != 4 {
		t.Errorf("units %+v, want the plan's own", reg.Areas.All())
	}
	if s.catalogue.Schema != series.SchemaVersion || len(s.catalogue.Generation) != 16 || len(reg.Plans) != 1 || len(reg.Indicators) != 3 {
		t.Errorf("catalogue of schema %d, generation %q, %d plans, %d indicators", s.catalogue.Schema, s.catalogue.Generation, len(reg.Plans), len(reg.Indicators))
	}
}

func TestABatchWritesACellOnce(t *testing.T) {
	l, s := &record{}, &memory{}
	for i := range 10 {
		l.accept("2024-12-05", skills(1, 2024, float64(i), 100))
	}
	projected(t, l, s)
	if got := s.points["observation skills d:1@0 all reported 2024"].(series.Observation); *got.Value != 9 || got.Revision != 10 {
		t.Errorf("got %g in revision %g, want the newest", *got.Value, got.Revision)
	}
	if last := s.sizes[len(s.sizes)-4]; last != 2 {
		t.Errorf("%d observations were written, want the district's and the province's", last)
	}
}

func TestAnEntryThatThePlanFilesNoLongerKnowIsKept(t *testing.T) {
	l, s := &record{}, &memory{}
	gone := level(9, 2024, 1)
	l.accept("2024-12-05", gone, level(1, 2024, 1))
	projected(t, l, s)
	if len(l.held) != 1 || !strings.Contains(l.held[0], "d:9@0") {
		t.Errorf("quarantine holds %q, want the entry of the unknown unit", l.held)
	}
	if _, ok := s.points["observation level d:1@0 all reported 2024"]; !ok {
		t.Error("the entry beside it was not projected")
	}
}
