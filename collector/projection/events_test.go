package projection_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

func lastGoodDay(y int, m time.Month, d int) time.Time { return period.DateOf(y, m, d).EndOfDay() }

// stepwise returns what projects after every change, as a running collector does.
func stepwise(t *testing.T, l *record, s *memory) func(change func()) {
	t.Helper()
	p := start(t, l, s)
	return func(change func()) {
		t.Helper()
		change()
		if err := projection.CatchUp(p, t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
			t.Errorf("not what a fresh store holds (-fresh +stepwise):\n%s", diff)
		}
	}
}

func TestAnExtensionMovesTheDeadlineAndNothingElse(t *testing.T) {
	l, s := &record{}, &memory{}
	step := stepwise(t, l, s)
	step(func() { l.accept("2024-12-12", skills(1, 2024, 20, 100), level(1, 2024, 3)) })
	rep := series.Report{Plan: "p", Form: "annual", Area: "d:1@0", At: end(2024), Due: lastGoodDay(2024, 12, 9), Received: morning(12), Cells: 2, CellsOf: 2}
	want(t, s, "report annual d:1@0 2024", rep)
	is := func(unit string, want timeliness.State) {
		t.Helper()
		if got := timeliness.StateOf(s.points["report annual "+unit+" 2024"].(series.Report), morning(31)); got != want {
			t.Errorf("the report of %s is %s, want %s", unit, got, want)
		}
	}
	is("d:1@0", timeliness.ReceivedLate)

	step(func() { l.decide(morning(13), extension("2024-12-20", 2024, 1, 2)) })
	rep.Extended = lastGoodDay(2024, 12, 20)
	want(t, s, "report annual d:1@0 2024", rep)
	silent := series.Report{Plan: "p", Form: "annual", Area: "d:2@0", At: end(2024), Due: rep.Due, Extended: rep.Extended, CellsOf: 2}
	want(t, s, "report annual d:2@0 2024", silent)
	is("d:1@0", timeliness.OnTime)
	is("d:2@0", timeliness.Overdue)
	other := series.Report{Plan: "p", Form: "annual", Area: "d:3@0", At: end(2024), Due: rep.Due, CellsOf: 2}
	want(t, s, "report annual d:3@0 2024", other)

	step(func() { l.decide(morning(14), extension("2024-12-15", 2024)) })
	other.Extended = lastGoodDay(2024, 12, 15)
	want(t, s, "report annual d:3@0 2024", other)
	want(t, s, "report annual d:1@0 2024", rep) // its own later day holds

	step(func() { l.decide(morning(15), extension("", 2024, 1)) })
	rep.Extended = lastGoodDay(2024, 12, 15)
	want(t, s, "report annual d:1@0 2024", rep) // the one for all holds

	step(func() { l.accept("2024-12-16", skills(3, 2024, 1, 2), level(3, 2024, 1)) })
	is("d:3@0", timeliness.ReceivedLate)
	step(func() { l.decide(morning(17), extension("", 2024)) })
	rep.Extended = time.Time{}
	want(t, s, "report annual d:1@0 2024", rep)
}

// Every decision on a recognition is a point of its own, for every unit: what stood on a day follows from all of them. A replay writes
// them again, and nothing that was computed or reported is touched by them.
func TestRecognitionsAreWrittenAsTheyWereDecided(t *testing.T) {
	l, s := &record{}, &memory{}
	step := stepwise(t, l, s)
	step(func() { l.accept("2024-12-05", level(1, 2024, 1)) })
	before := len(s.points)
	d := decision.Decision{Kind: decision.Recognition, Plan: "p", Period: period.Year(2024), Units: []string{"d:1@0", "d:2@0", "d:99@0"}, Indicators: []string{"level"}, Value: new(3.0),
		On: period.DateOf(2024, 12, 10), Until: period.DateOf(2027, 12, 9), Reason: "biên bản", Authority: "7/QĐ", Issuer: "UBND tỉnh"}
	step(func() { l.decide(morning(12), d) })
	if len(s.points) != before+2 {
		t.Fatalf("%d points more, want 2: one unit is not in the plan files", len(s.points)-before)
	}
	var got []series.Recognition
	for _, p := range s.points {
		if r, ok := p.(series.Recognition); ok && r.Area == "d:1@0" {
			got = append(got, r)
		}
	}
	if len(got) != 1 || got[0].Level != 3 || got[0].Authority != "7/QĐ" || !got[0].From.Equal(period.DateOf(2024, 12, 10).Time()) || !got[0].Until.Equal(period.DateOf(2027, 12, 9).Time()) ||
		!got[0].At.Equal(end(2024)) || !got[0].Recorded.Equal(morning(12)) {
		t.Errorf("written: %+v", got)
	}
	gone := decision.Decision{Kind: decision.Recognition, Withdrawn: true, Plan: "p", Period: period.Year(2024), Units: []string{"d:1@0"}, Indicators: []string{"level"}, Reason: "ghi nhầm"}
	step(func() { l.decide(morning(13), gone) })
	if len(s.points) != before+3 {
		t.Errorf("what is taken back has to be a point beside the first")
	}
}

// Where nobody is there to report, every period that the decision is about says so, and says it no more once somebody came.
func TestNobodyToReportIsWrittenForEveryPeriod(t *testing.T) {
	l, s := &record{}, &memory{}
	step := stepwise(t, l, s)
	is := func(unit string, year string, want timeliness.State) {
		t.Helper()
		if got := timeliness.StateOf(s.points["report annual "+unit+" "+year].(series.Report), morning(31)); got != want {
			t.Errorf("the report of %s for %s is %s, want %s", unit, year, got, want)
		}
	}
	step(func() { l.accept("2024-12-12", skills(1, 2024, 20, 100)) })
	step(func() { l.decide(morning(13), noReporter(2023, 0, 1, 2)) })
	is("d:1@0", "2022", timeliness.Overdue)
	is("d:1@0", "2023", timeliness.NoReporter)
	is("d:1@0", "2024", timeliness.NoReporter)
	is("d:2@0", "2024", timeliness.NoReporter)
	is("d:3@0", "2024", timeliness.Overdue)
	step(func() { l.decide(morning(14), withdrawn(noReporter(2024, 0, 2))) })
	is("d:2@0", "2023", timeliness.NoReporter)
	is("d:2@0", "2024", timeliness.Overdue)
	step(func() { l.accept("2024-12-15", level(1, 2024, 3)) })
	is("d:1@0", "2024", timeliness.ReceivedLate)
}

// No value hangs on a deadline: an extension for a whole province must not write its numbers again.
func TestAnExtensionWritesReportsAlone(t *testing.T) {
	l, s := &record{}, &memory{}
	p := start(t, l, s)
	l.accept("2024-12-12", skills(1, 2024, 20, 100), level(1, 2024, 3), skills(2, 2024, 20, 100))
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	written := 0
	s.fail = func(_ int, points []any) error {
		for _, point := range points {
			if _, ok := point.(series.Report); !ok {
				t.Errorf("it wrote %T %+v", point, point)
			}
			written++
		}
		return nil
	}
	l.decide(morning(13), extension("2024-12-20", 2024))
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	if written != 3 {
		t.Errorf("it wrote %d points, want the reports of three districts", written)
	}
}

func TestApprovalsFollowTheRevisionsTheyWereGivenFor(t *testing.T) {
	l, s := &record{}, &memory{}
	step := stepwise(t, l, s)
	const key = "observation skills d:1@0 all reported 2024"
	is := func(what string, value, revision float64, approved bool) {
		t.Helper()
		o := s.points[key].(series.Observation)
		if o.ApprovedRevision != revision || (o.Approved != nil) != approved || approved && *o.Approved != value {
			t.Errorf("%s: approved %v in revision %g, want %g in revision %g", what, o.Approved, o.ApprovedRevision, value, revision)
		}
	}
	step(func() { l.accept("2024-12-05", skills(1, 2024, 20, 100), women(skills(1, 2024, 5, 50))) })
	is("never approved", 0, 0, false)
	step(func() { l.decide(morning(6), approval(1, 2024)) })
	is("approved", 20, 1, true)
	if o := s.points["observation skills d:1@0 sex=female reported 2024"].(series.Observation); o.Approved == nil || *o.Approved != 10 {
		t.Errorf("its disaggregation is approved with it; got %v", o.Approved)
	}
	step(func() { l.accept("2024-12-07", skills(1, 2024, 25, 100)) })
	is("corrected after it was approved", 20, 1, true)
	step(func() {
		l.accept("2024-12-08", skills(1, 2024, 30, 100), level(1, 2024, 2))
		l.accept("2024-12-09", skills(1, 2024, 35, 100))
	})
	is("corrected twice more", 20, 1, true)
	if o := s.points["observation level d:1@0 all reported 2024"].(series.Observation); o.ApprovedRevision != 0 {
		t.Errorf("a cell that came after the approval is approved: %+v", o)
	}
	step(func() { l.decide(morning(10), approval(1, 2024)) })
	is("approved again", 35, 4, true)
	step(func() { l.decide(morning(11), withdrawn(approval(1, 2024))) })
	is("withdrawn", 0, -1, false)
	step(func() { l.accept("2024-12-12", skills(1, 2024, 36, 100)) })
	is("corrected after that", 0, -1, false)
}

func TestEveryDeliverableIsThereFromTheStart(t *testing.T) {
	l, s := &record{}, &memory{}
	step := stepwise(t, l, s)
	step(func() {})
	undone := series.Deliverable{Plan: "p", Deliverable: "own-plans", Due: lastGoodDay(2021, 8, 31)}
	want(t, s, "deliverable own-plans", undone)
	want(t, s, "deliverable final-report", series.Deliverable{Plan: "p", Deliverable: "final-report", Due: lastGoodDay(2030, 10, 31)})
	want(t, s, "deliverable undated", series.Deliverable{Plan: "p", Deliverable: "undated"})

	step(func() { l.decide(morning(5), done("own-plans", "2021-08-30")) })
	was := undone
	was.Done, was.Recorded, was.Note = time.Date(2021, 8, 30, 0, 0, 0, 0, time.UTC), morning(5), "KH số 12"
	want(t, s, "deliverable own-plans", was)
	step(func() { l.decide(morning(6), done("own-plans", "2021-08-28")) })
	was.Done = time.Date(2021, 8, 28, 0, 0, 0, 0, time.UTC)
	want(t, s, "deliverable own-plans", was) // a corrected day; it was known to be done since the 5th
	step(func() { l.decide(morning(7), done("own-plans", "")) })
	want(t, s, "deliverable own-plans", undone)
	early := time.Date(2024, 12, 7, 23, 0, 0, 0, time.UTC) // 8 December, six in the morning in Vietnam
	step(func() { l.decide(early, done("undated", "2024-12-08"), done("nobody's", "2024-12-08")) })
	want(t, s, "deliverable undated", series.Deliverable{Plan: "p", Deliverable: "undated", Done: early, Recorded: early, Note: "KH số 12"})
	wantNone(t, s, "deliverable nobody's")
}

func TestCorrectionsAreKeptWithWhatWasBefore(t *testing.T) {
	l, s := &record{}, &memory{}
	step := stepwise(t, l, s)
	step(func() { l.accept("2024-12-05", skills(1, 2024, 20, 100), level(1, 2024, 1), skills(9, 2024, 1, 2)) })
	for key := range s.points {
		if strings.HasPrefix(key, "revision ") {
			t.Errorf("a first report is no correction: %s", key)
		}
	}
	step(func() {
		l.accept("2024-12-06", skills(1, 2024, 30, 100), skills(9, 2024, 2, 2)) // the second unit is in no plan file
		l.accept("2024-12-07", skills(1, 2024, 40, 100))                        // in one batch: both are kept
	})
	r := series.Revision{Plan: "p", Indicator: "skills", Area: "d:1@0", Group: "all", At: end(2024), Recorded: morning(6), Revision: 2,
		Old: new(20.0), New: new(30.0), What: series.Corrected, Note: "vì sao", Receipt: "R4",
		Before: series.Before{Numerator: new(20.0), Denominator: new(100.0), Received: morning(5)}}
	want(t, s, "revision skills d:1@0 all 2024 #2", r)
	r.Recorded, r.Revision, r.Old, r.New, r.Receipt = morning(7), 3, new(30.0), new(40.0), "R6"
	r.Before.Numerator, r.Before.Received = new(30.0), morning(5).Add(3*time.Hour)
	want(t, s, "revision skills d:1@0 all 2024 #3", r)
	wantNone(t, s, "revision skills d:9@0 all 2024 #2")
}

func TestDecisionsAreWaitedForAndCounted(t *testing.T) {
	l, s := &record{}, &memory{}
	p := projected(t, l, s)
	sample(l)
	lag := func() int64 {
		t.Helper()
		n, err := p.Lag(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := lag(); n != int64(len(l.entries)+4) {
		t.Errorf("lag %d, want every entry and the four decisions", n)
	}
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := lag(); n != 0 {
		t.Errorf("lag %d after all is projected", n)
	}
	requests := len(s.requests)
	if err := projection.CatchUp(p, t.Context()); err != nil || len(s.requests) != requests {
		t.Errorf("decisions that are projected were projected again (%v)", err)
	}
}

// A program that stops between writing a decision's points and noting it down writes them again.
func TestADecisionCutShortIsWrittenAgain(t *testing.T) {
	l, s := &record{}, &memory{}
	projected(t, l, s)
	l.accept("2024-12-12", skills(1, 2024, 20, 100))
	l.decide(morning(13), extension("2024-12-20", 2024, 1))
	cut := true
	l.refuse = func(cursor string, _ int64) error {
		if cut && cursor == "projection-decisions" {
			cut = false
			return errPowerCut
		}
		return nil
	}
	if err := projection.CatchUp(start(t, l, s), t.Context()); err == nil {
		t.Fatal("the power was not cut")
	}
	s.points["report annual d:1@0 2024"] = "lost"
	projected(t, l, s)
	if diff := cmp.Diff(expected(t, l), s.points); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnExtensionOfAPlanThatIsOverMissesNobody(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-12", skills(1, 2024, 20, 100))
	archive := func(o *projection.Options) { o.Registry.Plans[0].Kind = plan.Archive }
	p := start(t, l, s, archive)
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	l.decide(morning(13), extension("2024-12-20", 2024))
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	for key := range maps.Keys(s.points) {
		if strings.HasPrefix(key, "report ") && key != "report annual d:1@0 2024" {
			t.Errorf("%s is missed", key)
		}
	}
}

// A store that an older program filled has no deliverables: it is built again, whatever the plan files say.
func TestAnOlderProgramsStoreIsBuiltAgain(t *testing.T) {
	l, s := &record{}, &memory{}
	sample(l)
	projected(t, l, s)
	old := int64(12345)
	l.cursors["projection-generation"], l.cursors["projection-decisions"] = old, 0
	delete(s.points, "deliverable own-plans")
	projected(t, l, s)
	if diff := cmp.Diff(expected(t, l), s.points); diff != "" || s.wipes != 1 {
		t.Errorf("wiped %d times (-want +got):\n%s", s.wipes, diff)
	}
}
