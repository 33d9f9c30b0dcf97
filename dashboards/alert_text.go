package main

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/area"
)

// The texts of alerts are templates of Grafana. They are in Vietnamese: whoever is called at home reads that first.

// stillSilent is what an alert says that goes on because nothing came to judge the unit by.
const stillSilent = `Kỳ này chưa có số liệu; cảnh báo giữ trạng thái của lần xét trước.`

// ifKnown chooses a text by whether a query gave a number. A missing number is NaN here, which is not equal to itself.
func ifKnown(refID, known, unknown string) string {
	return `{{ $known := false }}{{ with $values.` + refID + ` }}{{ $known = eq .Value .Value }}{{ end }}` +
		`{{ if $known }}` + known + `{{ else }}` + unknown + `{{ end }}`
}

// percentSign declares $unit: a percent sign, or nothing for the indicators that are not percentages.
func (s scope) percentSign(level area.Level) string {
	var steps []string
	for _, pair := range s.reg.Judged(s.plan, level) {
		id := pair.Target.Indicator
		if s.reg.Indicators[id].Measure.Stepwise() && (len(steps) == 0 || steps[len(steps)-1] != id) {
			steps = append(steps, id)
		}
	}
	if len(steps) == 0 {
		return `{{ $unit := "%" }}`
	}
	return fmt.Sprintf(`{{ $unit := "%%" }}{{ if match "^(%s)$" $labels.indicator }}{{ $unit = "" }}{{ end }}`, strings.Join(steps, "|"))
}

// decimal writes a number the way Vietnamese readers expect it: −11,3.
func decimal(refID string) string {
	return fmt.Sprintf(`{{ printf "%%.1f" $values.%s.Value | reReplaceAll "[.]" "," | reReplaceAll "^-" "−" }}`, refID)
}

// whole writes a count.
func whole(refID string) string { return fmt.Sprintf(`{{ printf "%%.0f" $values.%s.Value }}`, refID) }
