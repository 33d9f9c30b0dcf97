package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

var (
	durationDesc = prometheus.NewDesc(prometheus.BuildFQName(namespace, "exporter", "scrape_duration_seconds"), "How long the exporter took.", []string{"exporter"}, nil)
	successDesc  = prometheus.NewDesc(prometheus.BuildFQName(namespace, "exporter", "scrape_success"),
		"1 if the exporter answered, 0 if it failed; the log says why.", []string{"exporter"}, nil)
)

// scrape runs the exporters of one request. One that fails, panics or is too slow never empties the page of the others.
type scrape struct {
	ctx       context.Context // a prometheus.Collector gets no context; this one lives for one request
	exporters map[string]Exporter
	log       *slog.Logger
}

func (s scrape) Describe(chan<- *prometheus.Desc) {} // unchecked: exporters send what they find

func (s scrape) Collect(ch chan<- prometheus.Metric) {
	for name, e := range s.exporters {
		start := time.Now()
		err := run(s.ctx, e, ch)
		success := 1.0
		if err != nil {
			success = 0
			s.log.Error("exporter failed", "exporter", name, "error", err)
		}
		ch <- prometheus.MustNewConstMetric(durationDesc, prometheus.GaugeValue, time.Since(start).Seconds(), name)
		ch <- prometheus.MustNewConstMetric(successDesc, prometheus.GaugeValue, success, name)
	}
}

// run passes metrics on only when the exporter succeeded: half a set of units would read as the others having vanished.
func run(ctx context.Context, e Exporter, ch chan<- prometheus.Metric) (err error) {
	found := make(chan prometheus.Metric)
	var all []prometheus.Metric
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m := range found {
			all = append(all, m)
		}
	}()
	func() {
		defer close(found)
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("panic: %v", r)
			}
		}()
		err = e.Collect(ctx, found)
	}()
	<-done
	if err != nil {
		return err
	}
	for _, m := range all {
		ch <- m
	}
	return nil
}

// offset is left of Prometheus' own timeout for the way back, as blackbox_exporter does.
const offset = 500 * time.Millisecond

// handler serves /metrics: a registry per request, so that a scrape's deadline reaches the store.
func handler(exporters map[string]Exporter, process prometheus.Gatherer, log *slog.Logger, limit time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		timeout := limit
		if s, err := strconv.ParseFloat(r.Header.Get("X-Prometheus-Scrape-Timeout-Seconds"), 64); err == nil && s > offset.Seconds() {
			timeout = min(limit, time.Duration(s*float64(time.Second))-offset)
		}
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		reg := prometheus.NewRegistry()
		if err := reg.Register(scrape{ctx, exporters, log}); err != nil {
			http.Error(w, "register exporters: "+err.Error(), http.StatusInternalServerError)
			return
		}
		promhttp.HandlerFor(prometheus.Gatherers{process, reg}, promhttp.HandlerOpts{ErrorLog: errorLog{log}}).ServeHTTP(w, r)
	})
}

// errorLog hands promhttp's own errors to the structured log.
type errorLog struct{ log *slog.Logger }

func (l errorLog) Println(v ...any) {
	l.log.Error("serve metrics", "error", errors.New(fmt.Sprint(v...)))
}
