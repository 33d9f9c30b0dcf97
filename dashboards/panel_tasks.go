package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// tasks is what the plan asks to be done once, and how it stands.
func (s scope) tasks(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Nhiệm vụ nào xong, nhiệm vụ nào quá hạn?", "Which tasks are done, which are overdue?"),
		s.say("Kế hoạch thành phần và nhiệm vụ của văn bản, cơ quan chủ trì, hạn theo lời văn bản; nhiệm vụ không ghi ngày thì không có hạn. ",
			"Component plans and tasks, who leads, and when they are due in the document's own words; a task without a day has no deadline. ")+s.taskSource(),
		s.ask("A", query.Query{Kind: query.Deliverables}))
	p.Transformations = []grafana.Transformation{keep("title", "state", "lead", "due", "due_text", "done", "days_overdue", "partners", "clause", "findings")}
	overdue := s.overdueHeading()
	p = table(p, grafana.SortBy{DisplayName: overdue, Desc: true})
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Overrides = []grafana.Override{
		override("title", set("custom.minWidth", 240)), colored("state", 120), override("lead", set("custom.width", 160), set("noValue", noCell)),
		day("due"), override("due_text", set("custom.width", 130), set("noValue", noCell)), day("done"),
		override("days_overdue", set("displayName", overdue), set("custom.width", 100), set("noValue", noCell)),
		override("partners", set("custom.width", 140), set("noValue", noCell)), s.clause(), override("findings", set("custom.minWidth", 160), set("noValue", noCell)),
	}
	return p
}

// leads counts the tasks of every lead agency.
func (s scope) leads(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Theo cơ quan chủ trì", "By lead agency"),
		s.say("Số nhiệm vụ và số ngày quá hạn lâu nhất của từng cơ quan. ", "Tasks and the longest delay of every agency. ")+s.taskSource(),
		s.ask("A", query.Query{Kind: query.Deliverables}))
	group := func(kind string, how ...string) map[string]any {
		return map[string]any{"operation": kind, "aggregations": append([]string{}, how...)}
	}
	p.Transformations = []grafana.Transformation{{ID: "groupBy", Options: map[string]any{"fields": map[string]any{
		"lead": group("groupby"), s.taskHeading(): group("aggregate", "count"), s.overdueHeading(): group("aggregate", "max"),
	}}}}
	tasks := s.say("Số nhiệm vụ", "Tasks")
	p = table(p, grafana.SortBy{DisplayName: tasks, Desc: true})
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Overrides = []grafana.Override{
		override("lead", set("custom.minWidth", 180), set("noValue", noCell)),
		override(s.taskHeading()+" (count)", set("displayName", tasks), set("custom.width", 100)),
		override(s.overdueHeading()+" (max)", set("displayName", s.say("Quá hạn lâu nhất (ngày)", "Longest delay (days)")), set("custom.width", 150), set("noValue", noCell)),
	}
	return p
}

// The data source's own headings: Grafana aggregates a column by its heading only.
func (s scope) taskHeading() string    { return s.say("Mã nhiệm vụ", "Task ID") }
func (s scope) overdueHeading() string { return s.say("Quá hạn (ngày)", "Days overdue") }

// taskSource names the sections of the document that hold the tasks.
func (s scope) taskSource() string {
	var clauses []string
	for _, d := range s.plan.Deliverables {
		clauses = append(clauses, d.Clause)
	}
	return s.cite(clauses)
}
