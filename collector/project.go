package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// projector is a projection into the configured InfluxDB.
type projector struct {
	*projection.Projection
	close func()
}

func (a *app) projection(ctx context.Context, c config.Config, inForce *generation.Following, book ledger.Store, names projection.Names, log *slog.Logger, metrics prometheus.Registerer) (projector, error) {
	reg, _, err := inForce.InForce(ctx)
	if err != nil {
		return projector{}, err
	}
	store, err := influx.New(influx.Options{
		URL: c.Influx.URL, Org: c.Influx.Org, Bucket: c.Influx.Bucket, Token: string(c.Influx.Token), Timeout: c.Influx.Timeout,
	})
	if err != nil {
		return projector{}, err
	}
	p, err := projection.New(projection.Options{Registry: reg, Plans: inForce, Ledger: book, Store: store, Log: log, Metrics: metrics, Names: names, Label: c.Label})
	if err != nil {
		store.Close()
		return projector{}, err
	}
	return projector{p, store.Close}, nil
}

func (a *app) replayCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "replay",
		Short: "Delete our measurements from InfluxDB's bucket and rebuild them from the ledger.",
		Long: `Replay deletes the measurements observation, target, report, level, deliverable, revision and catalogue from the bucket,
nothing else that may be in it, and writes everything the ledger holds again: observations, derived values, targets,
expected reports, levels, deliverables, corrections and the catalogue. The points come out the same as before. Use it
after the ledger was restored from a backup, after InfluxDB was changed by hand, or after an upgrade that says so; a
bucket that was lost is rebuilt by serve itself. Stop the collector first; nothing is lost meanwhile, because senders
that get no receipt send again.`,
		Args: cobra.NoArgs,
	}
	load := a.configured(cmd, append(influxFlags, plansFlag, ledgerFlag, workspaceFlag)...)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		c, err := load()
		if err != nil {
			return err
		}
		return a.replay(cmd, c)
	}
	return cmd
}

func (a *app) replay(cmd *cobra.Command, c config.Config) (err error) {
	if c.Influx.URL == "" {
		return problem.Problem{Code: "no_store", Place: problem.Field("influx.url"),
			Rule: lang.Text{VI: "chưa nêu địa chỉ InfluxDB nên không có gì để dựng lại", EN: "no InfluxDB is named: there is nothing to rebuild"},
			Hint: lang.Text{VI: "Ghi influx.url trong cấu hình, hoặc thêm --influx-url", EN: "Give influx.url in the configuration, or --influx-url"}}
	}
	folder, err := generation.ReadFolder(c.Plans)
	if err != nil {
		return err
	}
	if there, err := a.looking(cmd, c.Ledger); err != nil {
		return err // before a lock lies beside nothing
	} else if err := there.Close(); err != nil {
		return err
	}
	release, err := soleProjector(c.Ledger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	book, err := a.existing(cmd, c.Ledger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	log := a.logger(c.Log)
	if _, err := a.adopt(cmd.Context(), book, folder, log); err != nil {
		return err
	}
	room, err := sqlite.Open(cmd.Context(), c.WorkspaceFile(), a.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, room.Close()) }()
	p, err := a.projection(cmd.Context(), c, generation.Follow(book), book, room, log, prometheus.NewRegistry())
	if err != nil {
		return err
	}
	defer p.close()
	begin := a.now()
	if err := p.Replay(cmd.Context()); err != nil {
		return err
	}
	n, err := book.LastSeq(cmd.Context())
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "replayed %d entries in %s\n", n, a.now().Sub(begin).Round(time.Millisecond))
	return nil
}
