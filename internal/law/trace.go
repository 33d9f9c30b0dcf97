package law

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

// Lines renders the trace of an answer, one condition a line. What a requirement rests on is told only where the
// requirement is not met or not known.
func (a Answer) Lines(l lang.Lang) []string { return a.lines(l, true) }

// Assurances renders the conditions that stand beside the level: they are the same for every level of a programme.
func (a Answer) Assurances(l lang.Lang) []string { return a.lines(l, false) }

func (a Answer) lines(l lang.Lang, decides bool) []string {
	var out []string
	for _, s := range a.Steps {
		if s.Decides() == decides {
			out = append(out, s.lines(l, a.On)...)
		}
	}
	return out
}

func (s Step) lines(l lang.Lang, on period.Date) []string {
	head := s.Outcome.sign() + " " + s.text(l, on)
	if s.Provision.ID != "" {
		head += " [" + s.Provision.ID + ": " + s.Provision.place() + s.confidence(l) + "]"
	}
	out := []string{head}
	if s.Inner != nil && s.Outcome != Met {
		for _, line := range s.Inner.Lines(l) {
			out = append(out, "  "+line)
		}
	}
	if len(s.Failing) > 0 {
		out = append(out, "  "+lang.Text{VI: "chưa đạt: ", EN: "not met: "}.In(l)+names(s.Failing, l))
	}
	if len(s.Open) > 0 {
		out = append(out, "  "+lang.Text{VI: "chưa rõ: ", EN: "unknown: "}.In(l)+names(s.Open, l))
	}
	return out
}

// confidence is told on the line itself, where the rule is not certain.
func (s Step) confidence(l lang.Lang) string {
	if s.Provision.Confidence == High {
		return ""
	}
	return lang.Textf("; độ tin cậy %s", "; %s confidence", s.Provision.Confidence.Text().In(l)).In(l)
}

func (s Step) text(l lang.Lang, on period.Date) string {
	switch s.Kind {
	case Required:
		text := lang.Textf("phải đạt trước: %s – %s", "required before: %s – %s", s.Inner.Title(l), s.Outcome.Text().In(l)).In(l)
		if s.Apart {
			text += lang.Text{VI: ", chưa kể điều kiện chung ở dưới", EN: ", apart from the shared condition below"}.In(l)
		}
		return text
	case Undeclared:
		return lang.Textf("chưa khai xã có đặc biệt khó khăn hay không: nếu có thì %[1]s, nếu không thì %[2]s; các dòng dưới tính như xã không thuộc diện này",
			"not said whether the commune has special difficulties: if so %[1]s, if not %[2]s; the lines below take it as one without",
			s.With.Text().In(l), s.Otherwise.Text().In(l)).In(l)
	case NoReport:
		return lang.Text{VI: "xã chưa có số liệu của năm này", EN: "the commune has no numbers for the year"}.In(l)
	case NoRule:
		return fmt.Sprintf(lang.Text{VI: "dữ liệu luật không có quy định nào cho mức độ này có hiệu lực ngày %s", EN: "our data of the law has no rule for this level in force on %s"}.In(l), day(on, l))
	case Recognised:
		return s.membersText(l)
	case Remainder:
		return s.restText(l)
	}
	return s.countText(l)
}

func (s Step) countText(l lang.Lang) string {
	var b strings.Builder
	b.WriteString(s.Provision.Name.In(l))
	if len(s.Provision.Counts) > 1 {
		b.WriteString(" (" + s.Fact.Name.In(l) + ")")
	}
	b.WriteString(lang.Text{VI: ": cần ", EN: ": needs "}.In(l))
	noun := s.Fact.noun().In(l)
	if s.Need != nil {
		fmt.Fprintf(&b, "%d/%d %s (%s)", *s.Need, *s.Of, noun, s.threshold(l))
	} else {
		b.WriteString(s.threshold(l))
	}
	switch {
	case s.Have != nil && s.Of != nil && *s.Of == 0:
		b.WriteString(lang.Text{VI: ", không có ai trong diện", EN: ", there is nobody to count"}.In(l))
	case s.Have != nil && s.Of != nil:
		fmt.Fprintf(&b, lang.Text{VI: ", có %d (%s)", EN: ", has %d (%s)"}.In(l), *s.Have, percentage(*s.Have, *s.Of, l))
	}
	b.WriteString(s.missing(l, noun))
	return b.String()
}

// threshold is the percentage asked for and, where the relaxation was applied, that it was.
func (s Step) threshold(l lang.Lang) string {
	t := "≥ " + percent(s.Percent, l)
	if s.Provision.Comparator == Equal {
		t = percent(s.Percent, l)
	}
	if s.Relaxed {
		t += lang.Text{VI: ", xã đặc biệt khó khăn: ", EN: ", with special difficulties: "}.In(l)
		if s.Provision.Special != nil && len(s.Provision.Special.Counts) > 0 {
			t += s.Whole.Name.In(l)
		} else {
			t += lang.Text{VI: "thay vì ", EN: "instead of "}.In(l) + percent(s.Provision.Percent, l)
		}
	}
	return t
}

func (s Step) restText(l lang.Lang) string {
	text := lang.Text{VI: "Số còn lại: ", EN: "The rest: "}.In(l) + s.Fact.Name.In(l)
	if s.Need != nil {
		text += lang.Textf(": cần đủ %d", ": needs all %d", *s.Need).In(l)
		if s.Have != nil {
			text += lang.Textf(", có %d", ", has %d", *s.Have).In(l)
		}
	}
	return text + s.missing(l, s.Fact.noun().In(l))
}

func (s Step) membersText(l lang.Lang) string {
	noun := unitNoun(s.Provision.Members.Tier).In(l)
	if *s.Of == 0 && len(s.Open) == 0 {
		if s.Outcome == Met {
			return s.Provision.Name.In(l) + lang.Textf(": không có %[1]s nào trong diện", ": there are no such %[2]s", unitNoun(s.Provision.Members.Tier).VI, noun).In(l)
		}
		return s.Provision.Name.In(l) + lang.Textf(": không biết đơn vị có những %[1]s nào", ": its %[2]s are not known", unitNoun(s.Provision.Members.Tier).VI, noun).In(l)
	}
	text := s.Provision.Name.In(l) + fmt.Sprintf(lang.Text{VI: ": cần %d/%d %s (%s), có %d đạt", EN: ": needs %d/%d %s (%s), %d meet it"}.In(l), *s.Need, *s.Of, noun, s.threshold(l), *s.Have)
	if n := len(s.Failing); n > 0 {
		text += fmt.Sprintf(lang.Text{VI: ", %d chưa đạt", EN: ", %d do not"}.In(l), n)
	}
	if n := len(s.Open); n > 0 {
		text += fmt.Sprintf(lang.Text{VI: ", %d chưa rõ", EN: ", %d unknown"}.In(l), n)
	}
	return text + s.missing(l, noun)
}

// missing says how many more are needed, and what was not reported.
func (s Step) missing(l lang.Lang, noun string) string {
	text := ""
	if s.Short != nil && s.Outcome != Met {
		text = lang.Text{VI: fmt.Sprintf(", còn thiếu %d %s", *s.Short, noun), EN: fmt.Sprintf(", %d more needed", *s.Short)}.In(l)
	}
	for i, f := range s.Missing {
		if i == 0 {
			text += lang.Text{VI: "; chưa có số liệu: ", EN: "; not reported: "}.In(l)
		} else {
			text += ", "
		}
		text += f.Name.In(l) + " (" + f.ID + ")"
	}
	return text
}

// Title names what is asked: "xóa mù chữ mức độ 2".
func (q Question) Title(l lang.Lang) string {
	name := q.Program.Name().In(l)
	if q.Program == Preschool5 || q.Program == Preschool3To5 { // these have one standard and no levels
		return name
	}
	return name + lang.Textf(" mức độ %d", " level %d", q.Level).In(l)
}

func day(d period.Date, l lang.Lang) string {
	if l == lang.English {
		return d.String()
	}
	return d.Vietnamese()
}
