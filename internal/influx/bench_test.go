package influx_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	influxdb2 "github.com/influxdata/influxdb-client-go/v2"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/series"
)

// The sizes of the real thing: a province of 124 communes with 60 indicators and ten years, in a country of 10,600
// communes with one year. The country has a sixth of its indicators here: all of them take a small machine minutes to write.
const (
	provinceUnits      = 124
	provinceIndicators = 60
	countryUnits       = 10_600
	countryIndicators  = 10
)

func unit(n int) string { return fmt.Sprintf("c:%05d@2025-07-01", n) }

func indicator(n int) string { return fmt.Sprintf("indicator_number_%d", n) }

// load writes one observation per unit, indicator and year, as the projector would.
func load(b *testing.B, c *influx.Client, firstUnit, units, indicators, firstYear, lastYear int) {
	b.Helper()
	var batch []series.Observation
	flush := func() {
		err := c.Write(b.Context(), series.Points(batch))
		for try := 0; err != nil && try < 10; try++ { // a server that is busy with its shards gives up after ten seconds
			err = c.Write(b.Context(), series.Points(batch))
		}
		if err != nil {
			b.Fatal(err)
		}
		batch = batch[:0]
	}
	for y := firstYear; y <= lastYear; y++ {
		for u := firstUnit; u < firstUnit+units; u++ {
			for i := range indicators {
				of := 1000 + float64(u%500)
				n := float64((u*31 + i*17 + y) % 1000)
				v := 100 * n / of
				batch = append(batch, series.Observation{Indicator: indicator(i), Area: unit(u), Level: area.Commune, Parent: fmt.Sprintf("p:%d@0", u/provinceUnits),
					Group: "all", Basis: series.Reported, At: day(y, 12, 31), Value: &v, Numerator: &n, Denominator: &of, Revision: 1, Received: day(y, 12, 5)})
				if len(batch) == 5000 {
					flush()
				}
			}
		}
	}
	flush()
}

// cost is what one way of reading took.
type cost struct {
	took          time.Duration
	allocs, bytes uint64
	points        int
}

// measure runs the read three times, a short one more often, and keeps the quickest: the others waited for something else.
func measure(b *testing.B, read func() int) cost {
	b.Helper()
	var best cost
	begin := time.Now()
	for n := 0; n < 3 || time.Since(begin) < time.Second; n++ {
		if n > 0 && time.Since(begin) > 20*time.Second {
			break
		}
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		points := read()
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if best.took == 0 || took < best.took {
			best = cost{took, after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc, points}
		}
	}
	return best
}

// compare reports ours as a share of the usual.
func compare(b *testing.B, name string, usual, ours cost) {
	b.Helper()
	if usual.points == 0 || ours.points == 0 {
		b.Fatalf("%s: the usual way found %d points, ours %d", name, usual.points, ours.points)
	}
	b.Logf("%-46s usual %8.1f ms %9d allocs %7.1f MB | ours %8.1f ms %7d allocs %6.1f MB | time %.3f allocs %.4f bytes %.3f", name,
		ms(usual.took), usual.allocs, mb(usual.bytes), ms(ours.took), ours.allocs, mb(ours.bytes), share(usual.took, ours.took), share(usual.allocs, ours.allocs), share(usual.bytes, ours.bytes))
	b.ReportMetric(share(usual.took, ours.took), strings.ReplaceAll(name, " ", "_")+"_time/usual")
	b.ReportMetric(share(usual.allocs, ours.allocs), strings.ReplaceAll(name, " ", "_")+"_allocs/usual")
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func mb(n uint64) float64 { return float64(n) / 1e6 }

func share[T ~int64 | ~uint64](of, part T) float64 { return float64(part) / float64(of) }

// usual reads as plugins usually do: the library's table result, a map per record, into the columns of a frame.
func usual(b *testing.B, s *influxtest.Server, url, flux string) int {
	b.Helper()
	client := influxdb2.NewClientWithOptions(url, s.Token, influxdb2.DefaultOptions().SetHTTPRequestTimeout(600))
	defer client.Close()
	res, err := client.QueryAPI("x").Query(context.Background(), flux)
	if err != nil {
		b.Fatal(err)
	}
	defer res.Close()
	frame := struct {
		at     []time.Time
		values []*float64
		tags   map[string][]string
	}{tags: map[string][]string{}}
	for res.Next() {
		r := res.Record()
		frame.at = append(frame.at, r.Time())
		v, _ := r.Value().(float64)
		frame.values = append(frame.values, &v)
		for _, t := range []string{"_field", "indicator", "area", "level", "parent", "group", "basis"} {
			s, _ := r.ValueByKey(t).(string)
			frame.tags[t] = append(frame.tags[t], s)
		}
	}
	if res.Err() != nil {
		b.Fatal(res.Err())
	}
	return len(frame.at)
}

// BenchmarkAgainstTheUsualReader compares whole questions against a real server, then the reading alone on recorded bytes.
// Ours puts field values together to observations, which the usual way leaves to the panel. The usual text is the one
// people write: a range and a filter, with a table per series. “Same text” gives the library our ungrouped Flux.
func BenchmarkAgainstTheUsualReader(b *testing.B) {
	s := influxtest.Start(b)
	c := client(b, s, influx.Auto)
	load(b, c, 0, provinceUnits, provinceIndicators, 2016, 2025)
	var province []string
	for u := range provinceUnits {
		province = append(province, unit(u))
	}
	decade := series.Filter{Areas: province, From: day(2016, 1, 1), To: day(2025, 12, 31)}
	panel := series.Filter{Areas: province, Indicators: []string{indicator(3)}, From: day(2023, 1, 1), To: day(2025, 12, 31)}
	alone := quickest(b, c, panel)
	wholeQuestions(b, s, "province of ten years", decade, true)

	load(b, c, provinceUnits, countryUnits-provinceUnits, countryIndicators, 2025, 2025)
	among := quickest(b, c, panel)
	b.Logf("%-46s alone %.1f ms, with the country's year in the bucket %.1f ms: %.2f times", "province panel, one indicator of three years", ms(alone), ms(among), share(alone, among))
	b.ReportMetric(share(alone, among), "province_panel_beside_country/alone")
	year := series.Filter{Indicators: []string{indicator(3)}, From: day(2025, 1, 1), To: day(2025, 12, 31)}
	wholeQuestions(b, s, "country of one indicator", year, true)
	wholeQuestions(b, s, "country of a year", series.Filter{From: day(2025, 1, 1), To: day(2025, 12, 31)}, false)
}

func wholeQuestions(b *testing.B, s *influxtest.Server, name string, f series.Filter, readingAlone bool) {
	b.Helper()
	ql, flux := client(b, s, influx.Auto), client(b, s, influx.Flux)
	same, err := flux.ObservationsFlux(f)
	if err != nil {
		b.Fatal(err)
	}
	text, _, _ := strings.Cut(same, "\n  |> group()")
	mine := measure(b, func() int { return ours(b, ql, f) })
	compare(b, name, measure(b, func() int { return usual(b, s, s.URL, text) }), mine)
	if !readingAlone {
		return
	}
	compare(b, name+" same text", measure(b, func() int { return usual(b, s, s.URL, same) }), measure(b, func() int { return ours(b, flux, f) }))
	recorded := record(b, s)
	ours(b, client(b, recorded, influx.Flux), f) // fills the recorder
	ours(b, client(b, recorded, influx.InfluxQL), f)
	onFile := measure(b, func() int { return usual(b, s, recorded.URL, same) })
	compare(b, name+" reading alone Flux", onFile, measure(b, func() int { return ours(b, client(b, recorded, influx.Flux), f) }))
	compare(b, name+" reading alone", onFile, measure(b, func() int { return ours(b, client(b, recorded, influx.InfluxQL), f) }))
}

func ours(b *testing.B, c *influx.Client, f series.Filter) int {
	b.Helper()
	obs, err := c.Observations(context.Background(), f)
	if err != nil {
		b.Fatal(err)
	}
	return len(obs)
}

// quickest is for a question of milliseconds, beside a server that has just been written to: it keeps the quickest answer.
func quickest(b *testing.B, c *influx.Client, f series.Filter) time.Duration {
	b.Helper()
	best := time.Hour
	for range 100 {
		start := time.Now()
		ours(b, c, f)
		best = min(best, time.Since(start))
	}
	return best
}

func client(b *testing.B, s *influxtest.Server, d influx.Dialect) *influx.Client {
	b.Helper()
	c, err := influx.New(influx.Options{URL: s.URL, Org: s.Org, Bucket: s.Bucket, Token: s.Token, Dialect: d, Timeout: 10 * time.Minute})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(c.Close)
	return c
}

// record answers from memory what the server answered to the first question of the same path.
func record(b *testing.B, s *influxtest.Server) *influxtest.Server {
	b.Helper()
	answers := map[string][]byte{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if answers[r.URL.Path] == nil {
			req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, s.URL+r.URL.RequestURI(), r.Body)
			if err != nil {
				return
			}
			req.Header.Set("Content-Type", r.Header.Get("Content-Type"))
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				return
			}
			defer resp.Body.Close()
			answers[r.URL.Path], _ = io.ReadAll(resp.Body) // a short answer fails the benchmark
		}
		w.Header().Set("Content-Type", "text/csv")
		_, _ = w.Write(answers[r.URL.Path])
	}))
	b.Cleanup(srv.Close)
	return &influxtest.Server{URL: srv.URL, Org: s.Org, Bucket: s.Bucket}
}
