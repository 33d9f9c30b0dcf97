package projection

import (
	"context"
	"errors"
	"math"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"github.com/xhht/xhht/internal/series"
)

type metrics struct {
	points    *prometheus.CounterVec
	lastWrite *since
	retries   prometheus.Counter
	up        prometheus.Gauge
}

// scrapeTimeout bounds what a scrape may ask of the ledger.
const scrapeTimeout = 2 * time.Second

// newMetrics registers the projection's metrics. Lag and quarantine are asked of the ledger at every scrape, because a
// projection that hangs in a retry could not report them.
func newMetrics(reg prometheus.Registerer, p *Projection) *metrics {
	f := promauto.With(reg)
	asked := func(name, help string, ask func(context.Context) (float64, error)) {
		f.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
			ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
			defer cancel()
			v, err := ask(ctx)
			if err != nil {
				return math.NaN()
			}
			return v
		})
	}
	asked("xhht_projection_lag_entries", "Accepted entries and decisions that the series store does not show yet.", func(ctx context.Context) (float64, error) {
		n, err := p.Lag(ctx)
		return float64(n), err
	})
	asked("xhht_projection_quarantined_points", "Points that the series store refused for good and the ledger keeps.", func(ctx context.Context) (float64, error) {
		n, err := p.opt.Ledger.Quarantined(ctx)
		return float64(n), err
	})
	m := &metrics{
		points: f.NewCounterVec(prometheus.CounterOpts{Name: "xhht_projection_points_total",
			Help: "Points written to the series store, rewritten ones included."}, []string{"measurement"}),
		lastWrite: newSince("xhht_projection_last_write_timestamp_seconds", "When the series store last took points; absent before it took any."),
		retries:   f.NewCounter(prometheus.CounterOpts{Name: "xhht_projection_retries_total", Help: "Requests to the series store that had to be repeated."}),
		up: f.NewGauge(prometheus.GaugeOpts{Name: "xhht_projection_up",
			Help: "1 if the series store took or judged the last request, 0 if it was not reached or let nobody in."}),
	}
	if reg != nil {
		reg.MustRegister(m.lastWrite)
	}
	for _, of := range series.Measurements() {
		m.points.WithLabelValues(of.String()) // a counter that starts at 0 shows its first increase
	}
	return m
}

// since is the time of the last of something. Before the first there is none: a 0 would be the year 1970.
type since struct {
	desc *prometheus.Desc
	at   atomic.Int64 // Unix time in microseconds; 0: never
}

func newSince(name, help string) *since {
	return &since{desc: prometheus.NewDesc(name, help, nil, nil)}
}

func (s *since) now() { s.at.Store(time.Now().UnixMicro()) }

// Describe implements prometheus.Collector.
func (s *since) Describe(ch chan<- *prometheus.Desc) { ch <- s.desc }

// Collect implements prometheus.Collector.
func (s *since) Collect(ch chan<- prometheus.Metric) {
	if at := s.at.Load(); at > 0 {
		ch <- prometheus.MustNewConstMetric(s.desc, prometheus.GaugeValue, float64(at)/1e6)
	}
}

// wrote counts points that the store took.
func (m *metrics) wrote(points []series.Point) {
	for _, p := range points {
		m.points.WithLabelValues(p.Measurement().String()).Inc()
	}
	m.lastWrite.now()
}

// link is what was last seen of the store; only the goroutine whose turn it is writes it.
type link string

const (
	linkUnknown link = ""
	linkUp      link = "up"
	linkDown    link = "down"   // not reached, overloaded or failing: time may mend it
	linkDenied  link = "denied" // reached, but an operator has to act
)

// saw notes the outcome of a request and logs a change, so that an outage of a day is two lines and not a thousand.
func (p *Projection) saw(err error) {
	now := linkUp
	if err != nil {
		now = linkDenied
		var f Failure
		if errors.As(err, &f) && f.Temporary() {
			now = linkDown
		}
	}
	was := p.link
	if now == was {
		return
	}
	p.link = now
	switch now {
	case linkUp:
		p.metrics.up.Set(1)
		if was != linkUnknown {
			p.opt.Log.Info("series store is back")
		}
	case linkDown:
		p.metrics.up.Set(0)
		p.opt.Log.Warn("series store cannot be used; trying again until it can", "err", err)
	case linkDenied:
		p.metrics.up.Set(0)
		p.opt.Log.Error("series store lets nobody in; check its address, bucket and token", "err", err)
	}
}
