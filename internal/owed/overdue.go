package owed

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/timeliness"
)

// NewestDue keeps, of every form, the reports for the newest period whose deadline has passed by then: what is owed now. Older
// ones are the archive's matter, and a commune that was merged away owes nothing any more. A report that was given more time
// is still the newest one, and not late.
func NewestDue(list []Expected, asOf time.Time) []Expected {
	newest := map[string]period.Period{}
	for _, e := range list {
		if timeliness.Passed(e.Due, asOf) && (newest[e.Form.ID].IsZero() || e.Period.End().After(newest[e.Form.ID].End())) {
			newest[e.Form.ID] = e.Period
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(e Expected) bool { return e.Period != newest[e.Form.ID] })
}

// Overdue is by how many days the report is late and still missing; 0 when it came, or is not due.
func (e Expected) Overdue() float64 {
	if e.State != timeliness.Overdue {
		return 0
	}
	return float64(e.DaysLate)
}
