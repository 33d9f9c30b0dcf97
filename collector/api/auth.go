package api

import (
	"net/http"
	"strings"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// local is the sender where no reporters are listed.
const local = "local"

// reporter lets a request through with whom it comes from.
func (s *server) reporter(next func(http.ResponseWriter, *http.Request, config.Reporter)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.Reporters == nil {
			// A web page whose name was made to point at this machine would send that name here.
			if !config.Loopback(withPort(r.Host)) {
				refuse(w, r, http.StatusForbidden, foreignHost)
				return
			}
			next(w, r, config.Reporter{Name: local})
			return
		}
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		who, known := s.Reporters.Find(strings.TrimSpace(token))
		if !ok || !known {
			w.Header().Set("WWW-Authenticate", `Bearer realm="xhht"`)
			refuse(w, r, http.StatusUnauthorized, noToken)
			return
		}
		next(w, r, who)
	}
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
		Hint: lang.Text{VI: "Dùng http://127.0.0.1 hoặc khai báo tệp reporters", EN: "Use http://127.0.0.1, or configure a reporters file"},
	}
)
