package wording

import (
	"math"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

// Amount renders a value of an indicator of its own kind: "43,1%", "mức 2", "được công nhận", "12 lần".
func Amount(ind catalogue.Indicator, v float64, decimals int, l lang.Lang) string {
	switch ind.Measure {
	case catalogue.Level:
		return lang.Text{VI: "mức ", EN: "level "}.In(l) + lang.Number(v, 0, l)
	case catalogue.Status:
		if v >= 1 {
			return lang.Text{VI: "được công nhận", EN: "recognised"}.In(l)
		}
		return lang.Text{VI: "chưa công nhận", EN: "not recognised"}.In(l)
	case catalogue.Gap:
		return Points(ind, v, decimals, l)
	}
	return lang.Number(v, decimals, l) + AmountUnit(ind, l)
}

// Points renders a difference between values of an indicator; one that would round to nothing is named as less than the last decimal.
func Points(ind catalogue.Indicator, v float64, decimals int, l lang.Lang) string {
	unit := PointsUnit(ind, l)
	if least := math.Pow10(-decimals); v > 0 && v < least/2 {
		return lang.Text{VI: "dưới ", EN: "under "}.In(l) + lang.Number(least, decimals, l) + unit
	}
	text := lang.Number(v, decimals, l)
	if text == "1" && unit == " points" {
		unit = " point"
	}
	return text + unit
}

// AmountUnit is what stands behind a value of an indicator that is a number.
func AmountUnit(ind catalogue.Indicator, l lang.Lang) string {
	if ind.Measure == catalogue.Quantity || ind.Measure == catalogue.Gap {
		return PointsUnit(ind, l)
	}
	return "%"
}

// PointsUnit is what stands behind a difference between values of an indicator.
func PointsUnit(ind catalogue.Indicator, l lang.Lang) string {
	if ind.Measure == catalogue.Quantity {
		return " " + ind.Unit.In(l)
	}
	return lang.Text{VI: " điểm %", EN: " points"}.In(l)
}

// Decimals is one, or as many as the plan itself writes of a target: 98,85% needs two.
func Decimals(t plan.Target) int {
	for _, m := range t.Milestones {
		if m.Value != nil && math.Abs(*m.Value*10-math.Round(*m.Value*10)) > 1e-6 {
			return 2
		}
	}
	return 1
}
