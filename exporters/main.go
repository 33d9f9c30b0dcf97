// Command exporters serves Prometheus metrics about the reporting itself: who has reported, how completely, how late.
// Ops staff run it beside the collector and add an exporter as one file. It reads InfluxDB, writes nothing, and exports
// no indicator: their history belongs in the series store, not in Prometheus.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/spf13/cobra"

	"github.com/xhht/xhht/internal/httpserve"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/secret"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := command().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "exporters:", err)
		os.Exit(1) // nothing is left to stop
	}
}

type config struct {
	listen  string
	influx  influx.Options
	timeout time.Duration
	enabled map[string]*bool
}

func command() *cobra.Command {
	c := config{enabled: map[string]*bool{}}
	cmd := &cobra.Command{
		Use:   "exporters",
		Short: "Serve Prometheus metrics about who has reported, how completely and how late.",
		Long: "exporters reads the expected reports that the collector projected into InfluxDB and serves them as Prometheus\n" +
			"metrics on /metrics. The InfluxDB token comes from $XHHT_INFLUX_TOKEN or the file named by\n" +
			"$XHHT_INFLUX_TOKEN_FILE, never from a flag.\n\nExporters:\n" + table(),
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return serve(cmd.Context(), c) },
	}
	f := cmd.Flags()
	f.StringVar(&c.listen, "listen", "127.0.0.1:9188", "Address to serve on; port 0 picks a free one and logs it.")
	f.StringVar(&c.influx.URL, "influx-url", "http://127.0.0.1:8086", "Address of the InfluxDB server.")
	f.StringVar(&c.influx.Org, "influx-org", "xhht", "InfluxDB organisation; InfluxDB 1.8 ignores it.")
	f.StringVar(&c.influx.Bucket, "influx-bucket", "xhht", "InfluxDB bucket; for InfluxDB 1.8 database/retention-policy.")
	f.DurationVar(&c.timeout, "timeout", 10*time.Second, "Longest time for one scrape; Prometheus' own timeout wins where it is shorter.")
	for _, e := range registry {
		c.enabled[e.name] = f.Bool("exporter."+e.name, e.enabled, e.help)
	}
	return cmd
}

func table() string {
	var b strings.Builder
	for _, e := range registry {
		fmt.Fprintf(&b, "  %-12s %s\n", e.name, e.help)
	}
	return b.String()
}

func serve(ctx context.Context, c config) error {
	token, err := secret.FromEnv("XHHT_INFLUX_TOKEN", os.Getenv)
	if err != nil {
		return err
	}
	c.influx.Token, c.influx.Timeout = string(token), c.timeout
	store, err := influx.New(c.influx)
	if err != nil {
		return err
	}
	defer store.Close()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	exporters := map[string]Exporter{}
	for _, e := range registry {
		if *c.enabled[e.name] {
			exporters[e.name] = e.build(Deps{Store: store, Now: time.Now})
		}
	}
	process := prometheus.NewRegistry()
	process.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", handler(exporters, process, log, c.timeout))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	return httpserve.Server{Handler: mux, Log: log, Out: os.Stdout}.Run(ctx, c.listen)
}
