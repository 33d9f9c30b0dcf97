package main

import (
	"context"
	"errors"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/api"
	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/httpserve"
)

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Take reports over HTTP and keep InfluxDB up to date.",
		Long: `Serve takes reports at POST /api/v1/submissions, gives receipts at GET /api/v1/submissions/{receipt}, says
at GET /api/v1/reports?plan=ID (&form= &period=) which reports the reporter's units owe and what came of them, and projects
the ledger into InfluxDB. It also serves /healthz, /readyz and /metrics. It prints its address once it is
ready, logs to standard error, and stops at SIGINT or SIGTERM after the requests at hand are answered.

It writes into the ledger which plans are in force, with their texts. It does not start with files that would change what
was asked or judged before; check --ledger says beforehand, and plan accept is for those who mean it. Plans that another
command brings into force while it serves count at once, and the dashboards follow: it need not be started again.

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
	folder, err := generation.ReadFolder(c.Plans)
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
	if _, err := a.adopt(ctx, book, folder, log); err != nil {
		return err
	}
	inForce := generation.Follow(book) // what another program brings into force counts here at once
	room, err := a.workroom(ctx, c, inForce, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, room.Close()) }()
	if err := warnOfStrangers(ctx, book, room, log); err != nil {
		return err
	}
	defer room.begin(ctx)()

	metrics := prometheus.NewRegistry()
	metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), book)
	limits := intake.Limits{Bytes: c.Limits.Bytes, Rows: c.Limits.Rows}
	opt := api.Options{
		Intake: &intake.Following{Plans: inForce, Ledger: book, Now: a.now, Metrics: intake.NewMetrics(metrics)},
		Ledger: book, Subjects: room, FailedSignIns: room.failures, Limits: limits, Log: log, Metrics: metrics,
	}
	stopProjection := func() {}
	if c.Influx.URL == "" {
		log.Warn("no InfluxDB is configured: reports are kept, dashboards will not show them")
	} else {
		p, err := a.projection(ctx, c, inForce, book, room, log, metrics)
		if err != nil {
			return err
		}
		defer p.close()
		opt.Projection = p
		stopProjection = inBackground(ctx, p.Run)
	}
	defer stopProjection()
	return httpserve.Server{Handler: api.New(opt), Log: log, Out: a.stdout}.Run(ctx, c.Listen)
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
