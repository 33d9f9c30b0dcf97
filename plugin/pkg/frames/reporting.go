package frames

import (
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
	"github.com/xhht/xhht/internal/wording"
)

var reportStates = func() states[timeliness.State] {
	var out states[timeliness.State]
	for _, s := range timeliness.States {
		out = append(out, state[timeliness.State]{s, owed.Show(s).Name, owed.Show(s).Colour})
	}
	return out
}()

// neverCame are the same states of an archive, whose run is over: nobody is asked for what never came, so it does not alarm.
var neverCame = reportStates.subdued(timeliness.Overdue, lang.Text{VI: "Không có", EN: "None came"})

// reports are the states of the plan's reports.
func (v View) reports() states[timeliness.State] {
	if v.Plan.Kind == plan.Archive {
		return neverCame
	}
	return reportStates
}

var reportsInBrief = reportStates.called(func(s timeliness.State) lang.Text { return owed.Show(s).Brief })

// Reporting is one table with one row per form × period × unit.
func Reporting(v View, rows []owed.Expected) *data.Frame {
	t := tableOf(v, rows)
	unit := func(e owed.Expected) area.Area { return e.Area }
	t.unit(unit)
	t.text(column.Period, "Kỳ", "Period", func(e owed.Expected) string { return e.Period.String() })
	enum(t, column.State, "Tình trạng", "State", v.reports(), func(e owed.Expected) timeliness.State { return e.State })
	t.whole(column.DaysLate, "Trễ (ngày)", "Days late", func(e owed.Expected) int { return e.DaysLate })
	t.text(column.CellsText, "Số liệu đã có", "Values here", cellsText)
	t.instant(column.Due, "Hạn", "Due", func(e owed.Expected) time.Time { return e.Due })
	t.instant(column.Extended, "Gia hạn đến", "Extended to", func(e owed.Expected) time.Time { return e.Extended })
	t.instant(column.Received, "Nhận lúc", "Received", owed.Expected.ReceivedBy)
	t.text(column.Form, "Mã biểu", "Form ID", func(e owed.Expected) string { return e.Form.ID })
	t.text(column.FormName, "Biểu", "Form", func(e owed.Expected) string { return e.Form.Name.In(v.Lang) })
	t.whole(column.Cells, "Số chỉ tiêu đã báo cáo", "Values received", func(e owed.Expected) int { return int(e.Cells) })
	t.whole(column.CellsOf, "Số chỉ tiêu phải báo cáo", "Values owed", func(e owed.Expected) int { return int(e.CellsOf) })
	t.text(column.Clause, "Điều khoản", "Clause", func(e owed.Expected) string { return e.Form.Due.Clause })
	t.belonging(unit)
	return t.frame("reporting")
}

// cellsText is how many of the values owed are here; a report in words owes none.
func cellsText(e owed.Expected) string {
	if e.CellsOf == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", int(e.Cells), int(e.CellsOf))
}

// ReportTimeline is one frame per form × unit, a state for each period.
func ReportTimeline(v View, rows []owed.Expected) data.Frames {
	type key struct{ form, unit string }
	var order []key
	list := map[key][]owed.Expected{}
	forms, units := map[string]bool{}, map[string]bool{}
	for _, e := range rows {
		k := key{e.Form.ID, e.Area.UID}
		if _, seen := list[k]; !seen {
			order = append(order, k)
		}
		list[k] = append(list[k], e)
		forms[e.Form.ID], units[e.Area.UID] = true, true
	}
	out := data.Frames{}
	for _, k := range order {
		first := list[k][0]
		labels := data.Labels{column.Unit.String(): k.unit, column.UnitName.String(): wording.UnitName(first.Area), column.Form.String(): k.form,
			column.FormName.String(): first.Form.Name.In(v.Lang)}
		name := labels[column.UnitName.String()]
		switch {
		case len(forms) > 1 && len(units) == 1:
			name = labels[column.FormName.String()] // the panel is about one unit; both names would be cut
		case len(forms) > 1:
			name += " · " + labels[column.FormName.String()]
		}
		out = append(out, timeline(v, "reporting", labels, name, reportsInBrief, points(list[k], func(e owed.Expected) timeliness.State { return e.State },
			func(e owed.Expected) (time.Time, time.Time) {
				return e.Period.Start().Time(), e.Period.Next().Start().Time()
			})))
	}
	return out
}

// ReportTotals is one table with one row per form × period: counts, and two rates that cannot pass 100%.
func ReportTotals(v View, rows []owed.Tally) *data.Frame {
	t := tableOf(v, rows)
	t.text(column.Form, "Mã biểu", "Form ID", func(r owed.Tally) string { return r.Form.ID })
	t.text(column.FormName, "Biểu", "Form", func(r owed.Tally) string { return r.Form.Name.In(v.Lang) })
	t.text(column.Period, "Kỳ", "Period", func(r owed.Tally) string { return r.Period.String() })
	t.percent(column.Completeness, "Tỷ lệ nộp", "Completeness", func(r owed.Tally) *float64 { return r.Completeness() })
	t.percent(column.Timeliness, "Tỷ lệ đúng hạn", "Timeliness", func(r owed.Tally) *float64 { return r.Timeliness() })
	t.text(column.ReceivedText, "Đã nộp", "Received", func(r owed.Tally) string { return fmt.Sprintf("%d/%d", r.Received(), r.Expected) })
	t.whole(column.Overdue, "Quá hạn", "Overdue", func(r owed.Tally) int { return r.Overdue })
	t.whole(column.ReceivedLate, "Nộp trễ", "Received late", func(r owed.Tally) int { return r.Late })
	t.whole(column.NotDue, "Chưa đến hạn", "Not due yet", func(r owed.Tally) int { return r.NotDue })
	t.whole(column.NoReporter, "Không có nơi báo cáo", "No reporter", func(r owed.Tally) int { return r.NoReporter })
	t.instant(column.Due, "Hạn", "Due", func(r owed.Tally) time.Time { return r.Due })
	t.instant(column.Time, "Cuối kỳ", "End of the period", func(r owed.Tally) time.Time { return r.Period.End().Time() })
	t.whole(column.Expected, "Phải nộp", "Expected", func(r owed.Tally) int { return r.Expected })
	t.whole(column.Received, "Số đã nộp", "Reports received", func(r owed.Tally) int { return r.Received() })
	t.whole(column.OnTime, "Đúng hạn", "On time", func(r owed.Tally) int { return r.OnTime })
	t.whole(column.Extended, "Được gia hạn", "Extended", func(r owed.Tally) int { return r.Extended })
	return t.frame("reporting")
}
