package scorecard_test

import (
	"testing"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
)

// Somebody who looks back sees what was known then: of two later corrections the first one holds the number of the time.
func TestAsKnown(t *testing.T) {
	in := world(t)
	came(&in, district, "skills", 2024, 50)
	came(&in, district, "dropout", 2024, 3)
	change := func(days int, revision, before, after float64) series.Revision {
		return series.Revision{Indicator: "skills", Area: district, Group: catalogue.GroupAll, At: end(2024), Recorded: in.AsOf.AddDate(0, 0, days), Revision: revision, Old: &before, New: &after,
			Before: series.Before{Received: in.Observations[0].Received}}
	}
	in.Observations[0].Revision = 4
	value := func(list ...series.Revision) float64 {
		out := scorecard.AsKnown(in.Registry.Areas, in.Observations, list, in.AsOf)
		if *out[1].Value != 3 {
			t.Errorf("another indicator became %g", *out[1].Value)
		}
		return *out[0].Value
	}
	if got := value(change(-9, 4, 10, 50)); got != 50 {
		t.Errorf("corrected before: %g, want 50", got)
	}
	if got := value(change(9, 4, 40, 50), change(5, 3, 30, 40), change(-9, 2, 10, 30)); got != 30 {
		t.Errorf("corrected twice since: %g, want 30", got)
	}
	if got := value(change(300, 2, 10, 30)); got != 50 {
		t.Errorf("a clock was ahead for a correction of before: %g, want 50", got)
	}
	other := change(9, 4, 40, 50)
	other.At = end(2023)
	if got := value(other); got != 50 {
		t.Errorf("another period was corrected: %g, want 50", got)
	}
	if *in.Observations[0].Value != 50 {
		t.Error("the observations given were changed")
	}
}

// A number that came later cannot have been approved then; one that stood already may have been.
func TestAsKnownApprovals(t *testing.T) {
	in := world(t)
	came(&in, district, "skills", 2024, 50)
	later := series.Revision{Indicator: "skills", Area: district, Group: catalogue.GroupAll, At: end(2024), Recorded: in.AsOf.AddDate(0, 0, 9), Revision: 3, Old: new(40.0), New: new(50.0), Before: series.Before{Received: in.Observations[0].Received}}
	for approved, want := range map[float64]float64{1: 1, 2: 2, 3: 0, 4: 0, -1: -1} {
		o := &in.Observations[0]
		o.Revision, o.Approved, o.ApprovedRevision = 3, new(50.0), approved
		got := scorecard.AsKnown(in.Registry.Areas, in.Observations, []series.Revision{later}, in.AsOf)[0]
		if got.Revision != 2 || got.ApprovedRevision != want || (got.Approved == nil) != (want == 0) {
			t.Errorf("of approved revision %g: revision %g, approved %g, %v", approved, got.Revision, got.ApprovedRevision, got.Approved)
		}
	}
}

// What was withdrawn later was there; what was filed again after a withdrawal was not; and nobody, and a rate without counts, are said as
// they were.
func TestAsKnownWithdrawals(t *testing.T) {
	in := world(t)
	came(&in, district, "skills", 2024, 50)
	was := in.Observations[0].Received
	revision := func(days int, n float64, before series.Before) series.Revision {
		return series.Revision{Indicator: "skills", Area: district, Group: catalogue.GroupAll, At: end(2024), Recorded: in.AsOf.AddDate(0, 0, days), Revision: n, Before: before}
	}
	stood := series.Before{Numerator: new(4.0), Denominator: new(10.0), Received: was}
	withdrawn := revision(5, 2, stood)
	withdrawn.Old = new(40.0)

	gone := scorecard.AsKnown(in.Registry.Areas, nil, []series.Revision{withdrawn}, in.AsOf)
	if len(gone) != 1 || *gone[0].Value != 40 || *gone[0].Numerator != 4 || gone[0].Revision != 1 || !gone[0].Received.Equal(was) || gone[0].Level == "" || gone[0].Basis != series.Reported {
		t.Errorf("withdrawn since: %+v", gone)
	}
	if got := scorecard.AsKnown(in.Registry.Areas, nil, []series.Revision{revision(-5, 2, stood)}, in.AsOf); len(got) != 0 {
		t.Errorf("withdrawn before: %+v", got)
	}
	in.Observations[0].Revision, in.Observations[0].Received = 3, in.AsOf.AddDate(0, 0, 9)
	again := revision(9, 3, series.Before{})
	if got := scorecard.AsKnown(in.Registry.Areas, in.Observations, []series.Revision{withdrawn, again}, in.AsOf); len(got) != 1 || *got[0].Value != 40 || !got[0].Received.Equal(was) {
		t.Errorf("withdrawn and filed again since: %+v", got)
	}
	if got := scorecard.AsKnown(in.Registry.Areas, in.Observations, []series.Revision{again}, in.AsOf); len(got) != 0 {
		t.Errorf("filed again since: %+v", got)
	}
	for _, before := range []series.Before{{Says: series.SaysNobody, Received: was}, {Says: series.SaysUnverified, Unverified: new(12.0), Received: was}} {
		if got := scorecard.AsKnown(in.Registry.Areas, in.Observations, []series.Revision{revision(9, 3, before)}, in.AsOf); got[0].Says != before.Says || got[0].Unverified != before.Unverified || got[0].Value != nil {
			t.Errorf("%v before: %+v", before.Says, got)
		}
	}
}
