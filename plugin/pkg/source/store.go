package source

import (
	"context"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
)

// Catalogues is where the plans come from.
type Catalogues interface {
	Catalogue(ctx context.Context) (series.Catalogue, error)
	// Stamp is the catalogue without its documents.
	Stamp(ctx context.Context) (series.Catalogue, error)
	Health(ctx context.Context) (influx.Health, error)
}

// Store is what the data source reads from.
type Store interface {
	Catalogues
	Observations(ctx context.Context, f series.Filter) ([]series.Observation, error)
	Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error)
	Reports(ctx context.Context, f series.Filter) ([]series.Report, error)
}

var _ Store = (*influx.Client)(nil)
