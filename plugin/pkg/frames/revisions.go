package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/wording"
)

// Revisions is one table with one row per correction: who changed what, when, from what to what, and why.
func Revisions(v View, rows []series.Revision) *data.Frame {
	t := tableOf(v, rows)
	ind := func(r series.Revision) catalogue.Indicator { return v.Registry.Indicators[r.Indicator] }
	t.instant(column.Time, "Lúc", "When", func(r series.Revision) time.Time { return r.Recorded })
	t.unit(func(r series.Revision) area.Area { a, _ := v.Registry.Areas.Get(r.Area); return a })
	t.indicator(func(r series.Revision) string { return r.Indicator }, func(r series.Revision) string { return wording.IndicatorName(ind(r), v.Lang) })
	t.text(column.Group, "Nhóm người", "Group", func(r series.Revision) string { return r.Group })
	t.text(column.Period, "Kỳ", "Period", func(r series.Revision) string { return series.PeriodOf(ind(r).Frequency, r.At).String() })
	t.whole(column.Revision, "Lần", "Revision", func(r series.Revision) int { return int(r.Revision) })
	var inds []catalogue.Indicator
	for _, r := range rows {
		inds = append(inds, ind(r))
	}
	measured(t.number(column.Old, "Trước", "Before", func(r series.Revision) *float64 { return r.Old }), inds, leastDigits)
	measured(t.number(column.New, "Sau", "After", func(r series.Revision) *float64 { return r.New }), inds, leastDigits)
	t.number(column.Change, "Thay đổi", "Change", func(r series.Revision) *float64 {
		if r.Old == nil || r.New == nil {
			return nil
		}
		return new(*r.New - *r.Old)
	})
	row := func(r series.Revision) scorecard.Row { return scorecard.Row{Indicator: ind(r)} }
	said := func(r series.Revision, value *float64, words lang.Text) string {
		if value == nil && words.VI != "" {
			return words.In(v.Lang)
		}
		return row(r).Figure(value, v.Lang)
	}
	t.text(column.OldText, "Trước", "Before", func(r series.Revision) string { return said(r, r.Old, r.OldWords) })
	t.text(column.NewText, "Sau", "After", func(r series.Revision) string { return said(r, r.New, r.NewWords) })
	t.text(column.ChangeText, "Thay đổi", "Change", func(r series.Revision) string {
		if r.Old == nil || r.New == nil {
			return ""
		}
		return row(r).Difference(new(*r.New-*r.Old), v.Lang)
	})
	t.text(column.Reporter, "Người gửi", "Reporter", func(r series.Revision) string { return r.Reporter })
	t.text(column.Note, "Lý do", "Why", series.Revision.Why)
	t.text(column.What, "Việc", "What", func(r series.Revision) string { return r.What.Name().In(v.Lang) })
	t.text(column.Receipt, "Biên nhận", "Receipt", func(r series.Revision) string { return r.Receipt })
	return t.frame("revisions")
}
