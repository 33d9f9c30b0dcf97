package frames

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

// Alert is the shape that an alert condition can take as it is: labels in text columns, one number, nulls kept, no time.
// Rows of targets without a number are left out: they could never be anything but NoData. The target is a label because a
// plan may hold one unit to two targets on one indicator, and two equal label sets fail the whole rule.
func Alert(plan string, rows []scorecard.Row, m query.AlertMeasure, l problem.Lang) *data.Frame {
	var judged []scorecard.Row
	for _, r := range rows {
		if r.Status != standing.Unquantified {
			judged = append(judged, r)
		}
	}
	label := func(name string, of func(scorecard.Row) string) *data.Field {
		f := text(judged, name, problem.Text{}, l, of)
		f.Config = nil
		return f
	}
	value := number(judged, string(m), measureNames[m], l, func(r scorecard.Row) *float64 { return measure(r, m) })
	if m == query.Margin || m == query.Gap {
		value.Config.Thresholds, value.Config.Color = aroundZero(), byThreshold()
	}
	value.Config.SetDecimals(1)
	if m == query.DaysLate {
		value.Config.SetDecimals(0)
	}
	return typed("alert", data.FrameTypeNumericLong,
		label("unit", func(r scorecard.Row) string { return r.Area.UID }),
		label("unit_name", func(r scorecard.Row) string { return scorecard.UnitName(r.Area) }),
		label("indicator", func(r scorecard.Row) string { return r.Indicator.ID }),
		label("indicator_name", func(r scorecard.Row) string { return scorecard.IndicatorName(r.Indicator, l) }),
		label("target", func(r scorecard.Row) string { return r.Target.ID }),
		label("plan", func(scorecard.Row) string { return plan }),
		value)
}

var measureNames = map[query.AlertMeasure]problem.Text{
	query.Margin:   {VI: "Hơn kém ngưỡng", EN: "Margin"},
	query.Gap:      {VI: "Chênh lệch", EN: "Gap"},
	query.Value:    {VI: "Thực tế", EN: "Actual"},
	query.Expected: {VI: "Lộ trình", EN: "Expected"},
	query.Required: {VI: "Cần mỗi năm", EN: "Required a year"},
	query.DaysLate: {VI: "Trễ (ngày)", EN: "Days late"},
}

func measure(r scorecard.Row, m query.AlertMeasure) *float64 {
	switch m {
	case query.Margin:
		return r.Margin
	case query.Gap:
		return r.Gap
	case query.Value:
		return r.Value
	case query.Expected:
		return r.Expected
	case query.Required:
		return r.Required
	case query.DaysLate:
		// What has come is not late any more; that it came late is the scorecard's to tell.
		days := 0.0
		if r.Value == nil {
			days = wholeDays(r)
		}
		return &days
	}
	return nil
}
