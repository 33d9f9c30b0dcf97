package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
)

// Tables of the scorecard: one row per unit and target.

// daysHeading is a heading by which tables are sorted: Grafana sorts by heading, so it does not wait for the data source's.
func (s scope) daysHeading() string { return s.say("Số ngày trễ", "Days late") }

// matrix shows at a glance who is behind on what. Units are rows: they may be many, and targets are few.
func (s scope) matrix(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Đơn vị nào chậm ở chỉ tiêu nào?", "Who is behind on what?"),
		s.say("Trạng thái của từng đơn vị ở từng chỉ tiêu; ô trống là chỉ tiêu không áp dụng cho đơn vị đó. ",
			"The status of every unit on every target; an empty field is a target that does not apply to the unit. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level}))
	p.Transformations = []grafana.Transformation{{ID: "groupingToMatrix", Options: map[string]any{
		"columnField": column.IndicatorName, "rowField": column.UnitName, "valueField": column.Status, "emptyValue": "null",
	}}}
	p = table(p)
	p.FieldConfig.Defaults.Custom.Cell = &grafana.Cell{Type: "color-background", Mode: "basic"}
	p.FieldConfig.Defaults.Custom.MinWidth = 100
	// Each column keeps the heading of the status field that it was cut from; its own name is the target.
	p.FieldConfig.Defaults.DisplayName = "${__field.name}"
	p.FieldConfig.Overrides = []grafana.Override{override(foreign(column.UnitName.String()+`\`+column.IndicatorName.String()),
		set("displayName", s.unitWord(level)), set("custom.cellOptions", grafana.Cell{Type: "auto"}), set("custom.width", 108), set("custom.wrapText", true),
		// The ids that the data source's own link takes are not in the matrix.
		set("links", []grafana.DataLink{}))}
	return p
}

// worst has one row for each unit, on the target that calls loudest: who is behind, by how much, and on how many more. Whoever needs
// somebody stands on top, and whoever is fine at the bottom, so that nobody is forgotten.
func (s scope) worst(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say(s.anyUnitWord(level)+" nào chậm, chậm bao nhiêu?", "Who is behind, and by how much?"),
		s.say("Mỗi đơn vị một dòng, ở chỉ tiêu xấu nhất của đơn vị đó; đơn vị cần xem trước ở trên. “Chậm ở 5/7” là chậm ở 5 trên 7 chỉ tiêu có số liệu. Chênh lệch tính bằng điểm % (hoặc mức, nếu là mức độ). Bấm vào tên để xem riêng. ",
			"A row for each unit, on its worst target; the most urgent first. “Behind on 5/7” is 5 of 7 targets with data. The gap is in points (or levels, where the target is a level). A click on a name opens its page. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Shape: query.Worst}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.Urgency, column.Status, column.GapText,
		column.IndicatorName, column.ValueText, column.ExpectedText, column.UnitBehind),
		sortBy(column.Urgency, 3, false)}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator), hideColumn(column.Urgency),
		override(column.UnitName, set("custom.width", 112), set("custom.wrapText", true), s.open(query.PageUnit, s.openingUnit())),
		named(column.IndicatorName, 112, set("displayName", s.say("Xấu nhất ở", "Worst on")), s.open(query.PageIndicator, s.say("Xem chỉ tiêu", "Open the indicator"))),
		colored(column.Status, 112), figure(column.GapText, 80), figure(column.ValueText, 74), figure(column.ExpectedText, 78), figure(column.UnitBehind, 68, set("displayName", s.say("Chậm ở", "Behind on"))),
	}
	return p
}

// attainment is the plan's own account: what is needed, what is there, what is missing.
func (s scope) attainment(id int) grafana.Panel {
	level := s.root().Level
	own := query.Query{Kind: query.Scorecard, Level: level}
	if s.anyPlan() {
		own.Units = []string{rootVar}
	}
	p := s.panel(id, grafana.Columns, "table", s.say("Cần bao nhiêu, có bao nhiêu, còn thiếu bao nhiêu?", "How much is needed, there, missing?"),
		s.say("Chỉ tiêu của chính đơn vị lập kế hoạch tại mốc gần nhất; chỉ tiêu cần xem trước ở trên. “6–8/8” là từ 6 đến 8 trên 8, khi còn đơn vị chưa báo cáo. ",
			"The plan's own targets at the next milestone; the most urgent first. “6–8/8” is from 6 to 8 of 8, while units have not reported. ")+s.targetSource(level),
		s.ask("A", own))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.Indicator, column.IndicatorName, column.Urgency, column.Status,
		column.Account, column.Short, column.MilestoneBy, column.Clause),
		sortBy(column.Urgency, 3, false)}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator), hideColumn(column.Urgency),
		named(column.IndicatorName, 112, s.open(query.PageIndicator, s.say("Xem chỉ tiêu", "Open the indicator"))),
		colored(column.Status, 136), phrase(column.Account, 128), phrase(column.Short, 104), s.year(column.MilestoneBy), s.clause(),
	}
	return p
}

// silent lists what has not come: silence is not a gap of zero.
func (s scope) silent(id int, level area.Level) grafana.Panel {
	p := s.panel(id, grafana.Columns, "table", s.say("Ai chưa nộp số liệu?", "Whose data are missing?"),
		s.say("Đơn vị quá hạn hoặc chưa báo cáo, thiếu bao nhiêu chỉ tiêu; trễ lâu nhất ở trên. ",
			"Units that are overdue or never reported, and on how many targets; the latest first. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Shape: query.Worst, Statuses: []standing.Status{standing.Late, standing.NotReported}}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.Status, column.Period, column.DaysLate, column.UnitMissing)}
	p = table(p, grafana.SortBy{DisplayName: s.daysHeading(), Desc: true})
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận báo cáo nào thiếu", "No report is known to be missing")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator),
		named(column.UnitName, 112, s.open(query.PageUnit, s.openingUnit())),
		colored(column.Status, 112), override(column.Period, set("displayName", s.say("Kỳ còn thiếu", "Period missing")), set("custom.width", 104), set("noValue", noCell)),
		override(column.DaysLate, set("displayName", s.daysHeading()), set("custom.width", 120), set("noValue", noCell)), figure(column.UnitMissing, 140),
	}
	return p
}

// positions is one unit's account: where it stands on every indicator, since last period too, and what it would take.
func (s scope) positions(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("${unit:text} đang đứng ở đâu?", "Where does ${unit:text} stand?"),
		s.say("Từng chỉ tiêu: chênh lệch so với lộ trình, thực tế, lộ trình tại cuối kỳ, mức cần thêm mỗi năm (điểm %, hoặc mức), mốc, dự kiến ở mốc nếu giữ nhịp, thay đổi so với kỳ trước; chỉ tiêu cần xem trước ở trên. ",
			"Every target: gap to the path, actual, path at the end of the period, what is needed a year (points, or levels), milestone, where today's pace leads, change since the previous period; the most urgent first. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Units: []string{unitVar}}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.Indicator, column.IndicatorName, column.Urgency, column.Status,
		column.GapText, column.ValueText, column.ExpectedText, column.RequiredText, column.MilestoneText, column.ProjectedText, column.ChangeText, column.Period, column.Clause),
		sortBy(column.Urgency, 3, false)}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator), hideColumn(column.Urgency),
		named(column.IndicatorName, 136, s.open(query.PageIndicator, s.say("Xem chỉ tiêu", "Open the indicator"))),
		colored(column.Status, 136), figure(column.GapText, 84), figure(column.ValueText, 84), figure(column.ExpectedText, 84),
		figure(column.RequiredText, 84), figure(column.MilestoneText, 84), figure(column.ProjectedText, 92), figure(column.ChangeText, 112), narrow(column.Period, 76), s.clause(),
	}
	return p
}

// inWords explains every verdict in a sentence, with the quote that it is held against.
func (s scope) inWords(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("${unit:text}: giải thích từng chỉ tiêu", "${unit:text}: every target in words"),
		s.say("Vì sao chỉ tiêu có trạng thái đó, lời văn của kế hoạch và điều văn bản còn để ngỏ. ",
			"Why a target has its status, the plan's own words, and what the plan leaves open. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Units: []string{unitVar}}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.Indicator, column.IndicatorName, column.Urgency, column.Description,
		column.Quote, column.Findings), sortBy(column.Urgency, 3, false)}
	p = table(p)
	// Every row as tall as its longest text: a height guessed from one column cuts the others.
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.Custom.Cell = &grafana.Cell{Type: "markdown", DynamicHeight: true}
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator), override(column.IndicatorName, set("custom.width", 124),
			set("custom.cellOptions", grafana.Cell{Type: "auto"})), hideColumn(column.Urgency),
		override(column.Description, set("custom.minWidth", 212)), override(column.Quote, set("custom.minWidth", 200), set("noValue", noCell)),
		override(column.Findings, set("custom.minWidth", 200), set("noValue", noCell)),
	}
	return p
}
