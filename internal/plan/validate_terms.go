package plan

import (
	"fmt"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// terms checks for which periods one form asks what of whom.
type terms struct {
	*problem.List
	plan Plan
	form Form
}

func validateTerms(f *problem.List, path string, p Plan, form Form) {
	t := terms{f, p, form}
	t.within(path, form.whole())
	t.bodies(path)
	t.asks(path)
	if form.Facts.Asked {
		t.within(path+".facts", form.Facts.Term)
	}
}

// within checks a term by itself: periods of the form's frequency and of the plan's years, in order.
func (t terms) within(path string, term Term) {
	t.end(path+".first", term.First)
	t.end(path+".last", term.Last)
	if !term.First.IsZero() && !term.Last.IsZero() && term.Last.End().Before(term.First.Start()) {
		t.Add(problem.Problem{
			Code: "term_order", Place: problem.Path(path + ".last"), Value: term.Last.String(),
			Rule: lang.Textf("kỳ cuối (last) trước kỳ đầu (first) %s", "the last period is before the first, %s", term.First),
		})
	}
	if term.AskedOn.IsZero() && term.Due.IsZero() {
		return
	}
	t.late(path, term)
}

func (t terms) end(path string, per period.Period) {
	switch {
	case per.IsZero():
	case per.Frequency() != t.form.Frequency:
		whole := period.Of(t.form.Frequency, per.End())
		t.Add(problem.Problem{
			Code: "term_frequency", Place: problem.Path(path), Value: per.String(),
			Rule: lang.Textf("biểu này báo cáo theo kỳ dạng %[1]s; %[2]s cắt ngang kỳ %[1]s, mà một kỳ chỉ do một nơi báo cáo", "the form is reported for periods such as %[1]s; %[2]s cuts through %[1]s, and a period is one body's", whole, per),
			Hint: lang.Textf("Ghi %s, hoặc kỳ trước hay sau đó", "Write %s, or the period before or after it", whole),
		})
	case per.Start().Year() < t.plan.From || per.End().Year() > t.plan.To:
		t.Add(problem.Problem{
			Code: "term_outside_plan", Place: problem.Path(path), Value: per.String(),
			Rule: lang.Textf("kế hoạch chạy từ %d đến %d", "the plan runs from %d to %d", t.plan.From, t.plan.To),
			Hint: lang.Text{VI: "Bỏ first nếu hỏi từ đầu, bỏ last nếu hỏi đến cuối", EN: "Leave first out where it was always asked, last where it goes on"},
		})
	}
}

// late checks what is said of a decision that came after a deadline: when it was made, where, and by when it has to be
// answered.
func (t terms) late(path string, term Term) {
	first := term.First
	if first.IsZero() {
		first = period.Of(t.form.Frequency, period.DateOf(t.plan.From, 1, 1))
	}
	over := closed(first, t.form.LastGoodDay(first))
	switch {
	case term.AskedOn.IsZero() || term.Due.IsZero() || term.Clause == "":
		t.Add(problem.Problem{
			Code: "asked_on_incomplete", Place: problem.Path(path),
			Rule: lang.Text{VI: "hỏi sau hạn thì cần cả asked_on (ngày quyết định), due (ngày cuối cùng được nộp) và clause (văn bản, điều khoản)", EN: "what is asked after a deadline needs asked_on (the day of the decision), due (the last good day) and clause (document and clause)"},
		})
	case !term.Due.After(term.AskedOn):
		t.Add(problem.Problem{
			Code: "asked_on_due", Place: problem.Path(path + ".due"), Value: term.Due.String(),
			Rule: lang.Textf("ngày cuối cùng được nộp phải sau ngày quyết định (%s)", "the last good day must follow the day of the decision (%s)", term.AskedOn),
		})
	case !term.AskedOn.After(over):
		t.Add(problem.Problem{
			Code: "asked_on_early", Place: problem.Path(path + ".asked_on"), Value: term.AskedOn.String(),
			Rule: lang.Textf("kỳ đầu %s còn nhận đến hết %s: quyết định này không đến sau hạn", "the first period, %s, was open to the end of %s: this decision did not come late", first, over),
			Hint: lang.Text{VI: "Bỏ asked_on và due: hạn của biểu là đủ", EN: "Leave asked_on and due out: the form's own deadline holds"},
		})
	}
}

// bodies checks that at every time one body owes the form, and that none is forgotten in between.
func (t terms) bodies(path string) {
	if len(t.form.Bodies) > 0 && (t.form.Level != "" || t.form.Reporter.VI != "") {
		t.Add(problem.Problem{
			Code: "body_twice", Place: problem.Path(path), Value: t.form.ID,
			Rule: lang.Text{VI: "biểu có bodies thì không ghi level và reporter", EN: "a form with bodies has neither level nor reporter"},
			Hint: lang.Text{VI: "Chuyển level và reporter vào mục đầu của bodies (level, name)", EN: "Move level and reporter into the first of bodies (level, name)"},
		})
	}
	seen := map[string]bool{}
	for i, b := range t.form.Bodies {
		at := fmt.Sprintf("%s.bodies[%d]", path, i)
		ownID(t.List, at+".id", b.ID, seen)
		if !b.Level.Valid() {
			t.Add(problem.Problem{Code: "level", Place: problem.Path(at + ".level"), Value: string(b.Level), Rule: levelRule})
		}
		t.within(at, b.Term)
		if i > 0 && !follows(t.form.Bodies[i-1].Term, b.Term) {
			t.Add(problem.Problem{
				Code: "body_order", Place: problem.Path(at), Value: b.ID,
				Rule: lang.Textf("kỳ đầu (first) phải liền sau kỳ cuối (last) của %s: không kỳ nào có hai cơ quan hoặc không có cơ quan nào", "its first period must follow the last one of %s at once: no period has two bodies, or none", t.form.Bodies[i-1].ID),
			})
		}
	}
}

// follows reports whether one term begins with the period after the last one of the other.
func follows(before, after Term) bool {
	return !before.Last.IsZero() && !after.First.IsZero() && before.Last.Next() == after.First
}

// asks checks that nothing is asked twice for a period.
func (t terms) asks(path string) {
	for i, a := range t.form.Indicators {
		at := fmt.Sprintf("%s.indicators[%d]", path, i)
		t.within(at, a.Term)
		for _, b := range t.form.Indicators[:i] {
			if a.Indicator == b.Indicator && a.Term.Meets(b.Term) {
				t.Add(problem.Problem{
					Code: "asked_twice", Place: problem.Path(at), Value: a.Indicator,
					Rule: lang.Text{VI: "biểu đã hỏi chỉ số này cho cùng kỳ", EN: "the form already asks for this indicator in the same period"},
					Hint: lang.Text{VI: "Ghi last cho mục trước, first cho mục này", EN: "Give the entry before a last period, and this one a first"},
				})
			}
		}
	}
}
