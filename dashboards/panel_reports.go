package main

import (
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// Reports: what is expected, what came, and when.

// reportTiers are the tiers that hand in forms under the plan, the lowest first.
func (s scope) reportTiers() []area.Level {
	var out []area.Level
	for _, level := range []area.Level{area.Commune, area.District, area.Province} {
		if s.formsOf(level) > 0 {
			out = append(out, level)
		}
	}
	return out
}

// formsOf counts the forms that a tier hands in.
func (s scope) formsOf(level area.Level) int {
	n := 0
	for _, f := range s.plan.Forms {
		if slices.Contains(f.Tiers(), level) {
			n++
		}
	}
	return n
}

// formColumn is the column that names the form, where there is more than one to tell apart.
func (s scope) formColumn(level area.Level) []string {
	if s.formsOf(level) > 1 {
		return []string{"form_name"}
	}
	return nil
}

// punctuality is how many reports came, and how many in time, for each form and period.
func (s scope) punctuality(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Nộp đủ chưa, đúng hạn chưa?", "Complete? In time?"),
		s.say("Tỷ lệ nộp và tỷ lệ đúng hạn trên số báo cáo phải nộp, theo kỳ; kỳ mới nhất ở trên. Kỳ chưa đến hạn thì tỷ lệ còn tăng. ",
			"Received and in time, of the reports expected, by period; the newest first. While a period is not due its rates still grow. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Shape: query.Totals, Level: level}))
	columns := []string{"period", "completeness", "timeliness", "received_text", "overdue", "received_late", "not_due"}
	if form := s.formColumn(level); form != nil {
		columns = slices.Concat(form, columns[:5]) // the name takes the room of two
	}
	p.Transformations = []grafana.Transformation{keep(columns...)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	overdue := alarm("overdue", s.either(66, 76))
	if s.plan.Kind == plan.Archive {
		overdue = override("overdue", set("custom.width", 84), set("displayName", s.say("Không có", "None came"))) // its run is over: no alarm
	}
	p.FieldConfig.Overrides = having(columns,
		override("form_name", set("custom.width", 140)), override("period", set("custom.minWidth", 56)),
		override("completeness", set("custom.width", s.either(62, 104)), set("decimals", 0), set("noValue", noCell)), override("timeliness", set("custom.width", s.either(76, 88)), set("decimals", 0), set("noValue", noCell)),
		figure("received_text", s.either(70, 78)), overdue, narrow("received_late", s.either(64, 78)), narrow("not_due", 72))
	return p
}

// reportHistory is one unit's reports over time, the state of each.
func (s scope) reportHistory(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "state-timeline", s.say("${unit:text}: báo cáo qua các kỳ", "${unit:text}: reports over time"),
		s.say("Mỗi hàng là một biểu, mỗi ô là một kỳ báo cáo. Đủ: đúng hạn; Trễ: nộp trễ; Nợ: quá hạn chưa nộp; –: chưa đến hạn. ",
			"Every row is a form, every field a reporting period. OK: on time; Late: received late; Owed: overdue; –: not due yet. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Shape: query.Timeline, Level: level, Units: units}))
	return stateTimeline(p, len(s.reg.Members(s.plan, level)))
}

// reportMatrix is the heat map: every unit, every period, how complete its report is and whether it came in time.
func (s scope) reportMatrix(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Ai thiếu, ai trễ, qua các kỳ?", "Who is missing, who was late?"),
		s.say("Mỗi hàng là một đơn vị, mỗi cột là một kỳ, mới nhất bên trái; trong ô là số chỉ tiêu đã có trên số phải có và có đúng hạn không. Đơn vị quá hạn lâu nhất ở trên, đơn vị đã kết thúc ở dưới; ô trống là không phải nộp. ",
			"Every row is a unit, every column a period, the newest on the left; a field holds how many of the values owed are here, and whether in time. The longest overdue first, units that ended last; an empty field owes nothing. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Shape: query.Matrix, Level: level, Units: units}))
	p = s.paged(table(p), level)
	p.FieldConfig.Defaults.NoValue = s.say("Không đơn vị nào phải báo cáo trong thời gian này", "Nobody has to report in this time")
	p.FieldConfig.Defaults.Custom.Cell = &grafana.Cell{Type: "color-background", Mode: "basic"}
	p.FieldConfig.Defaults.Custom.MinWidth = 184
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), override("unit_name", set("custom.cellOptions", grafana.Cell{Type: "auto"}), set("custom.width", 132), s.openUnit()),
	}
	return p
}

// lateReports is who is late and by how much, the latest first.
func (s scope) lateReports(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Ai trễ, trễ bao nhiêu ngày?", "Who is late, by how many days?"),
		s.say("Báo cáo quá hạn hoặc nộp trễ: số ngày trễ, số chỉ tiêu đã có, hạn, gia hạn, ngày nhận; trễ lâu nhất ở trên. ", "Reports overdue or received late: days late, values here, due, extended, received; the latest first. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Level: level, Units: units, Limit: 500, Only: query.OnlyLate}))
	late := s.say("Trễ (ngày)", "Days late") // the data source's heading, by which Grafana sorts
	columns := append(s.formColumn(level), "unit", "unit_name", "period", "state", "days_late", "cells_text", "due", "extended", "received")
	p.Transformations = []grafana.Transformation{keep(columns...)}
	p = s.paged(table(p, grafana.SortBy{DisplayName: late, Desc: true}), level)
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận báo cáo nào trễ", "No report is known to be late")
	p.FieldConfig.Overrides = having(columns,
		hideColumn("unit"), override("unit_name", set("custom.minWidth", 104), s.openUnit()), narrow("period", 64), colored("state", s.either(92, 116)),
		narrow("days_late", 80), figure("cells_text", 84),
		s.day("due"), s.day("extended"), s.day("received"), override("form_name", set("custom.width", 220)))
	return p
}

// ahead lists the deadlines and milestones that are still to come, the next first.
func (s scope) ahead(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Hạn và mốc nào sắp đến?", "What is due next?"),
		s.say("Hạn báo cáo và mốc chỉ tiêu còn ở phía trước, đến hết thời gian đang xem; gần nhất ở trên. ",
			"Deadlines of reports and milestones still to come, to the end of the time range shown; the next first. ")+s.document()+".",
		s.ask("A", query.Query{Kind: query.Events, Shape: query.Ahead, Limit: 100}))
	p.Transformations = []grafana.Transformation{keep("what", "days_left", "due")}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Không còn hạn nào ở phía trước", "Nothing is ahead")
	p.FieldConfig.Overrides = []grafana.Override{
		override("what", set("custom.minWidth", 150)), narrow("days_left", 68), s.day("due"),
	}
	return p
}

// dayUnit is how a reader of the page's language writes a day.
func (s scope) dayUnit() string { return "time:" + s.dayWords() }

// day is a column of days.
func (s scope) day(name string) grafana.Override {
	return override(name, set("custom.width", 104), set("unit", s.dayUnit()), set("noValue", noCell))
}
