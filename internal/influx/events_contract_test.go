package influx_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/series"
)

func TestDeliverablesComeBackAsWritten(t *testing.T) {
	c := connect(t)
	due := time.Date(2021, 8, 31, 16, 59, 59, 0, time.UTC)
	want := []series.Deliverable{
		{Plan: "p", Deliverable: "five-year-report", Due: due, Done: day(2021, 8, 30), Recorded: received, Note: "KH số 12, \"bản ký\"\nngày 30/8 \\"},
		{Plan: "p", Deliverable: "own-plans", Due: due},
		{Plan: "p", Deliverable: "undated"},
		{Plan: "q", Deliverable: "own-plans", Done: day(2021, 9, 30), Recorded: received},
	}
	if err := c.Write(t.Context(), series.Points(want)); err != nil {
		t.Fatal(err)
	}
	got, err := c.Deliverables(t.Context(), series.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	undone := series.Deliverable{Plan: "p", Deliverable: "five-year-report", Due: due}
	if err := c.Write(t.Context(), []series.Point{undone}); err != nil {
		t.Fatal(err)
	}
	got, err = c.Deliverables(t.Context(), series.Filter{Plan: "p"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]series.Deliverable{undone, want[1], want[2]}, got); diff != "" {
		t.Errorf("one plan's, one of them undone again (-want +got):\n%s", diff)
	}
}

func TestRevisionsComeBackAsWritten(t *testing.T) {
	c := connect(t)
	at := time.Date(2024, 12, 20, 3, 4, 5, 123456000, time.UTC)
	base := series.Revision{Plan: "p", Indicator: "a_rate", Area: "d:857@0", Group: "all", At: day(2023, 12, 31), Recorded: at, Revision: 2,
		Old: new(40.0), New: new(0.0), Reporter: "Huyện Long Hồ", Note: "nhầm cột, \"tử số\"\nxin lỗi \\", Receipt: "XHHT-1"}
	base.Before = series.Before{Numerator: new(4.0), Denominator: new(10.0), Received: day(2023, 12, 5)}
	twin, other, later, elsewhere := base, base, base, base
	twin.At, twin.Old = day(2024, 12, 31), nil // the same submission, another period
	other.Group, other.New = "sex=female", nil
	twin.Before = series.Before{} // filed again: nothing stood
	other.Before = series.Before{Says: series.SaysUnverified, Unverified: new(12.5), Over: catalogue.OverRegistered, Received: day(2023, 12, 5)}
	later.Before = series.Before{Says: series.SaysNobody, Received: day(2023, 12, 5)}
	later.Revision, later.Old, later.New = 3, new(0.0), new(41.0) // the clock stood still
	elsewhere.Area, elsewhere.Recorded, elsewhere.Note = "d:860@0", at.AddDate(0, 1, 0), ""
	if err := c.Write(t.Context(), []series.Point{elsewhere, later, other, twin, base}); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		filter series.Filter
		want   []series.Revision
	}{
		"all":          {series.Filter{}, []series.Revision{base, later, twin, other, elsewhere}},
		"a plan":       {series.Filter{Plan: "q"}, []series.Revision{}},
		"a group":      {series.Filter{Group: "sex=female"}, []series.Revision{other}},
		"a unit":       {series.Filter{Areas: []string{"d:860@0"}}, []series.Revision{elsewhere}},
		"an instant":   {series.Filter{From: day(2025, 1, 1)}, []series.Revision{elsewhere}},
		"an indicator": {series.Filter{Indicators: []string{"b_rate"}}, []series.Revision{}},
	} {
		got, err := c.Revisions(t.Context(), tc.filter)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestAWithdrawnApprovalLeavesNoValueBehind(t *testing.T) {
	c := connect(t)
	o := series.Observation{Indicator: "a_rate", Area: "d:855@0", Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported, At: day(2024, 12, 31),
		Value: new(50.0), Numerator: new(1.0), Denominator: new(2.0), Revision: 1, Received: received, Approved: new(50.0), ApprovedRevision: 1}
	withdrawn := o
	withdrawn.Approved, withdrawn.ApprovedRevision = nil, -1
	for _, o := range []series.Observation{o, withdrawn} {
		if err := c.Write(t.Context(), []series.Point{o}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.Observations(t.Context(), series.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]series.Observation{withdrawn}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
