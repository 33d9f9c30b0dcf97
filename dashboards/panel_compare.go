package main

import (
	"fmt"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
)

// ranked puts all units in order on the chosen indicator, with what it would take.
func (s scope) ranked(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("${indicator:text}: xếp hạng", "${indicator:text}: ranking"),
		s.say("Kém nhất ở trên; đơn vị chưa báo cáo không có hạng. ", "The worst first; a unit that has not reported has no rank. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Ranking, Level: level, Indicators: []string{indicatorVar}}))
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "rank", "of", "period", "value_text", "expected_text", "gap_text", "required_text", "projected_text", "milestone_text", "status")}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), override("unit_name", set("custom.minWidth", 120), s.openUnit()), narrow("rank", 64), narrow("of", 96), narrow("period", 76), figure("value_text", 88),
		figure("expected_text", 88), figure("gap_text", 104), figure("required_text", 104), figure("projected_text", 120), figure("milestone_text", 84), colored("status", 120),
	}
	return p
}

// national holds the plan's target against what a decision of a higher level asks for.
func (s scope) national(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Bao nhiêu đơn vị đạt? So với cả nước?", "How many units meet it? And the nation?"),
		s.say("Số đơn vị cần, đã đạt, còn thiếu, và chỉ tiêu quốc gia cùng loại nếu có, kèm văn bản. ",
			"Units needed, there and missing, and the national target of the same kind with its document. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Attainment, Level: level}))
	p.Transformations = []grafana.Transformation{keep("indicator", "indicator_name", "needed", "have", "missing", "of", "behind", "silent", "need", "milestone_by", "national", "national_document", "clause")}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("indicator"), override("indicator_name", set("custom.minWidth", 180)),
		narrow("needed", 92), narrow("have", 88), narrow("missing", 84), narrow("of", 84), narrow("behind", 84), narrow("silent", 100),
		narrow("need", 132), s.day("milestone_by"), narrow("national", 120), override("national_document", set("custom.width", 150), set("noValue", noCell)), s.clause(),
	}
	return p
}

// equity shows how far groups of people are apart in the chosen unit.
func (s scope) equity(id, w int, level area.Level) grafana.Panel {
	group := func(refID, group string) grafana.Target {
		return s.ask(refID, query.Query{Kind: query.Series, Level: level, Units: []string{unitVar}, Indicators: []string{indicatorVar},
			Group: group, Series: []string{query.LineActual}, Thresholds: query.ThresholdsOff})
	}
	p := s.panel(id, w, "timeseries", s.say("${unit:text}: chênh lệch giữa các nhóm", "${unit:text}: how far groups are apart"),
		s.say("Toàn dân, nữ và dân tộc thiểu số ở chỉ tiêu đã chọn; nhóm không có đường là nhóm chưa báo cáo riêng. ",
			"Everybody, women, and ethnic minorities on the chosen indicator; a group without a line was not reported apart. ")+s.targetSource(level),
		group("A", "all"), group("B", "sex=female"), group("C", "ethnic=minority"))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "always", PointSize: 6}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("A", set("displayName", s.say("Toàn dân", "Everybody")), set("color", fixed(blue)), set("custom.lineWidth", 3)),
		answer("B", set("displayName", s.say("Nữ", "Women")), set("color", fixed(orange)), set("custom.lineStyle", dashes(10, 8))),
		answer("C", set("displayName", s.say("Dân tộc thiểu số", "Ethnic minorities")), set("color", fixed(violet)), set("custom.lineStyle", dashes(3, 4))),
	}
	p.Options = lines
	return p
}

// openUnit leads from a row to the page of its unit.
func (s scope) openUnit() grafana.Property {
	if !s.judges() {
		return set("links", []grafana.DataLink{}) // the plan has no page of units
	}
	return set("links", []grafana.DataLink{{Title: s.say("Xem đơn vị", "Open the unit"),
		URL: "/d/" + s.uid(query.PageUnit) + "?${__url_time_range}&var-unit=${__data.fields.unit.text:percentencode}"}})
}

// remote holds the communes in special socio-economic difficulty against the others, as totals of the plan's unit.
func (s scope) remote(id, w int, indicator string) grafana.Panel {
	level := s.root().Level
	group := func(refID, group string) grafana.Target {
		return s.ask(refID, query.Query{Kind: query.Series, Level: level, Indicators: []string{indicator}, Group: group, Series: []string{query.LineActual}, Thresholds: query.ThresholdsOff})
	}
	name := scorecard.IndicatorName(s.reg.Indicators[indicator], s.lang)
	p := s.panel(id, w, "timeseries", fmt.Sprintf(s.say("Xã đặc biệt khó khăn và xã khác: %s", "Communes in special difficulty and others: %s"), scorecard.MidSentence(name)),
		s.say("Số cộng từ các xã; nhóm không có đường là nhóm còn thiếu xã chưa báo cáo, hoặc không có xã nào. ",
			"Totals of the communes; a group without a line lacks a commune's report, or has no commune. ")+lawSource.In(s.lang),
		group("A", catalogue.GroupAll), group("B", catalogue.GroupSpecial), group("C", catalogue.GroupOther))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "always", PointSize: 6}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("A", set("displayName", s.say("Tất cả", "All")), set("color", fixed(grey)), set("custom.lineStyle", dashes(10, 8))),
		answer("B", set("displayName", s.say("Đặc biệt khó khăn", "Special difficulty")), set("color", fixed(orange)), set("custom.lineWidth", 3)),
		answer("C", set("displayName", s.say("Xã khác", "Others")), set("color", fixed(blue))),
	}
	p.Options = lines
	return p
}
