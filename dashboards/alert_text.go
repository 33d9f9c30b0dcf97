package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/wording"
)

// The texts of alerts are templates of Grafana. They are in Vietnamese: whoever is called at home reads that first.

// stillSilent is what an alert says that goes on because nothing came to judge the unit by, or what came contradicts itself.
const stillSilent = `Kỳ này chưa có số liệu để kết luận; cảnh báo giữ trạng thái của lần xét trước.`

// alertLabel writes a label of the alert: a column of texts in the answer to its rule's query.
func alertLabel(name column.Name) string { return "{{ " + labelOf(name) + " }}" }

// labelOf is the label inside a template.
func labelOf(name column.Name) string { return "$labels." + name.String() }

// ifKnown chooses a text by whether a query gave a number. A missing number is NaN here, which is not equal to itself.
func ifKnown(refID, known, unknown string) string {
	return `{{ $known := false }}{{ with $values.` + refID + ` }}{{ $known = eq .Value .Value }}{{ end }}` +
		`{{ if $known }}` + known + `{{ else }}` + unknown + `{{ end }}`
}

// byTarget chooses by the label target: one rule asks about rates, levels and recognitions, and each has words, decimals and a
// clause of its own.
func (s scope) byTarget(level area.Level, text func(plan.Target, catalogue.Indicator) string) string {
	var texts []string
	targets := map[string][]string{}
	for _, pair := range s.reg.Judged(s.plan, level) {
		t := pair.Target
		said := text(t, s.reg.Indicators[t.Indicator])
		if !slices.Contains(texts, said) {
			texts = append(texts, said)
		}
		if !slices.Contains(targets[said], t.ID) {
			targets[said] = append(targets[said], t.ID)
		}
	}
	if len(texts) == 1 {
		return texts[0]
	}
	var b strings.Builder
	for i, said := range texts {
		b.WriteString(`{{ ` + []string{"if", "else if"}[min(i, 1)] + ` match "^(` + strings.Join(targets[said], "|") + `)$" ` + labelOf(column.Target) + ` }}` + said)
	}
	return b.String() + `{{ end }}`
}

// units says how values of an indicator and differences between them are written.
func units(ind catalogue.Indicator) (value, difference string) {
	return wording.AmountUnit(ind, lang.Vietnamese), wording.PointsUnit(ind, lang.Vietnamese)
}

// trimmed writes a number as the pages do: 38,7 and 60, not 60,0.
func trimmed(refID string, d int) string {
	return fmt.Sprintf(`printf "%%.%df" $values.%s.Value | reReplaceAll "[.]?0+$" "" | reReplaceAll "[.]" ","`, d, refID)
}

// decimal writes a number the way Vietnamese readers expect it: −11,3, and never −0.
func decimal(refID string, d int) string {
	return `{{ ` + trimmed(refID, d) + ` | reReplaceAll "^-0$" "0" | reReplaceAll "^-" "−" }}`
}

// magnitude writes a number without its sign; what would round to nothing is named as less than the last decimal.
func magnitude(refID string, d int) string {
	least := math.Pow10(-d)
	return fmt.Sprintf(`{{ if and (lt %[1]s %[2]g) (gt %[1]s -%[2]g) }}dưới %[3]s{{ else }}{{ %[4]s | reReplaceAll "^-" "" }}{{ end }}`,
		`$values.`+refID+`.Value`, least/2, lang.WithDecimalSign(fmt.Sprintf("%.*f", d, least), lang.Vietnamese), trimmed(refID, d))
}

// rises says which way a number goes.
func rises(refID, up, down string) string {
	return `{{ if lt $values.` + refID + `.Value 0.0 }}` + down + `{{ else }}` + up + `{{ end }}`
}

// whole writes a count.
func whole(refID string) string { return fmt.Sprintf(`{{ printf "%%.0f" $values.%s.Value }}`, refID) }
