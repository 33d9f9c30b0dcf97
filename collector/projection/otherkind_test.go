package projection_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// overWorkingAge makes the world's rate say whom it is counted over.
func overWorkingAge(o *projection.Options) {
	ind := o.Registry.Indicators["skills"]
	ind.Over = catalogue.OverWorkingAge
	o.Registry.Indicators["skills"] = ind
}

func over(e report.Entry, kind catalogue.DenominatorKind) report.Entry {
	e.DenominatorKind = string(kind)
	return e
}

// A rate over those who registered is told with whom it counts, and is no value: it sums into nothing, bounds nothing, starts no path.
func TestARateOverOthersIsNoValue(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", over(skills(1, 2024, 80, 100), catalogue.OverRegistered), skills(2, 2024, 30, 100))
	p := projected(t, l, s, overWorkingAge)
	o := s.points[reportedOf1].(series.Observation)
	if o.Value != nil || o.Unverified == nil || *o.Unverified != 80 || *o.Denominator != 100 || o.Says != series.SaysOtherKind || o.Over != catalogue.OverRegistered {
		t.Errorf("the cell is %+v", o)
	}
	if r := s.points["report annual d:1@0 2024"].(series.Report); r.Cells != 1 {
		t.Errorf("it is no answer: %+v", r)
	}
	if total := s.points[totalOf2024].(series.Observation); total.Value != nil || total.Members != 1 || total.MembersOf != 3 || total.Says != series.SaysNumbers {
		t.Errorf("while another is silent the total is %+v", total)
	}
	l.accept("2024-12-06", skills(3, 2024, 30, 100))
	caughtUp(t, p)
	if total := s.points[totalOf2024].(series.Observation); total.Value != nil || total.Members != 2 || total.Says != series.SaysOtherKind {
		t.Errorf("the total does not say why it lacks a member: %+v", total)
	}
	l.accept("2024-12-07", skills(1, 2024, 40, 200))
	caughtUp(t, p)
	if total := s.points[totalOf2024].(series.Observation); total.Value == nil || *total.Value != 25 || total.Says != series.SaysNumbers {
		t.Errorf("counted over whom the indicator asks for, the total is %+v", total)
	}
	if r := s.points["revision skills d:1@0 all 2024 #2"].(series.Revision); r.Old != nil || r.OldWords.VI != "80/100 (tính trên số đã đăng ký)" || r.Before.Over != catalogue.OverRegistered || *r.Before.Unverified != 80 {
		t.Errorf("the revision is %+v", r)
	}
}

// Its own kind, said out loud, is nothing special.
func TestTheIndicatorsOwnKindIsAValue(t *testing.T) {
	l, s := &record{}, &memory{}
	l.accept("2024-12-05", over(skills(1, 2024, 30, 120), catalogue.OverWorkingAge))
	projected(t, l, s, overWorkingAge)
	if o := s.points[reportedOf1].(series.Observation); o.Value == nil || *o.Value != 25 || o.Over != "" {
		t.Errorf("the cell is %+v", o)
	}
}

// Whatever a member claims without counts or over others, the totals are those of its silence.
func TestAClaimNeverMovesATotal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		silent, claims := &record{}, &record{}
		both := func(day string, e report.Entry) { silent.accept(day, e); claims.accept(day, e) }
		for unit := 1; unit <= 3; unit++ {
			den := float64(rapid.IntRange(1, 500).Draw(rt, "of before"))
			both("2023-12-05", skills(unit, 2023, float64(rapid.IntRange(0, int(den)).Draw(rt, "before")), den))
		}
		who := rapid.IntRange(1, 3).Draw(rt, "who claims")
		for unit := 1; unit <= 3; unit++ {
			den := float64(rapid.IntRange(1, 500).Draw(rt, "of"))
			e := skills(unit, 2024, float64(rapid.IntRange(0, int(den)).Draw(rt, "n")), den)
			switch {
			case unit != who:
				both("2024-12-05", e)
			case rapid.Bool().Draw(rt, "without counts"):
				claims.accept("2024-12-05", unverified(e, rapid.Float64Range(0, 100).Draw(rt, "claim")))
			default:
				claims.accept("2024-12-05", over(e, catalogue.OverRegistered))
			}
		}
		totals := func(l *record) (out []series.Observation) {
			s := &memory{}
			projected(t, l, s, overWorkingAge)
			for _, key := range []string{"observation skills p:86@0 all derived 2023", totalOf2024} {
				if o, ok := s.points[key].(series.Observation); ok {
					o.Says, o.Received, o.Revision = 0, o.At, 0 // why it lacks a member, and when the last came
					out = append(out, o)
				}
			}
			return out
		}
		if diff := cmp.Diff(totals(silent), totals(claims)); diff != "" {
			rt.Fatalf("a claim moved a total (-silence +claim):\n%s", diff)
		}
	})
}
