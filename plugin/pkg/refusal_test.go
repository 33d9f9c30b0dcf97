package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
)

// front stands before a real InfluxDB: it keeps every question and can spoil the answers about observations.
type front struct {
	URL   string
	mu    sync.Mutex
	asked []string
	spoil http.HandlerFunc // nil: the server itself answers
}

func standBefore(t *testing.T, s *influxtest.Server) *front {
	t.Helper()
	target, err := url.Parse(s.URL)
	must(t, err)
	proxy := httputil.NewSingleHostReverseProxy(target)
	f := &front{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the plugin has gone away
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		text, err := url.QueryUnescape(string(body))
		if err != nil {
			text = string(body)
		}
		f.mu.Lock()
		f.asked = append(f.asked, text)
		spoil := f.spoil
		f.mu.Unlock()
		if spoil != nil && strings.Contains(text, `"observation"`) {
			spoil(w, r)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	f.URL = srv.URL
	return f
}

func (f *front) answer(h http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.spoil, f.asked = h, nil
}

func (f *front) questions() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Join(f.asked, "\n")
}

// logs are everything that the plugin logged in this process.
var logs logBook

type logBook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logBook) add(msg string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintln(&l.text, append([]any{msg}, args...)...)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *logBook) Debug(msg string, args ...any)          { l.add(msg, args...) }
func (l *logBook) Info(msg string, args ...any)           { l.add(msg, args...) }
func (l *logBook) Warn(msg string, args ...any)           { l.add(msg, args...) }
func (l *logBook) Error(msg string, args ...any)          { l.add(msg, args...) }
func (l *logBook) With(...any) log.Logger                 { return l }
func (l *logBook) Level() log.Level                       { return log.Debug }
func (l *logBook) FromContext(context.Context) log.Logger { return l }

const wrongToken = "wr0ng-s3cr3t"

// discreet fails when an answer or the log repeats the token or a query.
func discreet(t *testing.T, answers ...string) {
	t.Helper()
	for _, text := range append(answers, logs.String()) {
		for _, secret := range []string{wrongToken, "from(bucket", "SELECT "} {
			if i := strings.Index(text, secret); i >= 0 {
				t.Errorf("%q is repeated: …%s…", secret, text[max(0, i-100):min(len(text), i+100)])
			}
		}
	}
}

const goodQuery = `{"schemaVersion":1,"kind":"scorecard","plan":"` + planID + `"}`

// A question that cannot be meant is refused in words, over the wire as Grafana sees it, before InfluxDB hears of it.
func TestQuestionsRefusedOverGRPC(t *testing.T) {
	s, c := influxtest.Start(t), serve(t)
	fill(t, s, registry(t))
	f := standBefore(t, s)
	pc := settingsOf(t, f.URL, s.Org, s.Bucket, wrongToken, 20)
	tests := map[string]struct{ query, says string }{
		"not JSON":                   {`{"kind":`, "JSON"},
		"an unknown kind":            {`{"schemaVersion":1,"kind":"flux","plan":"p"}`, "kind"},
		"no version":                 {`{"kind":"scorecard","plan":"p"}`, "schemaVersion"},
		"a later version":            {`{"schemaVersion":2,"kind":"scorecard","plan":"p"}`, "schemaVersion"},
		"a query language":           {`{"schemaVersion":1,"kind":"scorecard","plan":"p","query":"from(bucket: \"b\")"}`, "query"},
		"an unresolved variable":     {`{"schemaVersion":1,"kind":"scorecard","plan":"$plan"}`, "biến"},
		"a variable with braces":     {`{"schemaVersion":1,"kind":"scorecard","plan":"` + planID + `","units":["${unit:csv}"]}`, "biến"},
		"a variable behind escapes":  {`{"schemaVersion":1,"kind":"scorecard","plan":"\u0024plan"}`, "biến"},
		"an unknown plan, of length": {`{"schemaVersion":1,"kind":"scorecard","plan":"` + strings.Repeat("x", 1<<20) + `"}`, "không có kế hoạch nào mang mã này"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got := ask(t, c, pc, tc.query)["A"]
			if got.Error == nil || got.Status != backend.StatusBadRequest || got.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(got.Error.Error(), tc.says) {
				t.Errorf("got %d, %s, %.300v", got.Status, got.ErrorSource, got.Error)
			}
		})
	}
}

// Whatever text stands in whatever field, InfluxDB never sees it: an id that the catalogue does not know is refused.
func TestInjectionReachesNoQueryOverGRPC(t *testing.T) {
	s, c := influxtest.Start(t), serve(t)
	fill(t, s, registry(t))
	f := standBefore(t, s)
	pc := settingsOf(t, f.URL, s.Org, s.Bucket, s.Token, 20)
	const mark = "zz9marker"
	hostile := []string{
		`") |> drop(columns: ["_value"]) // ` + mark, `' OR '1'='1' -- ` + mark, mark + `"; DROP MEASUREMENT observation`, `\` + mark, mark + "\n|> yield()", "\x00" + mark, mark + "\u2028",
	}
	scalars := []string{"plan", "level", "group", "measure", "method", "thresholds", "language", "kind", "form", "compare", "by"}
	lists := []string{"units", "indicators", "series", "statuses", "programmes"}
	for _, spec := range query.Kinds {
		kind := spec.Kind
		var queries []string
		for _, text := range hostile {
			put := func(field string, v any) {
				q := map[string]any{"schemaVersion": 1, "kind": kind, "plan": planID}
				q[field] = v
				doc, err := json.Marshal(q)
				must(t, err)
				queries = append(queries, string(doc))
			}
			for _, field := range scalars {
				put(field, text)
			}
			for _, field := range lists {
				put(field, []string{longHo, text})
			}
			for _, part := range []string{"key", "operator", "value"} {
				filter := map[string]string{"key": "unit", "operator": "=", "value": longHo}
				filter[part] = text
				put("filters", []any{filter})
			}
		}
		for i, q := range queries {
			got := ask(t, c, pc, q)["A"]
			switch {
			case strings.Contains(q, `"language":`):
				if got.Error != nil {
					t.Errorf("an unknown language is Vietnamese, got %v", got.Error)
				}
			case kind != query.Series && strings.Contains(q, `"series":`), got.Error == nil && strings.Contains(q, `"filters":`):
				// Lines of a chart are nothing to a table; a filter of rows may find none.
			case got.Error == nil || got.ErrorSource != backend.ErrorSourceDownstream || got.Status != backend.StatusBadRequest:
				t.Errorf("%s, query %d %s: got %d, %s, %v", kind, i, q, got.Status, got.ErrorSource, got.Error)
			}
		}
	}
	if asked := f.questions(); strings.Contains(asked, mark) || !strings.Contains(asked, "catalogue") {
		t.Error("a text of a user reached InfluxDB, or nothing did")
	}
	for _, path := range []string{"plans", "units", "indicators"} {
		for _, text := range hostile {
			err := c.CallResource(t.Context(), &backend.CallResourceRequest{PluginContext: pc, Method: http.MethodGet, Path: path,
				URL: path + "?" + url.Values{"plan": {text}, "level": {text}, "parent": {text}}.Encode()},
				backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
					if path != "plans" && r.Status != http.StatusBadRequest {
						t.Errorf("%s of %q: got %d", path, text, r.Status)
					}
					return nil
				}))
			must(t, err)
		}
	}
	if strings.Contains(f.questions(), mark) {
		t.Error("a text of a resource's address reached InfluxDB")
	}
}

// What goes wrong halfway is InfluxDB's failure in clear words, and nothing of it is kept.
func TestSpoiltAnswersOverGRPC(t *testing.T) {
	s, c := influxtest.Start(t), serve(t)
	fill(t, s, registry(t))
	f := standBefore(t, s)
	row := `[%d,"` + skills + `","` + longHo + `","district","p:86@0","all","reported",50]`
	head := `{"results":[{"statement_id":0,"series":[{"name":"observation","columns":["time","indicator","area","level","parent","group","basis","value"],"values":[`
	// A million points with ten fields each, and more if anybody should read on.
	fields, values := `"value"`, "50"
	for i := range 9 {
		fields, values = fmt.Sprintf(`%s,"f%d"`, fields, i), values+",1"
	}
	full := strings.Replace(fmt.Sprintf(row, from.UnixNano()), "50]", values+"]", 1)
	chunk := strings.Replace(head, `"value"`, fields, 1) + full + strings.Repeat(","+full, 999) + `],"partial":true}],"partial":true}]}` + "\n"
	million := func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := io.WriteString(w, chunk); err != nil {
				return
			}
		}
	}
	one := fmt.Sprintf(row, from.UnixNano())
	lines := `{"schemaVersion":1,"kind":"series","plan":"` + planID + `","units":["` + longHo + `"],"indicators":["` + skills + `"],"series":["actual"]}`
	tests := map[string]struct {
		query  string
		spoil  http.HandlerFunc
		status backend.Status
		says   string
	}{
		"a million points": {lines, million, backend.StatusBadRequest, "quá nhiều số liệu"},
		"too slow":         {goodQuery, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, backend.StatusTimeout, "quá chậm"},
		"slow in the middle": {goodQuery, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, head+one)
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}, backend.StatusTimeout, "quá chậm"},
		"cut in the middle": {goodQuery, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100000")
			_, _ = io.WriteString(w, head+one)
		}, backend.StatusBadGateway, "InfluxDB"},
		"cut between chunks, politely": {goodQuery, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, head+one+`],"partial":true}],"partial":true}]}`)
		}, backend.StatusBadGateway, "InfluxDB"},
		"an error that repeats everything": {goodQuery, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body) // whatever came
			text, _ := url.QueryUnescape(string(body))
			doc, _ := json.Marshal(map[string]string{"error": r.Header.Get("Authorization") + " " + text + ` from(bucket: "b")`})
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write(doc)
		}, backend.StatusBadGateway, "500"},
		"an error after the 200 that repeats everything": {goodQuery, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body) // whatever came
			text, _ := url.QueryUnescape(string(body))
			doc, _ := json.Marshal(r.Header.Get("Authorization") + " " + text)
			_, _ = fmt.Fprintf(w, `{"results":[{"statement_id":0,"error":%s}]}`, doc)
		}, backend.StatusBadGateway, "500"},
		"a refused token": {goodQuery, func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, r.Header.Get("Authorization"), http.StatusUnauthorized)
		}, backend.StatusUnauthorized, "token"},
		"a page of a proxy": {goodQuery, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>from(bucket</html>") }, backend.StatusBadGateway, "InfluxDB"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			pc := settingsOf(t, f.URL, s.Org, s.Bucket, wrongToken, 2)
			if name == "a million points" {
				pc = settingsOf(t, f.URL, s.Org, s.Bucket, wrongToken, 120)
			}
			f.answer(tc.spoil)
			got := ask(t, c, pc, tc.query)["A"]
			if got.Error == nil {
				t.Fatalf("it was answered: %d frames of %d rows", len(got.Frames), got.Frames[0].Rows())
			}
			if got.Status != tc.status || got.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(got.Error.Error(), tc.says) {
				t.Errorf("got %d, %s, %v", got.Status, got.ErrorSource, got.Error)
			}
			discreet(t, got.Error.Error())
			f.answer(nil)
			if got := ask(t, c, pc, goodQuery)["A"]; got.Error != nil {
				t.Errorf("the next question was answered with %v", got.Error)
			}
		})
	}
}

// A bucket written by another release is named as such, with who has to be brought up to date, and nothing is guessed from it.
func TestOtherSchemasOverGRPC(t *testing.T) {
	s, c := influxtest.Start(t), serve(t)
	store, err := influx.New(influx.Options{URL: s.URL, Org: s.Org, Bucket: s.Bucket, Token: s.Token})
	must(t, err)
	t.Cleanup(store.Close)
	for name, tc := range map[string]struct {
		version int
		says    []string
	}{
		"older": {series.SchemaVersion - 1, []string{"Plugin này mới hơn collector", "Hãy nâng collector lên cùng bản"}},
		"newer": {series.SchemaVersion + 1, []string{"Plugin này cũ hơn collector", "Hãy nâng plugin lên cùng bản"}},
	} {
		t.Run(name, func(t *testing.T) {
			must(t, store.WriteCatalogue(t.Context(), series.Catalogue{Schema: tc.version, Generation: name}))
			pc := settingsOf(t, s.URL, s.Org, s.Bucket, wrongToken, 20)
			got := ask(t, c, pc, goodQuery)["A"]
			if got.Error == nil || got.ErrorSource != backend.ErrorSourceDownstream || got.Status != backend.StatusNotFound {
				t.Fatalf("got %d, %s, %v", got.Status, got.ErrorSource, got.Error)
			}
			health, err := c.CheckHealth(t.Context(), &backend.CheckHealthRequest{PluginContext: pc})
			if err != nil || health.Status != backend.HealthStatusError {
				t.Fatalf("got %+v, %v", health, err)
			}
			for _, says := range append(tc.says, fmt.Sprint(" ", tc.version), fmt.Sprint(" ", series.SchemaVersion)) {
				if !strings.Contains(got.Error.Error(), says) || !strings.Contains(health.Message, says) {
					t.Errorf("%q is not in the answer %q or in the health %q", says, got.Error, health.Message)
				}
			}
			discreet(t, got.Error.Error(), health.Message)
		})
	}
}

// Several answers that fit one by one may not fit together: the largest are refused in words, the others come.
func TestAResponseFitsGrafana(t *testing.T) {
	s, c := influxtest.Start(t), serve(t)
	store, err := influx.New(influx.Options{URL: s.URL, Org: s.Org, Bucket: s.Bucket, Token: s.Token})
	must(t, err)
	t.Cleanup(store.Close)
	must(t, store.WriteCatalogue(t.Context(), country(benchCommunes)))
	queries := []string{`{"schemaVersion":1,"kind":"summary","plan":"plan-0","level":"commune"}`}
	for range 12 {
		queries = append(queries, `{"schemaVersion":1,"kind":"scorecard","plan":"plan-0","level":"commune","limit":100000}`)
	}
	refused, rows := 0, 0
	for ref, r := range ask(t, c, settingsOf(t, s.URL, s.Org, s.Bucket, s.Token, 60), queries...) {
		switch {
		case r.Error == nil:
			rows += r.Frames[0].Rows()
		case ref == "A" || r.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(r.Error.Error(), "quá lớn"):
			t.Errorf("%s: %v", ref, r.Error)
		default:
			refused++
		}
	}
	if refused == 0 || rows < benchCommunes*benchIndicators {
		t.Errorf("%d answers were refused, %d rows came", refused, rows)
	}
}
