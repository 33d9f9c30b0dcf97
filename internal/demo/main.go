// Command demo shows the main job on real parts, started by `make demo`: a real InfluxDB, the collector, the exporters
// and, where one is on the machine, Grafana; years of invented reports go in, and a verdict comes out. With -check it runs
// on free ports and a temporary folder, reads the scorecard back through the built plugin's gRPC interface, prints one
// line of figures and exits 0 or 1. It holds no logic of the product, only its start and its questions.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/xhht/xhht/internal/demo/stack"
	"github.com/xhht/xhht/internal/period"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	check := flag.Bool("check", false, "Run unattended on free ports, print one line of figures, exit 0 or 1.")
	flag.Parse()
	if err := run(ctx, *check); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		if *check {
			fmt.Println("demo-check: FAILED:", err)
		}
		os.Exit(1) // run has stopped everything it started
	}
}

// logs is where the programs' logs are kept after the demo has ended.
var logs = filepath.Join(".tools", "demo")

func run(ctx context.Context, check bool) error {
	started := time.Now()
	dir, err := os.MkdirTemp("", "xhht-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a leftover in the temporary folder harms nobody
	o := stack.Options{Dir: dir, Fixed: !check, Today: period.Day(started)}
	if !check {
		o.Say = os.Stdout
		o.Logs = logs
		if err := os.MkdirAll(logs, 0o750); err != nil {
			return fmt.Errorf("keep the logs: %w", err)
		}
	}
	s := stack.New(o)
	defer s.Stop()
	if err := s.Start(ctx); err != nil {
		return err
	}
	if check {
		line, err := checking{s}.check(ctx)
		if err != nil {
			return err
		}
		fmt.Printf("demo-check: ok %s seconds=%.0f\n", line, time.Since(started).Seconds())
		return nil
	}
	welcome(s)
	select {
	case <-ctx.Done():
		fmt.Println("\nđang dừng… / stopping…")
		return nil
	case err := <-s.Died:
		return err
	}
}

func welcome(s *stack.Stack) {
	fmt.Println()
	if s.Grafana != "" {
		fmt.Println("Mở bảng tổng hợp: " + s.Grafana)
		if s.Prometheus != "" {
			fmt.Println("Trang vận hành:   " + strings.Replace(s.Grafana, stack.Overview, stack.Operations, 1))
		}
		fmt.Println("Màn hình lớn:     " + s.Playlist)
	} else {
		fmt.Println("Grafana không có trên máy này (grafana trong PATH, hoặc đặt GRAFANA_HOME); các phần khác vẫn chạy thật.")
	}
	fmt.Println("Nhật ký:          " + logs)
	fmt.Println("Dừng: Ctrl-C")
}
