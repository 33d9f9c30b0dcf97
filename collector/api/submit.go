package api

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// submit answers 201 with a receipt, 200 with the first receipt of the same content, or what to mend.
func (s *server) submit(w http.ResponseWriter, r *http.Request, who subject.Subject) {
	doc, ok := decoded(s, w, r, intake.DecodeJSON)
	if !ok {
		return
	}
	taken, err := s.Intake.Submit(r.Context(), doc, sender(who))
	if err != nil {
		s.notAccepted(w, r, who, err)
		return
	}
	first := taken.Receipts[0] // JSON has one day of receipt, so there is one
	code := http.StatusOK
	if !first.Duplicate {
		code = http.StatusCreated
		s.Log.Info("accepted", "receipt", first.ID, "plan", doc.Plan, "subject", who.ID, "new", first.New, "changed", first.Changed, "unchanged", first.Unchanged)
		if s.Projection != nil {
			s.Projection.Wake()
		}
	}
	w.Header().Set("Location", "/api/v1/submissions/"+first.ID)
	answer(w, code, receiptOf(first, taken.Units, langOf(r)))
}

// sender is who acts over HTTP. Without a base they are held to what they sent last themselves.
func sender(who subject.Subject) intake.Sender {
	return intake.Sender{By: report.By{Subject: who, Source: ledger.SourceAPI}, Own: true}
}

// decoded reads the body, or answers why it cannot be read.
func decoded[T any](s *server, w http.ResponseWriter, r *http.Request, decode func(io.Reader, intake.Limits) (T, error)) (doc T, ok bool) {
	body, p, ok := readable(w, r, s.Limits.Bytes)
	if !ok {
		s.Intake.Metrics.Refuse(p)
		refuse(w, r, http.StatusUnsupportedMediaType, p)
		return doc, false
	}
	if r.ContentLength > s.Limits.Bytes {
		s.tooLarge(w, r)
		return doc, false
	}
	doc, err := decode(body, s.Limits)
	if err != nil {
		s.unreadable(w, r, err)
	}
	return doc, err == nil
}

func (s *server) tooLarge(w http.ResponseWriter, r *http.Request) {
	p := intake.TooLarge(s.Limits.Bytes)
	s.Intake.Metrics.Refuse(p)
	w.Header().Set("Connection", "close") // the rest of the body is not read
	refuse(w, r, http.StatusRequestEntityTooLarge, p)
}

// unreadable answers for a body that could not be decoded at all.
func (s *server) unreadable(w http.ResponseWriter, r *http.Request, err error) {
	var large *http.MaxBytesError
	var malformed *intake.Malformed
	switch {
	case errors.As(err, &large) || errors.As(err, &malformed) && malformed.Problem.Code == "too_large":
		s.tooLarge(w, r)
	case errors.Is(err, errPacking):
		s.Intake.Metrics.Refuse(notPacked)
		refuse(w, r, http.StatusBadRequest, notPacked)
	case errors.As(err, &malformed):
		s.Intake.Metrics.Refuse(malformed.Problem)
		refuse(w, r, http.StatusBadRequest, malformed.Problem)
	default:
		p := problem.Problem{
			Code: "body_cut_off",
			Rule: lang.Text{VI: "dữ liệu không đến đủ", EN: "the body did not arrive in full"},
			Hint: lang.Text{VI: "Kiểm tra đường truyền rồi gửi lại", EN: "Check the connection and send it again"},
		}
		s.Intake.Metrics.Refuse(p)
		refuse(w, r, http.StatusBadRequest, p)
	}
}

// notAccepted answers for a document that was decoded and then refused.
func (s *server) notAccepted(w http.ResponseWriter, r *http.Request, who subject.Subject, err error) {
	var problems problem.List
	var conflict *ledger.Conflict
	switch {
	case s.withoutPlans(w, r, err):
	case errors.As(err, &problems):
		code := http.StatusUnprocessableEntity
		if onlyScope(problems) {
			code = http.StatusForbidden
		}
		s.Log.Info("refused", "subject", who.ID, "problems", len(problems), "first", problems[0].Code)
		refuse(w, r, code, workspace.Spelled(r.Context(), s.Subjects, problems)...)
	case errors.As(err, &conflict):
		s.Log.Info("refused", "subject", who.ID, "problems", len(conflict.Problems), "first", conflict.Problems[0].Code)
		refuse(w, r, http.StatusConflict, workspace.Spelled(r.Context(), s.Subjects, conflict.Problems)...)
	default:
		s.Log.Error("submission could not be recorded", "subject", who.ID, "err", err)
		refuse(w, r, http.StatusServiceUnavailable, internalError)
	}
}

// onlyScope reports whether nothing is wrong with the report but who sent it.
func onlyScope(problems problem.List) bool {
	for _, p := range problems {
		if p.Code != "unit_out_of_scope" && p.Code != "form_out_of_scope" {
			return false
		}
	}
	return true
}

// receipt is a ledger.Receipt as the API shows it.
type receipt struct {
	ID          string      `json:"receipt"`
	Text        string      `json:"text"`
	Duplicate   bool        `json:"duplicate"`
	Withdrawal  bool        `json:"withdrawal,omitempty"`
	Seq         int64       `json:"seq"`
	RecordedAt  time.Time   `json:"recorded_at"`
	ReceivedOn  period.Date `json:"received_on"`
	Entries     int         `json:"entries"`
	New         int         `json:"new"`
	Changed     int         `json:"changed"`
	Unchanged   int         `json:"unchanged"`
	ContentHash string      `json:"content_hash"`
	Hash        string      `json:"hash"`

	Units   []unit   `json:"units,omitempty"`   // whose cells it was about
	Changes []change `json:"changes,omitempty"` // cells that got other numbers
}

func receiptOf(r ledger.Receipt, units []intake.TakenUnit, language lang.Lang) receipt {
	out := receipt{
		ID: r.ID, Text: intake.Describe(r).In(language), Duplicate: r.Duplicate, Withdrawal: r.Withdrawal, Seq: r.Seq, RecordedAt: r.RecordedAt,
		ReceivedOn: r.ReceivedOn, Entries: r.Entries, New: r.New, Changed: r.Changed, Unchanged: r.Unchanged,
		ContentHash: r.ContentHash, Hash: r.Hash,
	}
	for _, u := range units {
		out.Units = append(out.Units, unitOf(u, language))
		for _, c := range u.Cells {
			out.Changes = append(out.Changes, changeOf(c, language))
		}
	}
	return out
}
