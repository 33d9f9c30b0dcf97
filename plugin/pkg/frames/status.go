package frames

import (
	"math"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// statuses is the enumeration of status columns: index, word and colour.
var statuses = func() states[standing.Status] {
	var out states[standing.Status]
	for _, s := range standing.Statuses {
		out = append(out, state[standing.Status]{s, lang.Text{VI: wording.StatusName(s, lang.Vietnamese), EN: wording.StatusName(s, lang.English)}, wording.StatusColour(s)})
	}
	return out
}()

// aroundZero colours what lies below zero red: gaps and margins are signed so that below zero is always bad.
func aroundZero() *data.ThresholdsConfig {
	return &data.ThresholdsConfig{Mode: data.ThresholdsModeAbsolute, Steps: []data.Threshold{
		data.NewThreshold(math.Inf(-1), wording.Red, ""), data.NewThreshold(0, wording.Green, ""),
	}}
}
