// Package stack builds the programs of this module and runs them on real parts: InfluxDB, the collector, the exporters, and where
// they are on the machine Prometheus and Grafana. The demo and the system tests call it, from the module's folder. It holds no logic
// of the product, and refuses to start anything that others can reach: all listens on the loopback interface.
package stack

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/influxd"
	"github.com/xhht/xhht/internal/period"
)

// Options say how to run it. Only Dir is required.
type Options struct {
	Dir   string      // where everything is built and kept
	Logs  string      // where the programs' logs go, a file for each; Dir if empty
	Fixed bool        // the documented ports where they are free, so that an address can be typed
	Today period.Date // the day on which the story is told
	Say   io.Writer   // who is told what runs where, nobody if nil
}

// Stack is everything that runs. Its addresses are empty until the program has been started.
type Stack struct {
	Influx                                    *influxd.Server
	Collector, Exporters, Prometheus, Grafana string
	Playlist                                  string     // the wall's, in Grafana
	Reports, Rows                             int        // fed
	Died                                      chan error // says which program ended by itself

	dir, logs string
	fixed     bool
	today     period.Date
	out       io.Writer
	children  []*child
	opened    []io.Closer // log files
}

// New prepares a stack; it starts nothing.
func New(o Options) *Stack {
	s := &Stack{dir: o.Dir, logs: o.Logs, fixed: o.Fixed, today: o.Today, out: o.Say, Died: make(chan error, 1)}
	if s.logs == "" {
		s.logs = o.Dir
	}
	if s.out == nil {
		s.out = io.Discard
	}
	return s
}

// startTimeout bounds the start of one program; a machine that is compiling needs many times what an idle one does.
const startTimeout = 3 * time.Minute

var listening = regexp.MustCompile(`^listening on http://(\S+)`)

// Start builds and starts all that the demo shows, and feeds it the story.
func (s *Stack) Start(ctx context.Context) error {
	if _, err := os.Stat(s.Plugin()); err != nil {
		return fmt.Errorf("the plugin is not built: run make demo, or make plugin first (%w)", err)
	}
	for _, p := range []string{"collector", "exporters", "plugin/probe", "dashboards"} {
		if err := s.Build(ctx, p); err != nil {
			return err
		}
	}
	steps := []func(context.Context) error{s.GeneratePages, s.StartInflux, s.StartCollector, s.Feed, s.StartExporters}
	if s.fixed {
		steps = append(steps, s.StartPrometheus, s.StartGrafana)
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *Stack) say(format string, args ...any) { fmt.Fprintf(s.out, format+"\n", args...) }

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// Today is the day on which the story is told.
func (s *Stack) Today() period.Date { return s.today }

// Plugin is the built backend of the plugin, which is not built here.
func (s *Stack) Plugin() string {
	return filepath.Join("plugin", "dist", "gpx_xhht_targets_"+runtime.GOOS+"_"+runtime.GOARCH+exe())
}

// Bin is where a program lies once it is built.
func (s *Stack) Bin(name string) string { return filepath.Join(s.dir, filepath.Base(name)+exe()) }

// Build builds a program of this module.
func (s *Stack) Build(ctx context.Context, pkg string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", s.Bin(pkg), "./"+pkg)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", pkg, err, out)
	}
	return nil
}

// log opens the file that a program's log goes to.
func (s *Stack) log(name string) (io.Writer, error) {
	f, err := os.Create(filepath.Join(s.logs, name+".log"))
	if err != nil {
		return nil, fmt.Errorf("open the log of %s: %w", name, err)
	}
	s.opened = append(s.opened, f)
	return f, nil
}

// StartInflux starts an empty InfluxDB.
func (s *Stack) StartInflux(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	log, err := s.log("influxd")
	if err != nil {
		return err
	}
	o := influxd.Options{Dir: filepath.Join(s.dir, "influxdb"), LogWriter: log, HTTPAddr: s.address("8086")}
	s.Influx, err = influxd.Run(ctx, o)
	if err != nil {
		return fmt.Errorf("start InfluxDB: %w", err)
	}
	s.say("InfluxDB 1.8        %s", s.Influx.URL)
	return nil
}

// address is where a program is told to listen: on the documented port where one is wanted and nobody has it, else on a free one.
func (s *Stack) address(port string) string {
	const free = "127.0.0.1:0"
	if !s.fixed {
		return free
	}
	l, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		s.say("Cổng %s đang có chương trình khác dùng; lấy một cổng trống.", port)
		return free
	}
	l.Close() //nolint:errcheck // it was only asked whether the port is free
	return l.Addr().String()
}

// influxFlags are how our programs are told where the series are.
func (s *Stack) influxFlags() []string {
	return []string{"--influx-url", s.Influx.URL, "--influx-org", s.Influx.Org, "--influx-bucket", s.Influx.Bucket}
}

// Plans is the folder of plans that the demo goes by.
func (s *Stack) Plans() string { return filepath.Join(s.dir, "plans") }

// makePlans makes it, once.
func (s *Stack) makePlans() error {
	if _, err := os.Stat(s.Plans()); err == nil {
		return nil
	}
	return story.Plans("plans", s.Plans())
}

func (s *Stack) ledgerFlags() []string {
	return []string{"--plans", s.Plans(), "--ledger", filepath.Join(s.dir, "ledger.db")}
}

// StartCollector starts the collector on an InfluxDB that runs.
func (s *Stack) StartCollector(ctx context.Context) error {
	if err := s.makePlans(); err != nil {
		return err
	}
	args := append([]string{"serve", "--listen", s.address("8480"), "--label", story.Label}, append(s.ledgerFlags(), s.influxFlags()...)...)
	addr, err := s.run(ctx, program{"collector", s.Bin("collector"), nil, args}, listening)
	if err != nil {
		return err
	}
	s.Collector = "http://" + addr
	s.say("Bộ thu (collector)  %s", s.Collector)
	return nil
}

// StartExporters starts the exporters on an InfluxDB that runs.
func (s *Stack) StartExporters(ctx context.Context) error {
	args := append([]string{"--listen", s.address("9188")}, s.influxFlags()...)
	addr, err := s.run(ctx, program{"exporters", s.Bin("exporters"), nil, args}, listening)
	if err != nil {
		return err
	}
	s.Exporters = "http://" + addr
	s.say("Exporters           %s/metrics", s.Exporters)
	return nil
}

// run starts a program and returns what it says about itself when it is ready.
func (s *Stack) run(ctx context.Context, p program, ready *regexp.Regexp) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	log, err := s.log(p.name)
	if err != nil {
		return "", err
	}
	c, addr, err := spawn(ctx, s.Died, p, log, ready)
	if err != nil {
		return "", err
	}
	s.children = append(s.children, c)
	return addr, nil
}

// Stop ends everything in the opposite order of its start.
func (s *Stack) Stop() {
	for _, v := range slices.Backward(s.children) {
		v.stop()
	}
	if s.Influx != nil {
		if err := s.Influx.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "stop InfluxDB:", err)
		}
	}
	for _, f := range s.opened {
		f.Close() //nolint:errcheck // a log that was cut short harms nobody
	}
}
