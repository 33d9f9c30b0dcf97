package report

import (
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// over reads whom the denominator counts, where a row says so. The indicator's own kind is not kept: nothing differs. Of another the
// number is kept and shown, and nothing is summed from it and nobody judged by it.
func (c *checker) over(r Row, ind catalogue.Indicator, e *Entry) {
	text := strings.TrimSpace(r.Over)
	if text == "" {
		return
	}
	place := r.At("denominator_kind")
	kind, known := catalogue.DenominatorKindOf(text)
	own := ind.Over.Name()
	switch {
	case ind.Measure != catalogue.Rate || e.Nobody:
		c.problems.Add(problem.Problem{
			Code: "denominator_kind_without_rate", Place: place, Value: text,
			Rule: lang.Text{VI: "ở đây không có mẫu số", EN: "there is no denominator here"},
			Hint: lang.Text{VI: "Để trống " + r.Called("denominator_kind").VI, EN: "Leave " + r.Called("denominator_kind").EN + " empty"},
		})
	case !known:
		list := catalogue.DenominatorKindList()
		c.problems.Add(problem.Problem{
			Code: "unknown_denominator_kind", Place: place, Value: text,
			Rule: lang.Text{VI: "không rõ mẫu số đếm ai", EN: "whom the denominator counts is not known"},
			Hint: lang.Textf("Chỉ số này tính trên %[1]s: đúng vậy thì để trống. Nếu khác, ghi một trong: %[2]s", "The indicator is counted over %[3]s: if so, leave it empty. Otherwise give one of: %[4]s", own.VI, list.VI, own.EN, list.EN),
		})
	case kind == ind.Over:
	case ind.Whole != "":
		c.problems.Add(problem.Problem{
			Code: "denominator_kind_of_law", Place: place, Value: text,
			Rule: lang.Textf("luật tính số này trên %[1]s, không tính trên %[2]s", "the law counts it over %[3]s, not over %[4]s", own.VI, kind.Name().VI, own.EN, kind.Name().EN),
			Hint: lang.Textf("Ghi mẫu số là %[1]s, hoặc bỏ dòng này", "Give %[2]s as the denominator, or leave the row out", own.VI, own.EN),
		})
	default:
		e.DenominatorKind = string(kind)
	}
}

// AsAsked is the entry without a kind that is the indicator's own, which the catalogue may have come to name since, or that is held
// against none: a catalogue of before named no kinds.
func (e Entry) AsAsked(ind catalogue.Indicator) Entry {
	if ind.Over == "" || e.DenominatorKind == string(ind.Over) {
		e.DenominatorKind = ""
	}
	return e
}

// OtherKind reports whether the entry is a rate over others than the indicator asks for: it is shown, and not concluded from.
func (e Entry) OtherKind() bool { return e.DenominatorKind != "" && !e.Empty() }

// Sums reports whether a total may be made of the entry and a target judged by it.
func (e Entry) Sums() bool { return e.Answers() && !e.OtherKind() }

// Concluded is the entry's number as far as something follows from it; nil of a rate over others.
func (e Entry) Concluded() *float64 {
	if e.OtherKind() {
		return nil
	}
	return e.Percent()
}

// Shown is a number that is shown and not concluded from: a rate without counts, or one over others than the indicator asks for.
func (e Entry) Shown() *float64 {
	if e.Unverified == nil && e.OtherKind() {
		return e.Percent()
	}
	return e.Unverified
}

// Over is whom the entry counts, where that is not whom its indicator asks for.
func (e Entry) Over() lang.Text {
	kind := catalogue.DenominatorKind(e.DenominatorKind)
	if name := kind.Name(); name.VI != "" {
		return name
	}
	return lang.Text{VI: e.DenominatorKind, EN: e.DenominatorKind} // a newer program's
}
