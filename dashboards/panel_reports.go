package main

import (
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/owed"
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
func (s scope) formColumn(level area.Level) []column.Name {
	if s.formsOf(level) > 1 {
		return []column.Name{column.FormName}
	}
	return nil
}

// punctuality is how many reports came, and how many in time, for each form and period.
func (s scope) punctuality(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Nộp đủ chưa, đúng hạn chưa?", "Complete? In time?"),
		s.say("Tỷ lệ nộp và tỷ lệ đúng hạn trên số báo cáo phải nộp, theo kỳ; kỳ mới nhất ở trên. Kỳ chưa đến hạn thì tỷ lệ còn tăng. ",
			"Received and in time, of the reports expected, by period; the newest first. While a period is not due its rates still grow. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Shape: query.Totals, Level: level}))
	columns := []column.Name{column.Period, column.Completeness, column.Timeliness, column.ReceivedText, column.Overdue, column.ReceivedLate, column.NotDue}
	if form := s.formColumn(level); form != nil {
		columns = slices.Concat(form, columns[:5]) // the name takes the room of two
	}
	p.Transformations = []grafana.Transformation{keep(columns...)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	overdue := alarm(column.Overdue, s.either(66, 76))
	if s.plan.Kind == plan.Archive {
		overdue = override(column.Overdue, set("custom.width", 84), set("displayName", s.say("Không có", "None came"))) // its run is over: no alarm
	}
	p.FieldConfig.Overrides = having(columns,
		override(column.FormName, set("custom.width", 140)), override(column.Period, set("custom.minWidth", 56)),
		override(column.Completeness, set("custom.width", s.either(62, 104)), set("decimals", 0), set("noValue", noCell)),
		override(column.Timeliness, set("custom.width", s.either(76, 88)), set("decimals", 0), set("noValue", noCell)),
		figure(column.ReceivedText, s.either(70, 78)), overdue, narrow(column.ReceivedLate, s.either(64, 78)), narrow(column.NotDue, 72))
	return p
}

// reportHistory is one unit's reports over time, the state of each.
func (s scope) reportHistory(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "state-timeline", s.say("${unit:text}: báo cáo qua các kỳ", "${unit:text}: reports over time"),
		s.say("Mỗi hàng là một biểu, mỗi ô là một kỳ báo cáo. "+owed.Legend().VI,
			"Every row is a form, every field a reporting period. "+owed.Legend().EN)+s.reportSource(level),
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
		hideColumn(column.Unit), override(column.UnitName, set("custom.cellOptions", grafana.Cell{Type: "auto"}), set("custom.width", 132), s.openUnit()),
	}
	return p
}

// lateReports is who is late and by how much, the latest first.
func (s scope) lateReports(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Ai trễ, trễ bao nhiêu ngày?", "Who is late, by how many days?"),
		s.say("Báo cáo quá hạn hoặc nộp trễ: số ngày trễ, số chỉ tiêu đã có, hạn, gia hạn, ngày nhận; trễ lâu nhất ở trên. ", "Reports overdue or received late: days late, values here, due, extended, received; the latest first. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Level: level, Units: units, Limit: 500, Only: query.OnlyLate}))
	late := s.say("Trễ (ngày)", "Days late") // the data source's heading, by which Grafana sorts
	columns := append(s.formColumn(level), column.Unit, column.UnitName, column.Period, column.State, column.DaysLate, column.CellsText, column.Due,
		column.Extended, column.Received)
	p.Transformations = []grafana.Transformation{keep(columns...)}
	p = s.paged(table(p, grafana.SortBy{DisplayName: late, Desc: true}), level)
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận báo cáo nào trễ", "No report is known to be late")
	p.FieldConfig.Overrides = having(columns,
		hideColumn(column.Unit), override(column.UnitName, set("custom.minWidth", 104), s.openUnit()), narrow(column.Period, 64), colored(column.State, s.either(92, 116)),
		narrow(column.DaysLate, 80), figure(column.CellsText, 84),
		s.day(column.Due), s.day(column.Extended), s.day(column.Received), override(column.FormName, set("custom.width", 220)))
	return p
}

// ahead lists the deadlines and milestones that are still to come, the next first.
func (s scope) ahead(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Hạn và mốc nào sắp đến?", "What is due next?"),
		s.say("Hạn báo cáo và mốc chỉ tiêu còn ở phía trước, đến hết thời gian đang xem; gần nhất ở trên. ",
			"Deadlines of reports and milestones still to come, to the end of the time range shown; the next first. ")+s.document()+".",
		s.ask("A", query.Query{Kind: query.Events, Shape: query.Ahead, Limit: 100}))
	p.Transformations = []grafana.Transformation{keep(column.What, column.DaysLeft, column.Due)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Không còn hạn nào ở phía trước", "Nothing is ahead")
	p.FieldConfig.Overrides = []grafana.Override{
		override(column.What, set("custom.minWidth", 150)), narrow(column.DaysLeft, 68), s.day(column.Due),
	}
	return p
}

// dayUnit is how a reader of the page's language writes a day.
func (s scope) dayUnit() string { return "time:" + s.dayWords() }

// day is a column of days.
func (s scope) day(name column.Name) grafana.Override {
	return override(name, set("custom.width", 104), set("unit", s.dayUnit()), set("noValue", noCell))
}
