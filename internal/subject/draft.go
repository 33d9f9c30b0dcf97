package subject

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// Draft is a scope as somebody wrote it down, in composed Unicode (NFC).
type Draft struct {
	Unit    string   // UID, official code or name; Everywhere
	Bodies  []string // IDs of bodies that the plans name
	Forms   []string // PLAN or PLAN/FORM; of the plan its beginning is enough
	Sources []string
}

// ReadScope turns a draft into a scope, or names every problem by the draft's field in lower case. Sources are those there are.
func ReadScope(reg plan.Registry, sources []string, d Draft) (Scope, problem.List) {
	r := reader{reg: reg}
	s := Scope{Unit: r.unit(d.Unit)}
	for _, text := range d.Bodies {
		s.Bodies = append(s.Bodies, r.oneOf("body", text, r.bodies()))
	}
	for _, text := range d.Forms {
		s.Forms = append(s.Forms, r.form(text))
	}
	for _, text := range d.Sources {
		s.Sources = append(s.Sources, r.oneOf("source", text, sources))
	}
	if len(r.problems) > 0 {
		return Scope{}, r.problems
	}
	return s, nil
}

type reader struct {
	reg      plan.Registry
	problems problem.List
}

func (r *reader) unit(text string) string {
	if text == Everywhere {
		return text
	}
	found := r.reg.Areas.Find(text)
	switch {
	case text == "":
		r.problems.Add(problem.Problem{
			Code: "no_unit", Place: problem.Field("unit"),
			Rule: lang.Text{VI: "chưa nêu đơn vị", EN: "no unit is named"},
			Hint: lang.Text{VI: "Nêu đơn vị bằng mã, uid hoặc tên; * là mọi nơi mà các kế hoạch bao gồm", EN: "Name a unit by code, uid or name; * is everywhere that the plans cover"},
		})
	case len(found) == 0:
		r.problems.Add(problem.Problem{
			Code: "unknown_unit", Place: problem.Field("unit"), Value: text,
			Rule: area.NoUnit, Hint: area.Offer(text, r.reg.Areas.All()),
		})
	case len(found) > 1:
		r.problems.Add(problem.Problem{
			Code: "ambiguous_unit", Place: problem.Field("unit"), Value: text,
			Rule: lang.Text{VI: "nhiều đơn vị mang mã hoặc tên này", EN: "several units have this code or name"}, Hint: byUID(found),
		})
	default:
		return found[0].UID
	}
	return ""
}

// byUID names units so that each can be told from the others.
func byUID(units []area.Area) lang.Text {
	const most = 12
	var names []string
	for _, a := range units[:min(most, len(units))] {
		names = append(names, a.UID+" = "+a.FullName)
	}
	return lang.Textf("Dùng uid: %s", "Use the uid: %s", strings.Join(names, "; "))
}

func (r *reader) form(text string) string {
	planText, formText, one := strings.Cut(text, "/")
	p, problems := r.reg.Find(planText, nil)
	for _, pr := range problems {
		pr.Place, pr.Value = problem.Field("form"), text
		r.problems.Add(pr)
	}
	if len(problems) > 0 || !one {
		return p.ID
	}
	var ids []string
	for _, f := range p.Forms {
		ids = append(ids, f.ID)
	}
	return FormOf(p.ID, r.oneOf("form", formText, ids))
}

// bodies are the IDs of all bodies that a plan names.
func (r *reader) bodies() []string {
	var ids []string
	for _, p := range r.reg.Plans {
		for _, f := range p.Forms {
			for _, b := range f.Bodies {
				ids = append(ids, b.ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (r *reader) oneOf(field, text string, known []string) string {
	if !slices.Contains(known, text) {
		hint := lang.Textf("Một trong: %s", "One of: %s", strings.Join(known, ", "))
		if len(known) == 0 {
			hint = lang.Text{VI: "Chưa kế hoạch nào nêu: bỏ trống", EN: "The plans name none yet: leave it out"}
		}
		r.problems.Add(problem.Problem{
			Code: problem.Code("unknown_" + field), Place: problem.Field(field), Value: text,
			Rule: lang.Text{VI: "không có mã này", EN: "there is no such ID"}, Hint: hint,
		})
	}
	return text
}
