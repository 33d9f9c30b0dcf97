package frames

import (
	"math"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
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

	grey      = "#8E8E8E"
	darkGrey  = "#6E6E6E"
	slateGrey = "#5B6B7F"
)

var colours = map[standing.Status]string{
	standing.Achieved:     blue,
	standing.OnTrack:      green,
	standing.AtRisk:       yellow,
	standing.OffTrack:     orange,
	standing.Reversing:    red,
	standing.Late:         darkGrey,
	standing.NotReported:  grey,
	standing.Unquantified: slateGrey,
}

// statuses is the enumeration of status columns: index, word and colour.
var statuses = func() states[standing.Status] {
	var out states[standing.Status]
	for _, s := range standing.Statuses {
		out = append(out, state[standing.Status]{s, lang.Text{VI: scorecard.StatusName(s, lang.Vietnamese), EN: scorecard.StatusName(s, lang.English)}, colours[s]})
	}
	return out
}()

// aroundZero colours what lies below zero red: gaps and margins are signed so that below zero is always bad.
func aroundZero() *data.ThresholdsConfig {
	return &data.ThresholdsConfig{Mode: data.ThresholdsModeAbsolute, Steps: []data.Threshold{
		data.NewThreshold(math.Inf(-1), red, ""), data.NewThreshold(0, green, ""),
	}}
}
