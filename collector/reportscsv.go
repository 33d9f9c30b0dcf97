package main

import (
	"github.com/xhht/xhht/collector/reporting"
	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
)

// reportsCSV prints one line for each expected report.
func (a *app) reportsCSV(answer reporting.Answer) error {
	w := delimited.NewWriter(a.stdout, lang.Parse(a.lang))
	w.Row(lang.Text{VI: "kế hoạch", EN: "plan"}, lang.Text{VI: "biểu", EN: "form"}, lang.Text{VI: "kỳ", EN: "period"}, lang.Text{VI: "đơn vị", EN: "unit"},
		lang.Text{VI: "tên đơn vị", EN: "unit_name"}, lang.Text{VI: "tình trạng", EN: "state"}, lang.Text{VI: "hạn nộp", EN: "due"},
		lang.Text{VI: "gia hạn đến", EN: "extended"}, lang.Text{VI: "ngày nộp đủ", EN: "received"}, lang.Text{VI: "số ngày trễ", EN: "days_late"},
		lang.Text{VI: "số ô đã có", EN: "cells"}, lang.Text{VI: "số ô phải có", EN: "cells_of"},
		lang.Text{VI: "ô không có đối tượng", EN: "nobody"}, lang.Text{VI: "tỷ lệ chưa có số đếm", EN: "unverified"}, lang.Text{VI: "ô đã rút lại", EN: "withdrawn"})
	for _, l := range answer.Lines {
		w.Row(answer.Plan.ID, l.Form.ID, l.Period, l.Unit.UID, l.Unit.FullName, reporting.StateName(l.State), reporting.Day(l.Due),
			reporting.Day(l.Extended), reporting.Day(l.Received), l.Days, l.Cells, l.CellsOf,
			l.Nobody, l.Unverified, l.Withdrawn)
	}
	return w.Close()
}

// missingCSV prints one line for each number that an incomplete report lacks.
func (a *app) missingCSV(answer reporting.Answer) error {
	w := delimited.NewWriter(a.stdout, lang.Parse(a.lang))
	w.Row(lang.Text{VI: "kế hoạch", EN: "plan"}, lang.Text{VI: "biểu", EN: "form"}, lang.Text{VI: "kỳ", EN: "period"}, lang.Text{VI: "đơn vị", EN: "unit"},
		lang.Text{VI: "tên đơn vị", EN: "unit_name"}, lang.Text{VI: "chỉ số", EN: "indicator"}, lang.Text{VI: "tên chỉ số", EN: "indicator_name"},
		lang.Text{VI: "hạn nộp", EN: "due"}, lang.Text{VI: "tình trạng", EN: "state"})
	for _, l := range answer.Lines {
		for _, ind := range l.Missing {
			w.Row(answer.Plan.ID, l.Form.ID, l.Period, l.Unit.UID, l.Unit.FullName, ind.ID, ind.Name, reporting.Day(l.Due), reporting.StateName(l.State))
		}
	}
	return w.Close()
}
