package main

import (
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// dated tells whether the document gives a day for anything that it asks for: a letter may ask and set no day.
func (s scope) dated() bool {
	for _, d := range s.plan.Deliverables {
		if !d.Due.IsZero() {
			return true
		}
	}
	return false
}

// tasks is what the plan asks to be done once, and how it stands.
func (s scope) tasks(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Nhiệm vụ nào quá hạn, sắp đến hạn, đã xong?", "Which tasks are overdue, due next, done?"),
		s.say("Kế hoạch thành phần và nhiệm vụ của văn bản, cơ quan chủ trì, hạn theo lời văn bản; việc chưa xong ở trên, hạn gần nhất trước; nhiệm vụ không ghi ngày thì không có hạn. ",
			"Component plans and tasks, who leads, and when they are due in the document's own words; what is not done first, by its day; a task without a day has no deadline. ")+s.taskSource(),
		s.ask("A", query.Query{Kind: query.Deliverables}))
	columns := []column.Name{column.Title, column.State, column.Timing, column.Due, column.Lead, column.DueText, column.Partners, column.Clause}
	if !s.dated() {
		p.Title = s.say("Văn bản giao những nhiệm vụ nào?", "Which tasks does the document give?")
		columns = []column.Name{column.Title, column.State, column.Lead, column.DueText, column.Partners, column.Clause}
	}
	if s.plan.Kind == plan.Archive { // nothing is due any more
		p.Title = s.say("Nhiệm vụ nào đã xong, việc nào chưa được ghi nhận?", "Which tasks are done, which were not recorded?")
		columns = slices.DeleteFunc(columns, func(c column.Name) bool { return c == column.Timing })
	}
	p.Transformations = []grafana.Transformation{keep(columns...)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Overrides = having(columns,
		override(column.Title, set("custom.minWidth", 200)), colored(column.State, 112), override(column.Timing, set("custom.width", 132), set("noValue", noCell)),
		s.day(column.Due), override(column.Lead, set("custom.width", 204), set("noValue", noCell)),
		override(column.DueText, set("custom.width", 132), set("noValue", noCell)), override(column.Partners, set("custom.width", 128), set("noValue", noCell)), s.clause())
	return p
}

// leads counts the tasks of every lead agency: who has to answer for what is overdue.
func (s scope) leads(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Cơ quan nào chủ trì bao nhiêu, còn nợ bao nhiêu?", "Who leads how much, and still owes how much?"),
		s.say("Số nhiệm vụ của từng cơ quan chủ trì theo tình trạng; nhiều việc quá hạn nhất ở trên, rồi nhiều việc chưa xong nhất. ",
			"The tasks of every lead agency by state; the most overdue first, then the most that is not done. ")+s.taskSource(),
		s.ask("A", query.Query{Kind: query.Deliverables, Shape: query.Totals}))
	columns := []column.Name{column.Lead, column.Overdue, column.Open, column.Done, column.Undated, column.Tasks, column.Next}
	if !s.dated() {
		p.Title = s.say("Cơ quan nào chủ trì bao nhiêu nhiệm vụ?", "Who leads how many tasks?")
		columns = []column.Name{column.Lead, column.Done, column.Undated, column.Tasks}
	}
	p.Transformations = []grafana.Transformation{keep(columns...)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	overdue := alarm(column.Overdue, 80)
	if s.plan.Kind == plan.Archive {
		p.Title = s.say("Cơ quan nào chủ trì bao nhiêu nhiệm vụ?", "Who leads how many tasks?")
		overdue = override(column.Overdue, set("custom.width", 100), set("displayName", s.say("Chưa ghi nhận", "Not recorded")))
	}
	p.FieldConfig.Overrides = having(columns,
		override(column.Lead, set("custom.minWidth", 160), set("noValue", s.say("Văn bản không nói ai chủ trì", "The document names no lead"))),
		overdue, narrow(column.Open, 88), narrow(column.Done, 72), narrow(column.Undated, 88), narrow(column.Tasks, 88), s.day(column.Next))
	return p
}

// taskSource names the sections of the document that hold the tasks.
func (s scope) taskSource() string {
	var clauses []string
	for _, d := range s.plan.Deliverables {
		clauses = append(clauses, d.Clause)
	}
	return s.cite(clauses)
}
