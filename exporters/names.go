package main

import (
	"context"
	"fmt"
	"sync"

	"github.com/xhht/xhht/internal/series"
)

// names are the units' names as the catalogue of one generation has them. A scrape every fifteen seconds must not read
// hundreds of documents that change a few times a year: it asks for the generation, and reads them when that is another one.
type names struct {
	mu         sync.Mutex
	generation string
	byUID      map[string]string
}

// get returns the names by UID; the map must not be changed.
func (n *names) get(ctx context.Context, store Store) (map[string]string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	generation, err := store.Generation(ctx)
	if err != nil {
		return nil, err
	}
	if n.byUID != nil && generation != "" && generation == n.generation {
		return n.byUID, nil
	}
	cat, err := store.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	if cat.Schema != series.SchemaVersion {
		return nil, fmt.Errorf("the stored data has schema version %d, this exporter reads version %d: use exporters and collector of one release, then run \"collector replay\"", cat.Schema, series.SchemaVersion)
	}
	n.generation, n.byUID = cat.Generation, make(map[string]string, len(cat.Areas))
	for _, a := range cat.Areas {
		n.byUID[a.UID] = a.FullName
	}
	return n.byUID, nil
}
