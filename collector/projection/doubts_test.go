package projection_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

const womenOf1 = "observation skills d:1@0 sex=female reported 2024"

// mended are the ways in which a contradiction between a total and its women ends.
var mended = map[string]func(l *record){
	"the part is corrected":  func(l *record) { l.accept("2025-01-06", women(skills(1, 2024, 20, 50))) },
	"the total is corrected": func(l *record) { l.accept("2025-01-06", skills(1, 2024, 70, 120)) },
	"both are":               func(l *record) { l.accept("2025-01-06", skills(1, 2024, 30, 90), women(skills(1, 2024, 20, 50))) },
	"the part is withdrawn":  func(l *record) { l.withdraw("2025-01-06", women(skills(1, 2024, 0, 0)).Key()) },
	"the total is, and comes back": func(l *record) {
		l.withdraw("2025-01-06", skills(1, 2024, 0, 0).Key())
		l.accept("2025-01-07", skills(1, 2024, 70, 120))
	},
	"twice, at first less wrong": func(l *record) {
		l.accept("2025-01-06", women(skills(1, 2024, 55, 70)))
		l.accept("2025-01-07", women(skills(1, 2024, 20, 50)))
	},
	"wrong again, and right at last": func(l *record) {
		l.accept("2025-01-06", women(skills(1, 2024, 20, 50)))
		l.accept("2025-01-07", women(skills(1, 2024, 66, 70)))
		l.accept("2025-01-08", women(skills(1, 2024, 20, 50)))
	},
}

// What an older program took and cannot be true is no value, nor is what rests on it; the other members still bound the total.
func TestNothingIsConcludedFromNumbersThatContradictEachOther(t *testing.T) {
	for _, order := range map[string][]report.Entry{
		"the total first": {skills(1, 2024, 53, 104), women(skills(1, 2024, 60, 70))},
		"the part first":  {women(skills(1, 2024, 60, 70)), skills(1, 2024, 53, 104)},
	} {
		for how, mend := range mended {
			t.Run(how, func(t *testing.T) {
				l, s := &record{}, &memory{}
				p := start(t, l, s)
				for unit := 1; unit <= 3; unit++ {
					l.accept("2023-12-05", skills(unit, 2023, 40, 100))
				}
				l.accept("2024-12-05", skills(2, 2024, 50, 100), skills(3, 2024, 50, 100))
				for _, e := range order {
					l.accept("2024-12-05", e)
					caughtUp(t, p)
				}
				for _, key := range []string{reportedOf1, womenOf1} {
					if o := s.points[key].(series.Observation); o.Says != series.SaysDoubtful || o.Value != nil || o.Unverified == nil || o.Numerator == nil {
						t.Errorf("%s is %+v", key, o)
					}
				}
				if o := s.points[totalOf2024].(series.Observation); o.Says != series.SaysDoubtful || o.Value != nil || o.Members != 2 || o.MembersOf != 3 || *o.Low != 100./3 || *o.High != 200./3 {
					t.Errorf("the total is %+v", o)
				}
				if r := s.points["report annual d:1@0 2024"].(series.Report); r.Received.IsZero() && r.Cells == 0 {
					t.Errorf("what came counts as received: %+v", r)
				}
				mend(l)
				caughtUp(t, p)
				fresh := &memory{}
				if err := projection.CatchUp(start(t, l, fresh), t.Context()); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(fresh.points, s.points); diff != "" {
					t.Errorf("not what a fresh store holds (-fresh +stepwise):\n%s", diff)
				}
				if o := s.points[reportedOf1].(series.Observation); o.Says != series.SaysNumbers || o.Value == nil {
					t.Errorf("mended, it is %+v", o)
				}
				if o := s.points[totalOf2024].(series.Observation); o.Says != series.SaysNumbers || o.Value == nil || o.Members != 3 {
					t.Errorf("mended, the total is %+v", o)
				}
			})
		}
	}
}

// A total whose other members are silent is late first: that is told, and not who contradicts themselves.
func TestSilenceIsToldBeforeDoubt(t *testing.T) {
	l, s := &record{}, &memory{}
	p := start(t, l, s)
	l.accept("2024-12-05", skills(1, 2024, 53, 104), women(skills(1, 2024, 60, 70)), skills(2, 2024, 50, 100))
	caughtUp(t, p)
	if o := s.points[totalOf2024].(series.Observation); o.Says != series.SaysNumbers || o.Members != 1 {
		t.Errorf("the total is %+v", o)
	}
}
