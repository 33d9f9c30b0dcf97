package plan

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

func validateDeliverable(f *problem.List, path string, p Plan, d Deliverable) {
	cited(f, path, d.Clause, d.Quote)
	if d.Title.VI == "" {
		f.Add(problem.Problem{
			Code: "title_missing", Place: problem.Path(path), Value: d.ID,
			Rule: lang.Text{VI: "việc phải làm cần tên (title)", EN: "a deliverable needs a title"},
		})
	}
	if d.Due.IsZero() {
		return
	}
	if d.DueText == "" {
		f.Add(problem.Problem{
			Code: "due_without_words", Place: problem.Path(path + ".due"), Value: d.Due.String(),
			Rule: lang.Text{VI: "có ngày hạn thì phải chép lời của văn bản về thời hạn (due_text)", EN: "a due day needs the document's own words on time (due_text)"},
			Hint: lang.Text{VI: "Nếu văn bản không ghi thời hạn, bỏ due", EN: "Where the document gives no time, leave due out"},
		})
	}
	if d.Due.Year() < p.From || d.Due.Year() > p.To {
		f.Add(problem.Problem{
			Code: "due_outside_plan", Place: problem.Path(path + ".due"), Value: d.Due.String(),
			Rule: lang.Textf("kế hoạch chạy từ %d đến %d", "the plan runs from %d to %d", p.From, p.To),
		})
	}
}

func (r Registry) validateForm(f *problem.List, path string, p Plan, form Form) {
	if len(form.Bodies) == 0 && !form.Level.Valid() || !form.Frequency.Valid() {
		f.Add(problem.Problem{
			Code: "form", Place: problem.Path(path), Value: fmt.Sprintf("%s, %s", form.Level, form.Frequency),
			Rule: lang.Text{VI: "biểu phải có level (province, district, commune) hoặc bodies, và frequency (annual, semiannual, quarterly, monthly)", EN: "a form needs a level (province, district, commune) or bodies, and a frequency (annual, semiannual, quarterly, monthly)"},
		})
	}
	for i, ask := range form.Indicators {
		r.validateAsk(f, fmt.Sprintf("%s.indicators[%d]", path, i), form, ask)
	}
	if form.Frequency.Valid() {
		validateTerms(f, path, p, form)
	}
	if form.Due.Clause == "" {
		f.Add(problem.Problem{
			Code: "clause_missing", Place: problem.Path(path + ".due"),
			Rule: lang.Text{VI: "thời hạn thiếu điều khoản (clause)", EN: "the deadline has no clause"},
		})
	}
	if form.Frequency.Valid() {
		validateDue(f, path+".due", form)
	}
}

func (r Registry) validateAsk(f *problem.List, path string, form Form, ask Ask) {
	ind, ok := r.Indicators[ask.Indicator]
	switch {
	case !ok:
		f.Add(problem.Problem{Code: "unknown_indicator", Place: problem.Path(path), Value: ask.Indicator, Rule: unknownIndicator})
	case ind.Measure.Derived():
		f.Add(problem.Problem{
			Code: "derived_indicator", Place: problem.Path(path), Value: ask.Indicator,
			Rule: lang.Text{VI: "tỷ lệ đơn vị và chênh lệch được tính ra, không được báo cáo", EN: "a share of units and a gap are derived, never reported"},
		})
	case ind.Frequency != form.Frequency:
		f.Add(problem.Problem{
			Code: "frequency", Place: problem.Path(path), Value: ask.Indicator,
			Rule: lang.Textf("biểu là %s nhưng chỉ số là %s", "the form is %s, the indicator %s", form.Frequency, ind.Frequency),
		})
	}
}

func validateFindings(f *problem.List, p Plan) {
	for i, fd := range p.Findings {
		path := fmt.Sprintf("findings[%d]", i)
		if fd.Class != Contradiction && fd.Class != Question || fd.Text.VI == "" || len(fd.Clauses) == 0 {
			f.Add(problem.Problem{
				Code: "finding", Place: problem.Path(path), Value: fd.ID,
				Rule: lang.Text{VI: "phát hiện cần class, clauses và text", EN: "a finding needs class, clauses and text"},
			})
		}
		for _, id := range fd.Targets {
			if _, ok := p.Target(id); !ok {
				f.Add(problem.Problem{
					Code: "unknown_target", Place: problem.Path(path + ".targets"), Value: id,
					Rule: lang.Text{VI: "chỉ tiêu không có trong kế hoạch", EN: "the target is not in the plan"},
				})
			}
		}
		for _, id := range fd.Forms {
			if !slices.ContainsFunc(p.Forms, func(form Form) bool { return form.ID == id }) {
				f.Add(problem.Problem{
					Code: "unknown_form", Place: problem.Path(path + ".forms"), Value: id,
					Rule: lang.Text{VI: "biểu không có trong kế hoạch", EN: "the form is not in the plan"},
				})
			}
		}
		for _, id := range fd.Deliverables {
			if _, ok := p.Deliverable(id); !ok {
				f.Add(problem.Problem{
					Code: "unknown_deliverable", Place: problem.Path(path + ".deliverables"), Value: id,
					Rule: lang.Text{VI: "việc phải làm không có trong kế hoạch", EN: "the deliverable is not in the plan"},
				})
			}
		}
	}
}
