package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/series"
)

func TestMain(m *testing.M) { influxtest.Main(m) }

// stored is a Store that answers from a file.
type stored struct {
	Now  time.Time
	Cat  series.Catalogue
	Reps []series.Report
	err  error
}

func (s stored) Generation(context.Context) (string, error)          { return s.Cat.Generation, s.err }
func (s stored) Catalogue(context.Context) (series.Catalogue, error) { return s.Cat, s.err }
func (s stored) Reports(context.Context, series.Filter) ([]series.Report, error) {
	return s.Reps, s.err
}

func load(t *testing.T, name string) stored {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name, "in.json"))
	if err != nil {
		t.Fatalf("every exporter has testdata/<name>/in.json: %v", err)
	}
	var s stored
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	s.Cat.Schema = series.SchemaVersion
	return s
}

type asCollector struct {
	t *testing.T
	e Exporter
}

func (c asCollector) Describe(chan<- *prometheus.Desc) {}
func (c asCollector) Collect(ch chan<- prometheus.Metric) {
	if err := c.e.Collect(c.t.Context(), ch); err != nil {
		c.t.Error(err)
	}
}

// Every registered exporter is held against its own testdata: a new one needs a folder, no test code.
func TestEveryExporterAnswersItsGoldenPage(t *testing.T) {
	if len(registry) == 0 {
		t.Fatal("no exporter is registered")
	}
	for _, e := range registry {
		t.Run(e.name, func(t *testing.T) {
			s := load(t, e.name)
			reg := prometheus.NewPedanticRegistry()
			reg.MustRegister(asCollector{t, e.build(Deps{Store: s, Now: func() time.Time { return s.Now }})})
			families, err := reg.Gather()
			if err != nil {
				t.Fatal(err)
			}
			var page strings.Builder
			for _, f := range families {
				page.WriteString(text(t, f))
			}
			golden.Equal(t, filepath.Join("testdata", e.name, "metrics.prom"), page.String())
			problems, err := promlint.New(strings.NewReader(page.String())).Lint()
			if err != nil || len(problems) > 0 {
				t.Errorf("promlint: %v, error %v", problems, err)
			}
		})
	}
}

type broken struct{}

func (broken) Collect(_ context.Context, ch chan<- prometheus.Metric) error {
	ch <- prometheus.MustNewConstMetric(prometheus.NewDesc("xhht_half", "Half an answer.", nil, nil), prometheus.GaugeValue, 1)
	panic("nil map")
}

func TestOneBrokenExporterNeverEmptiesThePage(t *testing.T) {
	s := load(t, "reporting")
	good := newReporting(Deps{Store: s, Now: func() time.Time { return s.Now }})
	var log bytes.Buffer
	srv := httptest.NewServer(handler(map[string]Exporter{"good": good, "broken": broken{}}, prometheus.NewRegistry(), slog.New(slog.NewTextHandler(&log, nil)), time.Second))
	defer srv.Close()
	page := get(t, srv.URL)
	for _, want := range []string{`xhht_exporter_scrape_success{exporter="broken"} 0`, `xhht_exporter_scrape_success{exporter="good"} 1`, "xhht_reporting_reports_expected{"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
	if strings.Contains(page, "xhht_half") {
		t.Error("half an answer of the broken exporter reached the page")
	}
	if !strings.Contains(log.String(), "nil map") {
		t.Errorf("the log does not say why: %s", log.String())
	}
}

func TestAStoreThatIsDownFailsTheScrapeOfItsExporterOnly(t *testing.T) {
	e := newReporting(Deps{Store: stored{err: errors.New("down")}, Now: time.Now})
	srv := httptest.NewServer(handler(map[string]Exporter{"reporting": e}, prometheus.NewRegistry(), slog.New(slog.DiscardHandler), time.Second))
	defer srv.Close()
	if page := get(t, srv.URL); !strings.Contains(page, `xhht_exporter_scrape_success{exporter="reporting"} 0`) {
		t.Errorf("got\n%s", page)
	}
}

func TestReportingReadsARealInfluxDB(t *testing.T) {
	s := load(t, "reporting")
	srv := influxtest.Start(t)
	c, err := influx.New(influx.Options{URL: srv.URL, Org: srv.Org, Bucket: srv.Bucket, Token: srv.Token})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := errors.Join(c.Wipe(t.Context()), c.WriteCatalogue(t.Context(), s.Cat), c.Write(t.Context(), series.Points(s.Reps))); err != nil {
		t.Fatal(err)
	}
	reg := prometheus.NewPedanticRegistry()
	reg.MustRegister(asCollector{t, newReporting(Deps{Store: c, Now: func() time.Time { return s.Now }})})
	want, err := os.ReadFile("testdata/reporting/metrics.prom")
	if err != nil {
		t.Fatal(err)
	}
	if err := testutil.GatherAndCompare(reg, bytes.NewReader(want)); err != nil {
		t.Error(err)
	}
}

// counting counts how often the catalogue is read.
type counting struct {
	stored
	read *int
}

func (c counting) Catalogue(ctx context.Context) (series.Catalogue, error) {
	*c.read++
	return c.stored.Catalogue(ctx)
}

func TestAScrapeReadsTheCatalogueOnlyWhenItChanged(t *testing.T) {
	read, k := 0, &known{}
	s := counting{stored{Cat: series.Catalogue{Schema: series.SchemaVersion, Generation: "a", Areas: []area.Area{{UID: "d:855@0", FullName: "Thành phố Vĩnh Long"}}}}, &read}
	see := func(want string, reads int) {
		t.Helper()
		got, err := k.get(t.Context(), s)
		if err != nil || got.names["d:855@0"] != want || read != reads {
			t.Errorf("got %v after %d reads, %v; want %q after %d", got, read, err, want, reads)
		}
	}
	see("Thành phố Vĩnh Long", 1)
	see("Thành phố Vĩnh Long", 1)
	s.Cat.Generation, s.Cat.Areas = "b", []area.Area{{UID: "d:855@0", FullName: "Cụm Vĩnh Long"}}
	see("Cụm Vĩnh Long", 2)
	for schema, says := range map[int]string{series.SchemaVersion + 1: "a newer collector; bring this program", series.SchemaVersion - 1: "an older collector; bring it"} {
		s.Cat.Generation, s.Cat.Schema = "c", schema
		if _, err := k.get(t.Context(), s); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("schema %d: %v", schema, err)
		}
	}
}

func TestTheManualNamesEveryExporterAndNoSecretFlag(t *testing.T) {
	var out bytes.Buffer
	cmd := command()
	cmd.SetOut(&out)
	cmd.SetArgs([]string{"--help"})
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, e := range registry {
		if !strings.Contains(out.String(), "--exporter."+e.name) || !strings.Contains(out.String(), e.help) {
			t.Errorf("--help does not explain %s", e.name)
		}
	}
	if strings.Contains(out.String(), "--influx-token") {
		t.Error("a secret can be given as a flag, where every process of the machine sees it")
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(resp.Body); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func text(t *testing.T, f *dto.MetricFamily) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := expfmt.MetricFamilyToText(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
