package main

import (
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
)

// reportRules are the standing office's: a unit is silent.
func reportRules(s scope) []rule {
	if !s.reports() {
		return nil
	}
	if !s.judges() {
		return []rule{s.overdue()}
	}
	level := s.watched()
	return []rule{{
		name: "report-late", title: "Trễ báo cáo", severity: "warning", route: "standing_office", patience: "1h",
		level: level, measure: query.DaysLate, when: aboveZero,
		summary:     alertLabel(column.UnitName) + ` trễ báo cáo: ` + alertLabel(column.IndicatorName),
		description: daysOverdue, source: s.reportCitation(level),
	}}
}

// overdue watches the reports of a plan without targets: there is no indicator to be late on, and its communes are many, so they
// are told together by what they belong to.
func (s scope) overdue() rule {
	level := s.reportTiers()[0]
	return rule{
		name: "report-missing", title: "Xã trễ báo cáo", severity: "warning", route: "standing_office", patience: "1h", together: "parent",
		level: level, measure: query.Overdue, when: aboveZero, page: query.PageReporting, subject: column.Form,
		summary:     alertLabel(column.UnitName) + ` trễ báo cáo: ` + alertLabel(column.FormName),
		description: daysOverdue, source: s.reportCitation(level),
	}
}

// daysOverdue is said again when the alert is over: then the report has come, or more time was given.
var daysOverdue = ifKnown("A", `{{ if gt $values.A.Value 0.0 }}Quá hạn `+whole("A")+` ngày.{{ else }}Không còn quá hạn.{{ end }}`, stillSilent)
