package source_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
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
		"plans":                   {"plans", `[{"id":"vinh-long","name":"Vĩnh Long 2021–2030","nameEn":"","from":"2021","to":"2030","root":"p:86@0","kind":""}]`},
		"units of a level":        {"units?plan=vinh-long&level=province", `[{"uid":"p:86@0","code":"86","name":"Vĩnh Long","level":"province","parent":"","parentName":"","path":"Vĩnh Long","validFrom":"","validTo":"2025-06-30"}]`},
		"units of no level":       {"units?plan=vinh-long&level=commune", `[]`},
		"units below another":     {"units?plan=vinh-long&parent=p:1@0", `[]`},
		"units by name":           {"units?plan=vinh-long&search=LONG%20H%E1%BB%93", `[{"uid":"d:857@0","code":"857","name":"Long Hồ","level":"district","parent":"p:86@0","parentName":"Vĩnh Long","path":"Vĩnh Long › Long Hồ","validFrom":"","validTo":"2025-06-30"}]`},
		"units by code, limited":  {"units?plan=vinh-long&search=86&limit=1", `[{"uid":"p:86@0","code":"86","name":"Vĩnh Long","level":"province","parent":"","parentName":"","path":"Vĩnh Long","validFrom":"","validTo":"2025-06-30"}]`},
		"forms":                   {"forms?plan=vinh-long", `[{"id":"annual","name":"Báo cáo hằng năm","nameEn":"Annual report","level":"district","frequency":"annual"}]`},
		"forms of another level":  {"forms?plan=vinh-long&level=commune", `[]`},
		"indicators of a level":   {"indicators?plan=vinh-long&level=province", `[{"id":"info_skills_rate","name":"Năng lực thông tin","nameEn":"Information skills","theme":"skills","unit":"percent","measure":"rate"},{"id":"primary_level3_share","name":"Huyện tiểu học mức 3","nameEn":"Districts at level 3","theme":"universal","unit":"percent","measure":"share_of_units"}]`},
		"indicators of no level":  {"indicators?plan=vinh-long&level=commune", `[]`},
		"indicators of any level": {"indicators?plan=vinh-long", ``},
		"indicators of a unit":    {"indicators?plan=vinh-long&unit=p:86@0", `[{"id":"info_skills_rate","name":"Năng lực thông tin","nameEn":"Information skills","theme":"skills","unit":"percent","measure":"rate"},{"id":"primary_level3_share","name":"Huyện tiểu học mức 3","nameEn":"Districts at level 3","theme":"universal","unit":"percent","measure":"share_of_units"}]`},
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
			if diff := golden.Diff(tc.want, body); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.path, diff)
			}
		})
	}
}

// Who chooses a province, then a district, then a commune gets at each step what lies below the last choice.
func TestUnitsBelowAParentAtAnyDepth(t *testing.T) {
	for path, want := range map[string]string{
		"units?plan=vinh-long&level=commune&parent=p:86@0":  "c:1@0 c:2@0 c:4@0",
		"units?plan=vinh-long&level=commune&parent=d:857@0": "c:1@0 c:2@0 c:4@0",
		"units?plan=vinh-long&level=commune&parent=d:862@0": "",
		"units?plan=vinh-long&parent=d:857@0":               "c:1@0 c:2@0 c:4@0",
		"units?plan=vinh-long&parent=c:1@0":                 "",
	} {
		_, body := call(t, over(merged()), http.MethodGet, path)
		var list []struct{ UID, Path string }
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			t.Fatal(err)
		}
		var uids []string
		for _, u := range list {
			uids = append(uids, u.UID)
			if !strings.HasPrefix(u.Path, "Vĩnh Long › Long Hồ › Xã ") {
				t.Errorf("%s lies at %q", u.UID, u.Path)
			}
		}
		if got := strings.Join(uids, " "); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
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
		"a strange unit":   {filled(), http.MethodGet, "indicators?plan=vinh-long&unit=d:1@0", 400, "d:857@0"},
		"an unknown level": {filled(), http.MethodGet, "units?plan=vinh-long&level=x", 400, "province"},
		"a limit of words": {filled(), http.MethodGet, "units?plan=vinh-long&limit=x", 400, "số nguyên"},
		"a limit of none":  {filled(), http.MethodGet, "units?plan=vinh-long&limit=0", 400, "số nguyên"},
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
		"OK":               {func(*store) {}, backend.HealthStatusOk, []string{"1.8.10", fmt.Sprint("lược đồ ", series.SchemaVersion), "2 kế hoạch", "20/12/2025 (7 giờ trước)", "2025-12-20 (7 hours ago)"}},
		"old data":         {func(s *store) { s.cat.LastWrite = asOf.AddDate(0, 0, -9) }, backend.HealthStatusOk, []string{"9 ngày trước", "9 days ago"}},
		"fresh data":       {func(s *store) { s.cat.LastWrite = asOf.Add(-time.Minute) }, backend.HealthStatusOk, []string{"vừa xong", "just now"}},
		"an hour's data":   {func(s *store) { s.cat.LastWrite = asOf.Add(-90 * time.Minute) }, backend.HealthStatusOk, []string{"90 phút trước"}},
		"no plan":          {func(s *store) { s.cat.Plans = nil }, backend.HealthStatusError, []string{"plans/"}},
		"a dead server":    {func(s *store) { s.err = &influx.Error{Message: secret} }, backend.HealthStatusError, []string{"có đang chạy", "Check that it runs"}},
		"a wrong token":    {func(s *store) { s.err = &influx.Error{Status: 401, Message: secret} }, backend.HealthStatusError, []string{"token"}},
		"an empty bucket":  {func(s *store) { s.err = influx.ErrNoCatalogue }, backend.HealthStatusError, []string{"khởi động collector", "Start the collector"}},
		"another schema":   {func(s *store) { s.cat.Schema = 1 }, backend.HealthStatusError, []string{"Plugin này mới hơn collector", "newer than the collector", "version 1"}},
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
