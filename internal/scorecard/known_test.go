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
