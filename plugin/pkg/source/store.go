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
	judgedStore
	recordStore
}

// judgedStore holds what units are judged by.
type judgedStore interface {
	Observations(ctx context.Context, f series.Filter) ([]series.Observation, error)
	Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error)
	Reports(ctx context.Context, f series.Filter) ([]series.Report, error)
}

// recordStore holds what was worked out or recorded beside it.
type recordStore interface {
	Levels(ctx context.Context, f series.Filter) ([]series.LevelStanding, error)
	Deliverables(ctx context.Context, f series.Filter) ([]series.Deliverable, error)
	Revisions(ctx context.Context, f series.Filter) ([]series.Revision, error)
}

var _ Store = (*influx.Client)(nil)
