package report

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// tolerance is the rounding a reported percentage may carry: one decimal.
const tolerance = 0.05 + 1e-9

func (c *checker) numbers(r Row, ind catalogue.Indicator, e *Entry) {
	if ind.Measure == catalogue.Rate {
		c.counts(r, ind, e)
		return
	}
	if r.Numerator != "" || r.Denominator != "" {
		c.problems.Add(problem.Problem{
			Code: "counts_for_level", Place: r.Place, Value: r.Numerator + "/" + r.Denominator,
			Rule: lang.Text{VI: "chỉ số này không có tử số, mẫu số", EN: "this indicator has no numerator or denominator"},
			Hint: lang.Text{VI: "Chỉ điền value", EN: "Fill value only"},
		})
		return
	}
	v, ok := c.number(r.At("value"), r.Value, true)
	if !ok {
		return
	}
	if ind.Measure == catalogue.Quantity {
		e.Value = &v
		return
	}
	low, high := ind.Limits()
	if v != math.Trunc(v) || v < low || v > high {
		c.problems.Add(problem.Problem{
			Code: "level_out_of_range", Place: r.At("value"), Value: r.Value,
			Rule: lang.Textf("mức độ phải là số nguyên từ %g đến %g", "the level must be a whole number from %g to %g", low, high),
			Hint: lang.Text{VI: "Ghi mức độ đã được công nhận, không ghi phần trăm", EN: "Give the level that was recognised, not a percentage"},
		})
		return
	}
	e.Value = &v
}

// readable checks the numbers of a row whose indicator is not known, so that the reporter need not come back for them.
func (c *checker) readable(r Row) {
	for _, f := range []struct{ name, text string }{{"numerator", r.Numerator}, {"denominator", r.Denominator}, {"value", r.Value}} {
		c.number(r.At(f.name), f.text, false)
	}
}

func (c *checker) counts(r Row, ind catalogue.Indicator, e *Entry) {
	if r.Numerator == "" && r.Denominator == "" && r.Value != "" {
		c.problems.Add(problem.Problem{
			Code: "counts_missing", Place: r.Place, Value: r.Value,
			Rule: lang.Text{VI: "chỉ có tỷ lệ, thiếu số đếm", EN: "a percentage without its counts"},
			Hint: lang.Text{VI: "Điền tử số và mẫu số (số người hoặc số cơ sở); hệ thống tự tính tỷ lệ. Không còn số đếm thì ghi vào “tỷ lệ chưa kiểm chứng” (unverified)", EN: "Fill numerator and denominator; the percentage is computed from them. Where the counts are lost, give it as unverified"},
		})
		return
	}
	num, okN := c.count(r.At("numerator"), r.Numerator)
	den, okD := c.count(r.At("denominator"), r.Denominator)
	if !okN || !okD {
		return
	}
	switch {
	case den == 0 && ind.Whole == "": // of nobody a fact is told all the same: the law then asks for nobody
		c.problems.Add(problem.Problem{
			Code: "denominator_zero", Place: r.At("denominator"), Value: r.Denominator,
			Rule: lang.Text{VI: "mẫu số bằng 0 nên không có tỷ lệ", EN: "a denominator of 0 gives no rate"},
			Hint: lang.Text{VI: "Nếu không có đối tượng nào, bỏ hai số và ghi x vào “không có đối tượng” (nobody)", EN: "If there is nobody to count, leave both numbers out and say so by nobody"},
		})
		return
	case num > den && !ind.MayPass:
		c.problems.Add(problem.Problem{
			Code: "numerator_above_denominator", Place: r.Place, Value: r.Numerator + "/" + r.Denominator,
			Rule: lang.Text{VI: "tử số lớn hơn mẫu số", EN: "the numerator is larger than the denominator"},
			Hint: lang.Text{VI: "Kiểm tra hai số có bị đổi chỗ không", EN: "Check whether the two were swapped"},
		})
		return
	}
	if r.Value != "" && den > 0 && !c.agrees(r, num, den) {
		return
	}
	e.Numerator, e.Denominator = &num, &den
}

// agrees holds a percentage that was given beside the counts against them: 0.97 beside 97 of 100 is a fraction by mistake.
func (c *checker) agrees(r Row, num, den float64) bool {
	v, ok := c.number(r.At("value"), r.Value, false)
	if !ok {
		return false
	}
	rate := 100 * num / den
	if math.Abs(v-rate) <= tolerance {
		return true
	}
	hint := lang.Text{VI: "Kiểm tra ba số, hoặc để trống value", EN: "Check the three numbers, or leave value empty"}
	if math.Abs(100*v-rate) <= 100*tolerance {
		hint = lang.Textf("%s có vẻ là phân số: viết %.4g (phần trăm) hoặc để trống", "%s looks like a fraction: write %.4g (percent) or leave it empty", r.Value, rate)
	}
	c.problems.Add(problem.Problem{
		Code: "value_disagrees", Place: r.At("value"), Value: r.Value,
		Rule: lang.Textf("tử số/mẫu số cho %.4g%%", "numerator/denominator gives %.4g%%", rate),
		Hint: hint,
	})
	return false
}

var digitsOnly = lang.Text{VI: "Chỉ dùng chữ số, dấu chấm cho phần thập phân, không dấu ngăn hàng nghìn", EN: "Use digits only, a point for decimals, nothing between thousands"}

func (c *checker) count(place problem.Place, text string) (float64, bool) {
	// 60.000 is sixty thousand to a Vietnamese reader and 60 to a machine: no count is written that way and means 60.
	if t := strings.TrimSpace(text); thousand.MatchString(t) {
		c.problems.Add(problem.Problem{
			Code: "thousand_separator", Place: place, Value: text,
			Rule: lang.Text{VI: "có dấu ngăn hàng nghìn", EN: "it has a thousands separator"},
			Hint: digitsOnly,
		})
		return 0, false
	}
	v, ok := c.number(place, text, true)
	if ok && v != math.Trunc(v) {
		c.problems.Add(problem.Problem{
			Code: "count_not_whole", Place: place, Value: text,
			Rule: lang.Text{VI: "số đếm phải là số nguyên", EN: "a count must be a whole number"},
			Hint: lang.Text{VI: "Nếu đây là tỷ lệ, điền số người thay cho tỷ lệ", EN: "If this is a percentage, give the number of people instead"},
		})
		return 0, false
	}
	return v, ok
}

var (
	plain    = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	comma    = regexp.MustCompile(`^-?\d+,\d+$`)
	thousand = regexp.MustCompile(`^-?\d{1,3}([., \x{a0}\x{202f}]\d{3})+$`) // Excel and Word put no-break spaces
)

// maxNumber is far above any count in Vietnam and far below where float64 loses whole numbers.
const maxNumber = 1e12

// number reads plain digits with an optional decimal point. Everything else is refused by name: 1.234 and 1,234 mean
// different numbers to a Vietnamese and an English reader, so neither is guessed.
func (c *checker) number(place problem.Place, text string, needed bool) (float64, bool) {
	t := strings.TrimSpace(text)
	switch {
	case t == "":
		if needed {
			c.problems.Add(problem.Problem{
				Code: "number_missing", Place: place,
				Rule: lang.Text{VI: "thiếu số", EN: "the number is missing"},
				Hint: lang.Text{VI: "Không có đối tượng thì ghi 0; chưa có số liệu thì bỏ cả dòng", EN: "Write 0 for none; leave the whole row out if it is not known"},
			})
		}
		return 0, false
	case thousand.MatchString(t) && !plain.MatchString(t):
		c.problems.Add(problem.Problem{
			Code: "thousand_separator", Place: place, Value: text,
			Rule: lang.Text{VI: "có dấu ngăn hàng nghìn", EN: "it has a thousands separator"},
			Hint: digitsOnly,
		})
		return 0, false
	case comma.MatchString(t):
		c.problems.Add(problem.Problem{
			Code: "comma_decimal", Place: place, Value: text,
			Rule: lang.Text{VI: "dấu phẩy thập phân không được nhận vì dễ nhầm với dấu ngăn hàng nghìn", EN: "a comma is not taken as a decimal point: it may separate thousands"},
			Hint: lang.Textf("Viết %s", "Write %s", strings.Replace(t, ",", ".", 1)),
		})
		return 0, false
	case !plain.MatchString(t):
		c.problems.Add(problem.Problem{
			Code: "not_a_number", Place: place, Value: text,
			Rule: lang.Text{VI: "không phải là một số thường", EN: "not a plain number"},
			Hint: digitsOnly,
		})
		return 0, false
	}
	v, err := strconv.ParseFloat(t, 64)
	switch {
	case err != nil || v > maxNumber:
		c.problems.Add(problem.Problem{
			Code: "number_too_large", Place: place, Value: text,
			Rule: lang.Textf("số lớn hơn mức có thể có (%s)", "the number is larger than can be (%s)", fmt.Sprintf("%.0f", maxNumber)),
			Hint: lang.Text{VI: "Kiểm tra số chữ số", EN: "Check the number of digits"},
		})
		return 0, false
	case v < 0 || strings.HasPrefix(t, "-"):
		c.problems.Add(problem.Problem{
			Code: "negative", Place: place, Value: text,
			Rule: lang.Text{VI: "số âm không hợp lệ", EN: "a negative number is not possible"},
			Hint: lang.Text{VI: "Bỏ dấu trừ; không có đối tượng thì ghi 0", EN: "Remove the minus sign; write 0 for none"},
		})
		return 0, false
	}
	return v, true
}
