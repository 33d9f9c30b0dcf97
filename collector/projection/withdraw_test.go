package projection_test

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// step lets a projection catch up, and returns what it has written of a point.
func caughtUp(t *testing.T, p *projection.Projection) {
	t.Helper()
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
}

const (
	reportedOf1 = "observation skills d:1@0 all reported 2024"
	totalOf2024 = "observation skills p:86@0 all derived 2024"
)

func nobody(e report.Entry) report.Entry {
	e.Numerator, e.Denominator, e.Nobody = new(0.0), new(0.0), true
	return e
}

func unverified(e report.Entry, rate float64) report.Entry {
	e.Numerator, e.Denominator, e.Unverified = nil, nil, &rate
	return e
}

func TestWhatIsWithdrawnIsGone(t *testing.T) {
	l, s := &record{}, &memory{}
	p := start(t, l, s)
	cell := skills(1, 2024, 20, 100).Key()
	l.accept("2024-12-05", skills(1, 2024, 20, 100))
	l.accept("2024-12-06", skills(1, 2024, 30, 100))
	caughtUp(t, p)
	l.withdraw("2024-12-07", cell)
	caughtUp(t, p)
	if o := s.points[reportedOf1].(series.Observation); *o.Value != 20 || o.Revision != 3 {
		t.Errorf("the first report stands again as %+v", o)
	}
	l.withdraw("2024-12-08", cell)
	caughtUp(t, p)
	for _, key := range []string{reportedOf1, totalOf2024} {
		wantNone(t, s, key)
	}
	if r := s.points["report annual d:1@0 2024"].(series.Report); r.Cells != 0 || !r.Received.IsZero() {
		t.Errorf("the report is as if nothing had come, but %+v", r)
	}
	if err := p.Replay(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{reportedOf1, totalOf2024} {
		wantNone(t, s, key)
	}
	l.accept("2024-12-09", skills(1, 2024, 20, 100))
	caughtUp(t, p)
	if o := s.points[reportedOf1].(series.Observation); *o.Value != 20 || o.Received != morning(9) {
		t.Errorf("filed again it is %+v", o)
	}
	if _, ok := s.points[totalOf2024]; !ok {
		t.Error("the total did not come back")
	}
	var what []series.Change
	for _, n := range []string{"2", "3", "4", "5"} {
		r := s.points["revision skills d:1@0 all 2024 #"+n].(series.Revision)
		what = append(what, r.What)
	}
	if diff := cmp.Diff([]series.Change{series.Corrected, series.Withdrawn, series.Withdrawn, series.FiledAgain}, what); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The projection was stopped when a baseline was withdrawn: the next one takes its place all the same.
func TestABaselineIsWithdrawn(t *testing.T) {
	l, s := &record{}, &memory{}
	p := start(t, l, s)
	l.accept("2024-12-05", skills(1, 2022, 20, 100), skills(1, 2023, 30, 100), skills(1, 2024, 40, 100))
	caughtUp(t, p)
	first := s.points["baseline skills d:1@0 2022"].(series.TargetPoint)
	if first.Value != 20 {
		t.Fatalf("the baseline is %+v", first)
	}
	l.withdraw("2024-12-07", skills(1, 2022, 0, 0).Key())
	p = start(t, l, s)
	caughtUp(t, p)
	wantNone(t, s, "baseline skills d:1@0 2022")
	next := s.points["baseline skills d:1@0 2023"].(series.TargetPoint)
	if next.Value != 30 || next.Gone {
		t.Errorf("the next baseline is %+v", next)
	}
	l.accept("2024-12-08", nobody(skills(1, 2023, 0, 0)))
	caughtUp(t, p)
	wantNone(t, s, "baseline skills d:1@0 2023")
	if b, ok := s.points["baseline skills d:1@0 2024"].(series.TargetPoint); !ok || b.Value != 40 {
		t.Errorf("the baseline after that is %+v", b)
	}
}

func TestNobodyAddsNothingAndIsThere(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", nobody(skills(1, 2024, 0, 0)), skills(2, 2024, 20, 100), skills(3, 2024, 30, 100))
	p := projected(t, l, s)
	o := s.points[reportedOf1].(series.Observation)
	if o.Says != series.SaysNobody || o.Value != nil || *o.Denominator != 0 || !o.Nobody() {
		t.Errorf("the cell is %+v", o)
	}
	total := s.points[totalOf2024].(series.Observation)
	if total.Members != 3 || *total.Numerator != 50 || *total.Denominator != 200 || *total.Value != 25 || total.Nobody() {
		t.Errorf("the total is %+v", total)
	}
	if r := s.points["report annual d:1@0 2024"].(series.Report); r.Cells != 1 {
		t.Errorf("nobody does not count as an answer: %+v", r)
	}
	l.accept("2024-12-06", nobody(skills(2, 2024, 0, 0)), nobody(skills(3, 2024, 0, 0)))
	caughtUp(t, p)
	if total := s.points[totalOf2024].(series.Observation); !total.Nobody() || total.Members != 3 || total.Value != nil {
		t.Errorf("the total of nobody is %+v", total)
	}
	if r := s.points["revision skills d:2@0 all 2024 #2"].(series.Revision); r.New != nil || r.NewWords != (lang.Text{VI: "không có đối tượng", EN: "nobody of this kind"}) {
		t.Errorf("the revision is %+v", r)
	}
}

// An unverified rate is never a value, and the counts are still owed.
func TestAnUnverifiedRateIsNoValue(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", skills(1, 2024, 20, 100))
	p := projected(t, l, s)
	l.accept("2024-12-06", unverified(skills(1, 2024, 0, 0), 61.5))
	caughtUp(t, p)
	o := s.points[reportedOf1].(series.Observation)
	if o.Value != nil || o.Numerator != nil || *o.Unverified != 61.5 || o.Says != series.SaysUnverified {
		t.Errorf("the cell is %+v", o)
	}
	wantNone(t, s, totalOf2024)
	if r := s.points["report annual d:1@0 2024"].(series.Report); r.Cells != 0 {
		t.Errorf("an unverified rate counts as an answer: %+v", r)
	}
}

// An approval is of numbers: when they are withdrawn it is gone with them, and when what followed them is, it holds again.
func TestApprovalsOfWhatIsWithdrawn(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", skills(1, 2024, 20, 100))
	l.decide(morning(6), approval(1, 2024))
	l.accept("2024-12-07", skills(1, 2024, 30, 100))
	p := projected(t, l, s)
	cell := skills(1, 2024, 0, 0).Key()
	for _, c := range []struct {
		what     string
		do       func()
		approved float64
		revision float64
	}{
		{"a correction after it", func() {}, 20, 1},
		{"the correction was withdrawn", func() { l.withdraw("2024-12-08", cell) }, 20, 3},
		{"all was withdrawn, and filed again", func() { l.withdraw("2024-12-09", cell); l.accept("2024-12-10", skills(1, 2024, 20, 100)) }, 0, -1},
	} {
		c.do()
		caughtUp(t, p)
		o := s.points[reportedOf1].(series.Observation)
		if o.ApprovedRevision != c.revision || (c.approved > 0) != (o.Approved != nil) || o.Approved != nil && *o.Approved != c.approved {
			t.Errorf("%s: approved %v, revision %g; want %g, %g", c.what, o.Approved, o.ApprovedRevision, c.approved, c.revision)
		}
	}
}

// Numbers of an indicator that the plans know no more, of a plan that has left the folder: they are kept and withdrawn like all others,
// and a replay writes what is there.
func TestAWithdrawalOfWhatNoPlanKnows(t *testing.T) {
	l, s := &record{}, &memory{}
	gone := func(n float64) report.Entry {
		e := skills(1, 2024, n, 100)
		e.Indicator = "no_longer_asked"
		return e
	}
	l.accept("2024-12-05", gone(20), skills(1, 2024, 20, 100))
	l.accept("2024-12-06", gone(30))
	p := start(t, l, s)
	caughtUp(t, p)
	const cell = "observation no_longer_asked d:1@0 all reported 2024"
	l.withdraw("2024-12-07", gone(0).Key())
	caughtUp(t, p)
	l.withdraw("2024-12-08", gone(0).Key())
	caughtUp(t, p)
	wantNone(t, s, cell)
	before := maps.Clone(s.points)
	if err := p.Replay(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, s.points); diff != "" {
		t.Errorf("(-projected +replayed):\n%s", diff)
	}
	if _, ok := s.points[reportedOf1]; !ok {
		t.Error("what the plans still ask is gone, too")
	}
}
