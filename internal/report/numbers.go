package report

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
)

// tolerance is the rounding a reported percentage may carry: one decimal.
const tolerance = 0.05 + 1e-9

func (c *checker) numbers(r Row, ind catalogue.Indicator, e *Entry) {
	if ind.Measure == catalogue.Rate {
		c.counts(r, ind, e)
		return
	}
	if r.Numerator != "" || r.Denominator != "" {
		c.add("counts_for_level", r.Place, r.Numerator+"/"+r.Denominator, lang.Text{VI: "chỉ số này không có tử số, mẫu số", EN: "this indicator has no numerator or denominator"}, lang.Text{VI: "Chỉ điền value", EN: "Fill value only"})
		return
	}
	v, ok := c.number(r.Place+".value", r.Value, true)
	if !ok {
		return
	}
	if ind.Measure == catalogue.Quantity {
		e.Value = &v
		return
	}
	low, high := ind.Limits()
	if v != math.Trunc(v) || v < low || v > high {
		c.add("level_out_of_range", r.Place+".value", r.Value, lang.Textf("mức độ phải là số nguyên từ %g đến %g", "the level must be a whole number from %g to %g", low, high),
			lang.Text{VI: "Ghi mức độ đã được công nhận, không ghi phần trăm", EN: "Give the level that was recognised, not a percentage"})
		return
	}
	e.Value = &v
}

// readable checks the numbers of a row whose indicator is not known, so that the reporter need not come back for them.
func (c *checker) readable(r Row) {
	for _, f := range []struct{ name, text string }{{"numerator", r.Numerator}, {"denominator", r.Denominator}, {"value", r.Value}} {
		c.number(r.Place+"."+f.name, f.text, false)
	}
}

func (c *checker) counts(r Row, ind catalogue.Indicator, e *Entry) {
	if r.Numerator == "" && r.Denominator == "" && r.Value != "" {
		c.add("counts_missing", r.Place, r.Value, lang.Text{VI: "chỉ có tỷ lệ, thiếu số đếm", EN: "a percentage without its counts"},
			lang.Text{VI: "Điền tử số và mẫu số (số người hoặc số cơ sở); hệ thống tự tính tỷ lệ", EN: "Fill numerator and denominator; the percentage is computed from them"})
		return
	}
	num, okN := c.count(r.Place+".numerator", r.Numerator)
	den, okD := c.count(r.Place+".denominator", r.Denominator)
	if !okN || !okD {
		return
	}
	switch {
	case den == 0 && ind.Whole == "": // of nobody a fact is told all the same: the law then asks for nobody
		c.add("denominator_zero", r.Place+".denominator", r.Denominator, lang.Text{VI: "mẫu số bằng 0 nên không có tỷ lệ", EN: "a denominator of 0 gives no rate"}, lang.Text{VI: "Nếu không có đối tượng, bỏ dòng này và ghi chú", EN: "If there is nobody to count, leave the row out and add a note"})
		return
	case num > den && !ind.MayPass:
		c.add("numerator_above_denominator", r.Place, r.Numerator+"/"+r.Denominator, lang.Text{VI: "tử số lớn hơn mẫu số", EN: "the numerator is larger than the denominator"}, lang.Text{VI: "Kiểm tra hai số có bị đổi chỗ không", EN: "Check whether the two were swapped"})
		return
	}
	if r.Value != "" && den > 0 && !c.agrees(r, num, den) {
		return
	}
	e.Numerator, e.Denominator = &num, &den
}

// agrees holds a percentage that was given beside the counts against them: 0.97 beside 97 of 100 is a fraction by mistake.
func (c *checker) agrees(r Row, num, den float64) bool {
	v, ok := c.number(r.Place+".value", r.Value, false)
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
	c.add("value_disagrees", r.Place+".value", r.Value, lang.Textf("tử số/mẫu số cho %.4g%%", "numerator/denominator gives %.4g%%", rate), hint)
	return false
}

var digitsOnly = lang.Text{VI: "Chỉ dùng chữ số, dấu chấm cho phần thập phân, không dấu ngăn hàng nghìn", EN: "Use digits only, a point for decimals, nothing between thousands"}

func (c *checker) count(place, text string) (float64, bool) {
	// 60.000 is sixty thousand to a Vietnamese reader and 60 to a machine: no count is written that way and means 60.
	if t := strings.TrimSpace(text); thousand.MatchString(t) {
		c.add("thousand_separator", place, text, lang.Text{VI: "có dấu ngăn hàng nghìn", EN: "it has a thousands separator"}, digitsOnly)
		return 0, false
	}
	v, ok := c.number(place, text, true)
	if ok && v != math.Trunc(v) {
		c.add("count_not_whole", place, text, lang.Text{VI: "số đếm phải là số nguyên", EN: "a count must be a whole number"}, lang.Text{VI: "Nếu đây là tỷ lệ, điền số người thay cho tỷ lệ", EN: "If this is a percentage, give the number of people instead"})
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
func (c *checker) number(place, text string, needed bool) (float64, bool) {
	t := strings.TrimSpace(text)
	switch {
	case t == "":
		if needed {
			c.add("number_missing", place, "", lang.Text{VI: "thiếu số", EN: "the number is missing"}, lang.Text{VI: "Không có đối tượng thì ghi 0; chưa có số liệu thì bỏ cả dòng", EN: "Write 0 for none; leave the whole row out if it is not known"})
		}
		return 0, false
	case thousand.MatchString(t) && !plain.MatchString(t):
		c.add("thousand_separator", place, text, lang.Text{VI: "có dấu ngăn hàng nghìn", EN: "it has a thousands separator"}, digitsOnly)
		return 0, false
	case comma.MatchString(t):
		c.add("comma_decimal", place, text, lang.Text{VI: "dấu phẩy thập phân không được nhận vì dễ nhầm với dấu ngăn hàng nghìn", EN: "a comma is not taken as a decimal point: it may separate thousands"}, lang.Textf("Viết %s", "Write %s", strings.Replace(t, ",", ".", 1)))
		return 0, false
	case !plain.MatchString(t):
		c.add("not_a_number", place, text, lang.Text{VI: "không phải là một số thường", EN: "not a plain number"}, digitsOnly)
		return 0, false
	}
	v, err := strconv.ParseFloat(t, 64)
	switch {
	case err != nil || v > maxNumber:
		c.add("number_too_large", place, text, lang.Textf("số lớn hơn mức có thể có (%s)", "the number is larger than can be (%s)", fmt.Sprintf("%.0f", maxNumber)), lang.Text{VI: "Kiểm tra số chữ số", EN: "Check the number of digits"})
		return 0, false
	case v < 0 || strings.HasPrefix(t, "-"):
		c.add("negative", place, text, lang.Text{VI: "số âm không hợp lệ", EN: "a negative number is not possible"}, lang.Text{VI: "Bỏ dấu trừ; không có đối tượng thì ghi 0", EN: "Remove the minus sign; write 0 for none"})
		return 0, false
	}
	return v, true
}

func (c *checker) unknownGroup(r Row, ind catalogue.Indicator) {
	c.add("unknown_group", r.Place+".group", r.Group, lang.Text{VI: "chỉ số này không chia theo nhóm đó", EN: "the indicator is not divided that way"}, groupHint(ind))
}

func groupHint(ind catalogue.Indicator) lang.Text {
	if len(ind.Groups) == 0 {
		return lang.Text{VI: "Để trống cột nhóm", EN: "Leave the group empty"}
	}
	list := strings.Join(ind.Groups, ", ")
	return lang.Textf("Các nhóm: %s", "Groups: %s", list)
}
