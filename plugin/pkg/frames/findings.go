package frames

import (
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/scorecard"
)

var findingClasses = states[plan.Class]{
	{plan.Contradiction, problem.Text{VI: "Mâu thuẫn", EN: "Contradiction"}, orange},
	{plan.Question, problem.Text{VI: "Để ngỏ", EN: "Open question"}, slateGrey},
}

// Findings is one table with one row per thing that the plan's source contradicts or leaves open.
func Findings(v View, rows []plan.Finding) *data.Frame {
	t := tableOf(v, rows)
	t.text("finding", "Mã", "ID", func(f plan.Finding) string { return f.ID })
	enum(t, "class", "Loại", "Class", findingClasses, func(f plan.Finding) plan.Class { return f.Class })
	t.text("clauses", "Điều khoản", "Clauses", func(f plan.Finding) string { return strings.Join(f.Clauses, "; ") })
	t.text("text", "Nội dung", "What", func(f plan.Finding) string { return f.Text.In(v.Lang) })
	t.text("targets", "Mã chỉ tiêu", "Target IDs", func(f plan.Finding) string { return strings.Join(f.Targets, ", ") })
	t.text("target_names", "Chỉ tiêu", "Targets", func(f plan.Finding) string { return v.about(f) })
	t.text("forms", "Biểu", "Forms", func(f plan.Finding) string { return strings.Join(f.Forms, ", ") })
	t.text("deliverables", "Nhiệm vụ", "Tasks", func(f plan.Finding) string { return strings.Join(f.Deliverables, ", ") })
	return t.frame("findings")
}

// about names the targets of a finding; one that is about nothing in particular is about the plan.
func (v View) about(f plan.Finding) string {
	if f.OfThePlan() {
		return problem.Text{VI: "Cả kế hoạch", EN: "The whole plan"}.In(v.Lang)
	}
	var out []string
	for _, id := range f.Targets {
		if t, ok := v.Plan.Target(id); ok {
			out = append(out, scorecard.IndicatorName(t.Named(v.Registry.Indicators[t.Indicator]), v.Lang))
		}
	}
	return strings.Join(out, "; ")
}
