package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/api"
	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/planfile"
)

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Take reports over HTTP and keep InfluxDB up to date.",
		Long: `Serve takes reports at POST /api/v1/submissions, gives receipts at GET /api/v1/submissions/{receipt}, says
at GET /api/v1/reports?plan=ID (&form= &period=) which reports the reporter's units owe and what came of them, and projects
the ledger into InfluxDB. It also serves /healthz, /readyz and /metrics. It prints its address once it is
ready, logs to standard error, and stops at SIGINT or SIGTERM after the requests at hand are answered.

Who may report is said by the reporters file, which it follows, or by the command subjects. Where nobody has to say who they
are, only this machine can reach it, and may report for every unit.`,
		Args: cobra.NoArgs,
	}
	load := a.configured(cmd, append(append(serveFlags, plansFlag, ledgerFlag, workspaceFlag), influxFlags...)...)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		return a.serve(cmd.Context(), c)
	}
	return cmd
}

func (a *app) serve(ctx context.Context, c config.Config) (err error) {
	log := a.logger(c.Log)
	reg, err := planfile.Load(c.Plans)
	if err != nil {
		return err
	}
	release, err := soleProjector(c.Ledger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	book, err := ledger.Open(ctx, c.Ledger, a.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	room, err := a.workroom(ctx, c, reg.Areas, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, room.Close()) }()
	defer room.begin(ctx)()

	metrics := prometheus.NewRegistry()
	metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), book)
	limits := intake.Limits{Bytes: c.Limits.Bytes, Rows: c.Limits.Rows}
	opt := api.Options{
		Intake:   &intake.Intake{Registry: reg, Ledger: book, Now: a.now, Metrics: intake.NewMetrics(metrics)},
		Ledger:   book,
		Registry: reg, Subjects: room, FailedSignIns: room.failures, Limits: limits, Log: log, Metrics: metrics,
	}
	stopProjection := func() {}
	if c.Influx.URL == "" {
		log.Warn("no InfluxDB is configured: reports are kept, dashboards will not show them")
	} else {
		p, err := a.projection(c, reg, book, room, log, metrics)
		if err != nil {
			return err
		}
		defer p.close()
		opt.Projection = p
		stopProjection = inBackground(ctx, p.Run)
	}
	defer stopProjection()
	return a.listen(ctx, c.Listen, api.New(opt), log)
}

// inBackground runs work until the returned function is called, which waits for its end.
func inBackground(ctx context.Context, work func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx)) // requests at hand may still wake it
	var wg sync.WaitGroup
	wg.Go(func() { work(ctx) })
	return func() {
		cancel()
		wg.Wait()
	}
}

// The slowest honest sender has a mobile connection of 100 kB/s and a body of the largest size.
const (
	headerTimeout = 10 * time.Second
	bodyTimeout   = 2 * time.Minute
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 15 * time.Second
)

func (a *app) listen(ctx context.Context, address string, handler http.Handler, log *slog.Logger) error {
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", address, err)
	}
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       bodyTimeout,
		WriteTimeout:      bodyTimeout + time.Minute,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	fmt.Fprintf(a.stdout, "listening on http://%s\n", ln.Addr())
	select {
	case err := <-failed:
		return fmt.Errorf("serve on %s: %w", address, err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := srv.Shutdown(stopping); err != nil {
		return errors.Join(fmt.Errorf("wait for the requests at hand: %w", err), srv.Close())
	}
	return nil
}
