package source_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/source"
)

func sourceOver(s source.Store) *source.Source { return source.Over(s, time.Minute).At(asOf) }

const secret = "s3cr3t-token"

// Below an error Grafana shows a panel's words for "nothing here": the panel that is read first has to say that nothing was read.
func TestTheVerdictOfAFailureIsNotEmpty(t *testing.T) {
	for language, want := range map[string]string{"vi": "Không đọc được số liệu", "en": "The numbers cannot be read"} {
		s := filled()
		s.err = &influx.Error{Err: errors.New("dial tcp: connection refused")}
		resp, err := over(s).QueryData(context.Background(), &backend.QueryDataRequest{Queries: []backend.DataQuery{
			{RefID: "A", JSON: []byte(`{"schemaVersion":1,"kind":"summary","plan":"vinh-long","language":"` + language + `"}`), TimeRange: decade}}})
		if err != nil {
			t.Fatal(err)
		}
		got := resp.Responses["A"]
		if got.Error == nil || len(got.Frames) != 1 || got.Frames[0].RefID != "A" {
			t.Fatalf("%s: %v with %d frames", language, got.Error, len(got.Frames))
		}
		for name, says := range map[string]string{"sentence": want, "detail": got.Error.Error()} {
			f, _ := got.Frames[0].FieldByName(name)
			if text, _ := f.ConcreteAt(0); !strings.HasPrefix(text.(string), says) {
				t.Errorf("%s: the %s is %q, want %q", language, name, text, says)
			}
		}
		for _, name := range []string{"on_track", "late", "units_behind"} {
			f, _ := got.Frames[0].FieldByName(name)
			if n, known := f.ConcreteAt(0); known {
				t.Errorf("%s: %s is %v, and nothing was read", language, name, n)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	const good = `{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long"}`
	fails := func(err error) func(*store) { return func(s *store) { s.err = err } }
	tests := map[string]struct {
		query  string
		change func(*store)
		status backend.Status
		source backend.ErrorSource
		says   string // part of the message
	}{
		"a query nobody understands":     {`{"schemaVersion":1,"kind":"flux","plan":"vinh-long"}`, nil, 400, backend.ErrorSourceDownstream, "phải là một trong"},
		"an unknown plan":                {`{"schemaVersion":1,"kind":"scorecard","plan":"vĩnh long"}`, nil, 400, backend.ErrorSourceDownstream, "Các kế hoạch: vinh-long"},
		"an unknown unit":                {`{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","units":["d:855@0","x\") |> drop()"]}`, nil, 400, backend.ErrorSourceDownstream, "units"},
		"a unit of another level":        {`{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","level":"district","units":["p:86@0"]}`, nil, 400, backend.ErrorSourceDownstream, "p:86@0"},
		"units of several levels":        {`{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","units":["p:86@0","d:857@0"]}`, nil, 400, backend.ErrorSourceDownstream, "nhiều cấp"},
		"an unknown indicator":           {`{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","indicators":["gdp"],"language":"en"}`, nil, 400, backend.ErrorSourceDownstream, "is not in the plan"},
		"a group of a scorecard":         {`{"schemaVersion":1,"kind":"scorecard","plan":"vinh-long","group":"sex=female"}`, nil, 400, backend.ErrorSourceDownstream, "toàn bộ dân số"},
		"an unknown group":               {`{"schemaVersion":1,"kind":"series","plan":"vinh-long","group":"x"}`, nil, 400, backend.ErrorSourceDownstream, "sex=female"},
		"an alert filtered to nothing":   {`{"schemaVersion":1,"kind":"alert","plan":"vinh-long","filters":[{"key":"unit","operator":"=","value":"d:8570"}]}`, nil, 400, backend.ErrorSourceDownstream, "không để lại"},
		"a lapse filtered to nothing":    {`{"schemaVersion":1,"kind":"alert","measure":"lapse","plan":"vinh-long","filters":[{"key":"level","operator":"=","value":"commune"}]}`, nil, 400, backend.ErrorSourceDownstream, "không để lại"},
		"an empty bucket":                {good, fails(influx.ErrNoCatalogue), 404, backend.ErrorSourceDownstream, "collector"},
		"an older schema":                {good, func(s *store) { s.cat.Schema = series.SchemaVersion - 1 }, 404, backend.ErrorSourceDownstream, "Plugin này mới hơn collector"},
		"a newer schema":                 {good, func(s *store) { s.cat.Schema = series.SchemaVersion + 1 }, 404, backend.ErrorSourceDownstream, "Plugin này cũ hơn collector"},
		"a broken catalogue":             {good, func(s *store) { s.cat.Areas = append(s.cat.Areas, s.cat.Areas[0]) }, 502, backend.ErrorSourceDownstream, "Không đọc được"},
		"a server that is down":          {good, fails(&influx.Error{Err: errors.New("dial tcp: connection refused")}), 502, backend.ErrorSourceDownstream, "có đang chạy"},
		"a wrong token":                  {good, fails(&influx.Error{Status: http.StatusUnauthorized, Message: "token " + secret}), 401, backend.ErrorSourceDownstream, "từ chối token"},
		"a wrong bucket":                 {good, fails(&influx.Error{Status: http.StatusNotFound, Message: secret}), 404, backend.ErrorSourceDownstream, "bucket"},
		"a server that is busy":          {good, fails(&influx.Error{Status: http.StatusTooManyRequests}), 429, backend.ErrorSourceDownstream, "quá tải"},
		"a server that fails":            {good, fails(&influx.Error{Status: 500, Message: "from(bucket: " + secret}), 502, backend.ErrorSourceDownstream, "500"},
		"an answer that makes no sense":  {good, fails(errors.New("read " + secret)), 502, backend.ErrorSourceDownstream, "Không đọc được"},
		"a cut answer":                   {good, fails(io.ErrUnexpectedEOF), 502, backend.ErrorSourceDownstream, "Không đọc được"},
		"a slow answer":                  {good, fails(context.DeadlineExceeded), 504, backend.ErrorSourceDownstream, "quá chậm"},
		"a query that was given up":      {good, fails(context.Canceled), 499, backend.ErrorSourceDownstream, "hủy"},
		"a fault of our own":             {good, func(s *store) { s.fails = func() { panic("nil " + secret) } }, 500, backend.ErrorSourcePlugin, "bên trong plugin"},
		"a fault of our own, in a frame": {good, func(s *store) { s.cat.Plans[0].Targets[0].Milestones = nil }, 500, backend.ErrorSourcePlugin, "bên trong plugin"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			s := filled()
			if tc.change != nil {
				tc.change(s)
			}
			for _, headers := range []map[string]string{nil, {"FromAlert": "true"}} {
				resp, err := over(s).QueryData(context.Background(), &backend.QueryDataRequest{Headers: headers,
					Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(tc.query), TimeRange: decade}, {RefID: "B", JSON: []byte(`{}`)}}})
				if err != nil {
					t.Fatal(err)
				}
				got := resp.Responses["A"]
				if got.Error == nil || got.Status != tc.status || got.ErrorSource != tc.source || !strings.Contains(got.Error.Error(), tc.says) {
					t.Errorf("got %d, %s, %v; want %d, %s, …%s…", got.Status, got.ErrorSource, got.Error, tc.status, tc.source, tc.says)
				}
				if got.Error != nil && strings.Contains(got.Error.Error(), secret) {
					t.Errorf("the message repeats the database's own words: %v", got.Error)
				}
				if resp.Responses["B"].Status != backend.StatusBadRequest {
					t.Errorf("the other query got %+v", resp.Responses["B"])
				}
			}
		})
	}
}

// What is refused is told as far as a person reads: an answer as long as the question would not reach Grafana.
func TestRefusalsAreShort(t *testing.T) {
	long, many := strings.Repeat("đ", 1<<20), make([]string, 20_000)
	for i := range many {
		many[i] = "d:" + strings.Repeat("9", i%7)
	}
	for name, q := range map[string]map[string]any{
		"a long plan":     {"plan": long},
		"a long field":    {"plan": "vinh-long", long: 1},
		"a long language": {"plan": long, "language": "en"},
		"many units":      {"plan": "vinh-long", "units": many},
		"many statuses":   {"plan": "vinh-long", "statuses": many},
		"a long unit":     {"plan": "vinh-long", "units": []string{long}},
	} {
		q["schemaVersion"], q["kind"] = 1, "scorecard"
		doc, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		got := ask(t, over(filled()), string(doc), decade)
		if got.Status != backend.StatusBadRequest || got.Error == nil || len(got.Error.Error()) > 10_000 {
			t.Errorf("%s: status %d, %.200v", name, got.Status, got.Error)
		}
		if strings.HasPrefix(name, "many") && !strings.Contains(got.Error.Error(), "và 19990 lỗi khác") {
			t.Errorf("%s: it does not say how many there are: %.3000v", name, got.Error)
		}
	}
}

// A failed read is not remembered: the next look finds a server that is back.
func TestErrorsAreNotRemembered(t *testing.T) {
	s := filled()
	s.err = &influx.Error{}
	src := over(s)
	const q = `{"schemaVersion":1,"kind":"summary","plan":"vinh-long"}`
	if resp := ask(t, src, q, decade); resp.Error == nil {
		t.Fatal("a dead server answers")
	}
	s.err = nil
	if resp := ask(t, src, q, decade); resp.Error != nil || len(resp.Frames) == 0 || resp.Frames[0].Rows() == 0 {
		t.Errorf("the server is back, and the answer is %+v", resp)
	}
}

// A slow server holds nobody longer than the request allows, and one reader's leaving does not fail another's read.
func TestSlowServer(t *testing.T) {
	s := filled()
	release := make(chan struct{})
	src := sourceOver(&slow{store: s, release: release})
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	query := []backend.DataQuery{{RefID: "A", TimeRange: decade, JSON: []byte(`{"schemaVersion":1,"kind":"summary","plan":"vinh-long"}`)}}
	resp, err := src.QueryData(ctx, &backend.QueryDataRequest{Queries: query})
	if err != nil {
		t.Fatal(err)
	}
	if got := resp.Responses["A"]; got.Status != backend.StatusTimeout || got.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("got %+v", got)
	}
	done := make(chan backend.DataResponse)
	go func() {
		resp, _ := src.QueryData(context.Background(), &backend.QueryDataRequest{Queries: query})
		done <- resp.Responses["A"]
	}()
	close(release)
	if got := <-done; got.Error != nil {
		t.Errorf("the patient reader got %v", got.Error)
	}
}

type slow struct {
	*store
	release chan struct{}
}

func (s *slow) Catalogue(ctx context.Context) (series.Catalogue, error) {
	select {
	case <-s.release:
		return s.store.Catalogue(ctx)
	case <-ctx.Done():
		return series.Catalogue{}, ctx.Err()
	}
}
