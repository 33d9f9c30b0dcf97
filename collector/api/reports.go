package api

import (
	"errors"
	"net/http"
	"time"

	"github.com/xhht/xhht/collector/reporting"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
	"github.com/xhht/xhht/internal/timeliness"
)

// expected is an expected report as the API shows it.
type expected struct {
	Form     string           `json:"form"`
	Period   string           `json:"period"`
	Unit     string           `json:"unit"`
	UnitName string           `json:"unit_name"`
	State    timeliness.State `json:"state"`
	Text     string           `json:"text"`
	Due      period.Date      `json:"due,omitzero"`
	Extended period.Date      `json:"extended,omitzero"`
	Received *time.Time       `json:"received_at,omitempty"`
	DaysLate int              `json:"days_late"`
	Cells    float64          `json:"cells"`
	CellsOf  float64          `json:"cells_of"`
	Missing  []missing        `json:"missing,omitempty"`

	Nobody     int `json:"nobody,omitempty"`     // cells that say that there is nobody to count
	Unverified int `json:"unverified,omitempty"` // rates without the counts that are owed
	Withdrawn  int `json:"withdrawn,omitempty"`  // cells of which all was withdrawn
}

// missing is a number that an incomplete report lacks.
type missing struct {
	Indicator string `json:"indicator"`
	Name      string `json:"name"`
}

// rate counts them for one form and period, in percent where it is no count.
type rate struct {
	Form         string   `json:"form"`
	PeriodEnd    string   `json:"period_end"`
	Expected     int      `json:"expected"`
	Received     int      `json:"received"`
	OnTime       int      `json:"on_time"`
	Late         int      `json:"late"`
	Overdue      int      `json:"overdue"`
	NotDue       int      `json:"not_due"`
	NoReporter   int      `json:"no_reporter,omitempty"` // not among those expected
	Extended     int      `json:"extended"`
	Completeness *float64 `json:"completeness"`
	Timeliness   *float64 `json:"timeliness"`
}

// reports answers which reports are expected of the reporter's own units, and what came of them. Nobody decides anything
// here: a token says for which unit its holder reports, not whether they may extend or approve; the commands do that.
func (s *server) reports(w http.ResponseWriter, r *http.Request, who subject.Subject) {
	q, wrong := asked(r.URL.RawQuery, "plan", "form", "period", "lang")
	if len(wrong) > 0 {
		refuse(w, r, http.StatusUnprocessableEntity, wrong...)
		return
	}
	reg, ok := s.inForce(w, r)
	if !ok {
		return
	}
	answered, err := reporting.Read(r.Context(), reg, s.Ledger, reporting.Asked{
		Plan: q.Get("plan"), Form: q.Get("form"), Period: q.Get("period"), By: &who, At: s.Intake.Now(),
	})
	if list, ok := errors.AsType[problem.List](err); ok {
		refuse(w, r, http.StatusUnprocessableEntity, list...)
		return
	}
	if err != nil {
		s.Log.Error("reports could not be read", "err", err)
		refuse(w, r, http.StatusServiceUnavailable, unreadableLedger)
		return
	}
	out := struct {
		Plan    string     `json:"plan"`
		AsOf    time.Time  `json:"as_of"`
		Reports []expected `json:"reports"`
		Rates   []rate     `json:"rates"`
	}{Plan: answered.Plan.ID, AsOf: s.Intake.Now().UTC(), Reports: []expected{}, Rates: []rate{}}
	for _, l := range answered.Lines {
		out.Reports = append(out.Reports, expectedOf(l, langOf(r)))
	}
	for _, c := range answered.Rates {
		out.Rates = append(out.Rates, rateOf(c))
	}
	answer(w, http.StatusOK, out)
}

func expectedOf(l reporting.Line, language lang.Lang) expected {
	e := expected{
		Form: l.Form.ID, Period: l.Period.String(), Unit: l.Unit.UID, UnitName: l.Unit.FullName, State: l.State, Text: l.Words().In(language),
		Due: reporting.Day(l.Due), Extended: reporting.Day(l.Extended), DaysLate: l.Days, Cells: l.Cells, CellsOf: l.CellsOf,
		Nobody: l.Nobody, Unverified: l.Unverified, Withdrawn: l.Withdrawn,
	}
	for _, ind := range l.Missing {
		e.Missing = append(e.Missing, missing{ind.ID, ind.Name.In(language)})
	}
	if !l.Received.IsZero() {
		at := l.Received.UTC()
		e.Received = &at
	}
	return e
}

func rateOf(r timeliness.Rate) rate {
	return rate{
		Form: r.Form, PeriodEnd: period.UTCDay(r.At).String(), Expected: r.Expected, Received: r.Received(), OnTime: r.OnTime, Late: r.Late,
		Overdue: r.Overdue, NotDue: r.NotDue, NoReporter: r.NoReporter, Extended: r.Extended, Completeness: r.Completeness(), Timeliness: r.Timeliness(),
	}
}

var unreadableLedger = problem.Problem{
	Code: "internal_error",
	Rule: lang.Text{VI: "lỗi của hệ thống; chưa đọc được sổ", EN: "an error of ours; the ledger could not be read"},
	Hint: lang.Text{VI: "Thử lại sau ít phút. Nếu vẫn lỗi, báo cho người quản trị", EN: "Try again in a few minutes. If it stays, tell the operator"},
}
