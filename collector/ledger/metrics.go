package ledger

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

var (
	entriesDesc = prometheus.NewDesc("xhht_ledger_entries", "Revisions of cells in the ledger.", nil, nil)
	lastDesc    = prometheus.NewDesc("xhht_ledger_last_accept_timestamp_seconds", "When the ledger last accepted a submission or a decision; absent in an empty ledger.", nil, nil)
)

// Describe implements prometheus.Collector.
func (l *Ledger) Describe(ch chan<- *prometheus.Desc) {
	ch <- entriesDesc
	ch <- lastDesc
}

// Collect implements prometheus.Collector. It asks the file, so that what another process imported counts as well.
func (l *Ledger) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	h, err := l.Head(ctx)
	if err != nil {
		ch <- prometheus.NewInvalidMetric(entriesDesc, err)
		return
	}
	ch <- prometheus.MustNewConstMetric(entriesDesc, prometheus.GaugeValue, float64(h.Entries))
	if !h.RecordedAt.IsZero() {
		ch <- prometheus.MustNewConstMetric(lastDesc, prometheus.GaugeValue, float64(h.RecordedAt.UnixMicro())/1e6)
	}
}
