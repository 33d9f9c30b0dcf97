package api

import (
	"errors"
	"net/http"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/subject"
)

// withdraw takes back a receipt, or single revisions of single cells. It answers as submit does: 201 with the receipt of the
// withdrawal, 200 with the first receipt of the same one.
func (s *server) withdraw(w http.ResponseWriter, r *http.Request, who subject.Subject) {
	doc, ok := decoded(s, w, r, intake.DecodeWithdrawal)
	if !ok || doc.Receipt != "" && !s.mayWithdraw(w, r, who, doc.Receipt) {
		return
	}
	taken, err := s.Intake.Withdraw(r.Context(), doc, sender(who))
	if err != nil {
		s.notAccepted(w, r, who, err)
		return
	}
	receipt, code := taken.Receipts[0], http.StatusOK
	if !receipt.Duplicate {
		code = http.StatusCreated
		s.Log.Info("withdrawn", "receipt", receipt.ID, "subject", who.ID, "cells", receipt.Changed)
		if s.Projection != nil {
			s.Projection.Wake()
		}
	}
	w.Header().Set("Location", "/api/v1/submissions/"+receipt.ID)
	answer(w, code, receiptOf(receipt, taken.Units, langOf(r)))
}

// mayWithdraw answers for a receipt that is not there for the reporter, as reading it does.
func (s *server) mayWithdraw(w http.ResponseWriter, r *http.Request, who subject.Subject, receipt string) bool {
	reg, ok := s.inForce(w, r)
	if !ok {
		return false
	}
	a, err := s.Ledger.Find(r.Context(), receipt)
	switch {
	case errors.Is(err, ledger.ErrNotFound) || err == nil && !mayRead(reg, who, a):
		refuse(w, r, http.StatusNotFound, unknownReceipt(receipt))
	case err != nil:
		s.Log.Error("receipt could not be read", "err", err)
		refuse(w, r, http.StatusServiceUnavailable, internalError)
	default:
		return true
	}
	return false
}
