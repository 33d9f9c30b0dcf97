package source

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// The plugin's metrics. Grafana's SDK serves what is in the default registry, together with its own of gRPC and requests;
// Grafana shows them at /metrics/plugins/xhht-targets-datasource. No label holds what a user can invent.
var (
	queries = promauto.NewCounterVec(prometheus.CounterOpts{
		Name: "xhht_datasource_queries_total", Help: "Queries answered, by kind and outcome: ok, or whose fault the error was (downstream, plugin)."}, []string{"kind", "outcome"})
	queryDuration = promauto.NewHistogramVec(prometheus.HistogramOpts{
		Name: "xhht_datasource_query_duration_seconds", Help: "Time to answer a query.", Buckets: []float64{.005, .02, .1, .3, 1, 3, 10, 30}}, []string{"kind"})
	memoryReads = promauto.NewCounterVec(prometheus.CounterOpts{
		Name: "xhht_datasource_memory_reads_total", Help: "Reads by what was read and result: hit (from memory), miss (from InfluxDB), shared (waited for another's read)."}, []string{"what", "result"})
	rowsRead = promauto.NewCounterVec(prometheus.CounterOpts{
		Name: "xhht_datasource_rows_read_total", Help: "Observations, targets and reports read from InfluxDB."}, []string{"what"})
)
