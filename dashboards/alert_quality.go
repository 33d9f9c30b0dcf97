package main

import (
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/wording"
)

// qualityRules ask the standing office to look at a number before anybody trusts it.
func qualityRules(s scope) []rule {
	if !s.judges() || !s.reports() {
		return nil
	}
	return []rule{{
		name: "jump", title: "Số liệu thay đổi bất thường", severity: "info", route: "standing_office", patience: "1h",
		level: s.watched(), measure: query.Jump, when: above(scorecard.Suspicious), context: []query.AlertMeasure{query.Regression, query.Value, query.Size, query.Usual, query.Doubt},
		summary:     alertLabel(column.UnitName) + ` có số liệu thay đổi bất thường: ` + alertLabel(column.IndicatorName),
		description: s.byTarget(s.watched(), jumpText), source: s.reportCitation(s.watched()),
	}}
}

// jumpText names the change as it is read off the form: the data source's is below zero where the unit got worse. Where a size is
// the reason, the rate may not have moved: both numbers are named.
func jumpText(t plan.Target, ind catalogue.Indicator) string {
	unit, points := units(ind)
	up, down := "tăng", "giảm"
	if ind.Direction == catalogue.Lower {
		up, down = down, up
	}
	size := "Mẫu số"
	if ind.Measure == catalogue.Quantity {
		size = "Số lượng"
	}
	number := ifKnown("D", `Thực tế `+decimal("D", wording.Decimals(t))+unit+
		ifKnown("B", `, `+rises("B", up, down)+` `+magnitude("B", wording.Decimals(t))+points+` so với kỳ trước`, ``)+
		`; chưa có ghi chú giải thích. `+ifKnown("E", size+` `+whole("E")+`, dự kiến khoảng `+whole("F")+`. `, ``)+
		`Kiểm tra lại biểu, hoặc ghi lý do khi nộp lại.`, stillSilent)
	return `{{ $doubt := false }}{{ with $values.G }}{{ $doubt = gt .Value 0.5 }}{{ end }}{{ if $doubt }}` + contradicted + `{{ else }}` + number + `{{ end }}`
}

// contradicted is said of numbers that cannot all be right. Which they are, the page that the alert leads to says.
const contradicted = `Các số của kỳ này mâu thuẫn với nhau nên chưa kết luận gì. Xem lý do ở trang của đơn vị; tổng và các nhóm được sửa trong cùng một lần nộp.`
