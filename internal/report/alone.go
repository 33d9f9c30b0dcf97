package report

import (
	"math"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// What is wrong with the numbers of one cell by itself. Check says it of a row as it is typed; where a ledger holds such a cell
// already, from a program that did not ask, it is a Fault like any other.

// finer is by how much a quantity has more decimals than its indicator; 0 where it has not.
func finer(v float64, ind catalogue.Indicator) float64 {
	scaled := v * math.Pow10(ind.Decimals)
	if off := math.Abs(scaled - math.Round(scaled)); off > 1e-6 {
		return off
	}
	return 0
}

// tooFine is said of more decimals than the indicator has: half a child, a tenth of a broadcast.
func tooFine(ind catalogue.Indicator) problem.Problem {
	if ind.Decimals > 0 {
		return problem.Problem{
			Code: "too_many_decimals",
			Rule: lang.Textf("chỉ số này có nhiều nhất %d chữ số lẻ", "this indicator has at most %d decimals", ind.Decimals),
			Hint: lang.Text{VI: "Làm tròn số", EN: "Round the number"},
		}
	}
	return problem.Problem{
		Code: "quantity_not_whole",
		Rule: lang.Textf("số %[1]s phải là số nguyên", "the number of %[2]s must be whole", ind.Unit.VI, ind.Unit.EN),
		Hint: lang.Text{VI: "Kiểm tra số, hoặc đơn vị tính", EN: "Check the number, and what it counts"},
	}
}

// notWhole is said of a count that is no whole number.
func notWhole(catalogue.Indicator) problem.Problem {
	return problem.Problem{
		Code: "count_not_whole",
		Rule: lang.Text{VI: "số đếm phải là số nguyên", EN: "a count must be a whole number"},
		Hint: lang.Text{VI: "Nếu đây là tỷ lệ, điền số người thay cho tỷ lệ", EN: "If this is a percentage, give the number of people instead"},
	}
}

// aboveAll is said of more people who do something than there are.
func aboveAll(catalogue.Indicator) problem.Problem {
	return problem.Problem{
		Code: "numerator_above_denominator",
		Rule: lang.Text{VI: "tử số lớn hơn mẫu số", EN: "the numerator is larger than the denominator"},
		Hint: lang.Text{VI: "Kiểm tra hai số có bị đổi chỗ không", EN: "Check whether the two were swapped"},
	}
}

// outOfRange is said of a level or status that there is not.
func outOfRange(ind catalogue.Indicator) problem.Problem {
	if ind.Measure == catalogue.Status {
		return problem.Problem{
			Code: "level_out_of_range",
			Rule: lang.Text{VI: "chỉ số này là 0 hoặc 1", EN: "this indicator is 0 or 1"},
			Hint: lang.Text{VI: "Ghi 1 nếu có (đạt, được công nhận), 0 nếu chưa", EN: "Write 1 for yes (reached, recognised), 0 for not yet"},
		}
	}
	low, high := ind.Limits()
	return problem.Problem{
		Code: "level_out_of_range",
		Rule: lang.Textf("mức độ phải là số nguyên từ %g đến %g", "the level must be a whole number from %g to %g", low, high),
		Hint: lang.Text{VI: "Ghi mức độ đã được công nhận, không ghi phần trăm", EN: "Give the level that was recognised, not a percentage"},
	}
}

// outside is by how much a level or status is none that there is.
func outside(v float64, ind catalogue.Indicator) float64 {
	low, high := ind.Limits()
	return math.Max(math.Abs(v-math.Trunc(v)), math.Max(low-v, v-high))
}

// wrongAlone is by how much a cell by itself is wrong, and what is said of that; 0 where it is not, or the catalogue does not know
// the indicator. Most cells are right, so that the words are made only for whoever says them.
func (r Rules) wrongAlone(e Entry) (by float64, say func(catalogue.Indicator) problem.Problem) {
	ind, known := r.reg.Indicators[e.Indicator]
	switch {
	case !known:
	case ind.Measure == catalogue.Rate && e.Numerator != nil && e.Denominator != nil:
		n, d := *e.Numerator, *e.Denominator
		if part := math.Max(n-math.Trunc(n), d-math.Trunc(d)); part > 0 {
			return part, notWhole
		}
		if !ind.MayPass {
			return math.Max(n-d, 0), aboveAll
		}
	case ind.Measure == catalogue.Quantity && e.Value != nil:
		return finer(*e.Value, ind), tooFine
	case ind.Measure.Stepwise() && e.Value != nil:
		return outside(*e.Value, ind), outOfRange
	}
	return 0, nil
}

// alone is the fault of a cell by itself.
func (r Rules) alone(cells Cells, k Key) []Fault {
	by, say := r.wrongAlone(cells[k])
	if by <= 0 {
		return nil
	}
	return []Fault{{Code: say(r.reg.Indicators[k.Indicator]).Code, Cells: []Key{k}, id: idOf("alone", k, k.Group), wrong: []float64{by}}}
}
