package api

import (
	"errors"
	"net/http"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
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
	Body     string `json:"body,omitempty"`
	Note     string `json:"note"`
	Sample   string `json:"sample,omitempty"`
	Takes    string `json:"withdraws,omitempty"` // the receipt that it takes back as a whole
	Rows     []cell `json:"rows"`
}

type cell struct {
	report.Entry
	Revision int `json:"revision"` // the revision that these numbers got or already had
	Newest   int `json:"newest"`   // the newest revision of the cell

	WithdrawnBy string `json:"withdrawn_by,omitempty"` // the receipt that took these numbers back

	UnitName      string        `json:"unit_name"`
	UnitCode      string        `json:"unit_code"`
	UnitLevel     area.Level    `json:"unit_level"`
	IndicatorName string        `json:"indicator_name"`
	Wrote         bool          `json:"wrote"`  // the submission changed the cell; else it held these numbers already
	Before        *report.Entry `json:"before"` // what stood before; null where nothing did
}

func cellOf(reg plan.Registry, c ledger.AcceptedCell, l lang.Lang) cell {
	u, _ := reg.Areas.Get(c.Unit)
	return cell{
		Entry: c.Entry, Revision: c.Revision, Newest: c.Newest, WithdrawnBy: c.WithdrawnBy, UnitName: u.FullName, UnitCode: u.Code, UnitLevel: u.Level,
		IndicatorName: reg.Indicators[c.Indicator].Name.In(l), Wrote: c.Wrote, Before: c.Before,
	}
}

// receipt answers what was accepted under a receipt. What lies outside the reporter's units is not there for them.
func (s *server) receipt(w http.ResponseWriter, r *http.Request, who subject.Subject) {
	reg, ok := s.inForce(w, r)
	if !ok {
		return
	}
	a, err := s.Ledger.Find(r.Context(), ledger.TypedReceipt(r.PathValue("receipt")))
	switch {
	case errors.Is(err, ledger.ErrNotFound) || err == nil && !mayRead(reg, who, a):
		refuse(w, r, http.StatusNotFound, unknownReceipt(r.PathValue("receipt")))
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
	out := accepted{
		receipt: receiptOf(a.Receipt, nil, langOf(r)), Plan: a.Plan, Reporter: workspace.Called(a.Reporter, a.Subject, names), Source: a.Source, Body: a.Body,
		Note: a.Note, Sample: a.Sample, Takes: a.Withdraws,
	}
	for _, c := range a.Cells {
		out.Rows = append(out.Rows, cellOf(reg, c, langOf(r)))
	}
	answer(w, http.StatusOK, out)
}

func unknownReceipt(id string) problem.Problem {
	return problem.Problem{
		Code: "unknown_receipt", Value: id,
		Rule: lang.Text{VI: "không có biên nhận này", EN: "there is no such receipt"},
		Hint: lang.Text{VI: "Kiểm tra số biên nhận, dạng XHHT-XXXX-XXXX-XXXX", EN: "Check the receipt, of the form XHHT-XXXX-XXXX-XXXX"},
	}
}

// mayRead reports whether somebody may see all of a submission.
func mayRead(reg plan.Registry, who subject.Subject, a ledger.Accepted) bool {
	p, _ := reg.Plan(a.Plan) // without one nothing but the unit decides
	for _, c := range a.Cells {
		form, body := reg.Filled(p, c.Unit, c.Indicator, c.Period)
		if !who.May(reg.Reach(p), subject.Act{Verb: subject.Read, Unit: c.Unit, Body: body, Plan: a.Plan, Form: form}) {
			return false
		}
	}
	return true
}
