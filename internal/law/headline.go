package law

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
)

// Headline is the level in one sentence: "xóa mù chữ: đạt mức độ 1, có thể mức độ 2". What was worked out by a decree that nobody
// has confirmed says so here, before anybody reads a condition.
func (s Standing) Headline(l lang.Lang) string {
	line := s.Program.Name().In(l) + ": " + s.level(l)
	if by := s.Unconfirmed(); len(by) > 0 {
		line += " (" + UnconfirmedWords(by).In(l) + ")"
	}
	return line
}

// Unconfirmed lists the numbers of the decrees that decided any of the answers and that are not confirmed, each once.
func (s Standing) Unconfirmed() []string {
	var out []string
	for _, a := range s.Answers {
		for _, p := range a.Doubts {
			if p.Unconfirmed && !p.Assurance && !slices.Contains(out, p.Decree) {
				out = append(out, p.Decree)
			}
		}
	}
	return out
}

// UnconfirmedWords says that a level was worked out by decrees that are not confirmed.
func UnconfirmedWords(decrees []string) lang.Text {
	list := strings.Join(decrees, ", ")
	return lang.Textf("theo quy định chưa được xác nhận: %s", "by rules that are not confirmed: %s", list)
}

func (s Standing) level(l lang.Lang) string {
	single := s.Program == Preschool5 || s.Program == Preschool3To5
	switch {
	case len(s.Answers) == 0:
		return lang.Text{VI: "chưa rõ, dữ liệu luật không có quy định nào có hiệu lực", EN: "unknown, our data of the law has no rule in force"}.In(l)
	case single:
		return s.Answers[0].Outcome.Text().In(l)
	case s.High == 0:
		return lang.Text{VI: "chưa đạt mức độ nào", EN: "no level reached"}.In(l)
	case s.Low == s.High:
		return lang.Textf("đạt mức độ %d", "level %d reached", s.Low).In(l)
	case s.Low == 0:
		return lang.Textf("chưa rõ, cao nhất có thể là mức độ %d", "unknown, level %d at most", s.High).In(l)
	}
	return fmt.Sprintf(lang.Text{VI: "chắc chắn mức độ %d, có thể mức độ %d", EN: "certainly level %d, possibly level %d"}.In(l), s.Low, s.High)
}

// Declaration holds a declared level against the computed one in one sentence.
func (s Standing) Declaration(declared int, l lang.Lang) string {
	said := lang.Textf("đơn vị khai mức độ %d: ", "declared level %d: ", declared)
	var verdict lang.Text
	switch s.Compare(declared) {
	case Agrees:
		verdict = lang.Text{VI: "khớp với kết quả tính", EN: "agrees with what was computed"}
	case TooHigh:
		verdict = lang.Text{VI: "cao hơn kết quả tính", EN: "higher than what was computed"}
	case TooLow:
		verdict = lang.Text{VI: "thấp hơn kết quả tính", EN: "lower than what was computed"}
	default:
		verdict = lang.Text{VI: "chưa xác nhận được với số liệu hiện có", EN: "cannot be confirmed with the numbers there are"}
	}
	return said.In(l) + verdict.In(l)
}

// Place cites the rule for a unit of the tier, and says where the text itself is silent on that tier.
func (l Lapse) Place(decree string, tier area.Level, language lang.Lang) string {
	place := l.Article + ", " + decree
	if tier == l.Tier {
		return place
	}
	return place + lang.Text{
		VI: fmt.Sprintf("; điều này chỉ nói về %s, với %s ở đây áp dụng tương tự", l.Tier.Name(), tier.Name()),
		EN: fmt.Sprintf("; it speaks of a %s only and is applied to a %s by analogy", l.Tier, tier),
	}.In(language)
}

// History tells how a recognition stands after the last year, and the years that led there.
func (l Lapse) History(list []Keeping, place string, language lang.Lang) string {
	var years []string
	for _, k := range list {
		years = append(years, fmt.Sprintf("%d %s", k.Year, k.Outcome.Text().In(language)))
	}
	last := list[len(list)-1]
	var verdict lang.Text
	switch {
	case last.Again == Met:
		verdict = lang.Textf("lần tới phải kiểm tra công nhận như lần đầu (%s)", "the next recognition is a first-time one (%s)", place)
	case last.Outcome == Met && len(list) > 1 && list[len(list)-2].Again == Met:
		verdict = lang.Textf("đạt trở lại, với điều kiện đã kiểm tra công nhận như lần đầu (%s)", "met again, provided that the first-time recognition took place (%s)", place)
	case last.Held == Met && last.Outcome == Met:
		verdict = lang.Text{VI: "đang được duy trì", EN: "is being kept"}
	case last.Held == Met && last.Outcome == Unknown:
		verdict = lang.Text{VI: "chưa mất công nhận, nhưng năm cuối chưa rõ có duy trì được không", EN: "is not lost, but whether the last year kept it is unknown"}
	case last.Held == Met:
		verdict = lang.Text{
			VI: fmt.Sprintf("đã %d năm không duy trì; đủ %d năm liền thì phải công nhận lại như lần đầu (%s)", last.Missed, l.Misses, place),
			EN: fmt.Sprintf("not kept for %d year(s); after %d in a row it has to be won again as a first-time case (%s)", last.Missed, l.Misses, place),
		}
	default:
		verdict = lang.Text{VI: "chưa xác định được còn giữ hay phải công nhận lại", EN: "it cannot be told whether it is held or has to be won again"}
	}
	return strings.Join(years, ", ") + " → " + verdict.In(language)
}
