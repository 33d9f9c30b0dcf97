package api

import (
	"encoding/json"
	"net/http"
	"strconv"

	"golang.org/x/text/language"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

var spoken = language.NewMatcher([]language.Tag{language.Vietnamese, language.English})

// langOf returns the language of the reader: ?lang, then Accept-Language, then Vietnamese.
func langOf(r *http.Request) lang.Lang {
	if q := r.URL.Query().Get("lang"); q != "" {
		return lang.Parse(q)
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return lang.Vietnamese
	}
	if _, i, sure := spoken.Match(tags...); i == 1 && sure != language.No {
		return lang.English
	}
	return lang.Vietnamese
}

// told is a problem in the reader's language.
type told struct {
	Code  problem.Code `json:"code"`
	Place string       `json:"place,omitempty"`
	Value string       `json:"value,omitempty"`
	Rule  string       `json:"rule"`
	Hint  string       `json:"hint,omitempty"`
	Text  string       `json:"text"` // all of it in one line
}

// refuse answers with problems: the same shape for every refusal.
func refuse(w http.ResponseWriter, r *http.Request, code int, problems ...problem.Problem) {
	language := langOf(r)
	out := struct {
		Problems []told `json:"problems"`
	}{Problems: make([]told, len(problems))}
	for i, p := range problems {
		out.Problems[i] = told{p.Code, p.Place.String(), p.Value, p.Rule.In(language), p.Hint.In(language), p.In(language)}
	}
	w.Header().Set("Content-Language", string(language))
	w.Header().Add("Vary", "Accept-Language")
	answer(w, code, out)
}

func answer(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // the only error is that nobody reads any more
}

func statusText(code int) string {
	if code == 0 {
		code = http.StatusOK
	}
	return strconv.Itoa(code)
}
