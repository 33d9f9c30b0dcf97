package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// unreadable is the one rule that speaks up when the data source cannot be read; all others keep what they last said. It asks
// one plan for all of them, and its condition is of the classic kind because that one has a single answer however many rows there
// are: one message, not one for each unit.
func (s scope) unreadable() grafana.AlertRule {
	const name = "source-unreadable"
	expression := grafana.Expressions
	return grafana.AlertRule{
		UID: "xhht-" + name, Title: "Không đọc được số liệu", Condition: "C", For: "30m",
		NoDataState: "Alerting", ExecErrState: "Alerting", MissingSeriesEvals: 6,
		Labels: map[string]string{"severity": "critical", "route": "operations", "rule": name, "together": "rule"},
		Annotations: map[string]string{
			"summary":     "Grafana không đọc được số liệu của XHHT",
			"description": "Đã nửa giờ: InfluxDB dừng, địa chỉ hay token không đúng, hoặc bộ thu không còn kế hoạch này. Các cảnh báo khác giữ nguyên, không báo thêm và không báo hết, cho đến khi đọc lại được.",
			"source":      "",
			"plan":        s.plan.Short.VI,
			"link":        `{{ externalURL }}connections/datasources/edit/` + source.UID,
			"runbook_url": runbook(name),
		},
		Data: []grafana.AlertQuery{
			{RefID: "A", DatasourceUID: source.UID, Range: grafana.RelativeRange{From: 24 * 60 * 60},
				Model: s.ask("A", query.Query{Kind: query.Alert, Level: s.watched(), Measure: query.Overdue})},
			{RefID: "C", DatasourceUID: expression.UID, Model: grafana.Target{RefID: "C", Datasource: expression, Model: grafana.NothingThere("A")}},
		},
	}
}
