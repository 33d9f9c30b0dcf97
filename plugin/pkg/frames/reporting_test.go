package frames_test

import (
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// A row of a timeline has room for one name: of one unit's forms it is the form, the unit stands above the panel.
func TestReportsOfOneUnitAreNamedByTheirForm(t *testing.T) {
	overdue := func(unit, form string) owed.Expected {
		return owed.Expected{Period: period.Year(2024), State: timeliness.Overdue, Area: area.Area{UID: unit, Name: unit}, Form: plan.Form{ID: form, Name: lang.Text{VI: form, EN: form}}}
	}
	names := func(rows ...owed.Expected) []string {
		var out []string
		for _, f := range frames.ReportTimeline(frames.View{}, rows) {
			out = append(out, f.Fields[1].Config.DisplayNameFromDS)
		}
		return out
	}
	if got := names(overdue("Phú Mỹ", "Năm"), overdue("Phú Mỹ", "Tháng")); len(got) != 2 || got[0] != "Năm" || got[1] != "Tháng" {
		t.Errorf("one unit's forms: %q", got)
	}
	if got := names(overdue("Phú Mỹ", "Năm"), overdue("Trà Ôn", "Tháng")); len(got) != 2 || got[0] != "Phú Mỹ · Năm" {
		t.Errorf("forms of several units: %q", got)
	}
	if got := names(overdue("Phú Mỹ", "Năm")); len(got) != 1 || got[0] != "Phú Mỹ" {
		t.Errorf("one form: %q", got)
	}
}
