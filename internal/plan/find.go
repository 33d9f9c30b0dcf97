package plan

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Find returns the plan that a text means, its ID or the beginning of one, among those that will serve; nil takes all. If there
// is not exactly one, the problem is an unknown plan.
func (r Registry) Find(text string, serves func(Plan) bool) (Plan, problem.List) {
	found := serving(r.Match(text), serves)
	if len(found) == 1 {
		return found[0], nil
	}
	p := r.Unknown(text, serves)
	if len(found) > 1 && text != "" {
		p.Rule = lang.Text{VI: "mã viết tắt này hợp với nhiều kế hoạch", EN: "several plans begin with this"}
		p.Hint = listed(found)
	}
	return Plan{}, problem.List{p}
}

// Unknown says that no plan has the ID, and which would serve.
func (r Registry) Unknown(id string, serves func(Plan) bool) problem.Problem {
	p := problem.Problem{
		Code: "unknown_plan", Place: problem.Field("plan"), Value: id,
		Rule: lang.Text{VI: "không có kế hoạch nào mang mã này", EN: "no plan has this id"},
		Hint: listed(serving(r.Plans, serves)),
	}
	if id == "" {
		p.Rule = lang.Text{VI: "chưa nêu kế hoạch", EN: "no plan is named"}
	}
	return p
}

// Judges reports whether the plan asks something of units: a text that is only compared with does not.
func (p Plan) Judges() bool { return p.Kind != Reference }

func serving(plans []Plan, serves func(Plan) bool) []Plan {
	if serves == nil {
		return plans
	}
	return slices.DeleteFunc(slices.Clone(plans), func(p Plan) bool { return !serves(p) })
}

// listed names plans; of a country's only the first.
func listed(plans []Plan) lang.Text {
	const most = 12
	var ids []string
	for _, p := range plans[:min(most, len(plans))] {
		ids = append(ids, p.ID)
	}
	list := strings.Join(ids, ", ")
	if more := len(plans) - most; more > 0 {
		return lang.Textf("Các kế hoạch: %s và %d kế hoạch khác", "Plans: %s and %d more", list, more)
	}
	return lang.Textf("Các kế hoạch: %s", "Plans: %s", list)
}
