package query

import "github.com/xhht/xhht/internal/lang"

// Line is a line that a series query draws.
type Line string

// The lines. Bounds are drawn as two, low and high.
const (
	LineActual     Line = "actual"
	LineExpected   Line = "expected"
	LineTarget     Line = "target"
	LineProjection Line = "projection"
	LineBounds     Line = "bounds"
)

var lines = words[Line]{
	{LineActual, lang.Text{VI: "Thực tế", EN: "Actual"}, lang.Text{}},
	{LineExpected, lang.Text{VI: "Kỳ vọng", EN: "Expected"}, lang.Text{}},
	{LineTarget, lang.Text{VI: "Chỉ tiêu", EN: "Target"}, lang.Text{}},
	{LineProjection, lang.Text{VI: "Dự báo", EN: "Projection"}, lang.Text{}},
	{LineBounds, lang.Text{VI: "Khoảng chắc chắn", EN: "Bounds"}, lang.Text{}},
}

// Thresholds says how a target reaches a panel.
type Thresholds string

// The ways. Grafana draws one threshold set per axis, so a panel of several units gets its target as a series.
const (
	ThresholdsAuto   Thresholds = "auto"   // threshold line for one unit, dashed series for several
	ThresholdsSeries Thresholds = "series" // always a series
	ThresholdsOff    Thresholds = "off"    // neither
)

var thresholds = words[Thresholds]{
	{ThresholdsAuto, lang.Text{VI: "Tự chọn", EN: "Automatic"}, lang.Text{}},
	{ThresholdsSeries, lang.Text{VI: "Luôn là một đường", EN: "Always a line of its own"}, lang.Text{}},
	{ThresholdsOff, lang.Text{VI: "Không hiện", EN: "Not shown"}, lang.Text{}},
}
