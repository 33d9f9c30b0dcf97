package projection_test

import (
	"testing"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/series"
)

// What came under a plan that is not the cell's source is a series of its own: no total, no value of the cell, no approval comes of it.
func TestWhatIsBesideTheSourceChangesNothing(t *testing.T) {
	l, s := &record{}, &memory{}
	beside := skills(1, 2024, 90, 100)
	beside.Group = catalogue.UnderPlan("other", catalogue.GroupAll)
	l.accept("2024-12-05", skills(1, 2024, 30, 100), skills(2, 2024, 30, 100), skills(3, 2024, 30, 100))
	l.accept("2024-12-06", beside)
	l.decide(morning(7), approval(1, 2024))
	projected(t, l, s)
	if o := s.points["observation skills d:1@0 plan=other reported 2024"].(series.Observation); *o.Value != 90 || o.Approved != nil || o.ApprovedRevision != 0 {
		t.Errorf("beside the cell: %+v", o)
	}
	if o := s.points[reportedOf1].(series.Observation); *o.Value != 30 || o.Revision != 1 || o.ApprovedRevision != 1 {
		t.Errorf("the cell: %+v", o)
	}
	if o := s.points[totalOf2024].(series.Observation); *o.Value != 30 {
		t.Errorf("the total: %+v", o)
	}
	wantNone(t, s, "observation skills p:86@0 plan=other derived 2024")
}
