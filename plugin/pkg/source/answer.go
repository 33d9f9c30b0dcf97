package source

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"golang.org/x/sync/errgroup"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// parallel is how many queries of one request are answered at a time.
const parallel = 4

// QueryData answers every query by itself: one that fails takes no other with it.
func (s *Source) QueryData(ctx context.Context, req *backend.QueryDataRequest) (*backend.QueryDataResponse, error) {
	memory, round := s.reads, ttl
	if req.Headers[backend.FromAlertHeaderName] == "true" {
		memory, round = s.reads.fresh(), 0
	}
	answers := make([]backend.DataResponse, len(req.Queries))
	var group errgroup.Group
	group.SetLimit(parallel)
	for i, q := range req.Queries {
		group.Go(func() error {
			q.TimeRange = rounded(q.TimeRange, round)
			answers[i] = s.answer(ctx, memory, q)
			return nil
		})
	}
	_ = group.Wait() // no query returns an error: each has its own in its answer
	refuseOversize(ctx, req.Queries, answers)
	resp := backend.NewQueryDataResponse()
	for i, q := range req.Queries {
		resp.Responses[q.RefID] = answers[i]
	}
	return resp, nil
}

func (s *Source) answer(ctx context.Context, r *reads, raw backend.DataQuery) (out backend.DataResponse) {
	start := time.Now()
	q, err := query.Parse(raw.JSON)
	kind := "invalid"
	defer func() {
		if p := recover(); p != nil {
			out = fail(ctx, panicError(p), q.Language)
		}
		outcome := "ok"
		if out.Error != nil {
			outcome = string(out.ErrorSource)
		}
		queries.WithLabelValues(kind, outcome).Inc()
		queryDuration.WithLabelValues(kind).Observe(time.Since(start).Seconds())
	}()
	if err != nil {
		return fail(ctx, err, q.Language)
	}
	kind = string(q.Kind)
	key, err := json.Marshal(struct {
		Query    query.Query
		From, To time.Time
	}{q, raw.TimeRange.From, raw.TimeRange.To})
	if err != nil {
		return fail(ctx, err, q.Language)
	}
	found, err := r.Answer(ctx, string(key), func(ctx context.Context) (data.Frames, error) {
		return s.frames(ctx, r, q, raw.TimeRange)
	})
	if err != nil {
		return fail(ctx, err, q.Language)
	}
	own := make(data.Frames, len(found))
	for i, f := range found {
		frame := *f // the fields are shared with everybody who asked the same
		frame.RefID = raw.RefID
		own[i] = &frame
	}
	return backend.DataResponse{Frames: own, Status: backend.StatusOK}
}

// rounded makes the time range of two people before the same wall the same.
func rounded(tr backend.TimeRange, to time.Duration) backend.TimeRange {
	return backend.TimeRange{From: tr.From.UTC().Truncate(to), To: tr.To.UTC().Truncate(to)}
}

// fail logs what went wrong in full and answers with the part that is fit for the reader of a panel.
func fail(ctx context.Context, err error, l problem.Lang) backend.DataResponse {
	f := failureOf(err)
	log := backend.Logger.FromContext(ctx)
	if f.source == backend.ErrorSourcePlugin {
		log.Error("query failed", "error", err)
	} else {
		log.Warn("query failed", "error", err)
	}
	return f.response(l)
}

func (s *Source) frames(ctx context.Context, r *reads, q query.Query, tr backend.TimeRange) (data.Frames, error) {
	known, err := s.catalogue(ctx, r)
	if err != nil {
		return nil, err
	}
	// The end of the time range is the instant of judging, so that last December's wall can be looked at. A range that
	// reaches into the future, to show the path to 2030, judges now: nobody is late for a report of 2029.
	asOf := s.now()
	if tr.To.Before(asOf) && !tr.To.IsZero() {
		asOf = tr.To
	}
	sel, err := choose(known, q, asOf)
	if err != nil {
		return nil, err
	}
	if q.Kind == query.Series {
		return s.series(ctx, r, sel, tr)
	}
	rows, err := s.rows(ctx, r, sel)
	if err != nil {
		return nil, err
	}
	switch q.Kind {
	case query.Alert:
		return alert(sel, rows)
	case query.Summary:
		return data.Frames{frames.Summary(scorecard.Summarise(sel.plan, rows), known.Label, asOf, q.Language)}, nil
	}
	return table(sel, rows), nil
}

// rows judges the selection. It reads the last periods only, never the history.
func (s *Source) rows(ctx context.Context, r *reads, sel selection) ([]scorecard.Row, error) {
	if len(sel.pairs) == 0 {
		return nil, nil
	}
	in := scorecard.Input{Registry: sel.registry, Plan: sel.plan, AsOf: sel.asOf, Method: sel.query.Method}
	// A panic in a goroutine of its own would end the plugin: only reads, which are guarded, run there.
	windows := sel.windows()
	baselines, reports := sel.baselines(), sel.reports(windows)
	obs := make([][]series.Observation, len(windows))
	group, ctx := errgroup.WithContext(ctx)
	for i, w := range windows {
		group.Go(func() (err error) {
			obs[i], err = r.Observations(ctx, w)
			return err
		})
	}
	group.Go(func() (err error) {
		in.Targets, err = r.Targets(ctx, baselines)
		return err
	})
	group.Go(func() (err error) {
		in.Reports, err = r.Reports(ctx, reports)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	in.Observations = slices.Concat(obs...)
	rows := scorecard.Rows(in, sel.query.Level)
	return slices.DeleteFunc(rows, func(row scorecard.Row) bool { return !sel.asks(row.Area) }), nil
}

func (s *Source) series(ctx context.Context, r *reads, sel selection, tr backend.TimeRange) (data.Frames, error) {
	if len(sel.pairs) == 0 {
		f := frames.NoSeries()
		f.AppendNotices(nothingApplies(sel.query))
		return data.Frames{f}, nil
	}
	// A period's point is drawn in its middle, so the one drawn last may end half a period after the range.
	obs, err := r.Observations(ctx, series.Filter{Indicators: sel.indicators(), Areas: sel.areas(), Group: sel.query.Group,
		From: startOfDay(tr.From), To: time.Date(tr.To.Year(), 12, 31, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return nil, err
	}
	targets, err := r.Targets(ctx, sel.baselines())
	if err != nil {
		return nil, err
	}
	out := frames.Series(sel.lines(obs, targets, tr), sel.query.Thresholds, sel.query.Language)
	if all := len(out); all > sel.query.Limit {
		out = out[:sel.query.Limit]
		out[0].AppendNotices(cut(all, sel.query.Limit, sel.query.Language))
	}
	return out, nil
}

// startOfDay keeps the key of a read the same while a panel's “now” moves on.
func startOfDay(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
