package frames

import (
	"math"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// Point is one value at the instant where a chart puts it; nil is a gap.
type Point struct {
	At    time.Time
	Value *float64
}

// The two lines that bounds are drawn as.
const (
	LineLow  query.Line = "low"
	LineHigh query.Line = "high"
)

// Line is one unit's actual values, expected path or target over time.
type Line struct {
	Area      area.Area
	Indicator catalogue.Indicator
	Target    plan.Target
	Kind      query.Line // one of query's lines, LineLow or LineHigh
	Points    []Point
	Ambiguous bool // the unit has several targets on this indicator: the target becomes a label
}

// Series is one frame per line. Grafana draws one set of thresholds per axis, so only a single unit's single indicator
// shows its target as threshold lines; otherwise every target is a series of its own.
func Series(v View, lines []Line, how query.Thresholds) data.Frames {
	l := v.Lang
	units, indicators := map[string]bool{}, map[string]bool{}
	kinds, targets := map[query.Line]bool{}, map[string]bool{}
	for _, ln := range lines {
		units[ln.Area.UID], indicators[ln.Indicator.ID] = true, true
		kinds[ln.Kind], targets[ln.Target.ID] = true, true
	}
	asThreshold := how == query.ThresholdsAuto && len(units) == 1 && len(targets) == 1 && kinds[query.LineActual] && kinds[query.LineTarget]
	out := data.Frames{}
	for _, ln := range lines {
		if ln.Kind == query.LineTarget && (asThreshold || how == query.ThresholdsOff) {
			continue
		}
		f := ln.frame(l)
		value := f.Fields[1]
		value.Config.Links = v.unitLinks(ofLine(column.Unit), ofLine(column.Indicator))
		value.Config.DisplayNameFromDS = ln.name(len(units) > 1, len(indicators) > 1, l)
		if ln.Kind == LineHigh {
			low := ln
			low.Kind = LineLow
			value.Config.Custom["fillBelowTo"] = low.name(len(units) > 1, len(indicators) > 1, l)
		}
		if ln.Kind == query.LineActual && asThreshold {
			value.Config.Thresholds = milestoneSteps(ln)
			value.Config.Custom["thresholdsStyle"] = map[string]any{"mode": "dashed"}
		}
		out = append(out, f)
	}
	return out
}

func (ln Line) frame(l lang.Lang) *data.Frame {
	at, values := make([]time.Time, len(ln.Points)), make([]*float64, len(ln.Points))
	for i, p := range ln.Points {
		at[i], values[i] = p.At, p.Value
	}
	labels := data.Labels{
		column.Unit.String(): ln.Area.UID, column.UnitName.String(): wording.UnitName(ln.Area),
		column.Indicator.String(): ln.Indicator.ID, column.IndicatorName.String(): wording.IndicatorName(ln.Indicator, l),
		column.Line.String(): string(ln.Kind),
	}
	if ln.Ambiguous && ln.Kind != query.LineActual {
		labels[column.Target.String()] = ln.Target.ID
	}
	value := data.NewField(column.Value.String(), labels, values)
	value.Config = &data.FieldConfig{Custom: ln.style()}
	measured(value, []catalogue.Indicator{ln.Indicator}, ln.digits())
	return typed(string(ln.Kind), data.FrameTypeTimeSeriesMulti, data.NewField(column.Time.String(), nil, at), value)
}

// digits keep a point beside a milestone from being written like it.
func (ln Line) digits() int {
	digits := leastDigits
	for _, p := range ln.Points {
		for _, m := range ln.Target.Milestones {
			if p.Value != nil && m.Value != nil && !ln.Indicator.Measure.Stepwise() {
				digits = wording.Apart(*p.Value, *m.Value, digits)
			}
		}
	}
	return digits
}

// style is how the line is drawn: what happened is solid, what was planned is dashed.
func (ln Line) style() map[string]any {
	switch ln.Kind {
	case query.LineExpected:
		return map[string]any{"lineStyle": map[string]any{"fill": "dash", "dash": []int{8, 6}}, "showPoints": "never"}
	case query.LineProjection:
		return map[string]any{"lineStyle": map[string]any{"fill": "dot", "dash": []int{0, 8}}, "showPoints": "never"}
	case LineLow: // the other one fills down to it
		return map[string]any{"lineWidth": 0, "fillOpacity": 0, "showPoints": "never", "spanNulls": false}
	case LineHigh:
		return map[string]any{"lineWidth": 0, "fillOpacity": 20, "showPoints": "never", "spanNulls": false}
	case query.LineTarget:
		return map[string]any{"lineStyle": map[string]any{"fill": "dash", "dash": []int{2, 6}}, "lineInterpolation": "stepBefore", "showPoints": "never"}
	}
	return map[string]any{"spanNulls": false, "showPoints": "always"}
}

var lineNames = map[query.Line]lang.Text{
	query.LineActual:   {VI: "Thực tế", EN: "Actual"},
	query.LineExpected: {VI: "Lộ trình", EN: "Expected path"},
	query.LineTarget:   {VI: "Mốc kế hoạch", EN: "Plan target"},

	query.LineProjection: {VI: "Dự kiến", EN: "Projection"},
	LineLow:              {VI: "Thấp nhất có thể", EN: "Lowest possible"},
	LineHigh:             {VI: "Cao nhất có thể", EN: "Highest possible"},
}

// name says in the legend only what tells the lines apart.
func (ln Line) name(severalUnits, severalIndicators bool, l lang.Lang) string {
	line, indicator := lineNames[ln.Kind].In(l), wording.IndicatorName(ln.Indicator, l)
	severalIndicators = severalIndicators || ln.Ambiguous && ln.Kind != query.LineActual
	switch {
	case severalUnits && severalIndicators:
		return wording.UnitName(ln.Area) + " · " + indicator + ": " + lang.MidSentence(line)
	case severalUnits:
		return wording.UnitName(ln.Area) + ": " + lang.MidSentence(line)
	case severalIndicators:
		return indicator + ": " + lang.MidSentence(line)
	}
	return line
}

// milestoneSteps are the target's milestones as threshold lines. Where lower is better the colours run the other way.
func milestoneSteps(ln Line) *data.ThresholdsConfig {
	var values []float64
	for _, m := range ln.Target.Milestones {
		if m.Value != nil {
			values = append(values, ln.Target.Goal(ln.Indicator, m))
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	if len(values) == 0 {
		return nil
	}
	scale := make([]string, len(values)+1) // below the first milestone, then from each one on
	for i := range scale {
		scale[i] = wording.Green
	}
	scale[0], scale[len(values)] = wording.Orange, wording.Blue
	if ln.Indicator.Direction == catalogue.Lower {
		slices.Reverse(scale)
	}
	steps := []data.Threshold{data.NewThreshold(math.Inf(-1), scale[0], "")}
	for i, v := range values {
		steps = append(steps, data.NewThreshold(v, scale[i+1], ""))
	}
	return &data.ThresholdsConfig{Mode: data.ThresholdsModeAbsolute, Steps: steps}
}

// NoSeries is what a selection without any line answers: a frame that can carry a notice.
func NoSeries() *data.Frame {
	return typed("series", data.FrameTypeTimeSeriesMulti, data.NewField(column.Time.String(), nil, []time.Time{}), data.NewField(column.Value.String(), nil, []*float64{}))
}
