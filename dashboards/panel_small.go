package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
)

// every draws all units on one page, a line each, and the target as one more line.
func (s scope) every(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "timeseries", s.say("${indicator:text}: mọi đơn vị qua các kỳ", "${indicator:text}: all units over time"),
		s.say("Mỗi đường là một đơn vị; đường đứt là mục tiêu của kế hoạch. ", "Every line is a unit; the dashed line is the plan's target. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Series, Level: level, Indicators: []string{indicatorVar}, Series: []string{query.LineActual}, Thresholds: query.ThresholdsOff}),
		s.ask("B", query.Query{Kind: query.Series, Level: level, Indicators: []string{indicatorVar}, Units: []string{unitVar}, Series: []string{query.LineTarget}, Thresholds: query.ThresholdsSeries}))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "always", PointSize: 6}
	p.FieldConfig.Defaults.Color = grafana.Color{Mode: "palette-classic"}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("B", set("displayName", s.say("Mục tiêu", "Target")), set("color", fixed(orange)), set("custom.lineStyle", dashes(3, 4)), set("custom.showPoints", "never")),
	}
	o := lines
	o.Legend = grafana.Legend{ShowLegend: true, DisplayMode: "table", Placement: "right", Calcs: []string{"lastNotNull"}}
	p.Options = o
	return p
}
