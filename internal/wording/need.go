package wording

import (
	"fmt"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

// Need is what a milestone of a target asks for, as people say it: "6/8", "50%", "mức 2".
func Need(ind catalogue.Indicator, t plan.Target, m plan.Milestone, l lang.Lang) string {
	d := Decimals(t)
	switch {
	case m.Value == nil && m.Comparator == plan.Maintain, m.Comparator == plan.Decrease, m.Comparator == plan.Parity:
		return Trend(m.Comparator).In(l)
	case m.Value != nil && m.ValueMax != nil:
		return lang.Number(*m.Value, d, l) + "–" + Amount(ind, *m.ValueMax, d, l)
	case m.Value == nil:
		return Trend(plan.Increase).In(l)
	case ind.Measure == catalogue.ShareOfUnits:
		return fmt.Sprintf("%d/%d", plan.Needed(m.Comparator, *m.Value, t.N), t.N)
	}
	return comparatorSign(m.Comparator, l) + Amount(ind, *m.Value, d, l)
}

// Trend is the word of a comparator that asks for a direction and not for a number; empty for every other.
func Trend(c plan.Comparator) lang.Text {
	switch c {
	case plan.Maintain:
		return lang.Text{VI: "duy trì", EN: "maintain"}
	case plan.Increase:
		return lang.Text{VI: "tăng", EN: "increase"}
	case plan.Decrease:
		return lang.Text{VI: "giảm", EN: "decrease"}
	case plan.Parity:
		return lang.Text{VI: "cân bằng", EN: "parity"}
	}
	return lang.Text{}
}

func comparatorSign(c plan.Comparator, l lang.Lang) string {
	switch c {
	case plan.Above:
		return ">"
	case plan.AtMost:
		return "≤"
	case plan.About:
		return lang.Text{VI: "khoảng ", EN: "about "}.In(l)
	}
	return ""
}
