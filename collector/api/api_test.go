package api_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/xhht/xhht/collector/api"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/planfile"
)

// now is 15 January 2026, 08:00 in Vietnam.
func now() time.Time { return time.Date(2026, 1, 15, 1, 0, 0, 0, time.UTC) }

// office is a collector's API on a real ledger and the real plans.
type office struct {
	*httptest.Server
	book    *ledger.Ledger
	room    workspace.Store
	metrics *prometheus.Registry
	log     *safeBuffer
	failed  *failures
}

// failures remembers who could not come in.
type failures struct {
	mu   sync.Mutex
	list []workspace.FailedSignIn
}

// Note implements api.FailedSignIns.
func (f *failures) Note(line workspace.FailedSignIn) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = append(f.list, line)
}

// safeBuffer is a log that handlers write and tests read.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func open(tb testing.TB, change ...func(*api.Options)) office {
	tb.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		tb.Fatal(err)
	}
	book, err := ledger.Open(tb.Context(), filepath.Join(tb.TempDir(), "ledger.db"), now)
	if err != nil {
		tb.Fatal(err)
	}
	room, err := sqlite.Open(tb.Context(), filepath.Join(tb.TempDir(), "workspace.db"), now)
	if err != nil {
		tb.Fatal(err)
	}
	o := office{book: book, room: room, metrics: prometheus.NewRegistry(), log: &safeBuffer{}, failed: &failures{}}
	o.metrics.MustRegister(book)
	opt := api.Options{
		Intake: &intake.Following{Plans: intake.Fixed(reg), Ledger: book, Now: now, Metrics: intake.NewMetrics(o.metrics)},
		Ledger: book, Subjects: room, FailedSignIns: o.failed, Limits: intake.DefaultLimits, Log: slog.New(slog.NewTextHandler(o.log, nil)), Metrics: o.metrics,
	}
	for _, f := range change {
		f(&opt)
	}
	o.Server = httptest.NewServer(api.New(opt))
	tb.Cleanup(func() {
		o.Close()
		_ = book.Close() // a test may have closed it
		_ = room.Close()
	})
	return o
}

// withReporters lists two reporters, whose tokens are "long-ho" and "tinh".
func withReporters(tb testing.TB) func(*api.Options) {
	return func(opt *api.Options) {
		_, err := opt.Subjects.(workspace.Store).TakeOver(tb.Context(), []workspace.Reporter{
			{Name: "Huyện Long Hồ", Unit: "d:857@0", TokenHash: workspace.HashToken("long-ho")},
			{Name: "Sở GDĐT", Unit: "p:86@0", TokenHash: workspace.HashToken("tinh")},
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// ask sends a request and returns status, headers and body.
func (o office) ask(tb testing.TB, method, path, body string, header ...string) (int, http.Header, string) {
	tb.Helper()
	return o.send(tb, method, path, strings.NewReader(body), header...)
}

func (o office) send(tb testing.TB, method, path string, body io.Reader, header ...string) (int, http.Header, string) {
	tb.Helper()
	req, err := http.NewRequestWithContext(tb.Context(), method, o.URL+path, body)
	if err != nil {
		tb.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			req.Host = header[i+1]
		}
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := o.Client().Do(req)
	if err != nil {
		tb.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(text)
}

func (o office) entries(tb testing.TB) int64 {
	tb.Helper()
	n, err := o.book.LastSeq(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

const submissions = "/api/v1/submissions"

func rows(list ...string) string {
	return `{"plan":"vinh-long-2021-2030","note":"","rows":[` + strings.Join(list, ",") + `]}`
}

func row(unit, numerator string) string {
	return `{"unit":"` + unit + `","indicator":"info_skills_rate","period":"2024","numerator":` + numerator + `,"denominator":121000}`
}

type receipt struct {
	Receipt   string
	Duplicate bool
	New       int
}

func decode(tb testing.TB, text string, into any) {
	tb.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		tb.Fatalf("%v in %s", err, text)
	}
}

func TestSubmit(t *testing.T) {
	waker := &projection{}
	o := open(t, func(opt *api.Options) { opt.Projection = waker })

	code, header, body := o.ask(t, "POST", submissions, rows(row("857", "60123"), row("858", "70000")))
	if code != http.StatusCreated {
		t.Fatalf("%d: %s", code, body)
	}
	golden.Equal(t, "testdata/created.json", body)
	var first receipt
	decode(t, body, &first)
	if first.New != 2 || first.Duplicate || header.Get("Location") != submissions+"/"+first.Receipt {
		t.Errorf("receipt %+v at %s", first, header.Get("Location"))
	}
	if o.entries(t) != 2 || waker.woken != 1 {
		t.Errorf("%d entries, projection woken %d times; want 2 and 1", o.entries(t), waker.woken)
	}

	code, _, body = o.ask(t, "POST", submissions, rows(row("858", "70000"), row("857", "60123")), "Accept-Language", "en-GB,en;q=0.9")
	var second receipt
	decode(t, body, &second)
	if code != http.StatusOK || !second.Duplicate || second.Receipt != first.Receipt || !strings.Contains(body, "nothing was added") {
		t.Errorf("the same content: %d %s", code, body)
	}

	if code, _, body = o.ask(t, "POST", submissions, rows(row("857", "60124"))); code != http.StatusCreated {
		t.Errorf("a correction: %d %s", code, body)
	}
	code, _, body = o.ask(t, "POST", submissions, rows(row("857", "60123"), row("858", "70000")))
	var third receipt
	decode(t, body, &third)
	if code != http.StatusCreated || third.Duplicate || third.Receipt == first.Receipt {
		t.Errorf("the sender changed its mind and back: %d %s", code, body)
	}
	if o.entries(t) != 4 {
		t.Errorf("%d entries, want 4", o.entries(t))
	}
}

func gzipped(text string) string {
	var b strings.Builder
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.String()
}

// What a client may do and still be understood: pack, say that it does not, write the scheme in any case.
func TestRequestsAsClientsWriteThem(t *testing.T) {
	for name, tc := range map[string]struct {
		body   string
		header []string
	}{
		"gzip":              {gzipped(rows(row("857", "60123"))), []string{"Content-Encoding", "gzip"}},
		"gzip, capitals":    {gzipped(rows(row("857", "60123"))), []string{"Content-Encoding", "GZIP"}},
		"identity":          {rows(row("857", "60123")), []string{"Content-Encoding", "identity"}},
		"bearer":            {rows(row("857", "60123")), []string{"Authorization", "bearer long-ho"}},
		"BEARER and blanks": {rows(row("857", "60123")), []string{"Authorization", "  BEARER   long-ho "}},
	} {
		o := open(t, withReporters(t))
		if code, _, body := o.ask(t, "POST", submissions, tc.body, append([]string{"Authorization", "Bearer long-ho"}, tc.header...)...); code != http.StatusCreated {
			t.Errorf("%s: %d %s", name, code, body)
		}
	}
}

// A receipt that was read off paper is found.
func TestReceiptsTypedByHandAreFound(t *testing.T) {
	o := open(t)
	_, _, body := o.ask(t, "POST", submissions, rows(row("857", "60123")))
	var first receipt
	decode(t, body, &first)
	id := first.Receipt
	for _, text := range []string{strings.ToLower(id), strings.ReplaceAll(id, "-", ""), strings.ReplaceAll(id, "-", "%20"), strings.ReplaceAll(id[5:], "0", "O"), strings.ReplaceAll(id, "1", "l")} {
		code, _, body := o.ask(t, "GET", submissions+"/"+text, "")
		var found receipt
		decode(t, body, &found)
		if code != http.StatusOK || found.Receipt != id {
			t.Errorf("%s: %d %s", text, code, body)
		}
	}
}

// An address or method that is not there is refused in the reader's language, and says what is.
func TestWhatIsNotThereIsSaid(t *testing.T) {
	o := open(t)
	code, header, body := o.ask(t, "DELETE", submissions, "", "Accept-Language", "en")
	if code != 405 || header.Get("Allow") != "POST" || !strings.Contains(body, "does not take that method (\\\"DELETE\\\"). Use POST") {
		t.Errorf("%d %v %s", code, header, body)
	}
	code, _, body = o.ask(t, "GET", "/api/v1/submission", "")
	if code != 404 || !strings.Contains(body, "không có địa chỉ này") || !strings.Contains(body, "POST /api/v1/submissions") {
		t.Errorf("%d %s", code, body)
	}
}

func TestReceipt(t *testing.T) {
	o := open(t, withReporters(t))
	_, _, body := o.ask(t, "POST", submissions, strings.Replace(rows(row("857", "60123"), `{"unit":"858","indicator":"primary_universal_level","period":"2023","value":2}`), `"note":""`, `"note":"số liệu năm 2024"`, 1), "Authorization", "Bearer tinh")
	var wide receipt
	decode(t, body, &wide)
	_, _, body = o.ask(t, "POST", submissions, rows(row("857", "60124")), "Authorization", "Bearer long-ho")
	var own receipt
	decode(t, body, &own)

	code, _, body := o.ask(t, "GET", submissions+"/"+wide.Receipt, "", "Authorization", "Bearer tinh")
	if code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	accepted, err := o.book.Find(t.Context(), wide.Receipt)
	if err != nil {
		t.Fatal(err)
	}
	// The link names a subject whose ID is random.
	golden.Equal(t, "testdata/receipt.json", strings.Replace(body, accepted.Hash, "<hash>", 1))
	for _, tc := range []struct {
		token, receipt string
		want           int
	}{
		{"long-ho", own.Receipt, http.StatusOK},
		{"tinh", own.Receipt, http.StatusOK},
		{"long-ho", wide.Receipt, http.StatusNotFound}, // it holds another district's numbers
		{"tinh", "XHHT-0000-0000-0000", http.StatusNotFound},
		{"wrong", own.Receipt, http.StatusUnauthorized},
	} {
		if code, _, body := o.ask(t, "GET", submissions+"/"+tc.receipt, "", "Authorization", "Bearer "+tc.token); code != tc.want {
			t.Errorf("%s asks for %s: %d %s, want %d", tc.token, tc.receipt, code, body, tc.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	o := open(t, withReporters(t))
	const longHo = "Bearer long-ho"
	for _, tc := range []struct {
		name, method, path, body string
		header                   []string
		want                     int
		code                     string
	}{
		{"bad rows", "POST", submissions, rows(row("999", "-1"), row("857", `"98,5"`)), []string{"Authorization", longHo}, 422, "unknown_unit"},
		{"somebody else's unit", "POST", submissions, rows(row("858", "1")), []string{"Authorization", longHo}, 403, "unit_out_of_scope"},
		{"somebody else's unit and more", "POST", submissions, rows(row("858", "1"), row("857", "-1")), []string{"Authorization", longHo}, 422, "unit_out_of_scope"},
		{"no JSON", "POST", submissions, "unit=857", []string{"Authorization", longHo}, 400, "not_json"},
		{"nothing", "POST", submissions, "", []string{"Authorization", longHo}, 400, "not_json"},
		{"no token", "POST", submissions, rows(row("857", "1")), nil, 401, "unauthorized"},
		{"a wrong token", "POST", submissions, rows(row("857", "1")), []string{"Authorization", "Bearer long-h0"}, 401, "unauthorized"},
		{"a token without Bearer", "POST", submissions, rows(row("857", "1")), []string{"Authorization", "long-ho"}, 401, "unauthorized"},
		{"a form", "POST", submissions, rows(row("857", "1")), []string{"Authorization", longHo, "Content-Type", "application/x-www-form-urlencoded"}, 415, "unsupported_media_type"},
		{"CSV", "POST", submissions, "unit", []string{"Authorization", longHo, "Content-Type", "text/csv"}, 415, "unsupported_media_type"},
		{"no type", "POST", submissions, rows(row("857", "1")), []string{"Authorization", longHo, "Content-Type", ""}, 415, "unsupported_media_type"},
		{"another encoding", "POST", submissions, rows(row("857", "1")), []string{"Authorization", longHo, "Content-Type", "application/json; charset=utf-16"}, 415, "unsupported_media_type"},
		{"no gzip", "POST", submissions, rows(row("857", "1")), []string{"Authorization", longHo, "Content-Encoding", "gzip"}, 400, "not_gzip"},
		{"a short text for a gzip", "POST", submissions, "{}", []string{"Authorization", longHo, "Content-Encoding", "gzip"}, 400, "not_gzip"},
		{"half a gzip", "POST", submissions, gzipped(rows(row("857", "1")))[:30], []string{"Authorization", longHo, "Content-Encoding", "gzip"}, 400, "body_cut_off"},
		{"a gzip that is too much", "POST", submissions, gzipped(strings.Repeat(" ", 9<<20)), []string{"Authorization", longHo, "Content-Encoding", "gzip"}, 413, "too_large"},
		{"another packing", "POST", submissions, "x", []string{"Authorization", longHo, "Content-Encoding", "br"}, 415, "unsupported_encoding"},
		{"another method", "PUT", submissions, rows(row("857", "1")), []string{"Authorization", longHo}, 405, "method_not_allowed"},
		{"another path", "POST", "/api/v2/submissions", rows(row("857", "1")), []string{"Authorization", longHo}, 404, "unknown_address"},
		{"the root", "GET", "/", "", nil, 404, "unknown_address"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			code, header, body := o.ask(t, tc.method, tc.path, tc.body, tc.header...)
			if code != tc.want {
				t.Errorf("%d, want %d: %s", code, tc.want, body)
			}
			if tc.code != "" {
				var answer struct {
					Problems []struct{ Code, Rule, Text string }
				}
				decode(t, body, &answer)
				if len(answer.Problems) == 0 || answer.Problems[0].Code != tc.code || answer.Problems[0].Rule == "" || answer.Problems[0].Text == "" {
					t.Errorf("got %s, want %s first", body, tc.code)
				}
				if got := header.Get("Content-Type"); got != "application/json; charset=utf-8" {
					t.Errorf("content type %q", got)
				}
			}
			if code == 401 && header.Get("WWW-Authenticate") == "" {
				t.Error("401 without WWW-Authenticate")
			}
			if n := o.entries(t); n != 0 {
				t.Errorf("%d entries were stored", n)
			}
		})
	}
	if log := o.log.String(); strings.Contains(log, "long-h0") || strings.Contains(log, "long-ho") {
		t.Errorf("a token is in the log: %s", log)
	}
}

func TestProblemsSpeakTheReadersLanguage(t *testing.T) {
	o := open(t)
	bad := rows(row("999", `"60,123"`), row("857", "121001"))
	for name, tc := range map[string]struct{ query, accept, want string }{
		"nothing asked":      {"", "", "vi"},
		"Vietnamese":         {"", "vi-VN,vi;q=0.9,en;q=0.8", "vi"},
		"English":            {"", "en-US", "en"},
		"another":            {"", "fr-FR,fr", "vi"},
		"another, then ours": {"", "fr,en;q=0.5,vi;q=0.1", "en"},
		"nonsense":           {"", "!!!", "vi"},
		"the query wins":     {"?lang=en", "vi", "en"},
		"and both ways":      {"?lang=vi", "en", "vi"},
	} {
		t.Run(name, func(t *testing.T) {
			code, header, body := o.ask(t, "POST", submissions+tc.query, bad, "Accept-Language", tc.accept)
			if code != http.StatusUnprocessableEntity || header.Get("Content-Language") != tc.want {
				t.Errorf("%d in %q, want 422 in %q", code, header.Get("Content-Language"), tc.want)
			}
			golden.Equal(t, "testdata/problems."+tc.want+".json", body)
		})
	}
}

func TestLocalRefusesForeignNames(t *testing.T) {
	o := open(t)
	for host, want := range map[string]int{"127.0.0.1": 201, "localhost:8480": 200, "[::1]": 200, "[::1]:8480": 200, "evil.example": 403, "evil.example:8480": 403} {
		if want < 300 {
			want = 0 // which of them comes first is created
		}
		code, _, body := o.ask(t, "POST", submissions, rows(row("857", "1")), "Host", host)
		if want == 0 && code >= 300 || want != 0 && code != want {
			t.Errorf("as %s: %d %s", host, code, body)
		}
	}
}

// endless yields spaces and counts them.
type endless struct {
	left int64
	read int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), e.left))
	for i := range p[:n] {
		p[i] = ' '
	}
	e.left -= int64(n)
	e.read += int64(n)
	return n, nil
}

func TestLargeBodyIsCutOff(t *testing.T) {
	const size = 100 << 20
	for name, declared := range map[string]bool{"declared": true, "streamed": false} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r := httptest.NewRequestWithContext(t.Context(), "POST", submissions, &endless{left: size})
			r.Header.Set("Content-Type", "application/json")
			r.Host = "127.0.0.1"
			r.ContentLength = -1
			if declared {
				r.ContentLength = size
			}
			w := httptest.NewRecorder()
			o.Config.Handler.ServeHTTP(w, r)
			runtime.ReadMemStats(&after)
			if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "8 MiB") || !strings.Contains(w.Body.String(), "Chia thành nhiều báo cáo") {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > size*2/3 {
				t.Errorf("%d MiB were allocated for 100 MiB that are refused", used>>20)
			}
			if n := o.entries(t); n != 0 {
				t.Errorf("%d entries were stored", n)
			}
		})
	}
}

func TestLargeBodyOverTheWire(t *testing.T) {
	o := open(t)
	body := &endless{left: 100 << 20}
	// Expect asks first, as curl does: the answer then comes before the body.
	o.Client().Transport.(*http.Transport).ExpectContinueTimeout = time.Minute
	req, err := http.NewRequestWithContext(t.Context(), "POST", o.URL+submissions, body)
	if err != nil {
		t.Fatal(err)
	}
	req.ContentLength = body.left
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Expect", "100-continue")
	resp, err := o.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusRequestEntityTooLarge || body.read > 0 {
		t.Errorf("%d after %d bytes, want 413 after none", resp.StatusCode, body.read)
	}
}

// projection is a projection whose lag is known.
type projection struct {
	lag     int64
	err     error
	emptied bool
	away    error
	woken   int
}

func (p *projection) Wake()                              { p.woken++ }
func (p *projection) Lag(context.Context) (int64, error) { return p.lag, p.err }

func (p *projection) Emptied(context.Context) (bool, error) { return p.emptied, p.away }

func TestReadyz(t *testing.T) {
	for name, tc := range map[string]struct {
		projection api.Projection
		closed     bool
		code       int
		want       string
	}{
		"everything well":      {&projection{}, false, 200, `{"ready":true,"plans":7,"ledger":{"writable":true,"entries":1},"projection":{"state":"current","lag_entries":0}}`},
		"InfluxDB was emptied": {&projection{emptied: true}, false, 200, `{"ready":true,"plans":7,"ledger":{"writable":true,"entries":1},"projection":{"state":"emptied","lag_entries":0,"note":"InfluxDB holds nothing of what was written to it; everything is written again from the ledger, dashboards are empty until then"}}`},
		"InfluxDB is away":     {&projection{away: errors.New("connection refused")}, false, 200, `{"ready":true,"plans":7,"ledger":{"writable":true,"entries":1},"projection":{"state":"unreachable","lag_entries":0,"note":"InfluxDB does not answer; reports are taken all the same, and it gets them once it does"}}`},
		"InfluxDB is down":     {&projection{lag: 7}, false, 200, `{"ready":true,"plans":7,"ledger":{"writable":true,"entries":1},"projection":{"state":"behind","lag_entries":7,"note":"reports are taken all the same; dashboards show them once InfluxDB has them"}}`},
		"no InfluxDB at all":   {nil, false, 200, `{"ready":true,"plans":7,"ledger":{"writable":true,"entries":1},"projection":{"state":"off","lag_entries":0,"note":"no InfluxDB is configured (influx.url)"}}`},
		"ledger is gone":       {&projection{err: errors.New("x")}, true, 503, `{"ready":false,"plans":7,"ledger":{"writable":false,"entries":0},"projection":{"state":"unknown","lag_entries":0,"note":"the ledger could not be read"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t, func(opt *api.Options) { opt.Projection = tc.projection })
			if code, _, body := o.ask(t, "POST", submissions, rows(row("857", "1"))); code != http.StatusCreated {
				t.Fatalf("%d %s", code, body)
			}
			if tc.closed {
				if err := o.book.Close(); err != nil {
					t.Fatal(err)
				}
			}
			code, _, body := o.ask(t, "GET", "/readyz", "")
			if code != tc.code {
				t.Errorf("%d, want %d", code, tc.code)
			}
			if diff := golden.Diff(tc.want+"\n", body); diff != "" {
				t.Error(diff)
			}
			if code, _, body := o.ask(t, "GET", "/healthz", ""); code != http.StatusOK || body != `{"status":"ok"}`+"\n" {
				t.Errorf("healthz: %d %s", code, body)
			}
		})
	}
}

func TestBrokenLedgerIsNotTheSendersFault(t *testing.T) {
	o := open(t)
	if err := o.book.Close(); err != nil {
		t.Fatal(err)
	}
	for _, method := range []string{"POST", "GET"} {
		path := submissions
		if method == "GET" {
			path += "/XHHT-0000-0000-0000"
		}
		code, _, body := o.ask(t, method, path, rows(row("857", "1")))
		if code != http.StatusServiceUnavailable || !strings.Contains(body, "internal_error") || strings.Contains(body, "database") {
			t.Errorf("%s: %d %s; want 503 that shows nothing of the inside", method, code, body)
		}
	}
	if !strings.Contains(o.log.String(), "database is closed") {
		t.Errorf("the cause is not in the log: %s", o.log)
	}
}

// panicking is a ledger that breaks.
type panicking struct{ api.Ledger }

func (panicking) Find(context.Context, string) (ledger.Accepted, error) { panic("boom") }

func TestPanicIsAnswered(t *testing.T) {
	o := open(t, func(opt *api.Options) { opt.Ledger = panicking{opt.Ledger} })
	code, _, body := o.ask(t, "GET", submissions+"/x", "")
	if code != http.StatusInternalServerError || !strings.Contains(body, "internal_error") || strings.Contains(body, "boom") {
		t.Errorf("%d %s", code, body)
	}
	if log := o.log.String(); !strings.Contains(log, "boom") || !strings.Contains(log, "api_test.go") {
		t.Errorf("cause and place are not in the log: %s", log)
	}
	if code, _, _ := o.ask(t, "GET", "/healthz", ""); code != http.StatusOK {
		t.Error("the server is gone")
	}
}

func TestCutOffBody(t *testing.T) {
	o := open(t)
	r := httptest.NewRequestWithContext(t.Context(), "POST", submissions, io.MultiReader(strings.NewReader(`{"plan":`), failing{}))
	r.Header.Set("Content-Type", "application/json")
	r.Host = "127.0.0.1"
	w := httptest.NewRecorder()
	o.Config.Handler.ServeHTTP(w, r)
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "body_cut_off") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestMetrics(t *testing.T) {
	o := open(t)
	o.ask(t, "POST", submissions, rows(row("857", "1")))
	o.ask(t, "POST", submissions, "x")
	o.ask(t, "GET", "/nowhere/"+strings.Repeat("x", 50), "")
	code, _, body := o.ask(t, "GET", "/metrics", "")
	if code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	for _, want := range []string{
		`xhht_collector_submissions_total{result="accepted"} 1`,
		`xhht_collector_submissions_total{result="refused"} 1`,
		`xhht_collector_problems_total{code="not_json"} 1`,
		`xhht_collector_request_duration_seconds_count{code="201",route="POST /api/v1/submissions"} 1`,
		`xhht_collector_request_duration_seconds_count{code="400",route="POST /api/v1/submissions"} 1`,
		`xhht_collector_request_duration_seconds_count{code="404",route="none"} 1`,
		`xhht_ledger_entries 1`,
		`xhht_ledger_last_accept_timestamp_seconds 1.7684388e+09`,
	} {
		if !strings.Contains(body, want+"\n") {
			t.Errorf("missing: %s", want)
		}
	}
	if lint, err := testutil.GatherAndLint(o.metrics); err != nil || len(lint) > 0 {
		t.Errorf("promlint: %v, %v", lint, err)
	}
}
