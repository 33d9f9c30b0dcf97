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
	known := bases[q.Basis]
	switch q.Slip {
	case plausible.DigitMore:
		return say("thừa chữ số? %s khoảng %s; bỏ chữ số thừa là %s", "a digit too many? %s about %s; without it %s", known, expected, meant)
	case plausible.DigitLess:
		return say("thiếu chữ số? %s khoảng %s; thêm chữ số là %s", "a digit missing? %s about %s; with it %s", known, expected, meant)
	case plausible.DigitSwapped:
		return say("đảo hai chữ số? %s khoảng %s; đảo lại là %s", "two digits swapped? %s about %s; the other way round %s", known, expected, meant)
	case plausible.OtherUnit:
		return say("đây là số của %s? Đơn vị này: %s khoảng %s", "is it the number of %s? This unit: %s about %s", neighbour, known.inside(), expected)
	case plausible.AboveParent:
		return say("lớn hơn số %s của cả đơn vị cấp trên", "more than the %s of the whole unit above", expected)
	}
	if q.Basis == plausible.Usual {
		return say("khác hẳn mức thường thấy, khoảng %s", "far from the usual, about %s", expected)
	}
	return say("khác hẳn: %s khoảng %s", "far off: %s about %s", known.inside(), expected)
}

// basis begins the sentence that says what was expected, and by what it was.
type basis lang.Text

// bases say "usually" only where several numbers tell what is usual.
var bases = map[plausible.Basis]basis{
	plausible.Usual:  {VI: "Thường", EN: "Usually"},
	plausible.Single: {VI: "Số đã có của đơn vị là", EN: "The unit's one other number is"},
	plausible.Others: {VI: "Theo các số khác của đơn vị thì", EN: "By the unit's other numbers it is"},
	plausible.Nearby: {VI: "Các đơn vị lân cận có", EN: "The units around have"},
}

// Vietnamese and String let lang.Textf write each in its language.
func (b basis) Vietnamese() string { return b.VI }

func (b basis) String() string { return b.EN }

// inside is the same within a sentence.
func (b basis) inside() basis { return basis{lang.MidSentence(b.VI), lang.MidSentence(b.EN)} }
