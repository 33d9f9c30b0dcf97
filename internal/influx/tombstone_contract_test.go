package influx_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
)

// InfluxDB merges what is written to one point. Whatever a cell says after something else, only that is read; and what was
// withdrawn is not there, though the point is.
func TestALaterStatementLeavesNothingOfTheOneBefore(t *testing.T) {
	inEveryLanguage(t, func(t *testing.T, c *influx.Client) {
		base := samples[series.Observations](0, 3).(series.Observation)
		numbers := func(revision float64) series.Observation {
			o := base
			o.Revision, o.ApprovedRevision, o.Approved = revision, 0, nil
			return o
		}
		says := func(revision float64, s series.Statement, change func(*series.Observation)) series.Observation {
			o := numbers(revision)
			o.Says, o.Value, o.Numerator, o.Denominator = s, nil, nil, nil
			change(&o)
			return o
		}
		nobody := func(revision float64) series.Observation {
			return says(revision, series.SaysNobody, func(o *series.Observation) { o.Numerator, o.Denominator = new(0.0), new(0.0) })
		}
		unverified := func(revision float64) series.Observation {
			return says(revision, series.SaysUnverified, func(o *series.Observation) { o.Unverified = new(61.5) })
		}
		registered := func(revision float64) series.Observation {
			return says(revision, series.SaysOtherKind, func(o *series.Observation) {
				o.Unverified, o.Numerator, o.Denominator, o.Over = new(80.0), new(8.0), new(10.0), catalogue.OverRegistered
			})
		}
		gone := func(revision float64) series.Observation {
			return says(revision, series.SaysNumbers, func(o *series.Observation) { o.Received = time.Time{} })
		}
		approved := numbers(1)
		approved.ApprovedRevision, approved.Approved = 1, approved.Value
		lost := numbers(9)
		lost.ApprovedRevision = -1
		for i, o := range []series.Observation{approved, nobody(2), numbers(3), unverified(4), nobody(5), unverified(6), numbers(7), gone(8), lost, unverified(10), gone(11), nobody(12), gone(13), numbers(14), registered(15), unverified(16), registered(17), numbers(18), registered(19), nobody(20)} {
			if err := c.Write(t.Context(), []series.Point{o}); err != nil {
				t.Fatal(err)
			}
			got, err := c.Observations(t.Context(), series.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			var want []series.Observation
			if !o.Gone() {
				if want = []series.Observation{o}; i > 8 { // a field cannot be taken away: it says that the approval was withdrawn
					want[0].ApprovedRevision = -1
				} else if i > 0 && i < 8 {
					want[0].ApprovedRevision, want[0].Approved = 1, approved.Value
				}
			}
			if len(got) != len(want) || len(want) > 0 && cmp.Diff(want[0], got[0]) != "" {
				t.Errorf("after statement %d (-want +got):\n%s", i+1, cmp.Diff(want, got))
			}
		}
	})
}

func TestABaselineThatIsGoneIsNotRead(t *testing.T) {
	inEveryLanguage(t, func(t *testing.T, c *influx.Client) {
		first := samples[series.Targets](0, 1).(series.TargetPoint)
		gone, again := first, first
		gone.Gone, again.Value = true, 2
		for i, want := range [][]series.TargetPoint{{first}, {}, {again}} {
			if err := c.Write(t.Context(), []series.Point{[]series.TargetPoint{first, gone, again}[i]}); err != nil {
				t.Fatal(err)
			}
			got, err := c.Targets(t.Context(), series.Filter{})
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("write %d, %v (-want +got):\n%s", i+1, err, diff)
			}
		}
	})
}

// A number that contradicts another is no value while it does; mended elsewhere, it is one again though nobody revised it.
func TestADoubtIsTakenBack(t *testing.T) {
	inEveryLanguage(t, func(t *testing.T, c *influx.Client) {
		reported := samples[series.Observations](0, 3).(series.Observation)
		reported.Revision, reported.ApprovedRevision, reported.Approved = 1, 0, nil
		doubtful, again := reported, reported
		doubtful.Says, doubtful.Value, doubtful.Unverified = series.SaysDoubtful, nil, new(61.5)
		again.Rewritten = true
		total := series.Observation{Indicator: "total", Area: "p:86@0", Level: "province", Group: "all", Basis: series.Derived, At: reported.At, Received: reported.Received,
			Value: new(50.0), Numerator: new(50.0), Denominator: new(100.0), Members: 8, MembersOf: 8, Revision: 1}
		partial := total
		partial.Says, partial.Members, partial.Value, partial.Numerator, partial.Denominator, partial.Low, partial.High = series.SaysDoubtful, 7, nil, nil, nil, new(40.0), new(60.0)
		late := partial
		late.Says, late.Members = series.SaysNumbers, 6
		for i, list := range [][]series.Observation{{reported, total}, {doubtful, partial}, {again, late}, {doubtful, partial}, {again, total}} {
			if err := c.Write(t.Context(), series.Points(list)); err != nil {
				t.Fatal(err)
			}
			got, err := c.Observations(t.Context(), series.Filter{})
			if err != nil {
				t.Fatal(err)
			}
			want := list
			want[0].Rewritten = false
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("write %d (-want +got):\n%s", i+1, diff)
			}
		}
	})
}
