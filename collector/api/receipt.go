package api

import (
	"errors"
	"net/http"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// accepted is a submission as the API shows it.
type accepted struct {
	receipt
	Plan     string `json:"plan"`
	Reporter string `json:"reporter"`
	Source   string `json:"source"`
	Note     string `json:"note"`
	Rows     []cell `json:"rows"`
}

type cell struct {
	report.Entry
	Revision int `json:"revision"` // the revision that these numbers got or already had
	Newest   int `json:"newest"`   // the revision that stands now
}

// receipt answers what was accepted under a receipt. What lies outside the reporter's units is not there for them.
func (s *server) receipt(w http.ResponseWriter, r *http.Request, who subject.Subject) {
	a, err := s.Ledger.Find(r.Context(), r.PathValue("receipt"))
	switch {
	case errors.Is(err, ledger.ErrNotFound) || err == nil && !s.mayRead(who, a):
		refuse(w, r, http.StatusNotFound, problem.Problem{
			Code: "unknown_receipt", Value: r.PathValue("receipt"),
			Rule: lang.Text{VI: "không có biên nhận này", EN: "there is no such receipt"},
			Hint: lang.Text{VI: "Kiểm tra số biên nhận, dạng XHHT-XXXX-XXXX-XXXX", EN: "Check the receipt, of the form XHHT-XXXX-XXXX-XXXX"},
		})
		return
	case err != nil:
		s.Log.Error("receipt could not be read", "err", err)
		refuse(w, r, http.StatusServiceUnavailable, internalError)
		return
	}
	names, err := s.Subjects.Names(r.Context(), []subject.ID{subject.ID(a.Subject)})
	if err != nil {
		s.unknowable(w, r, err)
		return
	}
	out := accepted{receipt: receiptOf(a.Receipt, langOf(r)), Plan: a.Plan, Reporter: workspace.Called(a.Reporter, a.Subject, names), Source: a.Source, Note: a.Note}
	for _, c := range a.Cells {
		out.Rows = append(out.Rows, cell(c))
	}
	answer(w, http.StatusOK, out)
}

// mayRead reports whether somebody may see all of a submission.
func (s *server) mayRead(who subject.Subject, a ledger.Accepted) bool {
	p, _ := s.Registry.Plan(a.Plan) // without one nothing but the unit decides
	for _, c := range a.Cells {
		unit, _ := s.Registry.Areas.Get(c.Unit)
		form, _, _ := p.FormFor(c.Indicator, unit.Level, c.Period)
		body, _ := form.Body(c.Period)
		if !who.May(s.Registry.Reach(p), subject.Act{Verb: subject.Read, Unit: c.Unit, Body: body.ID, Plan: a.Plan, Form: form.ID}) {
			return false
		}
	}
	return true
}
