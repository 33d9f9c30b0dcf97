package frames

import (
	"math"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

// The colours of the wall. A word always stands beside them.
const (
	blue   = "#1F60C4"
	green  = "#2F9E44"
	yellow = "#F2C200" // light enough for Grafana to write on it in black; white on a darker one is too weak
	orange = "#E36209"
	red    = "#C4162A"
)

var colours = map[standing.Status]string{
	standing.Achieved:     blue,
	standing.OnTrack:      green,
	standing.AtRisk:       yellow,
	standing.OffTrack:     orange,
	standing.Reversing:    red,
	standing.Late:         "#6E6E6E",
	standing.NotReported:  "#8E8E8E",
	standing.Unquantified: "#5B6B7F",
}

// statusType is the enumeration of the status column: index, word and colour.
func statusType(l problem.Lang) *data.FieldTypeConfig {
	e := &data.EnumFieldConfig{}
	for _, s := range standing.Statuses {
		e.Text = append(e.Text, scorecard.StatusName(s, l))
		e.Color = append(e.Color, colours[s])
	}
	return &data.FieldTypeConfig{Enum: e}
}

func statusIndex(s standing.Status) data.EnumItemIndex {
	for i, known := range standing.Statuses {
		if s == known {
			return data.EnumItemIndex(i) //nolint:gosec // eight statuses
		}
	}
	return data.EnumItemIndex(len(standing.Statuses)) //nolint:gosec // shows as a bare number, and a test would fail
}

// aroundZero colours what lies below zero red: gaps and margins are signed so that below zero is always bad.
func aroundZero() *data.ThresholdsConfig {
	return &data.ThresholdsConfig{Mode: data.ThresholdsModeAbsolute, Steps: []data.Threshold{
		data.NewThreshold(math.Inf(-1), red, ""), data.NewThreshold(0, green, ""),
	}}
}
