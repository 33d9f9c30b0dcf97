package source_test

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/series"
)

// store is a store in memory.
type store struct {
	cat     series.Catalogue
	obs     []series.Observation
	targets []series.TargetPoint
	reports []series.Report
	levels  []series.LevelStanding
	tasks   []series.Deliverable
	changes []series.Revision
	granted []series.Recognition
	err     error // answered to every read
	fails   func()
	reads   atomic.Int32
	// documents counts the reads of the whole catalogue.
	documents atomic.Int32
}

func within(f series.Filter, indicator, area string, at time.Time) bool {
	return (indicator == "" || len(f.Indicators) == 0 || slices.Contains(f.Indicators, indicator)) &&
		(len(f.Areas) == 0 || slices.Contains(f.Areas, area)) && !at.Before(f.From) && (f.To.IsZero() || !at.After(f.To))
}

func kept[T any](s *store, list []T, keep func(T) bool) ([]T, error) {
	s.reads.Add(1)
	if s.fails != nil {
		s.fails()
	}
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool { return !keep(v) }), s.err
}

func (s *store) Catalogue(context.Context) (series.Catalogue, error) {
	s.reads.Add(1)
	s.documents.Add(1)
	return s.cat, s.err
}

func (s *store) Stamp(context.Context) (series.Catalogue, error) {
	s.reads.Add(1)
	return series.Catalogue{Schema: s.cat.Schema, Generation: s.cat.Generation, LastWrite: s.cat.LastWrite, Label: s.cat.Label}, s.err
}

func (s *store) Observations(_ context.Context, f series.Filter) ([]series.Observation, error) {
	return kept(s, s.obs, func(o series.Observation) bool { return o.Group == f.Group && within(f, o.Indicator, o.Area, o.At) })
}

func (s *store) Targets(_ context.Context, f series.Filter) ([]series.TargetPoint, error) {
	return kept(s, s.targets, func(t series.TargetPoint) bool { return t.Plan == f.Plan && within(f, t.Indicator, t.Area, t.At) })
}

func (s *store) Reports(_ context.Context, f series.Filter) ([]series.Report, error) {
	return kept(s, s.reports, func(r series.Report) bool { return r.Plan == f.Plan && within(f, "", r.Area, r.At) })
}

func (s *store) Levels(_ context.Context, f series.Filter) ([]series.LevelStanding, error) {
	return kept(s, s.levels, func(l series.LevelStanding) bool { return within(f, "", l.Area, l.At) })
}

func (s *store) Deliverables(_ context.Context, f series.Filter) ([]series.Deliverable, error) {
	return kept(s, s.tasks, func(d series.Deliverable) bool { return d.Plan == f.Plan })
}

func (s *store) Revisions(_ context.Context, f series.Filter) ([]series.Revision, error) {
	return kept(s, s.changes, func(r series.Revision) bool {
		return (f.Plan == "" || r.Plan == f.Plan) && (f.Group == "" || r.Group == f.Group) && within(f, r.Indicator, r.Area, r.Recorded)
	})
}

func (s *store) Recognitions(_ context.Context, f series.Filter) ([]series.Recognition, error) {
	return kept(s, s.granted, func(r series.Recognition) bool { return within(f, r.Indicator, r.Area, r.At) })
}

func (s *store) Health(context.Context) (influx.Health, error) {
	return influx.Health{Version: "1.8.10"}, s.err
}
