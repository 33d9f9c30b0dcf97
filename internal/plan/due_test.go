package plan_test

import (
	"testing"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// The days by which reports have to come: "trước ngày" is strict, half-years have a day each, which may lie in them, and some are due in
// the year after.
func TestEveryPeriodHasItsLastGoodDay(t *testing.T) {
	halves := plan.Due{Each: []string{"06-15", "12-15"}}
	for _, c := range []struct {
		due  plan.Due
		per  string
		want string
	}{
		{plan.Due{Before: "12-10"}, "2024", "2024-12-09"},
		{plan.Due{Before: "01-15", NextYear: true}, "2024", "2025-01-14"},
		{plan.Due{Before: "03-01"}, "2024", "2024-02-29"},
		{halves, "2024-H1", "2024-06-14"},
		{halves, "2024-H2", "2024-12-14"},
		{plan.Due{Each: []string{"07-05", "01-05"}, NextYear: true}, "2024-H2", "2025-01-04"},
		{plan.Due{Each: []string{"04-10", "07-10", "10-10", "12-20"}}, "2024-Q3", "2024-10-09"},
		{plan.Due{}, "2024", ""},
	} {
		per, err := period.Parse(c.per)
		if err != nil {
			t.Fatal(err)
		}
		if got := (plan.Form{Due: c.due}).LastGoodDay(per); got.String() != c.want {
			t.Errorf("%+v, %s: %s, want %s", c.due, c.per, got, c.want)
		}
	}
}
