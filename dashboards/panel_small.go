package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// smallColumns is how many pictures stand side by side: of more, a laptop cuts the status off their titles.
const smallColumns = 3

// worstVar is the hidden variable of the units that have a picture of their own: the worst twelve, the worst first. All of a hundred would be
// an endless page; the ranking shows them.
const worstVar = "${worst}"

// worstChoice makes the variable. Its texts carry the unit's status.
func (s scope) worstChoice(level area.Level) grafana.Variable {
	v := s.variable("worst", s.say("Kém nhất", "Worst"), "worst", level, "", grafana.Option{Text: "All", Value: everything})
	q := v.Query.(choice)
	q.Indicator = indicatorVar
	v.Query, v.Multi, v.IncludeAll, v.Hide = q, true, true, hidden
	v.Refresh = onTimeRange
	return v
}

// small is one picture for each of the worst units on the same scale: its own line against its own path. Grafana repeats the panel.
func (s scope) small(id int, level area.Level) []band {
	if !s.compares() {
		return nil
	}
	return []band{{6, []grafana.Panel{s.smallPath(id, grafana.Columns, level)}}}
}

func (s scope) smallPath(id, w int, level area.Level) grafana.Panel {
	line := func(refID string, name query.Line) grafana.Target {
		return s.ask(refID, query.Query{Kind: query.Series, Level: level, Units: []string{worstVar}, Indicators: []string{indicatorVar},
			Series: []query.Line{name}, Thresholds: query.ThresholdsSeries})
	}
	p := s.panel(id, w, "timeseries", "${worst:text}",
		s.say("Thực tế (đường liền) và lộ trình (đường đứt) ở chỉ tiêu đã chọn; tỷ lệ cùng một thang 0–100%. Nhiều nhất 12 đơn vị, kém nhất trước; mọi đơn vị ở bảng xếp hạng bên dưới. ",
			"Actual (solid) and path (dashed) on the chosen indicator; rates on one scale, 0 to 100%. At most 12 units, the worst first; all of them are in the ranking below. ")+s.targetCitation(level),
		line("A", query.LineActual), line("B", query.LineExpected))
	p.Repeat, p.RepeatDirection, p.MaxPerRow = "worst", "h", smallColumns
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "never"}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("A", set("displayName", s.say("Thực tế", "Actual")), set("color", fixed(wording.Blue)), set("custom.lineWidth", 3), set("custom.showPoints", "always"), set("custom.pointSize", 6)),
		answer("B", set("displayName", s.say("Lộ trình", "Path")), set("color", fixed(wording.Grey)), set("custom.lineStyle", dashes(10, 8))),
	}
	o := lines
	o.Legend = grafana.Legend{ShowLegend: false, DisplayMode: "hidden", Placement: "bottom", Calcs: []string{}}
	p.Options = o
	return p
}

// every draws all units on one page, a line each, and the target as one more line.
func (s scope) every(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "timeseries", s.say("${indicator:text}: mọi đơn vị qua các kỳ", "${indicator:text}: all units over time"),
		s.say("Mỗi đường là một đơn vị; đường đứt là mục tiêu của kế hoạch. Trục không bắt đầu từ 0. ", "Every line is a unit; the dashed line is the plan's target. The axis does not start at 0. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Series, Level: level, Indicators: []string{indicatorVar}, Series: []query.Line{query.LineActual}, Thresholds: query.ThresholdsOff}),
		s.ask("B", query.Query{Kind: query.Series, Level: level, Indicators: []string{indicatorVar}, Units: []string{unitVar},
			Series: []query.Line{query.LineTarget}, Thresholds: query.ThresholdsSeries}))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "always", PointSize: 6}
	p.FieldConfig.Defaults.Color = grafana.Color{Mode: "palette-classic"}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("B", set("displayName", s.say("Mục tiêu", "Target")), set("color", fixed(wording.Orange)), set("custom.lineStyle", dashes(3, 4)), set("custom.showPoints", "never")),
		answer("A", set("displayName", "${__field.labels.unit_name}")), ownScale,
	}
	p.Options = lines
	return p
}
