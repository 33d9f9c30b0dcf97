package frames

import (
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/wording"
)

var findingClasses = states[plan.Class]{
	{plan.Contradiction, lang.Text{VI: "Mâu thuẫn", EN: "Contradiction"}, wording.Orange},
	{plan.Question, lang.Text{VI: "Để ngỏ", EN: "Open question"}, wording.SlateGrey},
}

// Findings is one table with one row per thing that the plan's source contradicts or leaves open.
func Findings(v View, rows []plan.Finding) *data.Frame {
	t := tableOf(v, rows)
	t.text(column.Finding, "Mã", "ID", func(f plan.Finding) string { return f.ID })
	enum(t, column.Class, "Loại", "Class", findingClasses, func(f plan.Finding) plan.Class { return f.Class })
	t.text(column.Text, "Nội dung", "What", func(f plan.Finding) string { return f.Text.In(v.Lang) })
	t.text(column.About, "Về", "About", v.about)
	t.text(column.Clauses, "Điều khoản", "Clauses", func(f plan.Finding) string { return strings.Join(f.Clauses, "; ") })
	t.text(column.Targets, "Mã chỉ tiêu", "Target IDs", func(f plan.Finding) string { return strings.Join(f.Targets, ", ") })
	t.text(column.TargetNames, "Chỉ tiêu", "Targets", func(f plan.Finding) string { return strings.Join(v.targetNames(f), "; ") })
	t.text(column.Forms, "Biểu", "Forms", func(f plan.Finding) string { return strings.Join(v.formNames(f), "; ") })
	t.text(column.Deliverables, "Nhiệm vụ", "Tasks", func(f plan.Finding) string { return strings.Join(v.taskNames(f), "; ") })
	return t.frame("findings")
}

// mostNamed is how many things a finding names before it counts the rest: a question on all targets is not a list of them.
const mostNamed = 3

// about names the targets, forms and tasks of a finding; one that is about nothing in particular is about the plan.
func (v View) about(f plan.Finding) string {
	if f.OfThePlan() {
		return lang.Text{VI: "Cả kế hoạch", EN: "The whole plan"}.In(v.Lang)
	}
	names := slices.Concat(v.targetNames(f), v.formNames(f), v.taskNames(f))
	if more := len(names) - mostNamed; more > 1 {
		names = append(names[:mostNamed], lang.Textf("… và %d việc khác", "… and %d more", more).In(v.Lang))
	}
	return strings.Join(names, "; ")
}

func (v View) targetNames(f plan.Finding) []string {
	var out []string
	for _, id := range f.Targets {
		if t, ok := v.Plan.Target(id); ok {
			out = append(out, wording.IndicatorName(t.Named(v.Registry.Indicators[t.Indicator]), v.Lang))
		}
	}
	return out
}

func (v View) formNames(f plan.Finding) []string {
	var out []string
	for _, id := range f.Forms {
		if form, ok := v.Plan.Form(id); ok {
			out = append(out, form.Name.In(v.Lang))
		}
	}
	return out
}

func (v View) taskNames(f plan.Finding) []string {
	var out []string
	for _, d := range v.Plan.Deliverables {
		if slices.Contains(f.Deliverables, d.ID) {
			out = append(out, d.Title.In(v.Lang))
		}
	}
	return out
}
