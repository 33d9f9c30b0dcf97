package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/internal/series"
)

// Exporter answers one scrape. It sends what it knows at that moment and keeps no state between scrapes.
type Exporter interface {
	Collect(ctx context.Context, ch chan<- prometheus.Metric) error
}

// Store is what exporters may read: the catalogue and the expected reports as the projector stored them.
type Store interface {
	// Generation names the catalogue that the store holds; it is small to read, the catalogue is not.
	Generation(ctx context.Context) (string, error)
	Catalogue(ctx context.Context) (series.Catalogue, error)
	Reports(ctx context.Context, f series.Filter) ([]series.Report, error)
}

// Deps are handed to every exporter. A constructor keeps what it needs and does no input or output.
type Deps struct {
	Store Store
	Now   func() time.Time
}

// entry is one registered exporter; its name is also its flag and its label.
type entry struct {
	name    string
	help    string // one sentence: what it tells whom
	enabled bool   // unless the flag says otherwise
	build   func(Deps) Exporter
}

var registry []entry

// register adds an exporter from its file's init. A name that is taken stops the program: two files would silently
// share one flag.
func register(name, help string, enabled bool, build func(Deps) Exporter) {
	if slices.ContainsFunc(registry, func(e entry) bool { return e.name == name }) {
		panic(fmt.Sprintf("exporter %q is registered twice", name))
	}
	registry = append(registry, entry{name, help, enabled, build})
}

// namespace begins every metric of the project.
const namespace = "xhht"
