package report

import (
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// Words says what a cell holds as people write it: "600/1000", "2", "không có đối tượng".
func (e Entry) Words() lang.Text {
	out := e.said()
	if e.OtherKind() {
		over := e.Over()
		out = lang.Textf("%[1]s (tính trên %[2]s)", "%[3]s (of %[4]s)", out.VI, over.VI, out.EN, over.EN)
	}
	return out
}

func (e Entry) said() lang.Text {
	switch {
	case e.Nobody:
		return lang.Text{VI: "không có đối tượng", EN: "nobody of this kind"}
	case e.Unverified != nil:
		rate := PlainNumber(*e.Unverified)
		return lang.Text{VI: strings.Replace(rate, ".", ",", 1) + "% (chưa có số đếm kiểm chứng)", EN: rate + "% (not verified by counts)"}
	case e.Numerator != nil && e.Denominator != nil:
		counts := PlainNumber(*e.Numerator) + "/" + PlainNumber(*e.Denominator)
		return lang.Text{VI: counts, EN: counts}
	case e.Value != nil:
		value := PlainNumber(*e.Value)
		return lang.Text{VI: strings.Replace(value, ".", ",", 1), EN: value}
	case e.Withdrawn > 0:
		return lang.Text{VI: "đã rút lại", EN: "withdrawn"}
	}
	return lang.Text{VI: "chưa có số liệu", EN: "no number"}
}
