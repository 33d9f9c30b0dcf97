package influx_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
)

// parsers speaks with the parsers of InfluxDB 1.8 itself, see tools/influxd/parse.
type parsers struct {
	mu  sync.Mutex
	in  *json.Encoder
	out *json.Decoder
}

type parsed struct {
	Texts []string
	Shape string
	Error string
}

func startParsers(tb testing.TB) *parsers {
	tb.Helper()
	program := filepath.Join(tb.TempDir(), "parse")
	build := exec.CommandContext(tb.Context(), "go", "build", "-o", program, "./parse")
	build.Dir = "../../tools/influxd"
	build.Env = append(build.Environ(), "CGO_ENABLED=0", "GOWORK=off", "GOOS=", "GOARCH=", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		tb.Fatalf("build InfluxDB's parsers: %v\n%s", err, out)
	}
	cmd := exec.Command(program)
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = in.Close() // the program ends with its input
		if err := cmd.Wait(); err != nil {
			tb.Errorf("InfluxDB's parsers: %v", err)
		}
	})
	return &parsers{in: json.NewEncoder(in), out: json.NewDecoder(out)}
}

func (p *parsers) parse(tb testing.TB, d influx.Dialect, query string) parsed {
	tb.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.in.Encode(map[string]string{"language": string(d), "query": query}); err != nil {
		tb.Fatal(err)
	}
	var a parsed
	if err := p.out.Decode(&a); err != nil {
		tb.Fatal(err)
	}
	return a
}

// check asks whether the server reads exactly the text that was meant, and no code around it.
func (p *parsers) check(tb testing.TB, text string) {
	tb.Helper()
	for d, c := range map[influx.Dialect]struct {
		literal func(string) (string, error)
		query   string
	}{
		influx.Flux:     {influx.FluxLiteral, `from(bucket: "b") |> filter(fn: (r) => r.area == %s or r.area == "z")`},
		influx.InfluxQL: {influx.InfluxQLLiteral, `SELECT "value"::field FROM "m" WHERE "area"::tag = %s OR "area"::tag = 'z'`},
	} {
		lit, err := c.literal(text)
		if err != nil {
			if utf8.ValidString(text) && !strings.ContainsAny(text, "\x00\r") {
				tb.Errorf("%s refuses %q: %v", d, text, err)
			}
			continue
		}
		got, plain := p.parse(tb, d, fmt.Sprintf(c.query, lit)), p.parse(tb, d, fmt.Sprintf(c.query, lit[:1]+"plain"+lit[:1]))
		switch want := append(slices.Clone(plain.Texts[:len(plain.Texts)-2]), text, "z"); {
		case got.Error != "":
			tb.Errorf("%s does not parse %q as %s: %s", d, text, lit, got.Error)
		case got.Shape != plain.Shape:
			tb.Errorf("%s: text %q became code as %s:\n%s", d, text, lit, got.Shape)
		case !slices.Equal(got.Texts, want):
			tb.Errorf("%s: %q came back as %q", d, text, got.Texts)
		}
	}
}

// pieces are what hostile texts are made of.
var pieces = []string{
	`"`, `'`, `\`, `$`, `{`, `}`, `${`, `$${`, `\${`, `\"`, `\'`, `\\`, "\n", "\r", "\t", "\x00", "\x01", "\x1b", "\x7f", "\u0085", "\u2028", "\ufeff", "\ufffd", "\xff", "\xc3",
	"Hòa", "Hoà", "日", "😀", " ", ";", "--", "/*", "//", ")", "|>", " or true", " OR 1=1", `") |> drop() //`, `' OR '1'='1`, "DROP MEASUREMENT observation", "%s", `\x22`, `\u0022`, `\n`,
}

func TestNoTextBecomesCodeInTheServersOwnParsers(t *testing.T) {
	p := startParsers(t)
	for _, text := range slices.Concat(nasty, pieces, []string{""}) {
		p.check(t, text)
	}
	for r := rune(1); r < 0x300; r++ {
		p.check(t, string(r))
	}
	const texts = 20_000
	rnd := rand.New(rand.NewPCG(7, 1373))
	for range texts {
		var b strings.Builder
		for range rnd.IntN(12) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		if p.check(t, b.String()); t.Failed() {
			return
		}
	}
	t.Logf("%d texts made of %d pieces, in both languages", texts, len(pieces))
}

func FuzzLiterals(f *testing.F) {
	for _, text := range slices.Concat(nasty, pieces) {
		f.Add(text)
	}
	p := startParsers(f)
	f.Fuzz(func(t *testing.T, text string) { p.check(t, text) })
}

// A whole question keeps its shape whatever is asked for, in every place where a text of a user can stand.
func TestAQuestionKeepsItsShape(t *testing.T) {
	p := startParsers(t)
	for _, d := range []influx.Dialect{influx.Flux, influx.InfluxQL} {
		var sent string
		c := answering(t, recordQuestion(&sent), influx.Options{Dialect: d})
		ask := func(text string) parsed {
			sent = ""
			_, _ = c.Observations(t.Context(), series.Filter{Indicators: []string{text}, Areas: []string{text, text}, Group: text})
			a := p.parse(t, d, sent)
			_, _ = c.Targets(t.Context(), series.Filter{Plan: text, Indicators: []string{text}, Areas: []string{text}})
			b := p.parse(t, d, sent)
			_, _ = c.Reports(t.Context(), series.Filter{Plan: text, Areas: []string{text}})
			r := p.parse(t, d, sent)
			return parsed{slices.Concat(a.Texts, b.Texts, r.Texts), a.Shape + b.Shape + r.Shape, a.Error + b.Error + r.Error}
		}
		plain := ask("plain")
		if plain.Error != "" || !slices.Contains(plain.Texts, "plain") {
			t.Fatalf("%s: %+v", d, plain)
		}
		for _, text := range nasty {
			want := plain
			want.Texts = slices.Clone(plain.Texts)
			for i, s := range want.Texts {
				if s == "plain" {
					want.Texts[i] = text
				}
			}
			if diff := cmp.Diff(want, ask(text)); diff != "" {
				t.Errorf("%s, %q (-want +got):\n%s", d, text, diff)
			}
		}
	}
}

// recordQuestion keeps the query of a request and answers with nothing.
func recordQuestion(query *string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/query" {
			*query = r.PostFormValue("q")
			_, _ = io.WriteString(w, `{"results":[{"statement_id":0}]}`)
			return
		}
		var doc struct{ Query string }
		_ = json.NewDecoder(r.Body).Decode(&doc) // an empty query fails the test
		*query = doc.Query
		_, _ = io.WriteString(w, "\r\n")
	}
}
