package intake

import (
	"errors"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/problem"
)

// Metrics count what came in and what became of it.
type Metrics struct {
	submissions *prometheus.CounterVec
	rows        *prometheus.CounterVec
	problems    *prometheus.CounterVec
}

// NewMetrics registers the metrics of intake.
func NewMetrics(reg prometheus.Registerer) *Metrics {
	m := &Metrics{
		submissions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "xhht_collector_submissions_total",
			Help: "Submissions handed in, by result: accepted, duplicate, refused (the sender must mend it) or error (ours).",
		}, []string{"result"}),
		rows: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "xhht_collector_rows_total",
			Help: "Rows handed in, by result: new, changed, unchanged, duplicate or refused.",
		}, []string{"result"}),
		problems: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "xhht_collector_problems_total",
			Help: "Problems named to senders, by code.",
		}, []string{"code"}),
	}
	for _, result := range []string{"accepted", "duplicate", "refused", "error"} {
		m.submissions.WithLabelValues(result) // a rate over a series that does not exist yet is no rate
	}
	for _, result := range []string{"new", "changed", "unchanged", "duplicate", "refused"} {
		m.rows.WithLabelValues(result)
	}
	reg.MustRegister(m.submissions, m.rows, m.problems)
	return m
}

func (m *Metrics) accepted(receipts []ledger.Receipt) {
	for _, r := range receipts {
		if r.Duplicate {
			m.submissions.WithLabelValues("duplicate").Inc()
			m.rows.WithLabelValues("duplicate").Add(float64(r.Entries))
			continue
		}
		m.submissions.WithLabelValues("accepted").Inc()
		m.rows.WithLabelValues("new").Add(float64(r.New))
		m.rows.WithLabelValues("changed").Add(float64(r.Changed))
		m.rows.WithLabelValues("unchanged").Add(float64(r.Unchanged))
	}
}

func (m *Metrics) refused(rows int, problems problem.List) {
	m.submissions.WithLabelValues("refused").Inc()
	m.rows.WithLabelValues("refused").Add(float64(rows))
	for _, p := range problems {
		m.problems.WithLabelValues(string(p.Code)).Inc()
	}
}

// count counts what became of a document that was decoded.
func (m *Metrics) count(receipts []ledger.Receipt, rows int, err error) {
	var problems problem.List
	var conflict *ledger.Conflict
	switch {
	case errors.As(err, &problems):
		m.refused(rows, problems)
	case errors.As(err, &conflict):
		m.refused(rows, conflict.Problems)
	case errors.Is(err, ErrOtherPlans): // it is asked again, or whoever asks is told to
	case errors.Is(err, ledger.ErrNotFound):
		m.refused(rows, nil)
	case err != nil:
		m.failed()
	default:
		m.accepted(receipts)
	}
}

func (m *Metrics) failed() { m.submissions.WithLabelValues("error").Inc() }

// Refuse counts a document that was refused before it could be decoded.
func (m *Metrics) Refuse(p problem.Problem) { m.refused(0, problem.List{p}) }
