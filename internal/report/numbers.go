package report

import (
	"math"
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
			Hint: lang.Text{VI: "Chỉ điền " + r.Called("value").VI, EN: "Fill " + r.Called("value").EN + " only"},
		})
		return
	}
	if ind.Measure == catalogue.Quantity {
		if v, ok := c.quantity(r, ind); ok {
			e.Value = &v
		}
		return
	}
	c.level(r, ind, e)
}

// level reads a recognised level, or a status: 0 or 1.
func (c *checker) level(r Row, ind catalogue.Indicator, e *Entry) {
	wrong := at(outOfRange(ind), r.At("value"), r.Value)
	if text := strings.TrimSpace(r.Value); text != "" && !plain.MatchString(text) {
		wrong.Code = "not_a_level"
		c.problems.Add(wrong)
		return
	}
	v, ok := c.number(figure{place: r.At("value"), text: r.Value, missing: levelMissing})
	switch {
	case !ok:
	case outside(v, ind) > 0:
		c.problems.Add(wrong)
	default:
		e.Value = &v
	}
}

// readable checks the numbers of a row whose indicator is not known, so that the reporter need not come back for them.
func (c *checker) readable(r Row) {
	for _, f := range []struct{ name, text string }{{"numerator", r.Numerator}, {"denominator", r.Denominator}, {"value", r.Value}} {
		c.number(figure{place: r.At(f.name), text: f.text})
	}
}

func (c *checker) counts(r Row, ind catalogue.Indicator, e *Entry) {
	if r.Numerator == "" && r.Denominator == "" && r.Value != "" {
		c.problems.Add(problem.Problem{
			Code: "counts_missing", Place: r.Place, Value: r.Value,
			Rule: lang.Text{VI: "chỉ có tỷ lệ, thiếu số đếm", EN: "a percentage without its counts"},
			Hint: r.countsLost(),
		})
		return
	}
	num, okN := c.count(figure{place: r.At("numerator"), text: r.Numerator, literal: r.Literal.Numerator, missing: r.countMissing()})
	den, okD := c.count(figure{place: r.At("denominator"), text: r.Denominator, literal: r.Literal.Denominator, missing: r.wholeMissing()})
	if !okN || !okD {
		return
	}
	switch {
	case den == 0 && ind.Whole == "": // of nobody a fact is told all the same: the law then asks for nobody
		c.problems.Add(problem.Problem{
			Code: "denominator_zero", Place: r.At("denominator"), Value: r.Denominator,
			Rule: lang.Text{VI: "mẫu số bằng 0 nên không có tỷ lệ", EN: "a denominator of 0 gives no rate"},
			Hint: lang.Text{VI: "Nếu không có đối tượng nào, bỏ hai số và " + r.sayNobody().VI, EN: "If there is nobody to count, leave both numbers out and " + r.sayNobody().EN},
		})
		return
	case num > den && !ind.MayPass:
		c.problems.Add(at(aboveAll(ind), r.Place, r.Numerator+"/"+r.Denominator))
		return
	}
	if r.Value != "" && den > 0 && !c.agrees(r, num, den) {
		return
	}
	e.Numerator, e.Denominator = &num, &den
}

// agrees holds a percentage that was given beside the counts against them: 0.97 beside 97 of 100 is a fraction by mistake.
func (c *checker) agrees(r Row, num, den float64) bool {
	v, ok := c.number(figure{place: r.At("value"), text: r.Value})
	if !ok {
		return false
	}
	rate := 100 * num / den
	if math.Abs(v-rate) <= tolerance {
		return true
	}
	hint := lang.Text{VI: "Kiểm tra ba số, hoặc để trống " + r.Called("value").VI, EN: "Check the three numbers, or leave " + r.Called("value").EN + " empty"}
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
