package source

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// ttl is how long an answer of the store is used again: long enough for the panels of one page, which Grafana asks all at
// once, and shorter than anybody waits between saving a report and looking at the wall.
const ttl = 5 * time.Second

// reads puts a short memory before a store, so that ten panels over the same rows cost one read. An alert evaluation gets
// a fresh one: it shares reads among its own queries and sees nothing older than itself.
type reads struct {
	store        Store
	timeout      time.Duration
	knowledge    memory[knowledge]
	observations memory[[]series.Observation]
	targets      memory[[]series.TargetPoint]
	reports      memory[[]series.Report]
}

func newReads(store Store, timeout time.Duration) *reads {
	return &reads{store: store, timeout: timeout}
}

// knowledge is the stored catalogue with its registry built.
type knowledge struct {
	series.Catalogue
	Registry plan.Registry
}

func (r *reads) Catalogue(ctx context.Context) (knowledge, error) {
	return r.knowledge.get(ctx, r.timeout, "catalogue", func(ctx context.Context) (knowledge, error) {
		cat, err := r.store.Catalogue(ctx)
		if err != nil {
			return knowledge{}, err
		}
		if cat.Schema != series.SchemaVersion {
			return knowledge{}, schemaError(cat.Schema)
		}
		reg, err := cat.Registry()
		if err != nil {
			return knowledge{}, fmt.Errorf("build registry from catalogue: %w", err)
		}
		return knowledge{cat, reg}, nil
	})
}

func (r *reads) Observations(ctx context.Context, f series.Filter) ([]series.Observation, error) {
	return r.observations.get(ctx, r.timeout, fmt.Sprintf("%q", f), func(ctx context.Context) ([]series.Observation, error) {
		return r.store.Observations(ctx, f)
	})
}

func (r *reads) Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error) {
	return r.targets.get(ctx, r.timeout, fmt.Sprintf("%q", f), func(ctx context.Context) ([]series.TargetPoint, error) {
		return r.store.Targets(ctx, f)
	})
}

func (r *reads) Reports(ctx context.Context, f series.Filter) ([]series.Report, error) {
	return r.reports.get(ctx, r.timeout, fmt.Sprintf("%q", f), func(ctx context.Context) ([]series.Report, error) {
		return r.store.Reports(ctx, f)
	})
}

// memory keeps answers for a while and lets callers that ask the same at the same time share one read. What it returns is
// shared and must not be changed. The zero memory is ready to use.
type memory[T any] struct {
	mu     sync.Mutex
	kept   map[string]kept[T]
	flight singleflight.Group
}

type kept[T any] struct {
	value T
	until time.Time
}

func (m *memory[T]) get(ctx context.Context, timeout time.Duration, key string, read func(context.Context) (T, error)) (T, error) {
	if v, ok := m.recall(key); ok {
		return v, nil
	}
	result := m.flight.DoChan(key, func() (any, error) {
		if v, ok := m.recall(key); ok {
			return v, nil
		}
		// The read serves everybody who waits for it, so the first caller's going away must not end it.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
		defer cancel()
		v, err := guarded(ctx, read)
		if err == nil {
			m.keep(key, v)
		}
		return v, err
	})
	select {
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	case r := <-result:
		v, _ := r.Val.(T)
		return v, r.Err
	}
}

// guarded turns a panic of the read into an error: singleflight would raise it again in a goroutine that nobody can
// recover, and end the process.
func guarded[T any](ctx context.Context, read func(context.Context) (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicError(p)
		}
	}()
	return read(ctx)
}

func (m *memory[T]) recall(key string) (T, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.kept[key]
	return k.value, ok && time.Now().Before(k.until)
}

func (m *memory[T]) keep(key string, v T) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	for k, old := range m.kept {
		if now.After(old.until) {
			delete(m.kept, k)
		}
	}
	if m.kept == nil {
		m.kept = map[string]kept[T]{}
	}
	m.kept[key] = kept[T]{v, now.Add(ttl)}
}
