package projection_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// schema2 is what a collector of schema 2 left of one report: it stored whether it was late, by state and by number. Its
// columns must be gone after the rebuild: InfluxDB would keep them beside the new ones.
const schema2 = `observation,indicator=skills,area=d:1@0,level=district,parent=p:86@0,group=all,basis=reported value=20,numerator=20,denominator=100,revision=1,late=1,received=1733702400 1735603200000000000
observation,indicator=gone,area=d:1@0,level=district,parent=p:86@0,group=all,basis=reported value=1,revision=1,late=0,received=1733702400 1735603200000000000
report,plan=p,form=annual,area=d:1@0 due=1733763599,extended=0,received=0,on_time=0,cells=1,cells_of=2,state="partial" 1735603200000000000
deliverable,plan=p,deliverable=own-plans due=1630429199,done=0,recorded=0,doc="{\"note\":\"\"}",state="undone" 0
catalogue,kind=plan,id=p doc="{}",name_vi="Kế hoạch",name_en="",generation="%[1]s" 0
catalogue,kind=schema,id=current doc="{\"version\":2,\"generation\":\"%[1]s\"}",name_vi="",name_en="",generation="%[1]s" 0
`

// A bucket of an older schema is taken over without anybody asking for it: the ledger remembers a generation that is not ours.
func TestABucketOfAnOlderSchemaIsBuiltAgain(t *testing.T) {
	server := influxtest.Start(t)
	store, err := influx.New(influx.Options{URL: server.URL, Org: server.Org, Bucket: server.Bucket, Token: server.Token})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	record, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), func() time.Time { return morning(9) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = record.Close() })
	if _, err := record.Accept(t.Context(), ledger.Submission{Plan: "p", Reporter: "test", Source: ledger.SourceImport, ReceivedOn: period.DateOf(2024, 12, 9),
		Entries: []report.Entry{skills(1, 2024, 20, 100)}}); err != nil {
		t.Fatal(err)
	}
	older, err := projection.GenerationOf(series.Catalogue{Schema: 2, Plans: world(t).Plans}, law.Law{})
	if err != nil {
		t.Fatal(err)
	}
	for cursor, seq := range map[string]int64{"projection": 1, "projection-generation": projection.Number(older)} {
		if err := record.SetCursor(t.Context(), cursor, seq); err != nil {
			t.Fatal(err)
		}
	}
	send(t, server, "/api/v2/write?"+url.Values{"org": {orgOf(server)}, "bucket": {server.Bucket}}.Encode(), "text/plain", fmt.Sprintf(schema2, older))
	if stamp, err := store.Stamp(t.Context()); err != nil || stamp.Schema != 2 || stamp.Readable() == nil {
		t.Fatalf("the bucket is not one of schema 2: %+v, %v", stamp, err)
	}

	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := projection.CatchUp(start(t, record, store), ctx); err != nil {
		t.Fatal(err)
	}
	cat, err := store.Catalogue(t.Context())
	if err != nil || cat.Readable() != nil || len(cat.Plans) != 1 {
		t.Fatalf("it holds schema %d with %d plans, %v", cat.Schema, len(cat.Plans), err)
	}
	got := dump(t, store)
	numbers := all[series.Observation](got)
	if len(numbers) != 2 || numbers[0].Area != "d:1@0" || *numbers[0].Value != 20 || len(got[series.Reports]) != 30 || len(got[series.Deliverables]) != 3 {
		t.Errorf("it holds %d reports, %d deliverables and %+v", len(got[series.Reports]), len(got[series.Deliverables]), numbers)
	}
	for _, m := range []string{"observation", "report", "deliverable", "catalogue"} {
		raw := csvOf(t, server, m)
		for _, gone := range []string{"late", "on_time", "state", "name_vi", "name_en"} {
			if strings.Contains(raw, ","+gone+",") {
				t.Errorf("%s still has the field %s", m, gone)
			}
		}
		if !strings.Contains(raw, "_field") {
			t.Fatalf("the answer on %s shows no fields: %q", m, raw)
		}
	}
}

func orgOf(s *influxtest.Server) string {
	if s.Org == "" {
		return "-"
	}
	return s.Org
}

// csvOf is a measurement as the server itself tells it.
func csvOf(t *testing.T, s *influxtest.Server, measurement string) string {
	t.Helper()
	doc, err := json.Marshal(map[string]string{"query": fmt.Sprintf("from(bucket: %q) |> range(start: 1969-12-31T00:00:00Z) |> filter(fn: (r) => r._measurement == %q)", s.Bucket, measurement)})
	if err != nil {
		t.Fatal(err)
	}
	return send(t, s, "/api/v2/query?org="+url.QueryEscape(orgOf(s)), "application/json", string(doc))
}

func send(t *testing.T, s *influxtest.Server, path, contentType, body string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	if s.Token != "" {
		req.Header.Set("Authorization", "Token "+s.Token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= http.StatusBadRequest {
		t.Fatalf("%s answered %d %s, %v", path, resp.StatusCode, answer, err)
	}
	return string(answer)
}
