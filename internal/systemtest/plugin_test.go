package systemtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/datasourcetest"
	"github.com/hashicorp/go-hclog"

	"github.com/xhht/xhht/internal/demo/stack"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/plugin/pkg/source"
)

// wall asks the plugin about one InfluxDB, over gRPC as Grafana does.
type wall struct {
	client *datasourcetest.TestPluginClient
	pages  string // the folder of what was generated
	pc     backend.PluginContext
	from   time.Time
	to     time.Time
}

// served is the plugin behind its gRPC interface, once for all tests. The SDK writes a few lines for every query: they go to a file,
// so that a failure is not drowned in them.
var served = sync.OnceValues(func() (*datasourcetest.TestPluginClient, error) {
	file, err := os.Create(filepath.Join(logs, "plugin.log"))
	if err != nil {
		return nil, err
	}
	hclog.DefaultOutput = file
	log.DefaultLogger = log.New()
	backend.Logger = log.DefaultLogger
	return grafanatest.Serve(source.New)
})

func wallOf(t *testing.T, s *stack.Stack, id int64, bucket string) wall {
	t.Helper()
	client, err := served()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := json.Marshal(map[string]any{"organization": s.Influx.Org, "bucket": bucket, "timeoutSeconds": 30})
	if err != nil {
		t.Fatal(err)
	}
	return wall{client: client, pages: s.Pages(), from: time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC), to: told.EndOfDay(), pc: backend.PluginContext{
		Namespace: "default", PluginID: "xhht-targets-datasource", DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
			ID: id, UID: "xhht-targets", URL: s.Influx.URL, JSONData: doc, Updated: time.Now(), DecryptedSecureJSONData: map[string]string{"token": s.Influx.Token}}}}
}

// grafana opens pages before this InfluxDB, on the story's day.
func (w wall) grafana() grafanatest.Grafana {
	return grafanatest.Grafana{Source: w, Now: told.EndOfDay(), Plugin: os.DirFS(filepath.Join("plugin", "src")), Sound: sound}
}

// span is the range of a query. The story ends on its day: nothing is judged later. What lies ahead is asked for in full, and what the
// standing office entered was recorded when the test ran, not on the story's day, and can be seen from then on.
func (w wall) span(a grafanatest.Asked) backend.TimeRange {
	out := backend.TimeRange{From: w.from, To: w.to}
	if !a.To.IsZero() {
		out = backend.TimeRange{From: a.From, To: a.To}
		if a.Query.Kind == query.Events || !a.To.After(told.EndOfDay()) {
			return out
		}
		out.To = told.EndOfDay()
	} else if a.Query.Shape == query.Ahead {
		out.To = w.to.AddDate(3, 0, 0) // a page that shows what is ahead ends in the future
	}
	if ofToday(a.Query) {
		out.To = time.Now()
	}
	return out
}

func ofToday(q query.Query) bool {
	return q.Kind == query.Revisions || q.Kind == query.Deliverables || q.Kind == query.Compare && q.Compare == query.CompareApproval
}

// Query puts queries to the plugin, some at a time.
func (w wall) Query(tb testing.TB, list []grafanatest.Asked, alert bool) []backend.DataResponse {
	tb.Helper()
	const most = 20
	out := make([]backend.DataResponse, len(list))
	for from := 0; from < len(list); from += most {
		to := min(from+most, len(list))
		req := &backend.QueryDataRequest{PluginContext: w.pc}
		if alert {
			req.Headers = map[string]string{"FromAlert": "true"}
		}
		for i := from; i < to; i++ {
			req.Queries = append(req.Queries, backend.DataQuery{RefID: fmt.Sprint(i), JSON: list[i].JSON, TimeRange: w.span(list[i])})
		}
		resp, err := w.client.QueryData(tb.Context(), req)
		if err != nil {
			tb.Fatal(err)
		}
		for i := from; i < to; i++ {
			out[i] = resp.Responses[fmt.Sprint(i)]
		}
	}
	return out
}

// Resource asks the plugin for what a variable offers.
func (w wall) Resource(tb testing.TB, path string) (status int, body []byte) {
	tb.Helper()
	stream := backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
		if r.Status != 0 {
			status = r.Status
		}
		body = append(body, r.Body...)
		return nil
	})
	name, _, _ := strings.Cut(path, "?")
	if err := w.client.CallResource(tb.Context(), &backend.CallResourceRequest{PluginContext: w.pc, Path: name, Method: http.MethodGet, URL: path}, stream); err != nil {
		tb.Fatal(err)
	}
	return status, body
}

// one asks one question, which is given without what every query has.
func (w wall) one(t *testing.T, fields string, alert bool) backend.DataResponse {
	t.Helper()
	a, ours, err := grafanatest.Read(t.Name(), []byte(`{"refId":"A","schemaVersion":1,`+fields+`}`))
	if err != nil || !ours {
		t.Fatalf("%s is no query: %v", fields, err)
	}
	return w.Query(t, []grafanatest.Asked{a}, alert)[0]
}
