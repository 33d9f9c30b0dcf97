package plan

import (
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// OfThePlan reports whether the finding is about the plan as a whole and not about one of its targets, forms or tasks.
func (f Finding) OfThePlan() bool { return len(f.Targets)+len(f.Forms)+len(f.Deliverables) == 0 }

// Doubts tells the findings chosen as a reader meets them beside a number: every contradiction for itself, and what is left
// open in one text that stays short, since a whole tier's targets share a dozen questions.
func (p Plan) Doubts(chosen func(Finding) bool) (contradictions []lang.Text, open lang.Text) {
	const most = 2
	var questions []lang.Text
	for _, f := range p.Findings {
		switch {
		case !chosen(f):
		case f.Class == Contradiction:
			contradictions = append(contradictions, f.Text)
		default:
			questions = append(questions, f.Text)
		}
	}
	if len(questions) == 0 {
		return contradictions, lang.Text{}
	}
	var vi, en []string
	for _, q := range questions[:min(most, len(questions))] {
		vi, en = append(vi, q.VI), append(en, q.In(lang.English))
	}
	open = lang.Text{VI: "Văn bản để ngỏ: " + strings.Join(vi, " "), EN: "The source leaves open: " + strings.Join(en, " ")}
	if more := len(questions) - most; more > 0 {
		rest := lang.Textf(" Và %d điểm khác – xem Chất lượng số liệu.", " And %d more – see Data quality.", more)
		open.VI, open.EN = open.VI+rest.VI, open.EN+rest.EN
	}
	return contradictions, open
}
