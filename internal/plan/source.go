package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// One cell may be asked by forms of two plans: a district's level by the learning-society plan, and by the duty to report on universal
// education. One of the forms is its source. What comes on the other is kept beside, and shown as reported under that plan.

// SourceOf is the form of another plan that is the source of what the form asks the unit for; false where the form is its own source.
func (r Registry) SourceOf(f Form, indicator string, a area.Area, per period.Period) (Plan, Form, bool) {
	for _, ref := range f.Sources {
		q, g, ok := r.formNamed(ref)
		if !ok || !q.member(a.UID) || !q.Reports(a, per) {
			continue
		}
		if _, owes := r.Owes(q, g, indicator, a, per); owes {
			return q, g, true
		}
	}
	return Plan{}, Form{}, false
}

// Elsewhere is SourceOf for whichever form of the plan asks units of the tier for the indicator.
func (r Registry) Elsewhere(p Plan, indicator string, a area.Area, per period.Period) (Plan, Form, bool) {
	f, _, ok := p.FormFor(indicator, a.Level, per)
	if !ok {
		return Plan{}, Form{}, false
	}
	return r.SourceOf(f, indicator, a, per)
}

// formNamed finds a form by PLAN/FORM.
func (r Registry) formNamed(ref string) (Plan, Form, bool) {
	id, form, _ := strings.Cut(ref, "/")
	p, ok := r.Plan(id)
	if !ok {
		return Plan{}, Form{}, false
	}
	f, ok := p.Form(form)
	return p, f, ok
}

func (p Plan) member(uid string) bool { return uid == p.Root || slices.Contains(p.Units, uid) }

// ValidateSources checks that every cell which a form of the plan and one of another plan ask for has one source. It needs all plans.
// Where neither form names the other it is said of the plan that is no regime, or else of the later one.
func (r Registry) ValidateSources(p Plan) problem.List {
	var out problem.List
	for i, f := range p.Forms {
		at := fmt.Sprintf("forms[%d]", i)
		for j, ref := range f.Sources {
			if q, _, ok := r.formNamed(ref); !ok || q.ID == p.ID {
				out.Add(problem.Problem{
					Code: "unknown_source", Place: problem.Path(fmt.Sprintf("%s.sources[%d]", at, j)), Value: ref,
					Rule: lang.Text{VI: "nguồn phải là một biểu của kế hoạch khác, viết KẾ_HOẠCH/BIỂU", EN: "a source is a form of another plan, written PLAN/FORM"},
				})
			}
		}
		for _, q := range r.Plans {
			for _, g := range q.Forms {
				if q.ID == p.ID || p.Kind == Reference || q.Kind == Reference {
					continue
				}
				if c, ok := r.shared(p, f, q, g); ok {
					out = append(out, r.oneSource(at, p, f, q, g, c)...)
				}
			}
		}
	}
	return out
}

// cell is one that two forms ask for.
type cell struct {
	indicator string
	unit      area.Area
	period    period.Period
}

// shared finds a cell that both forms ask for.
func (r Registry) shared(p Plan, f Form, q Plan, g Form) (cell, bool) {
	if f.Frequency != g.Frequency {
		return cell{}, false
	}
	theirs := map[period.Period]bool{}
	for _, per := range q.Periods(g) {
		theirs[per] = true
	}
	asked := g.EverAsked()
	for _, per := range p.Periods(f) {
		ours, _ := f.Body(per)
		if other, ok := g.Body(per); !theirs[per] || !ok || other.Level != ours.Level {
			continue
		}
		for _, a := range r.Members(p, ours.Level) {
			if !q.member(a.UID) || !p.Reports(a, per) || !q.Reports(a, per) {
				continue
			}
			for _, ask := range f.Asks(per) {
				if !slices.Contains(asked, ask.Indicator) || !p.asksUnit(ask.Indicator, a.UID) {
					continue
				}
				if _, ok := r.Owes(q, g, ask.Indicator, a, per); ok {
					return cell{ask.Indicator, a, per}, true
				}
			}
		}
	}
	return cell{}, false
}

// oneSource refuses a cell of two forms that has no source, or two.
func (r Registry) oneSource(at string, p Plan, f Form, q Plan, g Form, c cell) problem.List {
	here, there := p.ID+"/"+f.ID, q.ID+"/"+g.ID
	ours, theirs := slices.Contains(f.Sources, there), slices.Contains(g.Sources, here)
	late := slices.IndexFunc(r.Plans, func(x Plan) bool { return x.ID == p.ID }) > slices.IndexFunc(r.Plans, func(x Plan) bool { return x.ID == q.ID })
	if (p.Kind == Regime) != (q.Kind == Regime) {
		late = q.Kind == Regime
	}
	short := r.Indicators[c.indicator].Short
	switch {
	case ours && theirs && late:
		return problem.List{{
			Code: "sources_of_each_other", Place: problem.Path(at + ".sources"), Value: there,
			Rule: lang.Textf("hai biểu %[1]s và %[2]s lấy số của nhau", "the forms %[1]s and %[2]s take their numbers from each other", here, there),
			Hint: lang.Text{VI: "Bỏ sources ở một trong hai", EN: "Leave sources out of one of them"},
		}}
	case !ours && !theirs && late:
		return problem.List{{
			Code: "two_sources", Place: problem.Path(at), Value: f.ID,
			Rule: lang.Textf("biểu này và %[1]s cùng hỏi “%[2]s” của %[4]s kỳ %[5]s, mà chưa nói số lấy từ biểu nào", "this form and %[1]s both ask %[4]s for “%[3]s” for %[5]s, and neither says whose number counts",
				there, short.VI, short.In(lang.English), c.unit.UID, c.period),
			Hint: lang.Textf("Thêm sources: [%[1]s] ở biểu này, hoặc sources: [%[2]s] ở biểu kia", "Add sources: [%[1]s] here, or sources: [%[2]s] there", there, here),
		}}
	}
	return nil
}
