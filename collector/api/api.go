// Package api serves the collector over HTTP: submissions in, receipts and expected reports out, and what operators watch. The serve command
// runs it. It parses nothing and judges nothing itself, answers every refusal in the reader's language, and shows no
// error of its own making to the outside.
package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/reporting"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Ledger is what the API reads of the record.
type Ledger interface {
	reporting.Ledger
	Find(ctx context.Context, receipt string) (ledger.Accepted, error)
	LastSeq(ctx context.Context) (int64, error)
	Probe(ctx context.Context) error
}

// Projection is told of new entries and asked how far behind it is.
type Projection interface {
	Wake()
	Lag(ctx context.Context) (int64, error)
	Emptied(ctx context.Context) (bool, error)
}

// Options are what the API is made of.
type Options struct {
	Intake   *intake.Following
	Ledger   Ledger
	Subjects Subjects

	FailedSignIns FailedSignIns

	Projection Projection // nil: nothing is projected
	Limits     intake.Limits
	Log        *slog.Logger
	Metrics    *prometheus.Registry
}

type server struct {
	Options
	duration *prometheus.HistogramVec
	barred   *prometheus.CounterVec
	guarded  atomic.Bool // once somebody has to say who they are, everybody has to for ever
}

// New returns the handler of all routes.
func New(opt Options) http.Handler {
	s := &server{Options: opt, duration: newDuration(opt.Metrics), barred: newBarred(opt.Metrics)}
	all := newRoutes()
	all.handle("POST /api/v1/submissions", s.acting(s.submit))
	all.handle("GET /api/v1/submissions/{receipt}", s.acting(s.receipt))
	all.handle("POST /api/v1/withdrawals", s.acting(s.withdraw))
	all.handle("GET /api/v1/reports", s.acting(s.reports))
	all.handle("GET /healthz", http.HandlerFunc(s.healthz))
	all.handle("GET /readyz", http.HandlerFunc(s.readyz))
	all.handle("GET /metrics", promhttp.HandlerFor(opt.Metrics, promhttp.HandlerOpts{}))
	return s.watched(all)
}

func newDuration(reg prometheus.Registerer) *prometheus.HistogramVec {
	h := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "xhht_collector_request_duration_seconds",
		Help:    "Time taken to answer a request, by route and status code.",
		Buckets: []float64{0.005, 0.02, 0.1, 0.5, 2, 10},
	}, []string{"route", "code"})
	reg.MustRegister(h)
	return h
}

// watched measures every request and turns a panic into an answer.
func (s *server) watched(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		rec := &recorder{ResponseWriter: w}
		defer func() {
			if cause := recover(); cause != nil {
				if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(cause)
				}
				s.Log.Error("panic", "cause", cause, "route", r.Pattern, "stack", string(debug.Stack()))
				if rec.code == 0 {
					refuse(rec, r, http.StatusInternalServerError, internalError)
				}
			}
			route := r.Pattern
			if route == "" {
				route = "none" // not the path: whoever asks chooses it
			}
			s.duration.WithLabelValues(route, statusText(rec.code)).Observe(time.Since(begin).Seconds())
		}()
		next.ServeHTTP(rec, r)
	})
}

// recorder remembers the status code that was sent.
type recorder struct {
	http.ResponseWriter
	code int
}

func (r *recorder) WriteHeader(code int) {
	if r.code == 0 {
		r.code = code
	}
	r.ResponseWriter.WriteHeader(code)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.code == 0 {
		r.code = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

var internalError = problem.Problem{
	Code: "internal_error",
	Rule: lang.Text{VI: "lỗi của hệ thống; báo cáo chưa được nhận", EN: "an error of ours; the report was not accepted"},
	Hint: lang.Text{VI: "Gửi lại sau ít phút: gửi lại không tạo bản trùng. Nếu vẫn lỗi, báo cho người quản trị", EN: "Send it again in a few minutes: that makes no second copy. If it stays, tell the operator"},
}
