package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/influxd"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
)

// stack is everything the demo runs.
type stack struct {
	dir   string
	fixed bool // the documented ports, so that an address can be typed; else free ones
	today period.Date

	influx   *influxd.Server
	children []*child
	died     chan error

	collector, exporters, prometheus, grafana string // addresses
	playlist                                  string // the wall's
	reports, rows                             int    // fed
	decisions                                 [][]string
	correction                                string // file
	plugin                                    string // the built backend
}

// startTimeout bounds the start of one program; a machine that is compiling needs many times what an idle one does.
const startTimeout = 3 * time.Minute

var listening = regexp.MustCompile(`^listening on http://(\S+)`)

func (s *stack) start(ctx context.Context) error {
	s.died = make(chan error, 1)
	s.plugin = filepath.Join("plugin", "dist", "gpx_xhht_targets_"+runtime.GOOS+"_"+runtime.GOARCH+exe())
	if _, err := os.Stat(s.plugin); err != nil {
		return fmt.Errorf("the plugin is not built: run make demo, or make plugin first (%w)", err)
	}
	for _, p := range []string{"collector", "exporters", "plugin/probe", "dashboards"} {
		if err := s.build(ctx, p); err != nil {
			return err
		}
	}
	if err := s.generatePages(ctx); err != nil {
		return err
	}
	files, err := s.write()
	if err != nil {
		return err
	}
	if err := s.startInflux(ctx); err != nil {
		return err
	}
	if err := s.startCollector(ctx); err != nil {
		return err
	}
	if err := s.feed(ctx, files); err != nil {
		return err
	}
	if err := s.startExporters(ctx); err != nil {
		return err
	}
	if s.fixed {
		if err := s.startPrometheus(ctx); err != nil {
			return err
		}
		return s.startGrafana(ctx)
	}
	return nil
}

func (s *stack) say(format string, args ...any) {
	if s.fixed {
		fmt.Printf(format+"\n", args...)
	}
}

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

func (s *stack) bin(name string) string { return filepath.Join(s.dir, filepath.Base(name)+exe()) }

func (s *stack) build(ctx context.Context, pkg string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", s.bin(pkg), "./"+pkg) //nolint:gosec // our own packages
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", pkg, err, out)
	}
	return nil
}

// write puts the story into CSV files, as a standing office would type them off old paper reports.
func (s *stack) write() ([]paper, error) {
	reg, err := planfile.Load("plans")
	if err != nil {
		return nil, err
	}
	// Levels are declared in October and told again in the plan's own report in December.
	var out []paper
	for _, told := range []struct {
		plan  string
		story func(plan.Registry, period.Date) ([]file, error)
	}{{regimeID, levelStory}, {planID, story}} {
		files, err := told.story(reg, s.today)
		if err != nil {
			return nil, err
		}
		names, err := s.save(files...)
		if err != nil {
			return nil, err
		}
		out = append(out, paper{told.plan, names})
	}
	return out, s.prepareDecisions(reg)
}

// prepareDecisions writes what the standing office did: its decisions, and the corrections that districts sent after them.
func (s *stack) prepareDecisions(reg plan.Registry) error {
	p, _ := reg.Plan(planID) // the story has found it
	s.decisions = decisions(p, s.today)
	files, err := story(reg, s.today)
	if err != nil {
		return err
	}
	corrected, err := corrections(p, files, s.today)
	if err != nil {
		return err
	}
	if len(corrected.rows) > 1 {
		names, err := s.save(corrected)
		if err != nil {
			return err
		}
		s.correction = names[0]
	}
	return nil
}

// paper is the files that are reported on one plan.
type paper struct {
	plan  string
	files []string
}

// save writes the files into the demo's folder and returns their paths.
func (s *stack) save(files ...file) ([]string, error) {
	var names []string
	for _, f := range files {
		path := filepath.Join(s.dir, f.name)
		out, err := os.Create(path) //nolint:gosec // in our own temporary folder
		if err != nil {
			return nil, err
		}
		w := csv.NewWriter(out)
		if err := w.WriteAll(f.rows); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.name, err)
		}
		if err := out.Close(); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.name, err)
		}
		names = append(names, path)
		s.rows += len(f.rows) - 1
	}
	return names, nil
}

func (s *stack) startInflux(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	log, err := os.Create(filepath.Join(s.dir, "influxd.log"))
	if err != nil {
		return err
	}
	o := influxd.Options{Dir: filepath.Join(s.dir, "influxdb"), LogWriter: log}
	if s.fixed {
		o.HTTPAddr = "127.0.0.1:8086"
	}
	s.influx, err = influxd.Run(ctx, o)
	if err != nil {
		return fmt.Errorf("start InfluxDB (is another one on port 8086?): %w", err)
	}
	s.say("InfluxDB 1.8        %s", s.influx.URL)
	return nil
}

func (s *stack) address(port string) string {
	if s.fixed {
		return "127.0.0.1:" + port
	}
	return "127.0.0.1:0"
}

// influxFlags are how our programs are told where the series are.
func (s *stack) influxFlags() []string {
	return []string{"--influx-url", s.influx.URL, "--influx-org", s.influx.Org, "--influx-bucket", s.influx.Bucket}
}

func (s *stack) ledgerFlags() []string {
	return []string{"--plans", "plans", "--ledger", filepath.Join(s.dir, "ledger.db")}
}

func (s *stack) startCollector(ctx context.Context) error {
	args := append([]string{"serve", "--listen", s.address("8480"), "--label", label}, append(s.ledgerFlags(), s.influxFlags()...)...)
	addr, err := s.spawn(ctx, "collector", args)
	if err != nil {
		return err
	}
	s.collector = "http://" + addr
	s.say("Bộ thu (collector)  %s", s.collector)
	return nil
}

func (s *stack) startExporters(ctx context.Context) error {
	addr, err := s.spawn(ctx, "exporters", append([]string{"--listen", s.address("9188")}, s.influxFlags()...))
	if err != nil {
		return err
	}
	s.exporters = "http://" + addr
	s.say("Exporters           %s/metrics", s.exporters)
	return nil
}

func (s *stack) spawn(ctx context.Context, name string, args []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	c, addr, err := spawn(ctx, s.died, name, s.bin(name), nil, args, listening)
	if err != nil {
		return "", err
	}
	s.children = append(s.children, c)
	return addr, nil
}

// feed imports the files and waits until the collector has projected all of them.
func (s *stack) feed(ctx context.Context, papers []paper) error {
	for _, p := range papers {
		args := append([]string{"import", "--plan", p.plan, "--reporter", "demo"}, s.ledgerFlags()...)
		cmd := exec.CommandContext(ctx, s.bin("collector"), append(args, p.files...)...) //nolint:gosec // our own program
		out, err := cmd.CombinedOutput()
		if err != nil {
			return fmt.Errorf("import the demo's reports: %w\n%s", err, out)
		}
		s.reports += strings.Count(strings.TrimSpace(string(out)), "\n") + 1
	}
	s.say("Đã nạp              %d báo cáo, %d dòng số liệu (%s)", s.reports, s.rows, label)
	if err := s.decide(ctx); err != nil {
		return err
	}
	return s.projected(ctx)
}

// projected waits until nothing in the ledger is newer than what InfluxDB holds.
func (s *stack) projected(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		page, err := get(ctx, s.collector+"/metrics")
		if err == nil && metric(page, "xhht_ledger_entries") > 0 && metric(page, "xhht_projection_lag_entries") == 0 {
			return nil
		}
		select {
		case err := <-s.died:
			return err
		case <-ctx.Done():
			return fmt.Errorf("wait for the projection: %w\n%s", ctx.Err(), page)
		case <-tick.C:
		}
	}
}

// metric reads one sample without labels from a metrics page; -1 when it is not there.
func metric(page, name string) float64 {
	for line := range strings.Lines(page) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			if v, err := strconv.ParseFloat(strings.TrimSpace(rest), 64); err == nil {
				return v
			}
		}
	}
	return -1
}

func get(ctx context.Context, url string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s: %s", url, resp.Status, body)
	}
	return string(body), err
}

// stop ends everything in the opposite order of its start.
func (s *stack) stop() {
	for _, v := range slices.Backward(s.children) {
		v.stop()
	}
	if s.influx != nil {
		if err := s.influx.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "demo: stop InfluxDB:", err)
		}
	}
}

func (s *stack) welcome() {
	s.say("")
	if s.grafana != "" {
		s.say("Mở bảng tổng hợp: %s", s.grafana)
		if s.prometheus != "" {
			s.say("Trang vận hành:   %s", strings.Replace(s.grafana, overview, operations, 1))
		}
		s.say("Màn hình lớn:     %s", s.playlist)
	} else {
		s.say("Grafana không có trên máy này (grafana trong PATH, hoặc đặt GRAFANA_HOME); các phần khác vẫn chạy thật.")
	}
	s.say("Dừng: Ctrl-C")
}
