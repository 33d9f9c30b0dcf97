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

// figure is one number as it was written.
type figure struct {
	place   problem.Place
	text    string
	literal bool      // a program wrote it as a number: its point is a decimal point
	missing lang.Text // how to mend that nothing is there; none: nothing need be there
}

// Literal says which numbers of a row a program wrote as numbers, not as text for people.
type Literal struct{ Numerator, Denominator, Value bool }

var (
	plain    = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	comma    = regexp.MustCompile(`^-?\d+,\d+$`)
	thousand = regexp.MustCompile(`^-?[1-9]\d{0,2}([., \x{a0}\x{202f}'’]\d{3})+$`) // Excel and Word put no-break spaces
	oneMark  = regexp.MustCompile(`^-?\d+[.,]\d+$`)
)

var digitsOnly = lang.Text{VI: "Chỉ dùng chữ số, dấu chấm cho phần thập phân, không dấu ngăn hàng nghìn", EN: "Use digits only, a point for decimals, nothing between thousands"}

// count reads a number of people or things. 60.000 is sixty thousand to a Vietnamese reader and 60 to a machine: no count is
// written that way and means 60.
func (c *checker) count(f figure) (float64, bool) {
	if !f.literal && thousand.MatchString(strings.TrimSpace(f.text)) {
		c.twoReadings(f, false, lang.Text{VI: "số đếm viết liền", EN: "counts have nothing between their digits"})
		return 0, false
	}
	v, ok := c.number(f)
	if ok && v != math.Trunc(v) {
		c.problems.Add(at(notWhole(catalogue.Indicator{}), f.place, f.text))
		return 0, false
	}
	return v, ok
}

// quantity reads a number of the indicator's unit, with as many decimals as the catalogue gives it. A comma is their sign, as in
// Vietnamese; a point before three digits may stand between thousands, and is asked about.
func (c *checker) quantity(r Row, ind catalogue.Indicator) (float64, bool) {
	f := figure{place: r.At("value"), text: r.Value, literal: r.Literal.Value, missing: r.countMissing()}
	t := strings.TrimSpace(f.text)
	fractional := ind.Decimals > 0
	switch {
	case f.literal:
	case fractional && comma.MatchString(t):
		f.text = strings.Replace(t, ",", ".", 1)
	case thousand.MatchString(t):
		if fractional {
			c.twoReadings(f, true, lang.Text{VI: "phần lẻ viết sau dấu phẩy", EN: "decimals stand behind a comma"})
		} else {
			c.twoReadings(f, false, lang.Text{VI: "chỉ số này là số nguyên, viết liền", EN: "this indicator is a whole number, with nothing between its digits"})
		}
		return 0, false
	case comma.MatchString(t):
		f.text = strings.Replace(t, ",", ".", 1) // whole numbers have no decimals, which is told below
	}
	v, ok := c.number(f)
	if !ok {
		return 0, false
	}
	if finer(v, ind) > 0 {
		c.problems.Add(at(tooFine(ind), r.At("value"), r.Value))
		return 0, false
	}
	return v, true
}

// at puts what is wrong with a number to where it stands.
func at(p problem.Problem, place problem.Place, value string) problem.Problem {
	p.Place, p.Value = place, value
	return p
}

// twoReadings refuses a number that a Vietnamese and an English reader read differently, and says both; where it can only be one, that one is to be written.
func (c *checker) twoReadings(f figure, either bool, how lang.Text) {
	t := strings.TrimSpace(f.text)
	together := strings.NewReplacer(".", "", ",", "", " ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "").Replace(t)
	p := problem.Problem{
		Code: "thousand_separator", Place: f.place, Value: f.text,
		Rule: lang.Text{VI: "có dấu ngăn hàng nghìn", EN: "it has a thousands separator"},
		Hint: lang.Textf("Viết %[1]s: %[2]s", "Write %[1]s: %[3]s", together, how.VI, how.EN),
	}
	if oneMark.MatchString(t) {
		small := strings.TrimRight(strings.TrimRight(strings.Replace(t, ",", ".", 1), "0"), ".")
		p.Rule = lang.Textf("đọc được hai cách: %[1]s hoặc %[2]s", "it reads in two ways: %[1]s or %[3]s", together, lang.WithDecimalSign(small, lang.Vietnamese), small)
		if either {
			p.Hint = lang.Textf("Viết %[1]s hoặc %[2]s: %[3]s", "Write %[1]s or %[2]s: %[4]s", together, lang.WithDecimalSign(small, lang.Vietnamese), how.VI, how.EN)
		}
	}
	c.problems.Add(p)
}

// maxNumber is far above any count in Vietnam and far below where float64 loses whole numbers.
const maxNumber = 1e12

// number reads plain digits with an optional decimal point. Everything else is refused by name: 1.234 and 1,234 mean
// different numbers to a Vietnamese and an English reader, so neither is guessed.
func (c *checker) number(f figure) (float64, bool) {
	t := strings.TrimSpace(f.text)
	switch {
	case t == "":
		if f.missing.VI != "" {
			c.problems.Add(problem.Problem{Code: "number_missing", Place: f.place, Rule: lang.Text{VI: "thiếu số", EN: "the number is missing"}, Hint: f.missing})
		}
		return 0, false
	case thousand.MatchString(t) && !plain.MatchString(t):
		c.twoReadings(f, false, lang.Text{VI: "không dấu ngăn hàng nghìn", EN: "nothing stands between thousands"})
		return 0, false
	case comma.MatchString(t):
		c.problems.Add(problem.Problem{
			Code: "comma_decimal", Place: f.place, Value: f.text,
			Rule: lang.Text{VI: "dấu phẩy thập phân không được nhận vì dễ nhầm với dấu ngăn hàng nghìn", EN: "a comma is not taken as a decimal point: it may separate thousands"},
			Hint: lang.Textf("Viết %s", "Write %s", strings.Replace(t, ",", ".", 1)),
		})
		return 0, false
	case !plain.MatchString(t):
		c.problems.Add(problem.Problem{
			Code: "not_a_number", Place: f.place, Value: f.text,
			Rule: lang.Text{VI: "không phải là một số thường", EN: "not a plain number"},
			Hint: digitsOnly,
		})
		return 0, false
	}
	v, err := strconv.ParseFloat(t, 64)
	switch {
	case err != nil || v > maxNumber:
		c.problems.Add(problem.Problem{
			Code: "number_too_large", Place: f.place, Value: f.text,
			Rule: lang.Textf("số lớn hơn mức có thể có (%s)", "the number is larger than can be (%s)", fmt.Sprintf("%.0f", maxNumber)),
			Hint: lang.Text{VI: "Kiểm tra số chữ số", EN: "Check the number of digits"},
		})
		return 0, false
	case v < 0 || strings.HasPrefix(t, "-"):
		c.problems.Add(problem.Problem{
			Code: "negative", Place: f.place, Value: f.text,
			Rule: lang.Text{VI: "số âm không hợp lệ", EN: "a negative number is not possible"},
			Hint: lang.Text{VI: "Bỏ dấu trừ", EN: "Remove the minus sign"},
		})
		return 0, false
	}
	return v, true
}
