package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the panels of the page about any plan.
const (
	anyVerdictPanel = iota + 11
	anyCountsPanel
	anyWorstPanel
	anyAttainmentPanel
	anyPunctualityPanel
	anyLatePanel
	anyFindingsPanel
)

// lookupPlan is any plan in short: is it on course, who is behind, what is still needed, who is late, what its document leaves open.
// It serves a plan that a province adds without running this program.
func lookupPlan(s scope) (grafana.Dashboard, error) {
	variables, err := s.planChoice()
	if err != nil {
		return grafana.Dashboard{}, err
	}
	for i := range variables {
		if variables[i].Name != "plan" {
			variables[i].Hide = hidden // the page is about the whole plan; what was chosen goes along
		}
	}
	level := s.watched()
	worst, own, late := s.worst(anyWorstPanel, 24, level), s.attainment(anyAttainmentPanel), s.lateReports(anyLatePanel, 14, level)
	punctuality := s.punctuality(anyPunctualityPanel, 10, level)
	// A plan may set no target and ask for no report: then nobody being behind or late is no praise.
	unjudged, unasked := s.unjudged(), s.say(", hoặc kế hoạch không yêu cầu báo cáo", ", or the plan asks for no report")
	worst.FieldConfig.Defaults.NoValue += unjudged
	own.FieldConfig.Defaults.NoValue += unjudged
	late.FieldConfig.Defaults.NoValue += unasked
	punctuality.FieldConfig.Defaults.NoValue += unasked
	return s.frame(query.PageLookupPlan, s.say("Tra cứu", "Look-up"),
		s.say("Một kế hoạch bất kỳ: có đúng lộ trình không, ai chậm, còn thiếu gì, ai trễ báo cáo.", "Any plan: is it on course, who is behind, what is missing, who reports late."),
		variables,
		band{headHeight, []grafana.Panel{s.verdict(anyVerdictPanel, 10, level), s.counts(anyCountsPanel, 14, level)}},
		band{11, []grafana.Panel{worst}},
		band{14, []grafana.Panel{own}},
		band{10, []grafana.Panel{punctuality, late}},
		band{12, []grafana.Panel{s.openQuestions(anyFindingsPanel, 24)}})
}

// unjudged ends the words of an empty table: a plan may set no target, and then there is nothing to wait for.
func (s scope) unjudged() string {
	return s.say(", hoặc kế hoạch không đặt chỉ tiêu", ", or the plan sets no target")
}
