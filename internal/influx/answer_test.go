package influx_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/series"
)

// Answers as the servers give them: one target point each.
const (
	fluxHead = "#datatype,string,long,dateTime:RFC3339,double,string,string,string,string,string,string\r\n" +
		",result,table,_time,_value,_field,kind,plan,target,indicator,area\r\n"
	fluxLine = ",_result,0,2025-12-31T00:00:00Z,50,value,baseline,p,t,i,d:855@0\r\n"
	fluxGood = fluxHead + fluxLine + "\r\n"

	qlHead = `{"results":[{"statement_id":0,"series":[{"name":"target","columns":["time","kind","plan","target","indicator","area","value"],"values":[`
	qlRow  = `[1767139200000000000,"baseline","p","t","i","d:855@0",50]`
	qlGood = qlHead + qlRow + "]}]}]}\n"
	qlMore = qlHead + qlRow + `],"partial":true}],"partial":true}]}` + "\n"
)

func answering(t *testing.T, h http.HandlerFunc, opt influx.Options) *influx.Client {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	opt.URL, opt.Bucket = srv.URL, "b"
	c, err := influx.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// says answers every question with the text.
func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }
}

var thePoint = []series.TargetPoint{{Kind: series.BaselinePoint, Plan: "p", Target: "t", Indicator: "i", Area: "d:855@0", At: day(2025, 12, 31), Value: 50}}

func TestAnswers(t *testing.T) {
	other := thePoint[0]
	other.Area = "d:857@0"
	two := append(thePoint[:1:1], other)
	of := func(answer string) string { return strings.ReplaceAll(answer, thePoint[0].Area, other.Area) }
	tests := map[string]struct {
		dialect influx.Dialect
		text    string
		want    []series.TargetPoint // nil: an error
		says    string
	}{
		"flux: a whole answer":                {influx.Flux, fluxGood, thePoint, ""},
		"flux: two tables":                    {influx.Flux, fluxGood + of(fluxGood), two, ""},
		"flux: nothing found":                 {influx.Flux, "\r\n", []series.TargetPoint{}, ""},
		"flux: nothing at all":                {influx.Flux, "", nil, "in the middle"},
		"flux: cut between lines":             {influx.Flux, fluxHead + fluxLine, nil, "in the middle"},
		"flux: cut in a line":                 {influx.Flux, fluxHead + fluxLine[:20], nil, "cells"},
		"flux: cut in a cell":                 {influx.Flux, fluxHead + fluxLine[:len(fluxLine)-4], nil, "in the middle"},
		"flux: cut in the head":               {influx.Flux, fluxHead[:20], nil, "in the middle"},
		"flux: an error after the 200":        {influx.Flux, "#datatype,string,string\r\n,error,reference\r\n,ran out of memory,897\r\n\r\n", nil, "ran out of memory"},
		"flux: an error after the first":      {influx.Flux, fluxGood + "#datatype,string,string\r\n,error,reference\r\n,ran out of memory,897\r\n", nil, "ran out of memory"},
		"flux: text where numbers are":        {influx.Flux, strings.Replace(fluxGood, ",50,", ",fifty,", 1), nil, "not a number"},
		"flux: another service":               {influx.Flux, "<html>it works</html>", nil, "not a table"},
		"influxql: a whole answer":            {influx.InfluxQL, qlGood, thePoint, ""},
		"influxql: two chunks":                {influx.InfluxQL, qlMore + of(qlGood), two, ""},
		"influxql: spaces":                    {influx.InfluxQL, strings.NewReplacer(",", " ,\n ", "[", "[ ", "]", " ]").Replace(qlGood), thePoint, ""},
		"influxql: no such point":             {influx.InfluxQL, `{"results":[{"statement_id":0}]}` + "\n", []series.TargetPoint{}, ""},
		"influxql: an escaped tag":            {influx.InfluxQL, strings.Replace(qlGood, "d:855@0", `d:855\u00400`, 1), thePoint, ""},
		"influxql: a value that is null":      {influx.InfluxQL, strings.Replace(qlGood, "50]", "null]", 1), []series.TargetPoint{}, ""},
		"influxql: nothing at all":            {influx.InfluxQL, "", nil, "in the middle"},
		"influxql: cut after a chunk":         {influx.InfluxQL, qlMore, nil, "in the middle"},
		"influxql: cut in the second chunk":   {influx.InfluxQL, qlMore + qlGood[:60], nil, ""},
		"influxql: cut after the last row":    {influx.InfluxQL, qlGood[:len(qlGood)-4], nil, ""},
		"influxql: an error after the 200":    {influx.InfluxQL, `{"results":[{"statement_id":0,"error":"timeout"}]}`, nil, "timeout"},
		"influxql: an error after a chunk":    {influx.InfluxQL, qlMore + `{"results":[{"statement_id":0,"error":"timeout"}]}`, nil, "timeout"},
		"influxql: an error in a document":    {influx.InfluxQL, `{"error":"shutting down"}`, nil, "shutting down"},
		"influxql: text where numbers are":    {influx.InfluxQL, strings.Replace(qlGood, ",50]", `,"fifty"]`, 1), nil, "not a number"},
		"influxql: a row that is too short":   {influx.InfluxQL, strings.Replace(qlGood, ",50]", `]`, 1), nil, "cells"},
		"influxql: a row that is too long":    {influx.InfluxQL, strings.Replace(qlGood, ",50]", `,50,50]`, 1), nil, "more cells"},
		"influxql: rows before their columns": {influx.InfluxQL, `{"results":[{"series":[{"values":[[1]]}]}]}`, nil, ""},
		"influxql: another service":           {influx.InfluxQL, "<html>it works</html>", nil, "in the middle"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := answering(t, says(tc.text), influx.Options{Dialect: tc.dialect}).Targets(t.Context(), series.Filter{})
			switch {
			case tc.want == nil && err == nil:
				t.Errorf("passed as %d points", len(got))
			case tc.want == nil && !strings.Contains(err.Error(), tc.says):
				t.Errorf("got %v, want …%s…", err, tc.says)
			case tc.want != nil && (err != nil || len(got) != len(tc.want) || len(got) > 0 && !cmp.Equal(got, tc.want)):
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

// Whatever the cut, an answer is whole or an error.
func TestAnAnswerCutAnywhereIsAnError(t *testing.T) {
	for d, text := range map[influx.Dialect]string{influx.Flux: fluxGood, influx.InfluxQL: qlMore + strings.TrimSpace(qlGood)} {
		cut := 0
		c := answering(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text[:cut]) }, influx.Options{Dialect: d})
		for ; cut < len(text); cut++ {
			if got, err := c.Targets(t.Context(), series.Filter{}); err == nil {
				t.Errorf("%s cut at %d of %d passed as %d points", d, cut, len(text), len(got))
			}
		}
		if _, err := c.Targets(t.Context(), series.Filter{}); err != nil {
			t.Errorf("%s: the whole answer is refused: %v", d, err)
		}
	}
}

func TestATransferThatBreaksIsAnError(t *testing.T) {
	for d, text := range map[influx.Dialect]string{influx.Flux: fluxGood, influx.InfluxQL: qlGood} {
		c := answering(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100000")
			_, _ = io.WriteString(w, text)
		}, influx.Options{Dialect: d})
		if got, err := c.Targets(t.Context(), series.Filter{}); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: got %d points, %v", d, len(got), err)
		}
	}
}

func TestAnAnswerThatIsTooLargeIsGivenUp(t *testing.T) {
	endless := func(head, line string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, head)
			for { // until the reader hangs up
				if _, err := io.WriteString(w, line); err != nil {
					return
				}
			}
		}
	}
	for d, h := range map[influx.Dialect]http.HandlerFunc{influx.Flux: endless(fluxHead, fluxLine), influx.InfluxQL: endless("", qlMore)} {
		for name, opt := range map[string]influx.Options{"values": {MaxValues: 1000}, "bytes": {MaxBytes: 100_000}} {
			opt.Dialect = d
			if got, err := answering(t, h, opt).Targets(t.Context(), series.Filter{}); !errors.Is(err, influx.ErrTooMuch) {
				t.Errorf("%s, too many %s: got %d points, %v", d, name, len(got), err)
			}
		}
	}
	// One cell without end.
	for d, h := range map[influx.Dialect]http.HandlerFunc{influx.Flux: endless(fluxHead+`,"`, strings.Repeat("x", 100)), influx.InfluxQL: endless(qlHead+`[1,"`, strings.Repeat("x", 100))} {
		if got, err := answering(t, h, influx.Options{Dialect: d, MaxBytes: 100_000}).Targets(t.Context(), series.Filter{}); !errors.Is(err, influx.ErrTooMuch) {
			t.Errorf("%s, a cell without end: got %d points, %v", d, len(got), err)
		}
	}
}

func TestASlowAnswerEndsWithTheDeadline(t *testing.T) {
	for _, d := range []influx.Dialect{influx.Flux, influx.InfluxQL} {
		c := answering(t, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, map[influx.Dialect]string{influx.Flux: fluxHead + fluxLine, influx.InfluxQL: qlMore}[d])
			_ = http.NewResponseController(w).Flush()
			_, _ = io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}, influx.Options{Dialect: d, Timeout: 100 * time.Millisecond})
		if got, err := c.Targets(t.Context(), series.Filter{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: got %d points, %v", d, len(got), err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := c.Targets(ctx, series.Filter{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, given up: %v", d, err)
		}
	}
}

// A 2.x server that does not know the bucket as a database is asked in Flux, and from then on at once.
func TestFluxIsSpokenWhereInfluxQLFindsNoDatabase(t *testing.T) {
	for name, refuse := range map[string]http.HandlerFunc{
		"no database": says(`{"results":[{"statement_id":0,"error":"database not found: b"}]}`),
		"no endpoint": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "not found", http.StatusNotFound) },
	} {
		t.Run(name, func(t *testing.T) {
			var asked []string
			c := answering(t, func(w http.ResponseWriter, r *http.Request) {
				asked = append(asked, r.URL.Path)
				if r.URL.Path == "/query" {
					refuse(w, r)
					return
				}
				says(fluxGood)(w, r)
			}, influx.Options{})
			for range 2 {
				got, err := c.Targets(t.Context(), series.Filter{})
				if diff := cmp.Diff(thePoint, got); diff != "" || err != nil {
					t.Errorf("%v (-want +got):\n%s", err, diff)
				}
			}
			if diff := cmp.Diff([]string{"/query", "/api/v2/query", "/api/v2/query"}, asked); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
		})
	}
}

// A bucket that is nowhere is told as such, whichever language said it.
func TestABucketThatIsNowhere(t *testing.T) {
	s := influxtest.Start(t)
	for _, d := range []influx.Dialect{influx.Auto, influx.InfluxQL, influx.Flux} {
		c, err := influx.New(influx.Options{URL: s.URL, Org: s.Org, Bucket: "nowhere/autogen", Token: s.Token, Dialect: d})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		var e *influx.Error
		if _, err := c.Targets(t.Context(), series.Filter{}); !errors.As(err, &e) || e.Status != http.StatusNotFound {
			t.Errorf("%q: got %v, want a 404", d, err)
		}
	}
}

func TestTheTransferIsCompressed(t *testing.T) {
	var accepts string
	c := answering(t, func(w http.ResponseWriter, r *http.Request) {
		accepts = r.Header.Get("Accept-Encoding")
		says(qlGood)(w, r)
	}, influx.Options{})
	if _, err := c.Targets(t.Context(), series.Filter{}); err != nil || accepts != "gzip" {
		t.Errorf("accepts %q, %v", accepts, err)
	}
}
