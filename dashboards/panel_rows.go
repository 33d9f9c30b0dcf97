package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
)

// Tables of the scorecard: one row per unit and target.

// daysHeading is a heading by which tables are sorted: Grafana sorts by heading, so it does not wait for the data source's.
func (s scope) daysHeading() string { return s.say("Số ngày trễ", "Days late") }

// matrix shows at a glance who is behind on what.
func (s scope) matrix(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Đơn vị nào chậm ở chỉ tiêu nào?", "Who is behind on what?"),
		s.say("Trạng thái của từng đơn vị ở từng chỉ tiêu; ô trống là chỉ tiêu không áp dụng cho đơn vị đó. ",
			"The status of every unit on every target; an empty field is a target that does not apply to the unit. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level}))
	p.Transformations = []grafana.Transformation{{ID: "groupingToMatrix", Options: map[string]any{
		"columnField": "unit_name", "rowField": "indicator_name", "valueField": "status", "emptyValue": "null",
	}}}
	p = table(p)
	p.FieldConfig.Defaults.Custom.Cell = &grafana.Cell{Type: "color-background", Mode: "basic"}
	p.FieldConfig.Defaults.Custom.MinWidth = 96
	// Each column keeps the heading of the status field that it was cut from; its own name is the unit.
	p.FieldConfig.Defaults.DisplayName = "${__field.name}"
	p.FieldConfig.Overrides = []grafana.Override{override(`indicator_name\unit_name`,
		set("displayName", s.say("Chỉ tiêu", "Target")), set("custom.cellOptions", grafana.Cell{Type: "auto"}), set("custom.width", 212),
		// The ids that the data source's own link takes are not in the matrix.
		set("links", []grafana.DataLink{}))}
	return p
}

// worst is the work list: the largest gap first.
func (s scope) worst(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Chậm bao nhiêu? Chậm nhất ở trên", "Behind by how much? The worst first"),
		s.say("Giá trị, lộ trình tại cuối kỳ, chênh lệch, mức cần thêm mỗi năm và mục của kế hoạch; bấm vào tên đơn vị để xem riêng đơn vị đó. ",
			"Value, path at the end of the period, gap, what is needed a year, and the section of the plan; a click on a unit opens its page. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Statuses: behind()}))
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "indicator", "indicator_name", "gap", "value_text", "expected_text", "gap_text", "required_text", "status", "clause"),
		sortBy("gap", 4, false)}
	p = table(p)
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận đơn vị nào chậm lộ trình", "No unit is known to be behind")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), hideColumn("indicator"),
		override("unit_name", set("custom.width", 104), s.open(query.PageUnit, s.openingUnit())),
		override("indicator_name", set("custom.minWidth", 150), s.open(query.PageIndicator, s.say("Xem chỉ tiêu", "Open the indicator"))),
		hideColumn("gap"), figure("value_text", 78), figure("expected_text", 78), figure("gap_text", 96), figure("required_text", 104),
		colored("status", 108), s.clause(),
	}
	return p
}

// attainment is the plan's own account: what is needed, what is there, what is missing.
func (s scope) attainment(id, w int) grafana.Panel {
	level := s.root().Level
	own := query.Query{Kind: query.Scorecard, Level: level}
	if s.anyPlan() {
		own.Units = []string{rootVar}
	}
	p := s.panel(id, w, "table", s.say("Cần bao nhiêu, có bao nhiêu, còn thiếu bao nhiêu?", "How much is needed, there, missing?"),
		s.say("Chỉ tiêu của chính đơn vị lập kế hoạch tại mốc gần nhất. ",
			"The plan's own targets at the next milestone. ")+s.targetSource(level),
		s.ask("A", own))
	p.Transformations = []grafana.Transformation{keep("unit", "indicator", "indicator_name", "status", "need", "have", "short", "period", "clause")}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), hideColumn("indicator"),
		override("indicator_name", set("custom.minWidth", 190), s.open(query.PageIndicator, s.say("Xem chỉ tiêu", "Open the indicator"))),
		colored("status", 130), narrow("need", 124), narrow("have", 124), narrow("short", 124), narrow("period", 52), s.clause(),
	}
	return p
}

// silent lists what has not come: silence is not a gap of zero.
func (s scope) silent(id int, level area.Level) grafana.Panel {
	p := s.panel(id, grafana.Columns, "table", s.say("Báo cáo nào còn thiếu?", "Which reports are missing?"),
		s.say("Đơn vị và chỉ tiêu quá hạn hoặc chưa báo cáo; trễ lâu nhất ở trên. ",
			"Units and targets that are overdue or were never reported; the latest first. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Statuses: []string{string(standing.Late), string(standing.NotReported)}}))
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "indicator", "indicator_name", "period", "prev_text", "status", "days_late")}
	p = table(p, grafana.SortBy{DisplayName: s.daysHeading(), Desc: true})
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận báo cáo nào thiếu", "No report is known to be missing")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), hideColumn("indicator"),
		override("unit_name", set("custom.width", 120), s.open(query.PageUnit, s.openingUnit())),
		override("indicator_name", set("custom.minWidth", 180)),
		narrow("period", 90), figure("prev_text", 110), colored("status", 130),
		override("days_late", set("displayName", s.daysHeading()), set("custom.width", 132), set("noValue", noCell)),
	}
	return p
}

// positions is one unit's account: where it stands on every indicator, since last period too, and what it would take.
func (s scope) positions(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("${unit:text} đang đứng ở đâu?", "Where does ${unit:text} stand?"),
		s.say("Từng chỉ tiêu: kỳ trước, thực tế, lộ trình tại cuối kỳ, chênh lệch, mức cần thêm mỗi năm; nhóm chậm ở trên. ",
			"Every target: previous period, actual, path at the end of the period, gap, what is needed a year; the worst first. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Units: []string{unitVar}}))
	p.Transformations = []grafana.Transformation{keep("unit", "indicator", "indicator_name", "gap", "value_text", "expected_text", "milestone_text", "gap_text", "required_text", "prev_text", "status", "clause"),
		sortBy("gap", 3, false)}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), hideColumn("indicator"),
		override("indicator_name", set("custom.minWidth", 170), s.open(query.PageIndicator, s.say("Xem chỉ tiêu", "Open the indicator"))),
		hideColumn("gap"), colored("status", 116), figure("prev_text", 76), figure("value_text", 76), figure("expected_text", 76), figure("gap_text", 84),
		figure("required_text", 76), figure("milestone_text", 76), s.clause(),
	}
	return p
}

// inWords explains every verdict in a sentence, with the quote that it is held against.
func (s scope) inWords(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("${unit:text}: giải thích từng chỉ tiêu", "${unit:text}: every target in words"),
		s.say("Vì sao chỉ tiêu có trạng thái đó, lời văn của kế hoạch và điều văn bản còn để ngỏ. ",
			"Why a target has its status, the plan's own words, and what the plan leaves open. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Units: []string{unitVar}}))
	p.Transformations = []grafana.Transformation{keep("unit", "indicator", "indicator_name", "status", "description", "quote", "findings")}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), hideColumn("indicator"), override("indicator_name", set("custom.width", 180)), colored("status", 120),
		override("description", set("custom.minWidth", 320)), override("quote", set("custom.minWidth", 240)),
		override("findings", set("custom.minWidth", 160), set("noValue", noCell)),
	}
	return p
}
