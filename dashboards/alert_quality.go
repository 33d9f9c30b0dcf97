package main

import "github.com/xhht/xhht/internal/query"

// suspicious is the robust z-score from which a change counts as an outlier (Iglewicz and Hoaglin, 1993).
const suspicious = 3.5

// qualityRules ask the standing office to look at a number before anybody trusts it.
func qualityRules(s scope) []rule {
	if !s.judges() || !s.reports() {
		return nil
	}
	return []rule{{
		name: "jump", title: "Số liệu thay đổi bất thường", severity: "info", route: "standing_office", patience: "1h",
		level: s.watched(), measure: query.Jump, when: above(suspicious), context: []query.AlertMeasure{query.Regression, query.Value},
		summary: `{{ $labels.unit_name }} thay đổi bất thường: {{ $labels.indicator_name }}`,
		description: s.percentSign(s.watched()) + ifKnown("D", `Thực tế `+decimal("D")+`{{ $unit }}`+ifKnown("B", `, thay đổi `+decimal("B")+` so với kỳ trước`, ``)+
			`; chưa có ghi chú giải thích. Kiểm tra lại biểu, hoặc ghi lý do khi nộp lại.`, stillSilent) + ` ` + s.reportCitation(s.watched()),
	}}
}
