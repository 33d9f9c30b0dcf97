package source

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"golang.org/x/sync/singleflight"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// ttl is how long an answer of the store is used again: long enough for the panels of one page, which Grafana asks all at
// once, and shorter than anybody waits between saving a report and looking at the wall.
const ttl = 5 * time.Second

// reads puts a short memory before a store, so that ten panels over the same rows cost one read, and two people before
// the same wall one answer. An alert evaluation gets a fresh one: it shares reads among its own queries and sees nothing
// older than itself.
type reads struct {
	store        Store
	timeout      time.Duration
	last         *atomic.Pointer[knowledge] // what was built last; used again while its generation is the stored one
	answers      memory[data.Frames]
	knowledge    memory[knowledge]
	observations memory[[]series.Observation]
	targets      memory[[]series.TargetPoint]
	reports      memory[[]series.Report]
	levels       memory[[]series.LevelStanding]
	deliverables memory[[]series.Deliverable]
	revisions    memory[[]series.Revision]
	recognitions memory[[]series.Recognition]
}

func newReads(store Store, timeout time.Duration) *reads {
	return &reads{store: store, timeout: timeout, last: new(atomic.Pointer[knowledge])}
}

// fresh remembers nothing but the plans, which are asked for their generation before they are used again.
func (r *reads) fresh() *reads {
	return &reads{store: r.store, timeout: r.timeout, last: r.last}
}

// knowledge is the stored catalogue with its registry built.
type knowledge struct {
	series.Catalogue
	Registry plan.Registry
	past     []func() (plan.Registry, error) // built when somebody looks back so far
}

// then is what was in force at an instant, where it is in force no more.
func (k knowledge) then(at time.Time) (reg plan.Registry, past bool, err error) {
	i := k.At(at)
	if i < 0 {
		return plan.Registry{}, false, nil
	}
	if reg, err = k.past[i](); err != nil {
		return reg, true, fmt.Errorf("build registry of what was in force until %s: %w", k.Past[i].Until.Format(time.RFC3339), err)
	}
	return reg, true, nil
}

func samePast(a, b series.Past) bool { return a.Until.Equal(b.Until) }

// Catalogue reads the documents of thousands of units only when they have changed.
func (r *reads) Catalogue(ctx context.Context) (knowledge, error) {
	return get(ctx, &r.knowledge, "catalogue", r.timeout, "", func(ctx context.Context) (knowledge, error) {
		if k := r.last.Load(); k != nil {
			stamp, err := r.store.Stamp(ctx)
			if err != nil {
				return knowledge{}, err
			}
			if stamp.Schema == k.Schema && stamp.Generation == k.Generation && slices.EqualFunc(stamp.Past, k.Past, samePast) {
				again := *k
				again.LastWrite, again.Label = stamp.LastWrite, stamp.Label
				return again, nil
			}
		}
		k, err := r.build(ctx)
		if err == nil {
			r.last.Store(&k)
		}
		return k, err
	})
}

func (r *reads) build(ctx context.Context) (knowledge, error) {
	cat, err := r.store.Catalogue(ctx)
	if err != nil {
		return knowledge{}, err
	}
	if err := cat.Readable(); err != nil {
		return knowledge{}, err
	}
	reg, err := cat.Registry()
	if err != nil {
		return knowledge{}, fmt.Errorf("build registry from catalogue: %w", err)
	}
	k := knowledge{Catalogue: cat, Registry: reg}
	for _, p := range cat.Past {
		k.past = append(k.past, sync.OnceValues(p.Registry))
	}
	return k, nil
}

// Answer returns the frames of one query, which are shared and must not be changed.
func (r *reads) Answer(ctx context.Context, key string, read func(context.Context) (data.Frames, error)) (data.Frames, error) {
	return get(ctx, &r.answers, "answer", r.timeout, key, read)
}

func (r *reads) Observations(ctx context.Context, f series.Filter) ([]series.Observation, error) {
	return filtered(ctx, r, &r.observations, "observations", f, r.store.Observations)
}

func (r *reads) Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error) {
	return filtered(ctx, r, &r.targets, "targets", f, r.store.Targets)
}

func (r *reads) Reports(ctx context.Context, f series.Filter) ([]series.Report, error) {
	return filtered(ctx, r, &r.reports, "reports", f, r.store.Reports)
}

func (r *reads) Levels(ctx context.Context, f series.Filter) ([]series.LevelStanding, error) {
	return filtered(ctx, r, &r.levels, "levels", f, r.store.Levels)
}

func (r *reads) Deliverables(ctx context.Context, f series.Filter) ([]series.Deliverable, error) {
	return filtered(ctx, r, &r.deliverables, "deliverables", f, r.store.Deliverables)
}

func (r *reads) Revisions(ctx context.Context, f series.Filter) ([]series.Revision, error) {
	return filtered(ctx, r, &r.revisions, "revisions", f, r.store.Revisions)
}

func (r *reads) Recognitions(ctx context.Context, f series.Filter) ([]series.Recognition, error) {
	return filtered(ctx, r, &r.recognitions, "recognitions", f, r.store.Recognitions)
}

// filtered reads what the filter selects; what names the points in the metrics.
func filtered[T any](ctx context.Context, r *reads, m *memory[[]T], what string, f series.Filter, read func(context.Context, series.Filter) ([]T, error)) ([]T, error) {
	return get(ctx, m, what, r.timeout, fmt.Sprintf("%q", f), func(ctx context.Context) ([]T, error) {
		list, err := read(ctx, f)
		rowsRead.WithLabelValues(what).Add(float64(len(list)))
		return list, err
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

// get answers from memory or reads; what names the memory in the metrics.
func get[T any](ctx context.Context, m *memory[T], what string, timeout time.Duration, key string, read func(context.Context) (T, error)) (T, error) {
	if v, ok := m.recall(key); ok {
		memoryReads.WithLabelValues(what, "hit").Inc()
		return v, nil
	}
	result := m.flight.DoChan(key, func() (any, error) {
		if v, ok := m.recall(key); ok {
			return v, nil
		}
		// The read serves everybody who waits for it, so the first caller's going away must not end it.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
		defer cancel()
		start := time.Now()
		v, err := guarded(ctx, read)
		if err == nil {
			m.keep(key, v, start.Add(ttl))
		}
		return v, err
	})
	select {
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	case r := <-result:
		outcome := "miss"
		if r.Shared {
			outcome = "shared"
		}
		memoryReads.WithLabelValues(what, outcome).Inc()
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

// keep remembers a value until an instant, counted from before it was read: what it tells is as old as its beginning.
func (m *memory[T]) keep(key string, v T, until time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil {
		m.kept = map[string]kept[T]{}
	}
	m.kept[key] = kept[T]{v, until}
	time.AfterFunc(time.Until(until), func() { m.forget(key) })
}

// forget lets go of a value whose time is over; a province's rows must not stay because nobody looks any more.
func (m *memory[T]) forget(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if k, ok := m.kept[key]; ok && !time.Now().Before(k.until) {
		delete(m.kept, key)
	}
}
