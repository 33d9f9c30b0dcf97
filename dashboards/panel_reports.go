package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
)

// Reports: what is expected, what came, and when.

// reportTiers are the tiers that hand in forms under the plan, the lowest first.
func (s scope) reportTiers() []area.Level {
	var out []area.Level
	for _, level := range []area.Level{area.Commune, area.District, area.Province} {
		for _, f := range s.plan.Forms {
			if f.Level == level {
				out = append(out, level)
				break
			}
		}
	}
	return out
}

// punctuality is how many reports came, and how many in time, for each form and period.
func (s scope) punctuality(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Nộp đủ chưa, đúng hạn chưa?", "Complete? In time?"),
		s.say("Số báo cáo phải nộp, đã nộp, nộp trễ, quá hạn theo biểu và kỳ. ", "Reports expected, received, late and overdue by form and period. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Shape: query.Totals, Level: level}))
	p.Transformations = []grafana.Transformation{keep("form_name", "period", "due", "expected", "received", "received_late", "overdue", "completeness", "timeliness")}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		override("form_name", set("custom.minWidth", 190)), narrow("period", 60), day("due"),
		narrow("expected", 72), narrow("received", 72), narrow("received_late", 72), narrow("overdue", 72),
		override("completeness", set("custom.width", 76), set("decimals", 0), set("noValue", noCell)), override("timeliness", set("custom.width", 88), set("decimals", 0), set("noValue", noCell)),
	}
	return p
}

// reportHistory is the heat map: every unit, every period, the state of its report.
func (s scope) reportHistory(id, w int, level area.Level, units ...string) grafana.Panel {
	title := s.say("Ai nộp khi nào?", "Who reported when?")
	if len(units) > 0 && s.watched() == level && s.compares() {
		title = s.say("${unit:text}: báo cáo qua các kỳ", "${unit:text}: reports over time")
	}
	p := s.panel(id, w, "state-timeline", title,
		s.say("Mỗi hàng là một đơn vị, mỗi ô là một kỳ báo cáo. Đủ: đúng hạn; Trễ: nộp trễ; Nợ: quá hạn chưa nộp; –: chưa đến hạn. ",
			"Every row is a unit, every field a reporting period. OK: on time; Late: received late; Owed: overdue; –: not due yet. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Shape: query.Timeline, Level: level, Units: units}))
	rows := len(s.reg.Members(s.plan, level))
	return stateTimeline(p, rows)
}

// lateReports is who is late and by how much, the latest first.
func (s scope) lateReports(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Ai trễ, trễ bao nhiêu ngày?", "Who is late, by how many days?"),
		s.say("Báo cáo quá hạn hoặc nộp trễ: hạn, gia hạn, ngày nhận, số ngày trễ; trễ lâu nhất ở trên. ", "Reports overdue or received late: due, extended, received, days late; the latest first. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Level: level, Units: units, Limit: 500}))
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "form_name", "period", "due", "extended", "received", "state", "days_late", "cells", "cells_of"), {
		ID: "filterByValue", Options: map[string]any{"type": "include", "match": "all", "filters": []map[string]any{
			{"fieldName": s.say("Trễ (ngày)", "Days late"), "config": map[string]any{"id": "greater", "options": map[string]any{"value": 0}}},
		}},
	}}
	p = table(p, grafana.SortBy{DisplayName: s.daysHeading(), Desc: true})
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận báo cáo nào trễ", "No report is known to be late")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), override("unit_name", set("custom.minWidth", 130), s.openUnit()), override("form_name", set("custom.width", 230)),
		narrow("period", 84), day("due"), day("extended"), day("received"), colored("state", 120),
		override("days_late", set("displayName", s.daysHeading()), set("custom.width", 110)), narrow("cells", 110), narrow("cells_of", 110),
	}
	return p
}

// ahead lists milestones and deadlines in the time range, the reform too.
func (s scope) ahead(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Hạn và mốc của kế hoạch", "Deadlines and milestones"),
		s.say("Các hạn báo cáo, mốc chỉ tiêu và đính chính trong khoảng thời gian đang xem; xa nhất ở trên. ",
			"Deadlines, milestones and corrections in the time range shown; the furthest ahead first. ")+s.document()+".",
		s.ask("A", query.Query{Kind: query.Events, Limit: 200}))
	when := s.say("Ngày", "Day")
	p.Transformations = []grafana.Transformation{keep("time", "title", "text")}
	p = table(p, grafana.SortBy{DisplayName: when, Desc: true})
	p.FieldConfig.Overrides = []grafana.Override{
		override("time", set("displayName", when), set("custom.width", 110), set("unit", dayFormat)),
		override("title", set("displayName", s.say("Việc", "What")), set("custom.width", 220)), override("text", set("displayName", s.say("Nội dung", "Details")), set("custom.minWidth", 260), set("noValue", noCell)),
	}
	return p
}

// dayFormat is how Vietnamese readers write a day.
const dayFormat = "time:DD/MM/YYYY"

// day is a column of days.
func day(name string) grafana.Override {
	return override(name, set("custom.width", 104), set("unit", dayFormat), set("noValue", noCell))
}
