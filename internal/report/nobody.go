package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
)

// fill reads what a row says of its cell: numbers, or that there is nobody to count, or a rate without counts; and why.
func (c *checker) fill(r Row, ind catalogue.Indicator, e *Entry) {
	if e.Reason = r.Reason; r.Reason != "" && !Says(r.Reason) {
		c.problems.Add(SaysNothing(r.At("reason"), r.Reason))
	}
	c.seenRevision(r, e)
	for _, cell := range []*string{&r.Numerator, &r.Denominator, &r.Value} {
		if saysNobody(*cell) { // typed where the number goes
			*cell, r.Nobody = "", nobodyInWords[0]
		}
	}
	nobody, ok := c.yes(r)
	switch {
	case !ok:
	case nobody:
		c.nobody(r, ind, e)
	case r.Unverified != "":
		c.unverified(r, ind, e)
	default:
		c.numbers(r, ind, e)
	}
	c.over(r, ind, e)
}

// nobodyInWords is how people say it in a cell.
var nobodyInWords = []string{"không có đối tượng", "không có ai", "nobody"}

func saysNobody(text string) bool {
	return slices.ContainsFunc(nobodyInWords, func(words string) bool { return spelling.Typed(strings.TrimSpace(text), words) })
}

// nobody is a statement of its own: a rate of 0 of 0 without it may be a slip.
func (c *checker) nobody(r Row, ind catalogue.Indicator, e *Entry) {
	place := r.At("nobody")
	if ind.Measure != catalogue.Rate && ind.Measure != catalogue.Quantity {
		c.problems.Add(problem.Problem{
			Code: "nobody_of_level", Place: place, Value: r.Nobody,
			Rule: lang.Text{VI: "mức độ và danh hiệu là của chính đơn vị, không đếm đối tượng nào", EN: "a level or title is the unit's own; it counts nobody"},
			Hint: lang.Text{VI: "Ghi mức độ (0 nếu chưa đạt), hoặc bỏ dòng này", EN: "Give the level (0 if none was reached), or leave the row out"},
		})
		return
	}
	for _, f := range []struct{ name, text string }{{"numerator", r.Numerator}, {"denominator", r.Denominator}, {"value", r.Value}, {"unverified", r.Unverified}} {
		if text := strings.TrimSpace(f.text); text != "" && text != "0" {
			c.problems.Add(problem.Problem{
				Code: "nobody_with_numbers", Place: r.At(f.name), Value: text,
				Rule: lang.Text{VI: "đã ghi không có đối tượng mà vẫn có số", EN: "there is nobody, and yet a number"},
				Hint: lang.Text{VI: "Bỏ số, hoặc bỏ “không có đối tượng”", EN: "Remove the number, or that there is nobody"},
			})
			return
		}
	}
	e.Nobody = true
	if ind.Measure == catalogue.Rate {
		e.Numerator, e.Denominator = new(0.0), new(0.0)
	}
}

// unverified takes a rate whose counts are not known. It is kept apart: nothing is summed from it and nobody judged by it.
func (c *checker) unverified(r Row, ind catalogue.Indicator, e *Entry) {
	place := r.At("unverified")
	if ind.Measure != catalogue.Rate || r.Numerator != "" || r.Denominator != "" || r.Value != "" {
		c.problems.Add(problem.Problem{
			Code: "unverified_beside_numbers", Place: place, Value: r.Unverified,
			Rule: lang.Text{VI: "tỷ lệ chưa kiểm chứng chỉ ghi cho chỉ số là tỷ lệ, và thay cho số đếm", EN: "an unverified rate is for rates alone, and stands instead of counts"},
			Hint: lang.Text{VI: "Có số đếm thì ghi tử số, mẫu số và bỏ ô này", EN: "Where counts are known give numerator and denominator, and leave this out"},
		})
		return
	}
	v, ok := c.number(figure{place: place, text: r.Unverified, missing: lang.Text{VI: "Ghi phần trăm", EN: "Give percent"}})
	if !ok {
		return
	}
	if v > 0 && v <= 1 && !Says(r.Reason) {
		c.fraction(r, v)
		return
	}
	if v > 100 && !ind.MayPass {
		c.problems.Add(problem.Problem{
			Code: "rate_above_100", Place: place, Value: r.Unverified,
			Rule: lang.Text{VI: "tỷ lệ lớn hơn 100%", EN: "the rate is above 100%"},
			Hint: lang.Text{VI: "Ghi phần trăm, từ 0 đến 100", EN: "Give percent, from 0 to 100"},
		})
		return
	}
	e.Unverified = &v
}

// fraction asks about a rate that reads as a percentage and as a fraction of one. Rates below one percent are rare, and a reason
// lets them in.
func (c *checker) fraction(r Row, v float64) {
	percent, whole := PlainNumber(v), PlainNumber(math.Round(100*v*1e6)/1e6)
	vi, why := func(n string) string { return lang.WithDecimalSign(n, lang.Vietnamese) }, r.SayWhy()
	c.problems.Add(problem.Problem{
		Code: "fraction_or_percent", Place: r.At("unverified"), Value: r.Unverified,
		Rule: lang.Text{VI: "đọc được hai cách: " + vi(percent) + "% hoặc, nếu là phân số, " + vi(whole) + "%", EN: "it reads in two ways: " + percent + "% or, as a fraction, " + whole + "%"},
		Hint: lang.Text{VI: "Nếu là phân số thì viết " + whole + "; nếu đúng là " + vi(percent) + "% thì " + why.VI, EN: "If it is a fraction write " + whole + "; if it is " + percent + "% indeed, " + why.EN},
	})
}

// yes reads whether there is nobody, as people tick it.
func (c *checker) yes(r Row) (yes, ok bool) {
	switch strings.ToLower(strings.TrimSpace(r.Nobody)) {
	case "", "0", "không", "no", "false", "-":
		return false, true
	case "1", "x", "có", "yes", "true":
		return true, true
	}
	if saysNobody(r.Nobody) {
		return true, true
	}
	p := problem.Problem{
		Code: "not_yes_or_no", Place: r.At("nobody"), Value: r.Nobody,
		Rule: lang.Text{VI: "ở đây chỉ ghi có hoặc không", EN: "this is a yes or a no"},
		Hint: lang.Text{VI: "Ghi x nếu không có đối tượng nào; để trống nếu có", EN: "Write x if there is nobody; leave it empty if there is"},
	}
	if !r.table() {
		p.Hint = lang.Text{VI: "Ghi true nếu không có đối tượng nào; bỏ khóa này nếu có", EN: "Give true if there is nobody; leave the key out if there is"}
	}
	c.problems.Add(p)
	return false, false
}

// seenRevision reads which revision of the cell the sender has seen.
func (c *checker) seenRevision(r Row, e *Entry) {
	if r.Base == "" {
		return
	}
	n, err := strconv.Atoi(r.Base)
	if err != nil || n < 0 {
		c.problems.Add(problem.Problem{
			Code: "wrong_base", Place: r.At("base"), Value: r.Base,
			Rule: lang.Text{VI: "không phải số thứ tự lần ghi", EN: "it is no number of a revision"},
			Hint: lang.Text{VI: "Ghi revision của ô mà bạn đã xem; 0 nếu ô còn trống", EN: "Give the revision of the cell that you have seen; 0 if it was empty"},
		})
		return
	}
	e.Seen = &n
}
