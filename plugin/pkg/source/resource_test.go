package source_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/plugin/pkg/source"
)

func call(t *testing.T, h backend.CallResourceHandler, method, path string) (int, string) {
	t.Helper()
	var got *backend.CallResourceResponse
	bare, _, _ := strings.Cut(path, "?")
	err := h.CallResource(context.Background(), &backend.CallResourceRequest{Method: method, Path: bare, URL: path},
		backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error { got = r; return nil }))
	if err != nil {
		t.Fatal(err)
	}
	return got.Status, string(got.Body)
}

func TestResources(t *testing.T) {
	tests := map[string]struct {
		path string
		want string
	}{
		"plans":                   {"plans", `[{"id":"vinh-long","name":"Vĩnh Long 2021–2030","nameEn":"","from":"2021","to":"2030"}]`},
		"units of a level":        {"units?plan=vinh-long&level=province", `[{"uid":"p:86@0","code":"86","name":"Vĩnh Long","level":"province","parent":"","parentName":"","path":"Vĩnh Long","validFrom":"","validTo":"2025-06-30"}]`},
		"units of no level":       {"units?plan=vinh-long&level=commune", `[]`},
		"units below another":     {"units?plan=vinh-long&parent=p:1@0", `[]`},
		"indicators of a level":   {"indicators?plan=vinh-long&level=province", `[{"id":"info_skills_rate","name":"Năng lực thông tin","nameEn":"Information skills","theme":"skills","unit":"percent","measure":"rate"},{"id":"primary_level3_share","name":"Huyện tiểu học mức 3","nameEn":"Districts at level 3","theme":"universal","unit":"percent","measure":"share_of_units"}]`},
		"indicators of no level":  {"indicators?plan=vinh-long&level=commune", `[]`},
		"indicators of any level": {"indicators?plan=vinh-long", ``},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			status, body := call(t, over(filled()), http.MethodGet, tc.path)
			if status != http.StatusOK {
				t.Fatalf("got %d %s", status, body)
			}
			if tc.want == "" {
				var list []map[string]string
				if err := json.Unmarshal([]byte(body), &list); err != nil || len(list) != 4 {
					t.Errorf("got %s, want four indicators, each once", body)
				}
				return
			}
			if diff := cmp.Diff(tc.want, body); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.path, diff)
			}
		})
	}
}

func TestResourcesRefuse(t *testing.T) {
	down := filled()
	down.err = &influx.Error{Message: secret}
	tests := map[string]struct {
		store        *store
		method, path string
		status       int
		says         string
	}{
		"an unknown plan":  {filled(), http.MethodGet, "units?plan=x", 400, "vinh-long"},
		"no plan":          {filled(), http.MethodGet, "indicators", 400, "vinh-long"},
		"an unknown level": {filled(), http.MethodGet, "units?plan=vinh-long&level=x", 400, "province"},
		"an unknown path":  {filled(), http.MethodGet, "flux?q=x", 404, ""},
		"a write":          {filled(), http.MethodPost, "plans", 405, ""},
		"a dead server":    {down, http.MethodGet, "plans", 502, "InfluxDB"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			status, body := call(t, over(tc.store), tc.method, tc.path)
			if status != tc.status || !strings.Contains(body, tc.says) || strings.Contains(body, secret) {
				t.Errorf("got %d %s, want %d …%s…", status, body, tc.status, tc.says)
			}
		})
	}
}

func TestHealth(t *testing.T) {
	tests := map[string]struct {
		change func(*store)
		status backend.HealthStatus
		says   []string
	}{
		"OK":               {func(*store) {}, backend.HealthStatusOk, []string{"1.8.10", "lược đồ 1", "1 kế hoạch", "20/12/2025", "2025-12-20"}},
		"no plan":          {func(s *store) { s.cat.Plans = nil }, backend.HealthStatusError, []string{"plans/"}},
		"a dead server":    {func(s *store) { s.err = &influx.Error{Message: secret} }, backend.HealthStatusError, []string{"có đang chạy", "Check that it runs"}},
		"a wrong token":    {func(s *store) { s.err = &influx.Error{Status: 401, Message: secret} }, backend.HealthStatusError, []string{"token"}},
		"an empty bucket":  {func(s *store) { s.err = influx.ErrNoCatalogue }, backend.HealthStatusError, []string{"khởi động collector", "Start the collector"}},
		"another schema":   {func(s *store) { s.cat.Schema = 2 }, backend.HealthStatusError, []string{"collector replay", "version 2"}},
		"never written to": {func(s *store) { s.cat.LastWrite = time.Time{} }, backend.HealthStatusOk, []string{"chưa rõ"}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			s := filled()
			tc.change(s)
			got, err := over(s).CheckHealth(context.Background(), &backend.CheckHealthRequest{})
			if err != nil {
				t.Fatal(err)
			}
			if got.Status != tc.status {
				t.Errorf("got %s: %s", got.Status, got.Message)
			}
			for _, part := range tc.says {
				if !strings.Contains(got.Message, part) {
					t.Errorf("%q does not say %q", got.Message, part)
				}
			}
			if strings.Contains(got.Message, secret) {
				t.Errorf("the message repeats the database's own words: %s", got.Message)
			}
		})
	}
}

// Wrong settings are told by the health check and by every answer; Grafana shows nobody a failed factory.
func TestInvalidSettings(t *testing.T) {
	inst, err := source.New(context.Background(), backend.DataSourceInstanceSettings{URL: "influxdb:8086", JSONData: []byte(`{"bucket":"b"}`)})
	if err != nil {
		t.Fatal(err)
	}
	src := inst.(*source.Source)
	health, err := src.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
	if err != nil || health.Status != backend.HealthStatusError || !strings.Contains(health.Message, "http://") {
		t.Errorf("got %+v, %v", health, err)
	}
	resp := ask(t, src, `{"schemaVersion":1,"kind":"summary","plan":"p"}`, decade)
	if resp.Status != backend.StatusBadRequest || resp.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("got %+v", resp)
	}
	if status, _ := call(t, src, http.MethodGet, "plans"); status != http.StatusBadRequest {
		t.Errorf("plans: got %d", status)
	}
	src.Dispose()
}
