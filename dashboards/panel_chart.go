package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// gaps compares the units on the chosen indicator. Bars take the colour of the status, which is not the sign of the gap:
// a unit slightly below its path is still on track.
func (s scope) gaps(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "barchart", s.say("${indicator:text}: chênh lệch", "${indicator:text}: gap"),
		s.say("Chênh lệch so với lộ trình ở chỉ tiêu đã chọn; dưới 0 là kém. Đơn vị không có thanh là đơn vị chưa báo cáo; nhiều đơn vị thì chỉ hiện những đơn vị kém nhất. ",
			"The gap to the path on the chosen indicator; below 0 is behind. A unit without a bar has not reported; of many, the worst are shown. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Indicators: []string{indicatorVar}}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.Gap, column.Status), sortBy(column.Gap, 3, false), first(mostBars)}
	p.FieldConfig.Defaults.Custom = grafana.Custom{FillOpacity: 85, LineWidth: 0}
	p.FieldConfig.Overrides = []grafana.Override{
		hideField(column.Unit), hideField(column.Indicator),
		override(column.Gap, s.open(query.PageUnit, s.say("Xem đơn vị này", "Open this unit"))),
	}
	p.Options = grafana.BarChartOptions{
		Orientation: "horizontal", XField: column.UnitName, ColorByField: column.Status, ShowValue: "always", Stacking: "none",
		BarWidth: 0.7, GroupWidth: 0.7, XTickLabelMaxLength: 20, Text: grafana.Text{ValueSize: 12},
		Legend:  grafana.Legend{DisplayMode: "list", Placement: "bottom", Calcs: []string{}},
		Tooltip: grafana.Tooltip{Mode: "single", Sort: "none"},
	}
	return p
}

// mostBars is how many bars can be told apart, with their names.
const mostBars = 16

// path is one unit's way to the plan's milestones. Several queries, so that each line gets its own look.
func (s scope) path(id, w int, level area.Level, title string) grafana.Panel {
	return s.pathOf(id, w, level, title, unitVar, indicatorVar)
}

func (s scope) pathOf(id, w int, level area.Level, title, unit, indicator string) grafana.Panel {
	line := func(names ...query.Line) query.Query {
		return query.Query{
			Kind: query.Series, Level: level, Units: []string{unit}, Indicators: []string{indicator},
			Series: names, Thresholds: query.ThresholdsSeries,
		}
	}
	p := s.panel(id, w, "timeseries", title,
		s.say("Thực tế ở chỉ tiêu đã chọn, lộ trình và mục tiêu của kế hoạch, dự kiến nếu giữ nhịp hiện nay; điểm nằm giữa kỳ báo cáo. Trục không bắt đầu từ 0. ",
			"Actual values of the chosen indicator, the path, the plan's targets, and where today's pace leads; a point stands in the middle of its period. The axis does not start at 0. ")+s.targetSource(level),
		s.ask("A", line(query.LineActual)), s.ask("B", line(query.LineExpected)), s.ask("C", line(query.LineTarget)),
		s.ask("D", line(query.LineProjection)))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "never"}
	p.FieldConfig.Overrides = append(s.lineLooks(), ownScale)
	p.Options = lines
	return p
}

// lineLooks are the looks of the four lines of a path, by query.
func (s scope) lineLooks() []grafana.Override {
	points := "never"
	if s.plan.From == s.plan.To && !s.anyPlan() {
		points = "always" // a single year is a point, and no line
	}
	return []grafana.Override{
		answer("A", set("displayName", s.say("Thực tế", "Actual")), set("color", fixed(wording.Blue)), set("custom.lineWidth", 3),
			set("custom.showPoints", "always"), set("custom.pointSize", 8)),
		answer("B", set("displayName", s.say("Lộ trình", "Path")), set("color", fixed(wording.Grey)), set("custom.lineStyle", dashes(10, 8))),
		answer("C", set("displayName", s.say("Mục tiêu", "Target")), set("color", fixed(wording.Orange)), set("custom.lineStyle", dashes(3, 4)),
			set("custom.showPoints", points), set("custom.pointSize", 8)),
		answer("D", set("displayName", s.say("Dự kiến", "Projection")), set("color", fixed(violet)), set("custom.lineStyle", dashes(2, 5)), set("custom.lineWidth", 2)),
	}
}

// rootPath is the way of the plan's own unit, the whole province, to the milestones: what the committee answers for. Between the lines
// of bounds lies what may be while members are missing.
func (s scope) rootPath(id, w int) grafana.Panel {
	level := s.root().Level
	name := wording.UnitName(s.root())
	line := func(refID string, name query.Line) grafana.Target {
		return s.ask(refID, query.Query{Kind: query.Series, Level: level, Indicators: []string{indicatorVar}, Series: []query.Line{name}, Thresholds: query.ThresholdsSeries})
	}
	p := s.panel(id, w, "timeseries", name+s.say(", ${indicator:text}: lộ trình", ", ${indicator:text}: path"),
		s.say("Số của cả đơn vị lập kế hoạch ở chỉ tiêu đã chọn: thực tế, lộ trình, mục tiêu, dự kiến nếu giữ nhịp hiện nay; vùng mờ là khoảng có thể khi còn thành viên chưa báo cáo. "+
			"Trục không bắt đầu từ 0. ",
			"The plan's own unit on the chosen indicator: actual values, path, targets, and where today's pace leads; the shaded band is what may be while members have not reported. "+
				"The axis does not start at 0. ")+s.targetSource(level),
		line("A", query.LineActual), line("B", query.LineExpected), line("C", query.LineTarget), line("D", query.LineProjection), line("E", query.LineBounds))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "never"}
	p.FieldConfig.Defaults.NoValue = s.say("Chỉ tiêu này không tính cho cả đơn vị lập kế hoạch, hoặc chưa có số liệu", "This indicator is not worked out for the plan's own unit, or nothing has come")
	p.FieldConfig.Overrides = append(s.lineLooks(), ownScale, answer("E", set("color", fixed(paleBlue)), set("custom.lineWidth", 1)))
	p.Options = lines
	return p
}

// ownScale lets an axis begin below what is drawn instead of at 0; rates end at 100%. A point gained on the way from 44% to 70% is
// seen, and no more is made of it. Descriptions say that the axis does not start at 0.
var ownScale = grafana.Override{Matcher: grafana.Matcher{ID: "byType", Options: "number"}, Properties: []grafana.Property{set("min", nil)}}

// lines is the look of charts over time.
var lines = grafana.TimeSeriesOptions{
	Legend:  grafana.Legend{ShowLegend: true, DisplayMode: "list", Placement: "bottom", Calcs: []string{}},
	Tooltip: grafana.Tooltip{Mode: "multi", Sort: "none"},
}

func dashes(pixels ...int) map[string]any { return map[string]any{"fill": "dash", "dash": pixels} }
