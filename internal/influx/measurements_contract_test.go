package influx_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/series"
)

// samples make points of every measurement. The points of one number n differ from the first in one part of their identity
// alone, as long as there are parts; the content c is what a point says.
var samples = map[series.Measurement]func(n int, c float64) series.Point{
	series.Observations: func(n int, c float64) series.Point {
		o := series.Observation{Indicator: "i", Area: "d:1@0", Level: area.District, Parent: "p:1@0", Group: "all", Basis: series.Reported, At: day(2024, 12, 31),
			Value: new(10 * c), Numerator: &c, Denominator: new(10.0), Revision: c, Received: received, Approved: new(10 * c), ApprovedRevision: c}
		vary(n, &o.Indicator, &o.Area, &o.Group, &o.At)
		return o
	},
	series.Targets: func(n int, c float64) series.Point {
		p := series.TargetPoint{Kind: series.BaselinePoint, Plan: "p", Target: "t", Indicator: "i", Area: "d:1@0", At: day(2024, 12, 31), Value: c}
		vary(n, (*string)(&p.Kind), &p.Plan, &p.Target, &p.Indicator, &p.Area, &p.At)
		return p
	},
	series.Reports: func(n int, c float64) series.Point {
		r := series.Report{Plan: "p", Form: "f", Area: "d:1@0", At: day(2024, 12, 31), Due: received, Extended: received, Received: received, Cells: c, CellsOf: 9}
		vary(n, &r.Plan, &r.Form, &r.Area, &r.At)
		return r
	},
	series.Levels: func(n int, c float64) series.Point {
		l := series.LevelStanding{Programme: "literacy", Area: "d:1@0", At: day(2024, 12, 31), Low: c, High: c, Declared: &c, Held: new(1.0), Missed: c, Short: &c,
			Reason: lang.Text{VI: fmt.Sprint("vì sao ", c)}, Received: received}
		vary(n, &l.Programme, &l.Area, &l.At)
		return l
	},
	series.Deliverables: func(n int, c float64) series.Point {
		d := series.Deliverable{Plan: "p", Deliverable: "d", Due: received, Done: received, Recorded: received, Note: fmt.Sprint("văn bản ", c)}
		vary(n, &d.Plan, &d.Deliverable)
		return d
	},
	series.Revisions: func(n int, c float64) series.Point {
		r := series.Revision{Plan: "p", Indicator: "i", Area: "d:1@0", Group: "all", At: day(2024, 12, 31), Recorded: received, Revision: 2, Old: &c, New: &c,
			Reporter: "huyện", Note: fmt.Sprint("nhầm ", c), Receipt: "R"}
		vary(n, &r.Plan, &r.Indicator, &r.Area, &r.Group, &r.At, &r.Recorded, &r.Revision)
		return r
	},
	series.Recognitions: func(n int, c float64) series.Point {
		r := series.Recognition{Receipt: "R", Plan: "p", Indicator: "i", Area: "d:1@0", At: day(2024, 12, 31), Seq: 7, Level: c, On: day(2025, 1, 20), From: day(2025, 1, 1),
			Until: day(2027, 12, 31), Recorded: received, Authority: fmt.Sprint("QĐ ", c), Issuer: "UBND tỉnh", Reason: "hồ sơ"}
		vary(n, &r.Receipt, &r.Indicator, &r.Area, &r.At)
		return r
	},
}

// vary changes part n-1 of an identity; of 0 and of what is beyond the last part nothing is changed.
func vary(n int, parts ...any) {
	if n < 1 || n > len(parts) {
		return
	}
	switch part := parts[n-1].(type) {
	case *string:
		*part += "+"
	case *time.Time:
		*part = part.AddDate(1, 0, 0)
	case *float64:
		*part++
	}
}

// Of every measurement: points come back as written, each at the place that its identity names, and what is written again
// stands in the place of what was there.
func TestEveryPointStandsAtItsIdentity(t *testing.T) {
	inEveryLanguage(t, func(t *testing.T, c *influx.Client) {
		for _, m := range series.Measurements() {
			sample := samples[m]
			if sample == nil {
				t.Errorf("there are no samples of %s", m)
				continue
			}
			want := map[string]series.Point{}
			for n := range 12 {
				for content := 1.0; content <= 1+float64(n%2); content++ { // every other one is written twice
					p := sample(n, content)
					if p.Measurement() != m {
						t.Fatalf("the sample of %s is of %s", m, p.Measurement())
					}
					if err := c.Write(t.Context(), []series.Point{p}); err != nil {
						t.Fatal(err)
					}
					want[p.Identity()] = p
				}
			}
			list, err := c.Points(t.Context(), m)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]series.Point{}
			for _, p := range list {
				got[p.Identity()] = p
			}
			if diff := cmp.Diff(want, got); diff != "" || len(list) != len(want) {
				t.Errorf("%s: %d points of %d identities (-want +got):\n%s", m, len(list), len(want), diff)
			}
		}
	})
}

func TestAWipeTakesEveryMeasurementAndNothingElse(t *testing.T) {
	s := influxtest.Start(t)
	c, err := influx.New(influx.Options{URL: s.URL, Org: s.Org, Bucket: s.Bucket, Token: s.Token})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	org := s.Org
	if org == "" {
		org = "-"
	}
	ask := func(path, contentType, body string) string {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path+"?"+url.Values{"org": {org}, "bucket": {s.Bucket}}.Encode(), strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", contentType)
		req.Header.Set("Authorization", "Token "+s.Token)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		answer, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode >= http.StatusBadRequest {
			t.Fatalf("%s: %d %s, %v", path, resp.StatusCode, answer, err)
		}
		return string(answer)
	}
	ask("/api/v2/write", "text/plain", "somebody_elses value=42 1735603200000000000\n")
	if err := c.WriteCatalogue(t.Context(), someCatalogue("g")); err != nil {
		t.Fatal(err)
	}
	for _, sample := range samples {
		if err := c.Write(t.Context(), []series.Point{sample(0, 1)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Wipe(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, m := range series.Measurements() {
		if list, err := c.Points(t.Context(), m); err != nil || len(list) != 0 {
			t.Errorf("%d points of %s outlived the wipe, %v", len(list), m, err)
		}
	}
	if _, err := c.Catalogue(t.Context()); !errors.Is(err, influx.ErrNoCatalogue) {
		t.Errorf("after the wipe: got %v, want ErrNoCatalogue", err)
	}
	query := fmt.Sprintf(`from(bucket: %q) |> range(start: 2024-01-01T00:00:00Z) |> filter(fn: (r) => r._measurement == "somebody_elses")`, s.Bucket)
	if left := ask("/api/v2/query", "application/vnd.flux", query); !strings.Contains(left, ",42,") {
		t.Errorf("what is not ours is gone: %q", left)
	}
}
