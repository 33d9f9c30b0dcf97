package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
)

// mostSmall is how many units have a picture of their own: more would be an endless page, and the ranking shows them all.
const mostSmall = 12

// smallWidth is that of one picture.
const smallWidth = grafana.Columns / 4

// small is one picture for each unit on the same scale: its own line against its own path. Four stand side by side.
func (s scope) small(id int, level area.Level) []band {
	units := s.units()
	if len(units) < 2 || len(units) > mostSmall {
		return nil
	}
	var out []band
	for i, u := range units {
		if i%4 == 0 {
			out = append(out, band{height: 6})
		}
		row := &out[len(out)-1]
		row.panels = append(row.panels, s.smallPath(id+i, smallWidth, level, u))
	}
	if last := out[len(out)-1].panels; len(last) < 4 { // the last row fills the width, too
		last[len(last)-1].GridPos.W += (4 - len(last)) * grafana.Columns / 4
	}
	return out
}

func (s scope) smallPath(id, w int, level area.Level, unit area.Area) grafana.Panel {
	line := func(refID, name string) grafana.Target {
		return s.ask(refID, query.Query{Kind: query.Series, Level: level, Units: []string{unit.UID}, Indicators: []string{indicatorVar}, Series: []string{name}, Thresholds: query.ThresholdsSeries})
	}
	p := s.panel(id, w, "timeseries", scorecard.UnitName(unit),
		s.say("Thực tế (đường liền) và lộ trình (đường đứt) ở chỉ tiêu đã chọn; các ô cùng một thang. ",
			"Actual (solid) and path (dashed) on the chosen indicator; all on one scale. ")+s.targetCitation(level),
		line("A", query.LineActual), line("B", query.LineExpected))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "never"}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("A", set("displayName", s.say("Thực tế", "Actual")), set("color", fixed(blue)), set("custom.lineWidth", 3), set("custom.showPoints", "always"), set("custom.pointSize", 6)),
		answer("B", set("displayName", s.say("Lộ trình", "Path")), set("color", fixed(grey)), set("custom.lineStyle", dashes(10, 8))),
	}
	o := lines
	o.Legend = grafana.Legend{ShowLegend: false, DisplayMode: "hidden", Placement: "bottom", Calcs: []string{}}
	p.Options = o
	return p
}

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
