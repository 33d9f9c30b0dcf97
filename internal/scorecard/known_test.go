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
		return series.Revision{Indicator: "skills", Area: district, Group: catalogue.GroupAll, At: end(2024), Recorded: in.AsOf.AddDate(0, 0, days), Revision: revision, Old: &before, New: &after}
	}
	value := func(list ...series.Revision) float64 {
		out := scorecard.AsKnown(in.Observations, list, in.AsOf)
		if *out[1].Value != 3 {
			t.Errorf("another indicator became %g", *out[1].Value)
		}
		return *out[0].Value
	}
	if got := value(change(-9, 2, 10, 50)); got != 50 {
		t.Errorf("corrected before: %g, want 50", got)
	}
	if got := value(change(9, 4, 40, 50), change(5, 3, 30, 40), change(-9, 2, 10, 30)); got != 30 {
		t.Errorf("corrected twice since: %g, want 30", got)
	}
	other := change(9, 2, 40, 50)
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
	later := series.Revision{Indicator: "skills", Area: district, Group: catalogue.GroupAll, At: end(2024), Recorded: in.AsOf.AddDate(0, 0, 9), Revision: 3, Old: new(40.0), New: new(50.0)}
	for approved, want := range map[float64]float64{1: 1, 2: 2, 3: 0, 4: 0, -1: -1} {
		o := &in.Observations[0]
		o.Revision, o.Approved, o.ApprovedRevision = 4, new(50.0), approved
		got := scorecard.AsKnown(in.Observations, []series.Revision{later}, in.AsOf)[0]
		if got.Revision != 2 || got.ApprovedRevision != want || (got.Approved == nil) != (want == 0) {
			t.Errorf("of approved revision %g: revision %g, approved %g, %v", approved, got.Revision, got.ApprovedRevision, got.Approved)
		}
	}
}
