// Package plantext renders plans for people and spreadsheets: a plan as a page, two plans side by side, every target as
// a row, every finding by class. The collector's commands print what it returns; it loads nothing and judges nobody.
package plantext

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/wording"
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
			parts = append(parts, fmt.Sprintf("(%d/%d %s)", plan.Needed(m.Comparator, *m.Value, t.N), t.N, ind.MemberLevel.Nouns().In(l)))
		}
	}
	if m.Firmness == plan.Aspire {
		parts = append(parts, lang.Text{VI: "(phấn đấu)", EN: "(aspiration)"}.In(l))
	}
	return strings.Join(parts, " ")
}

// trend says the direction that a milestone asks for, also beside a number that is not exact.
func trend(c plan.Comparator) lang.Text {
	if c == plan.About || c == plan.Range {
		return lang.Text{VI: "khoảng", EN: "about"}
	}
	return wording.Trend(c)
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
	if m.ValueMax != nil {
		return lang.Number(*m.Value, decimals, l) + "–" + wording.Amount(ind, *m.ValueMax, decimals, l)
	}
	return wording.Amount(ind, *m.Value, decimals, l)
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
