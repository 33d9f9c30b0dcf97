package frames

import (
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// ReportMatrix is one table with a row for each unit and a column for each form and period: how many of the values owed are here, and
// whether in time. A heat map with words: the colour of a cell is that of its state, and a unit that owes nothing has none.
func ReportMatrix(v View, columns []owed.ReportColumn, rows []owed.ReportRow) *data.Frame {
	t := tableOf(v, rows)
	t.unit(func(r owed.ReportRow) area.Area { return r.Area })
	forms := map[string]bool{}
	for _, c := range columns {
		forms[c.Form.ID] = true
	}
	for i, c := range columns {
		heading := lang.Textf("Kỳ %s", "%s", c.Period).In(v.Lang)
		if len(forms) > 1 {
			heading = c.Form.Name.In(v.Lang) + " · " + c.Period.String()
		}
		cells := make([]*string, len(rows))
		colours := data.ValueMapper{}
		for j, r := range rows {
			if e := r.Reports[i]; e != nil {
				text := v.reportCell(*e)
				cells[j] = &text
				colours[text] = data.ValueMappingResult{Text: text, Color: v.reports()[reportStates.index(e.State)].colour}
			}
		}
		f := t.add(column.OfReport(c.Form.ID, c.Period), heading, heading, cells)
		f.Config.Mappings = data.ValueMappings{colours, data.SpecialValueMapper{Match: data.SpecialValueNull, Result: data.ValueMappingResult{Text: "–", Color: "transparent"}}}
	}
	return t.frame("reporting")
}

// reportCell is a report in a few words, its completeness first: "12/12 · đúng hạn", "3/12 · quá hạn 40 ngày".
func (v View) reportCell(e owed.Expected) string {
	days := lang.Textf("%d ngày", "%d days", e.DaysLate).In(v.Lang)
	if e.DaysLate == 1 {
		days = lang.Text{VI: "1 ngày", EN: "1 day"}.In(v.Lang)
	}
	text := map[timeliness.State]lang.Text{
		timeliness.OnTime:       {VI: "đúng hạn", EN: "on time"},
		timeliness.ReceivedLate: lang.Textf("trễ %s", "%s late", days),
		timeliness.Overdue:      lang.Textf("quá hạn %s", "overdue %s", days),
		timeliness.NotDue:       {VI: "chưa đến hạn", EN: "not due yet"},
		timeliness.NoReporter:   {VI: "không có nơi báo cáo", EN: "no reporter"},
	}[e.State].In(v.Lang)
	if e.State == timeliness.Overdue && v.Plan.Kind == plan.Archive {
		text = lang.Text{VI: "không có báo cáo", EN: "none came"}.In(v.Lang)
	}
	if cells := cellsText(e); cells != "" {
		return fmt.Sprintf("%s · %s", cells, text)
	}
	return lang.Capital(text)
}
