package source

import (
	"context"
	"encoding/json"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"golang.org/x/sync/errgroup"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/plugin/pkg/answer"
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
			q.TimeRange = rounded(q.TimeRange, s.now(), round)
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
		out := fail(ctx, err, q.Language)
		if q.Kind == query.Summary {
			out.Frames = data.Frames{unread(failureOf(err), s.now(), q.Language)}
			out.Frames[0].RefID = raw.RefID
		}
		return out
	}
	own := make(data.Frames, len(found))
	for i, f := range found {
		frame := *f // the fields are shared with everybody who asked the same
		frame.RefID = raw.RefID
		own[i] = &frame
	}
	return backend.DataResponse{Frames: own, Status: backend.StatusOK}
}

// rounded makes the time range of two people before the same wall the same. An end that is about now goes up, never down:
// judged as of some seconds ago, a correction that has just come would not be known yet. Any other end stays as it is, since
// a second decides on which side of a deadline it lies.
func rounded(tr backend.TimeRange, now time.Time, to time.Duration) backend.TimeRange {
	tr.From = tr.From.UTC().Truncate(to)
	if to > 0 && now.Sub(tr.To).Abs() < to {
		tr.To = tr.To.UTC().Truncate(to).Add(to)
	}
	return tr
}

// fail logs what went wrong in full and answers with the part that is fit for the reader of a panel.
func fail(ctx context.Context, err error, l lang.Lang) backend.DataResponse {
	f := failureOf(err)
	log := backend.Logger.FromContext(ctx)
	switch {
	case f.status == gaveUp:
		log.Debug("query given up", "error", logged(err))
	case f.source == backend.ErrorSourcePlugin:
		log.Error("query failed", "error", logged(err))
	default:
		log.Warn("query failed", "error", logged(err))
	}
	return f.response(l)
}

// unread is the verdict where nothing could be read. Grafana shows an error as a mark in a panel's corner and the panel's words for
// "nothing here" below it: on a wall, where nobody points at marks, an outage would read like good news. So the first panel says it.
func unread(f failure, now time.Time, l lang.Lang) *data.Frame {
	return frames.Summary(scorecard.Summary{
		Sentence: lang.Text{VI: "Không đọc được số liệu; hãy báo người vận hành hệ thống", EN: "The numbers cannot be read; tell who runs the system"},
		Detail:   f.text,
	}, "", now, l)
}

func (s *Source) frames(ctx context.Context, r *reads, q query.Query, tr backend.TimeRange) (data.Frames, error) {
	k, err := s.catalogue(ctx, r)
	if err != nil {
		return nil, err
	}
	return answer.To(ctx, r, answer.Known{Registry: k.Registry, Then: k.then, Label: k.Label, LastWrite: k.LastWrite},
		answer.Asked{Query: q, Span: period.Span{From: tr.From, To: tr.To}, Now: s.now(), Portal: s.portal})
}
