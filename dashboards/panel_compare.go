package main

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/wording"
)

// ranked puts all units in order on the chosen indicator, with what it would take.
func (s scope) ranked(id, w int, level area.Level) grafana.Panel {
	title := s.say("${indicator:text}: xếp hạng", "${indicator:text}: ranking")
	if s.anyPlan() { // which may have no indicator to name
		title = s.say("Xếp hạng ở chỉ tiêu đang chọn", "Ranking on the chosen indicator")
	}
	p := s.panel(id, w, "table", title,
		s.say("Kém nhất ở trên; đơn vị chưa báo cáo không có hạng. ", "The worst first; a unit that has not reported has no rank. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Ranking, Level: level, Indicators: []string{indicatorVar}}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.Status, column.GapText, column.ValueText,
		column.ExpectedText, column.RequiredText, column.MilestoneText, column.ProjectedText, column.RankText, column.ChangeText, column.Period)}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator), named(column.UnitName, 100, s.open(query.PageUnit, s.openingUnit())),
		colored(column.Status, 136), figure(column.RankText, 60), figure(column.GapText, 84), figure(column.ValueText, 84),
		figure(column.ExpectedText, 84), figure(column.RequiredText, 84), figure(column.MilestoneText, 84), figure(column.ProjectedText, 92),
		figure(column.ChangeText, 112), narrow(column.Period, 76),
	}
	return p
}

// met counts the units that meet the chosen target against those that have to.
func (s scope) met(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Bao nhiêu đơn vị đạt mốc?", "How many units meet the milestone?"),
		s.say("Số đơn vị phải đạt mốc gần nhất, đã đạt, còn thiếu, đang chậm, chưa có số liệu. ",
			"Units that have to meet the next milestone, that do, that are missing, behind, without data. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Attainment, Level: level, Indicators: []string{indicatorVar}}))
	p.Transformations = []grafana.Transformation{keep(column.Status, column.Needed, column.HaveText, column.Missing, column.Of, column.Behind,
		column.Silent, column.Need, column.MilestoneBy, column.Clause)}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		colored(column.Status, 112), narrow(column.Needed, 96), figure(column.HaveText, 96), narrow(column.Missing, 84), narrow(column.Of, 92),
		narrow(column.Behind, 92), narrow(column.Silent, 110),
		phrase(column.Need, 110), s.day(column.MilestoneBy), s.clause(),
	}
	return p
}

// isNational reports whether a decision of a higher level sets a number for any of the plan's own targets: where none does, the panel
// could never show anything.
func (s scope) isNational() bool {
	return slices.ContainsFunc(s.reg.Judged(s.plan, s.root().Level), func(pair plan.Pair) bool {
		return slices.ContainsFunc(pair.Target.Milestones, func(m plan.Milestone) bool {
			found := scorecard.NationalFor(s.reg, s.plan, pair.Target.Indicator, m.By)
			return found != nil && found.Milestone.Value != nil
		})
	})
}

// national holds the plan's targets against what a decision of a higher level asks for.
func (s scope) national(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Mốc của kế hoạch và của cả nước", "The plan's targets and the nation's"),
		s.say("Những chỉ tiêu của kế hoạch mà một quyết định của cả nước cũng đặt ra, với mốc, hạn và văn bản của hai bên. ",
			"The plan's targets that a national decision sets, too, with the milestone, day and document of both. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Attainment, Level: level, Only: query.OnlyNational}))
	p.Transformations = []grafana.Transformation{keep(column.Indicator, column.IndicatorName, column.Need, column.MilestoneBy, column.Clause,
		column.National, column.NationalBy, column.NationalDocument)}
	p = table(p)
	p.FieldConfig.Defaults.NoValue = s.say("Chưa có chỉ tiêu quốc gia cùng loại", "No national target of the same kind")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Indicator), named(column.IndicatorName, 136),
		override(column.Need, set("displayName", s.say("Kế hoạch", "Plan")), set("custom.width", 104), set("custom.wrapText", true)), s.day(column.MilestoneBy), s.clause(),
		override(column.National, set("displayName", s.say("Cả nước", "Nation")), set("custom.width", 104), set("custom.wrapText", true), set("noValue", noCell)),
		s.day(column.NationalBy), phrase(column.NationalDocument, 150),
	}
	return p
}

// groups puts every group of people beside everybody in all units: where is the gap widest?
func (s scope) groups(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Nhóm nào thiệt nhất, ở đâu?", "Which group is worst off, and where?"),
		s.say("Nữ và dân tộc thiểu số so với toàn dân trong kỳ mới nhất có cả hai số; dưới 0 là nhóm kém hơn, kém nhất ở trên; “–” là chưa báo cáo riêng. ",
			"Women and ethnic minorities against everybody, in the newest period that has both; below 0 the group is worse off, the worst first; “–” was not reported apart. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Compare, Compare: query.CompareGroups, Level: level, Indicators: []string{indicatorVar}}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.GroupName, column.DifferenceText,
		column.GroupText, column.AllText, column.Period)}
	p = table(p)
	p.FieldConfig.Defaults.NoValue = s.say("Chỉ tiêu này không được báo cáo riêng theo nhóm người", "This target is not reported by groups of people")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator), named(column.UnitName, 92, s.open(query.PageUnit, s.openingUnit())),
		phrase(column.GroupName, 92), figure(column.DifferenceText, 96), figure(column.GroupText, 80), figure(column.AllText, 92), narrow(column.Period, 68),
	}
	return p
}

// equity shows how far groups of people are apart in the chosen unit.
func (s scope) equity(id, w int, level area.Level) grafana.Panel {
	group := func(refID, group string) grafana.Target {
		return s.ask(refID, query.Query{Kind: query.Series, Level: level, Units: []string{unitVar}, Indicators: []string{indicatorVar},
			Group: group, Series: []query.Line{query.LineActual}, Thresholds: query.ThresholdsOff})
	}
	p := s.panel(id, w, "timeseries", s.say("${unit:text}: chênh lệch giữa các nhóm", "${unit:text}: how far groups are apart"),
		s.say("Toàn dân, nữ và dân tộc thiểu số ở chỉ tiêu đã chọn; nhóm không có đường là nhóm chưa báo cáo riêng. Trục không bắt đầu từ 0. ",
			"Everybody, women, and ethnic minorities on the chosen indicator; a group without a line was not reported apart. The axis does not start at 0. ")+s.targetSource(level),
		group("A", "all"), group("B", "sex=female"), group("C", "ethnic=minority"))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "always", PointSize: 6}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("A", set("displayName", s.say("Toàn dân", "Everybody")), set("color", fixed(wording.Blue)), set("custom.lineWidth", 3)),
		answer("B", set("displayName", s.say("Nữ", "Women")), set("color", fixed(wording.Orange)), set("custom.lineStyle", dashes(10, 8))),
		answer("C", set("displayName", s.say("Dân tộc thiểu số", "Ethnic minorities")), set("color", fixed(violet)), set("custom.lineStyle", dashes(3, 4))),
		ownScale,
	}
	p.Options = lines
	return p
}

// openingUnit is what a link to a unit is called.
func (s scope) openingUnit() string { return s.say("Xem đơn vị", "Open the unit") }

// openUnit leads from a row without an indicator to the page of its unit.
func (s scope) openUnit() grafana.Property {
	if s.anyPlan() {
		return set("links", []grafana.DataLink{{Title: s.openingUnit(), URL: s.openLookup() + "&${indicator:queryparam}"}})
	}
	if !s.judges() {
		return set("links", []grafana.DataLink{}) // the plan has no page of units
	}
	return set("links", []grafana.DataLink{{Title: s.openingUnit(),
		URL: "/d/" + s.uid(query.PageUnit) + "?${__url_time_range}&var-unit=" + cell(column.Unit)}})
}

// remote holds the communes in special socio-economic difficulty against the others, as totals of the plan's unit.
func (s scope) remote(id, w int, indicator string) grafana.Panel {
	level := s.root().Level
	group := func(refID, group string) grafana.Target {
		return s.ask(refID, query.Query{Kind: query.Series, Level: level, Indicators: []string{indicator}, Group: group,
			Series: []query.Line{query.LineActual}, Thresholds: query.ThresholdsOff})
	}
	name := wording.IndicatorName(s.reg.Indicators[indicator], s.lang)
	p := s.panel(id, w, "timeseries", fmt.Sprintf(s.say("Xã khó khăn và xã khác: %s", "Communes in difficulty and others: %s"), lang.MidSentence(name)),
		s.say("Xã đặc biệt khó khăn và các xã còn lại, số cộng từ các xã; nhóm không có đường là nhóm còn thiếu xã chưa báo cáo, hoặc không có xã nào. Trục không bắt đầu từ 0. ",
			"Communes in special socio-economic difficulty and the others, totals of the communes; a group without a line lacks a commune's report, or has no commune. The axis does not start at 0. ")+s.lawSource(),
		group("A", catalogue.GroupAll), group("B", catalogue.GroupSpecial), group("C", catalogue.GroupOther))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "always", PointSize: 6}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("A", set("displayName", s.say("Tất cả", "All")), set("color", fixed(wording.Grey)), set("custom.lineStyle", dashes(10, 8))),
		answer("B", set("displayName", s.say("Đặc biệt khó khăn", "Special difficulty")), set("color", fixed(wording.Orange)), set("custom.lineWidth", 3)),
		answer("C", set("displayName", s.say("Xã khác", "Others")), set("color", fixed(wording.Blue))),
		// No path gives the axis a width: without one, hundredths of a percent would fill the panel.
		ownScale, {Matcher: ownScale.Matcher, Properties: []grafana.Property{set("custom.axisSoftMin", 80)}},
	}
	p.Options = lines
	return p
}
