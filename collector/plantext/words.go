// Package plantext renders plans for people and spreadsheets: a plan as a page, two plans side by side, every target as
// a row, every finding by class. The collector's commands print what it returns; it loads nothing and judges nobody.
package plantext

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
)

// decimals are as many as any document writes: 98,85%.
const decimals = 2

// demand says what a milestone asks for: "≥ 70% (6/8 huyện)", "mức 2", "25–35%", "duy trì", "cân bằng (phấn đấu)".
func demand(ind catalogue.Indicator, t plan.Target, m plan.Milestone, l lang.Lang) string {
	var parts []string
	if word := trend(m.Comparator).In(l); word != "" {
		parts = append(parts, word)
	}
	if m.Value != nil {
		parts = append(parts, sign(ind, m.Comparator)+amount(ind, m, l))
		if ind.Measure == catalogue.ShareOfUnits && t.N > 0 {
			parts = append(parts, fmt.Sprintf("(%d/%d %s)", plan.Needed(m.Comparator, *m.Value, t.N), t.N, tier(ind.MemberLevel).In(l)))
		}
	}
	if m.Firmness == plan.Aspire {
		parts = append(parts, lang.Text{VI: "(phấn đấu)", EN: "(aspiration)"}.In(l))
	}
	return strings.Join(parts, " ")
}

func trend(c plan.Comparator) lang.Text {
	switch c {
	case plan.Maintain:
		return lang.Text{VI: "duy trì", EN: "maintain"}
	case plan.Increase:
		return lang.Text{VI: "tăng", EN: "increase"}
	case plan.Decrease:
		return lang.Text{VI: "giảm", EN: "decrease"}
	case plan.Parity:
		return lang.Text{VI: "cân bằng", EN: "parity"}
	case plan.About, plan.Range:
		return lang.Text{VI: "khoảng", EN: "about"}
	}
	return lang.Text{}
}

// sign is left out for recognitions, which are reached or not.
func sign(ind catalogue.Indicator, c plan.Comparator) string {
	if ind.Measure.Stepwise() {
		return ""
	}
	switch c {
	case plan.AtLeast:
		return "≥ "
	case plan.Above:
		return "> "
	case plan.AtMost:
		return "≤ "
	}
	return ""
}

func amount(ind catalogue.Indicator, m plan.Milestone, l lang.Lang) string {
	text := scorecard.Number(*m.Value, decimals, l)
	if m.ValueMax != nil {
		text += "–" + scorecard.Number(*m.ValueMax, decimals, l)
	}
	switch ind.Measure {
	case catalogue.Level:
		return lang.Text{VI: "mức ", EN: "level "}.In(l) + text
	case catalogue.Status:
		return lang.Text{VI: "được công nhận", EN: "recognised"}.In(l)
	case catalogue.Quantity:
		return text + " " + ind.Unit.In(l)
	case catalogue.Gap:
		return text + lang.Text{VI: " điểm %", EN: " points"}.In(l)
	}
	return text + "%"
}

func tier(level area.Level) lang.Text {
	switch level {
	case area.Province:
		return lang.Text{VI: "tỉnh", EN: "provinces"}
	case area.District:
		return lang.Text{VI: "huyện", EN: "districts"}
	}
	return lang.Text{VI: "xã", EN: "communes"}
}

var frequencies = map[period.Frequency]lang.Text{
	period.Annual:     {VI: "hằng năm", EN: "every year"},
	period.SemiAnnual: {VI: "sáu tháng một lần", EN: "every half-year"},
	period.Quarterly:  {VI: "hằng quý", EN: "every quarter"},
	period.Monthly:    {VI: "hằng tháng", EN: "every month"},
}

// day renders a date the way the reader's documents write it.
func day(d period.Date, l lang.Lang) string {
	if l == lang.English {
		return d.String()
	}
	return d.Vietnamese()
}
