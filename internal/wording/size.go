package wording

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plausible"
)

// SizeQuestion says why a size is hard to believe, with both numbers, and what was perhaps meant. Neighbour is the
// name of the unit whose number it is, where it is one.
func SizeQuestion(q plausible.Question, neighbour string) lang.Text {
	// Whole numbers are written alike in both languages.
	number := func(v float64) string { return lang.Number(v, 0, lang.Vietnamese) }
	size, expected, meant := number(q.Size), number(q.Expected), number(q.Meant)
	say := func(vi, en string, add ...any) lang.Text {
		return lang.Textf("%s: "+vi, "%s: "+en, append([]any{size}, add...)...)
	}
	switch q.Slip {
	case plausible.DigitMore:
		return say("thừa chữ số? Thường khoảng %s; bỏ chữ số thừa là %s", "a digit too many? Usually about %s; without it %s", expected, meant)
	case plausible.DigitLess:
		return say("thiếu chữ số? Thường khoảng %s; thêm chữ số là %s", "a digit missing? Usually about %s; with it %s", expected, meant)
	case plausible.DigitSwapped:
		return say("đảo hai chữ số? Thường khoảng %s; đảo lại là %s", "two digits swapped? Usually about %s; the other way round %s", expected, meant)
	case plausible.OtherUnit:
		return say("đây là số của %s? Đơn vị này thường khoảng %s", "is it the number of %s? This unit usually has about %s", neighbour, expected)
	case plausible.AboveParent:
		return say("lớn hơn số %s của cả đơn vị cấp trên", "more than the %s of the whole unit above", expected)
	}
	return say("khác hẳn mức thường thấy, khoảng %s", "far from the usual, about %s", expected)
}
