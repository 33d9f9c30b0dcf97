package main

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
)

// rule is what differs between the rules; the rest is house style and stands in alertRule.
type rule struct {
	uid, title, severity, route string
	patience                    string             // how long the condition must hold
	measure                     query.AlertMeasure // what the condition looks at
	beyond                      string             // lt or gt: beyond zero on this side is bad
	context                     map[string]query.AlertMeasure
	summary, description        string
}

// behindRules are the rules of the committee: a district behind its path, and a district that is silent.
func behindRules(s scope) grafana.AlertGroup {
	rules := []rule{
		{
			uid: "xhht-behind-path", title: "Huyện chậm lộ trình", severity: "warning", route: "committee",
			// A wrong import is mended within the hour; nobody should be called for it.
			patience: "1h", measure: query.Margin, beyond: "lt",
			context:     map[string]query.AlertMeasure{"B": query.Gap, "D": query.Value, "E": query.Expected, "F": query.Required},
			summary:     `{{ $labels.unit_name }} chậm lộ trình: {{ $labels.indicator_name }}`,
			description: s.behindText(),
		},
		{
			uid: "xhht-report-late", title: "Huyện trễ báo cáo", severity: "warning", route: "standing_office",
			patience: "1h", measure: query.DaysLate, beyond: "gt",
			summary: `{{ $labels.unit_name }} trễ báo cáo: {{ $labels.indicator_name }}`,
			description: ifKnown("A", `Báo cáo đã quá hạn {{ printf "%.0f" $values.A.Value }} ngày.`, stillSilent) +
				` ` + s.reportSource(area.District),
		},
	}
	group := grafana.AlertGroup{OrgID: 1, Name: "Chậm lộ trình", Folder: "XHHT", Interval: "10m"}
	for _, r := range rules {
		group.Rules = append(group.Rules, s.alertRule(r))
	}
	return group
}

// behindText gives every number the verdict rests on. Levels and recognitions are steps and have no yearly rate, so
// the rate is left out where it does not exist.
func (s scope) behindText() string {
	return s.percentSign() + ifKnown("D",
		`Thực tế `+decimal("D")+`{{ $unit }}, lộ trình `+decimal("E")+`{{ $unit }}, chênh lệch `+decimal("B")+`.`+
			ifKnown("F", ` Cần thêm `+decimal("F")+`{{ $unit }} mỗi năm để đạt mốc kế tiếp.`, ``), stillSilent) +
		` ` + s.targetCitation(area.District)
}

// stillSilent is what an alert says that goes on because nothing came to judge the unit by.
const stillSilent = `Kỳ này chưa có số liệu; cảnh báo giữ trạng thái của lần xét trước.`

// ifKnown chooses a text by whether a query gave a number. A missing number is NaN here, which is not equal to itself.
func ifKnown(refID, known, unknown string) string {
	return `{{ $known := false }}{{ with $values.` + refID + ` }}{{ $known = eq .Value .Value }}{{ end }}` +
		`{{ if $known }}` + known + `{{ else }}` + unknown + `{{ end }}`
}

// percentSign declares $unit: a percent sign, or nothing for the indicators that are not percentages.
func (s scope) percentSign() string {
	var steps []string
	for _, pair := range s.reg.Judged(s.plan, area.District) {
		id := pair.Target.Indicator
		if s.reg.Indicators[id].Measure.Stepwise() && (len(steps) == 0 || steps[len(steps)-1] != id) {
			steps = append(steps, id)
		}
	}
	if len(steps) == 0 {
		return `{{ $unit := "%" }}`
	}
	return fmt.Sprintf(`{{ $unit := "%%" }}{{ if match "^(%s)$" $labels.indicator }}{{ $unit = "" }}{{ end }}`, strings.Join(steps, "|"))
}

// decimal writes a number the way Vietnamese readers expect it: −11,3.
func decimal(refID string) string {
	return fmt.Sprintf(`{{ printf "%%.1f" $values.%s.Value | reReplaceAll "[.]" "," | reReplaceAll "^-" "−" }}`, refID)
}

// alertRule builds a rule. Silence must not resolve an alert: a unit without a value keeps its state, and lateness has a
// rule of its own.
func (s scope) alertRule(r rule) grafana.AlertRule {
	out := grafana.AlertRule{
		UID: r.uid, Title: r.title, Condition: "C", For: r.patience,
		NoDataState: "KeepLast", ExecErrState: "Error", MissingSeriesEvals: 6,
		Labels: map[string]string{"severity": r.severity, "route": r.route},
		Annotations: map[string]string{
			"summary":     r.summary,
			"description": r.description,
			"link":        openFromAlert,
		},
		Data: []grafana.AlertQuery{s.measure("A", r.measure)},
	}
	for _, refID := range []string{"B", "D", "E", "F"} {
		if m, ok := r.context[refID]; ok {
			out.Data = append(out.Data, s.measure(refID, m))
		}
	}
	out.Data = append(out.Data, grafana.AlertQuery{RefID: "C", DatasourceUID: grafana.Expressions.UID, Model: grafana.Target{
		RefID: "C", Datasource: grafana.Expressions, Model: grafana.Threshold{Type: "threshold", Expression: "A",
			Conditions: []grafana.ThresholdCondition{{Type: "query", Evaluator: grafana.Evaluator{Type: r.beyond, Params: []float64{0}}}}},
	}})
	return out
}

// openFromAlert leads to the page with the alert's unit and indicator chosen. It is used instead of Grafana's own link
// from rule to panel: that one forgets the choice, and marks the panel of every unit with the alerts of all.
const openFromAlert = `{{ externalURL }}d/` + overviewUID + `?var-unit={{ urlquery $labels.unit }}&var-indicator={{ urlquery $labels.indicator }}`

// measure asks for one number for each district and indicator. Only the end of the range matters; it begins far enough
// back for the whole plan.
func (s scope) measure(refID string, m query.AlertMeasure) grafana.AlertQuery {
	const year = 366 * 24 * 60 * 60
	return grafana.AlertQuery{
		RefID: refID, DatasourceUID: source.UID,
		Range: grafana.RelativeRange{From: (s.plan.To - s.plan.From + 1) * year},
		Model: s.ask(refID, query.Query{Kind: query.Alert, Level: area.District, Measure: m}),
	}
}
