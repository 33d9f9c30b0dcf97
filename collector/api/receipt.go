package api

import (
	"errors"
	"net/http"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
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
func (s *server) receipt(w http.ResponseWriter, r *http.Request, who config.Reporter) {
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
	out := accepted{receipt: receiptOf(a.Receipt, langOf(r)), Plan: a.Plan, Reporter: a.Reporter, Source: a.Source, Note: a.Note}
	for _, c := range a.Cells {
		out.Rows = append(out.Rows, cell(c))
	}
	answer(w, http.StatusOK, out)
}

func (s *server) mayRead(who config.Reporter, a ledger.Accepted) bool {
	if who.Unit == "" {
		return true
	}
	for _, c := range a.Cells {
		if !s.Registry.Areas.Within(c.Unit, who.Unit) {
			return false
		}
	}
	return true
}
