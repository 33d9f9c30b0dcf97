package api

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
)

// Subjects is what the API asks the workspace about whoever calls.
type Subjects interface {
	Guarded(ctx context.Context) (bool, error)
	Bearer(ctx context.Context, tokenHash string) (workspace.Profile, error)
	Names(ctx context.Context, ids []subject.ID) (map[subject.ID]string, error)
}

// FailedSignIns notes who could not come in.
type FailedSignIns interface {
	Note(workspace.FailedSignIn)
}

// door is what the log of failed sign-ins calls the API.
const door = "api"

// acting lets a request through with whom it comes from.
func (s *server) acting(next func(http.ResponseWriter, *http.Request, subject.Subject)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		guarded, err := s.mustSayWho(r.Context())
		if err != nil {
			s.unknowable(w, r, err)
			return
		}
		if guarded {
			s.bearer(w, r, next)
			return
		}
		// A web page whose name was made to point at this machine would send that name here.
		if !config.Loopback(withPort(r.Host)) {
			refuse(w, r, http.StatusForbidden, foreignHost)
			return
		}
		next(w, r, subject.Anyone())
	}
}

// mustSayWho reports whether whoever calls has to say who they are.
func (s *server) mustSayWho(ctx context.Context) (bool, error) {
	if s.guarded.Load() {
		return true, nil
	}
	guarded, err := s.Subjects.Guarded(ctx)
	s.guarded.Store(guarded && err == nil)
	return guarded, err
}

// bearer lets a request through that carries the token of somebody who may come in.
func (s *server) bearer(w http.ResponseWriter, r *http.Request, next func(http.ResponseWriter, *http.Request, subject.Subject)) {
	scheme, token, _ := strings.Cut(strings.TrimSpace(r.Header.Get("Authorization")), " ")
	if token = strings.TrimSpace(token); !strings.EqualFold(scheme, "Bearer") || token == "" {
		unauthorized(w, r)
		return
	}
	who, err := s.Subjects.Bearer(r.Context(), workspace.HashToken(token))
	barred, known := errors.AsType[*workspace.Barred](err)
	switch {
	case err == nil:
		next(w, r, who.Subject)
	case known:
		s.failed(r, barred.Subject, barred.Why)
		unauthorized(w, r)
	case errors.Is(err, workspace.ErrNotFound):
		s.failed(r, "", workspace.Unknown)
		unauthorized(w, r)
	default:
		s.unknowable(w, r, err)
	}
}

// failed notes a token that let nobody in. What was typed is not kept: it may be somebody's, with a letter too many.
func (s *server) failed(r *http.Request, who subject.ID, why string) {
	s.barred.WithLabelValues(why).Inc()
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		from = r.RemoteAddr
	}
	s.FailedSignIns.Note(workspace.FailedSignIn{At: s.Intake.Now(), Door: door, From: from, Subject: who, Why: why, Times: 1})
}

// newBarred counts failed sign-ins; every reason is there from the beginning.
func newBarred(reg prometheus.Registerer) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "xhht_collector_failed_sign_ins_total", Help: "Requests with a token that let nobody in, by reason.",
	}, []string{"why"})
	for _, why := range []string{workspace.Unknown, workspace.Revoked, workspace.Ended, workspace.NotActive} {
		c.WithLabelValues(why)
	}
	reg.MustRegister(c)
	return c
}

func unauthorized(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="xhht"`)
	refuse(w, r, http.StatusUnauthorized, noToken)
}

// unknowable answers where nobody can say who calls.
func (s *server) unknowable(w http.ResponseWriter, r *http.Request, err error) {
	s.Log.Error("the workspace could not say who calls", "err", err)
	refuse(w, r, http.StatusServiceUnavailable, internalError)
}

func withPort(host string) string {
	if strings.HasSuffix(host, "]") || !strings.Contains(host, ":") {
		return host + ":0"
	}
	return host
}

var (
	noToken = problem.Problem{
		Code: "unauthorized",
		Rule: lang.Text{VI: "thiếu mã truy cập hoặc mã không đúng", EN: "the token is missing or wrong"},
		Hint: lang.Text{VI: "Gửi tiêu đề Authorization: Bearer <mã>; mã do người quản trị cấp", EN: "Send the header Authorization: Bearer <token>; the operator gives out tokens"},
	}
	foreignHost = problem.Problem{
		Code: "forbidden_host",
		Rule: lang.Text{VI: "chỉ nhận yêu cầu gửi tới địa chỉ của chính máy này", EN: "only requests to this machine's own address are taken"},
		Hint: lang.Text{VI: "Dùng http://127.0.0.1, hoặc cấp mã truy cập bằng collector subjects", EN: "Use http://127.0.0.1, or give out tokens with collector subjects"},
	}
)
