package main

import "github.com/xhht/xhht/internal/query"

// reportRules are the standing office's: a unit is silent.
func reportRules(s scope) []rule {
	if !s.judges() || !s.reports() {
		return nil
	}
	level := s.watched()
	return []rule{{
		name: "report-late", title: "Trễ báo cáo", severity: "warning", route: "standing_office", patience: "1h",
		level: level, measure: query.DaysLate, when: aboveZero, page: query.PageReporting,
		summary:     `{{ $labels.unit_name }} trễ báo cáo: {{ $labels.indicator_name }}`,
		description: ifKnown("A", `Báo cáo đã quá hạn `+whole("A")+` ngày.`, stillSilent) + ` ` + s.reportCitation(level),
	}}
}
