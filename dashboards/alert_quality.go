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
		level: s.watched(), measure: query.Jump, when: above(scorecard.Suspicious), context: []query.AlertMeasure{query.Regression, query.Value},
		summary:     alertLabel(column.UnitName) + ` có số liệu thay đổi bất thường: ` + alertLabel(column.IndicatorName),
		description: s.byTarget(s.watched(), jumpText), source: s.reportCitation(s.watched()),
	}}
}

// jumpText names the change as it is read off the form: the data source's is below zero where the unit got worse.
func jumpText(t plan.Target, ind catalogue.Indicator) string {
	unit, points := units(ind)
	up, down := "tăng", "giảm"
	if ind.Direction == catalogue.Lower {
		up, down = down, up
	}
	return ifKnown("D", `Thực tế `+decimal("D", wording.Decimals(t))+unit+
		ifKnown("B", `, `+rises("B", up, down)+` `+magnitude("B", wording.Decimals(t))+points+` so với kỳ trước`, ``)+
		`; chưa có ghi chú giải thích. Kiểm tra lại biểu, hoặc ghi lý do khi nộp lại.`, stillSilent)
}
