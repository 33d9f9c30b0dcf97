package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// routes are the addresses and what serves them. An address that is none of them, and a method that one does not take, are refused
// like everything else: in our shape and the reader's language.
type routes struct {
	mux  *http.ServeMux
	told []string // "POST /api/v1/submissions", as they were registered
}

func newRoutes() *routes { return &routes{mux: http.NewServeMux()} }

func (t *routes) handle(pattern string, handler http.Handler) {
	t.mux.Handle(pattern, handler)
	t.told = append(t.told, pattern)
}

func (t *routes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	handler, pattern := t.mux.Handler(r)
	if pattern != "" {
		t.mux.ServeHTTP(w, r)
		return
	}
	var answer unsent
	handler.ServeHTTP(&answer, r)
	if answer.code != http.StatusMethodNotAllowed {
		refuse(w, r, http.StatusNotFound, t.noAddress(r.URL.Path))
		return
	}
	allowed := answer.Header().Get("Allow")
	w.Header().Set("Allow", allowed)
	refuse(w, r, http.StatusMethodNotAllowed, problem.Problem{
		Code: "method_not_allowed", Value: r.Method,
		Rule: lang.Text{VI: "địa chỉ này không nhận phương thức đó", EN: "this address does not take that method"},
		Hint: lang.Textf("Dùng %s", "Use %s", allowed),
	})
}

func (t *routes) noAddress(path string) problem.Problem {
	const most = 100
	if runes := []rune(path); len(runes) > most {
		path = string(runes[:most]) + "…"
	}
	api := slices.DeleteFunc(slices.Clone(t.told), func(p string) bool { return !strings.Contains(p, "/api/") })
	list := strings.Join(api, ", ")
	return problem.Problem{
		Code: "unknown_address", Value: strings.ToValidUTF8(path, "�"),
		Rule: lang.Text{VI: "không có địa chỉ này", EN: "there is no such address"},
		Hint: lang.Textf("Các địa chỉ: %s", "Addresses: %s", list),
	}
}

// unsent takes an answer that nobody is to see, for what it says of the request.
type unsent struct {
	header http.Header
	code   int
}

func (u *unsent) Header() http.Header {
	if u.header == nil {
		u.header = http.Header{}
	}
	return u.header
}

func (u *unsent) WriteHeader(code int) { u.code = code }

func (u *unsent) Write(b []byte) (int, error) { return len(b), nil }
