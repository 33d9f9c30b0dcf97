package main_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/datasourcetest"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/source"
)

func TestMain(m *testing.M) {
	backend.Logger = &logs
	os.Exit(influxtest.Main(m))
}

// The world is the real plan of Vĩnh Long, seen on 20 December 2025: Long Hồ has reported every year since 2020, Trà Ôn
// nothing for 2025, the others nothing at all.
const (
	planID = "vinh-long-2021-2030"
	longHo = "d:857@0"
	traOn  = "d:862@0"
	skills = "info_skills_rate"
)

var (
	from = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	asOf = time.Date(2025, 12, 20, 3, 0, 0, 0, time.UTC)
)

func registry(t *testing.T) plan.Registry {
	t.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	return undivided(reg)
}

// undivided is the registry as if the districts' form had never been handed over: the world below is about districts that report.
func undivided(reg plan.Registry) plan.Registry {
	for i, p := range reg.Plans {
		if p.ID != planID {
			continue
		}
		p.Units, p.Gathered, p.Forms = p.Units[:8], nil, slices.Clone(p.Forms)
		p.Forms = slices.DeleteFunc(p.Forms, func(f plan.Form) bool { return f.ID == "annual-titles" })
		p.Forms[0].Bodies, p.Forms[0].Level, p.Forms[0].Indicators = nil, area.District, plan.Asks(p.Forms[0].EverAsked()...)
		s := p.Succession[area.District]
		s.Members, s.Straddling = "", ""
		p.Succession = map[area.Level]plan.Succession{area.District: s, area.Province: p.Succession[area.Province]}
		reg.Plans[i] = p
	}
	return reg
}

// fill writes the world as the projector would.
func fill(t *testing.T, s *influxtest.Server, reg plan.Registry) {
	t.Helper()
	c, err := influx.New(influx.Options{URL: s.URL, Org: s.Org, Bucket: s.Bucket, Token: s.Token})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	end := func(year int) time.Time { return period.Year(year).End().Time() }
	var obs []series.Observation
	report := func(uid string, values ...float64) {
		for i, v := range values {
			num, den := v*100, 10000.0
			obs = append(obs, series.Observation{Indicator: skills, Area: uid, Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported,
				At: end(2020 + i), Value: &v, Numerator: &num, Denominator: &den, Revision: 1, Received: end(2020+i).AddDate(0, 0, -25)})
		}
	}
	report(longHo, 30, 33, 34, 36, 37, 38.7)
	report(traOn, 28, 30, 33, 37, 41)
	due := period.DateOf(2025, 12, 9).EndOfDay().UTC().Truncate(time.Second)
	must(t, c.WriteCatalogue(t.Context(), series.Catalogue{Schema: series.SchemaVersion, Generation: "g1", Plans: reg.Plans, Indicators: reg.Indicators,
		Areas: reg.Areas.All(), LastWrite: asOf}))
	must(t, c.Write(t.Context(), series.Points(obs)))
	must(t, c.Write(t.Context(), []series.Point{
		series.TargetPoint{Kind: series.BaselinePoint, Plan: planID, Target: targetOf(t, reg), Indicator: skills, Area: longHo, At: end(2020), Value: 30},
		series.TargetPoint{Kind: series.BaselinePoint, Plan: planID, Target: targetOf(t, reg), Indicator: skills, Area: traOn, At: end(2020), Value: 28},
	}))
	must(t, c.Write(t.Context(), []series.Point{
		series.Report{Plan: planID, Form: "annual-district", Area: longHo, At: end(2025), Due: due, Received: due.AddDate(0, 0, -3), Cells: 14, CellsOf: 14},
		series.Report{Plan: planID, Form: "annual-district", Area: traOn, At: end(2025), Due: due, CellsOf: 14},
	}))
}

func targetOf(t *testing.T, reg plan.Registry) string {
	t.Helper()
	p, _ := reg.Plan(planID)
	for _, target := range p.Targets {
		if target.Indicator == skills {
			return target.ID
		}
	}
	t.Fatalf("the plan has no target for %s", skills)
	return ""
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// serve runs the plugin behind its real gRPC interface. The SDK registers metrics globally, so a process has one, as in
// Grafana; it ends with the process.
func serve(t *testing.T) *datasourcetest.TestPluginClient {
	t.Helper()
	client, err := served()
	must(t, err)
	return client
}

var served = sync.OnceValues(func() (*datasourcetest.TestPluginClient, error) { return grafanatest.Serve(source.New) })

// nextID tells the SDK's instance manager the data sources of the tests apart.
var nextID atomic.Int64

func settingsOf(t *testing.T, url, org, bucket, token string, timeout float64) backend.PluginContext {
	t.Helper()
	doc, err := json.Marshal(map[string]any{"organization": org, "bucket": bucket, "timeoutSeconds": timeout})
	must(t, err)
	return backend.PluginContext{Namespace: "default", PluginID: "xhht-targets-datasource", DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
		ID: nextID.Add(1), UID: "xhht-targets", URL: url, JSONData: doc, Updated: time.Now(), DecryptedSecureJSONData: map[string]string{"token": token}}}
}

func ask(t *testing.T, c *datasourcetest.TestPluginClient, pc backend.PluginContext, queries ...string) backend.Responses {
	t.Helper()
	req := &backend.QueryDataRequest{PluginContext: pc, Headers: map[string]string{"FromAlert": "true"}}
	for i, q := range queries {
		req.Queries = append(req.Queries, backend.DataQuery{RefID: string(rune('A' + i)), JSON: []byte(q), TimeRange: backend.TimeRange{From: from, To: asOf}})
	}
	resp, err := c.QueryData(t.Context(), req)
	must(t, err)
	return resp.Responses
}

func TestOverGRPCAgainstRealInfluxDB(t *testing.T) {
	s, reg, c := influxtest.Start(t), registry(t), serve(t)
	fill(t, s, reg)
	pc := settingsOf(t, s.URL, s.Org, s.Bucket, s.Token, 20)
	p, _ := reg.Plan(planID)

	t.Run("health says what it found", func(t *testing.T) {
		got, err := c.CheckHealth(t.Context(), &backend.CheckHealthRequest{PluginContext: pc})
		must(t, err)
		if got.Status != backend.HealthStatusOk || !strings.Contains(got.Message, fmt.Sprintf("%d kế hoạch", len(reg.Plans))) {
			t.Errorf("got %s: %s", got.Status, got.Message)
		}
	})

	got := ask(t, c, pc,
		fmt.Sprintf(`{"schemaVersion":1,"kind":"scorecard","plan":%q}`, planID),
		fmt.Sprintf(`{"schemaVersion":1,"kind":"alert","plan":%q,"indicators":[%q]}`, planID, skills),
		fmt.Sprintf(`{"schemaVersion":1,"kind":"summary","plan":%q,"indicators":[%q]}`, planID, skills),
		fmt.Sprintf(`{"schemaVersion":1,"kind":"series","plan":%q,"units":[%q],"indicators":[%q]}`, planID, longHo, skills),
		fmt.Sprintf(`{"schemaVersion":1,"kind":"alert","plan":%q,"indicators":[%q],"measure":"days_late"}`, planID, skills))
	for ref, r := range got {
		if r.Error != nil {
			t.Fatalf("query %s: %v", ref, r.Error)
		}
	}

	t.Run("a scorecard has every expected row", func(t *testing.T) {
		f := got["A"].Frames[0]
		if want := len(reg.Judged(p, area.District)); f.Rows() != want {
			t.Errorf("got %d rows, want %d", f.Rows(), want)
		}
		row := find(t, f, longHo)
		if v := numberAt(f, "value", row); v == nil || *v != 38.7 {
			t.Errorf("Long Hồ has %v, want 38.7", v)
		}
		if v := numberAt(f, "gap", row); v == nil || math.Abs(*v+11.3) > 1e-6 {
			t.Errorf("Long Hồ's gap is %v, want -11.3", v)
		}
		if v := numberAt(f, "value", find(t, f, traOn)); v != nil {
			t.Errorf("Trà Ôn reported nothing and has %v", *v)
		}
	})
	t.Run("an alert keeps nulls through the wire", func(t *testing.T) {
		f := got["B"].Frames[0]
		if f.Meta.Type != data.FrameTypeNumericLong || f.Meta.TypeVersion != (data.FrameTypeVersion{0, 1}) {
			t.Errorf("got %s %v", f.Meta.Type, f.Meta.TypeVersion)
		}
		if f.Rows() != len(p.Units) {
			t.Errorf("got %d rows for %d districts", f.Rows(), len(p.Units))
		}
		if v := numberAt(f, "margin", find(t, f, traOn)); v != nil {
			t.Errorf("got %v for a unit that reported nothing, want null", *v)
		}
		if v := numberAt(f, "margin", find(t, f, longHo)); v == nil || *v >= 0 {
			t.Errorf("got %v for a unit that is behind", v)
		}
		late := got["E"].Frames[0]
		if v := numberAt(late, "days_late", find(t, late, traOn)); v == nil || *v != 11 {
			t.Errorf("Trà Ôn is %v days late, want 11", v)
		}
	})
	t.Run("a summary is a sentence", func(t *testing.T) {
		f := got["C"].Frames[0]
		field, _ := f.FieldByName("sentence")
		want := fmt.Sprintf("1 trên %d huyện chậm lộ trình, %d huyện chưa báo cáo", len(p.Units), len(p.Units)-1)
		if s := field.At(0).(string); s != want {
			t.Errorf("got  %s\nwant %s", s, want)
		}
	})
	t.Run("a series starts at the baseline", func(t *testing.T) {
		frames := got["D"].Frames
		if len(frames) != 2 || frames[0].Name != "actual" || frames[0].Rows() != 6 || frames[0].Fields[1].Config.Thresholds == nil {
			t.Fatalf("got %d frames, want the actual line with thresholds and the expected one", len(frames))
		}
		if v := frames[1].Fields[1].At(0).(*float64); *v != 30 {
			t.Errorf("the path starts at %v", *v)
		}
	})
	t.Run("resources list the plan", func(t *testing.T) {
		asks := slices.DeleteFunc(slices.Clone(reg.Plans), func(p plan.Plan) bool { return p.Kind == plan.Reference })
		if list := resource(t, c, pc, "plans"); len(list) != len(asks) {
			t.Errorf("got %d plans, want the %d that ask something of somebody: not the national scheme", len(list), len(asks))
		}
		if list := resource(t, c, pc, "units?level=district&plan="+planID); len(list) != len(p.Units) {
			t.Errorf("got %d units", len(list))
		}
		if list := resource(t, c, pc, "indicators?level=district&plan="+planID); len(list) == 0 {
			t.Error("got no indicator")
		}
	})
}

// find returns the row of a unit's information skills.
func find(t *testing.T, f *data.Frame, unit string) int {
	t.Helper()
	units, _ := f.FieldByName("unit")
	indicators, _ := f.FieldByName("indicator")
	for i := range f.Rows() {
		if units.At(i) == unit && indicators.At(i) == skills {
			return i
		}
	}
	t.Fatalf("there is no row for %s", unit)
	return -1
}

func numberAt(f *data.Frame, column string, row int) *float64 {
	field, _ := f.FieldByName(column)
	return field.At(row).(*float64)
}

func resource(t *testing.T, c *datasourcetest.TestPluginClient, pc backend.PluginContext, url string) []map[string]any {
	t.Helper()
	path, _, _ := strings.Cut(url, "?")
	var list []map[string]any
	err := c.CallResource(t.Context(), &backend.CallResourceRequest{PluginContext: pc, Method: http.MethodGet, Path: path, URL: url},
		backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
			if r.Status != http.StatusOK {
				return fmt.Errorf("%d %s", r.Status, r.Body)
			}
			return json.Unmarshal(r.Body, &list)
		}))
	must(t, err)
	return list
}

// What goes wrong with InfluxDB is never called the plugin's fault, and no message repeats the token.
func TestInfluxDBFailuresOverGRPC(t *testing.T) {
	const token = "wrong-s3cr3t"
	c := serve(t)
	answering := func(h http.HandlerFunc) string {
		s := httptest.NewServer(h)
		t.Cleanup(s.Close)
		return s.URL
	}
	release := make(chan struct{})
	locked := influxtest.StartOwn(t, influxtest.WithAuth())
	empty := influxtest.Start(t)
	tests := map[string]struct {
		url, org, bucket string
		status           backend.Status
	}{
		"a wrong token":   {locked.URL, locked.Org, locked.Bucket, backend.StatusUnauthorized},
		"an empty bucket": {empty.URL, empty.Org, empty.Bucket, backend.StatusNotFound},
		"a dead server":   {"http://127.0.0.1:1", "o", "b", backend.StatusBadGateway},
		"a slow server": {answering(func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-release:
			case <-r.Context().Done():
			}
		}), "o", "b", 0},
		"a cut answer": {answering(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte("#datatype,string\r\n,result\r\n"))
		}), "o", "b", backend.StatusBadGateway},
		"a server that fails": {answering(func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, `{"message":"from(bucket:\"b\") failed"}`, http.StatusInternalServerError)
		}), "o", "b", backend.StatusBadGateway},
		"another service": {answering(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>it works</html>")) }), "o", "b", 0},
	}
	t.Cleanup(func() { close(release) }) // before the servers close, which wait for their handlers
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if tc.url == "" {
				t.Skip("the server is not this test's own")
			}
			pc := settingsOf(t, tc.url, tc.org, tc.bucket, token, 1)
			got := ask(t, c, pc, fmt.Sprintf(`{"schemaVersion":1,"kind":"summary","plan":%q}`, planID))["A"]
			if got.Error == nil || got.ErrorSource != backend.ErrorSourceDownstream || tc.status != 0 && got.Status != tc.status {
				t.Errorf("got %d, %s, %v", got.Status, got.ErrorSource, got.Error)
			}
			start := time.Now()
			health, err := c.CheckHealth(t.Context(), &backend.CheckHealthRequest{PluginContext: pc})
			if err != nil || health.Status != backend.HealthStatusError || health.Message == "" {
				t.Errorf("got health %+v, %v", health, err)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("the health check took %s", took)
			}
			for _, text := range []string{fmt.Sprint(got.Error), health.Message} {
				if strings.Contains(text, token) || strings.Contains(text, "from(") {
					t.Errorf("a message repeats the token or a query: %s", text)
				}
			}
		})
	}
}

// A server that comes back is found again without anybody touching the data source.
func TestInfluxDBComesBack(t *testing.T) {
	s, c := influxtest.StartOwn(t), serve(t)
	fill(t, s, registry(t))
	pc := settingsOf(t, s.URL, s.Org, s.Bucket, s.Token, 5)
	q := fmt.Sprintf(`{"schemaVersion":1,"kind":"summary","plan":%q}`, planID)
	if got := ask(t, c, pc, q)["A"]; got.Error != nil {
		t.Fatal(got.Error)
	}
	s.Kill()
	if got := ask(t, c, pc, q)["A"]; got.Error == nil || got.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("got %+v from a dead server", got)
	}
	s.Restart()
	if got := ask(t, c, pc, q)["A"]; got.Error != nil {
		t.Errorf("the server is back: %v", got.Error)
	}
}
