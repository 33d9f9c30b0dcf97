package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

func TestDoubts(t *testing.T) {
	question := func(n string) plan.Finding {
		return plan.Finding{ID: n, Class: plan.Question, Targets: []string{"t"}, Text: lang.Text{VI: "Hỏi " + n + ".", EN: "Ask " + n + "."}}
	}
	against := plan.Finding{ID: "c", Class: plan.Contradiction, Targets: []string{"t"}, Text: lang.Text{VI: "Trái nhau.", EN: "Against."}}
	whole := plan.Finding{ID: "w", Class: plan.Question, Text: lang.Text{VI: "Chung.", EN: "All."}}
	for name, c := range map[string]struct {
		findings       []plan.Finding
		contradictions int
		open           lang.Text
	}{
		"none":         {nil, 0, lang.Text{}},
		"other":        {[]plan.Finding{whole}, 0, lang.Text{}},
		"both classes": {[]plan.Finding{question("1"), against}, 1, lang.Text{VI: "Văn bản để ngỏ: Hỏi 1.", EN: "The source leaves open: Ask 1."}},
		"many": {[]plan.Finding{question("1"), question("2"), question("3"), question("4")}, 0, lang.Text{
			VI: "Văn bản để ngỏ: Hỏi 1. Hỏi 2. Và 2 điểm khác – xem Chất lượng số liệu.", EN: "The source leaves open: Ask 1. Ask 2. And 2 more – see Data quality."}},
	} {
		contradictions, open := plan.Plan{Findings: c.findings}.Doubts(func(f plan.Finding) bool { return !f.OfThePlan() })
		if diff := cmp.Diff(c.open, open); diff != "" || len(contradictions) != c.contradictions {
			t.Errorf("%s: %d contradictions (-want +got):\n%s", name, len(contradictions), diff)
		}
	}
	for _, f := range []plan.Finding{{Targets: []string{"t"}}, {Forms: []string{"f"}}, {Deliverables: []string{"d"}}} {
		if f.OfThePlan() {
			t.Errorf("%+v is about a part of the plan", f)
		}
	}
}
