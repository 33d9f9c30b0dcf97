package source

import (
	"context"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/answer"
)

// Store is what the data source reads from.
type Store interface {
	answer.Reads
	Catalogue(ctx context.Context) (series.Catalogue, error)
	// Stamp is the catalogue without its documents.
	Stamp(ctx context.Context) (series.Catalogue, error)
	Health(ctx context.Context) (influx.Health, error)
}

var _ Store = (*influx.Client)(nil)
