package source

import (
	"context"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
)

// Store is what the data source reads from.
type Store interface {
	Catalogue(ctx context.Context) (series.Catalogue, error)
	Observations(ctx context.Context, f series.Filter) ([]series.Observation, error)
	Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error)
	Reports(ctx context.Context, f series.Filter) ([]series.Report, error)
	Health(ctx context.Context) (influx.Health, error)
}

var _ Store = (*influx.Client)(nil)
