package report

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
)

// By is who hands rows in, and in which way.
type By struct {
	subject.Subject
	Source string // as the ledger calls it
}

// reaches reports whether whoever hands the rows in has anything to do with the unit.
func (c *checker) reaches(uid string) bool { return c.by.Reaches(c.reg.Reach(c.plan), uid) }

// inScope refuses a cell of a unit that they reach, but on a form, of a body or in a way that is not theirs.
func (c *checker) inScope(r Row, f plan.Form, a area.Area, per period.Period) {
	body, _ := f.Body(per) // somebody owes the form, or the cell was refused before
	act := subject.Act{Verb: subject.Submit, Unit: a.UID, Body: body.ID, Plan: c.plan.ID, Form: f.ID, Source: c.by.Source}
	if c.by.May(c.reg.Reach(c.plan), act) {
		return
	}
	c.problems.Add(problem.Problem{
		Code: "form_out_of_scope", Place: r.At("indicator"), Value: r.Indicator,
		Rule: lang.Textf("tài khoản này không được báo cáo biểu %s của %s", "this account may not report on form %s of %s", f.ID, a.FullName),
		Hint: lang.Text{VI: "Gửi bằng tài khoản của cơ quan làm biểu này, hoặc nhờ người quản trị cấp quyền", EN: "Use the account of the body that makes this report, or ask the operator for the right to"},
	})
}
