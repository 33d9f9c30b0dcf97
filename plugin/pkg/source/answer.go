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
	if f.source == backend.ErrorSourcePlugin {
		log.Error("query failed", "error", logged(err))
	} else {
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

// question is a query with all that answering it takes.
type question struct {
	selection
	reads *reads
	known knowledge
	view  frames.View
	span  period.Span // the panel's time range
	now   time.Time

	narrowed bool // there were rows before the query's word only took some away
}

// kinds are the answers, one for each kind of query.
var kinds = map[query.Kind]func(question, context.Context) (data.Frames, error){
	query.Series:       question.series,
	query.Scorecard:    question.scorecard,
	query.Alert:        question.alert,
	query.Summary:      question.summary,
	query.Ranking:      question.ranking,
	query.Attainment:   question.attainment,
	query.Levels:       question.levels,
	query.Reporting:    question.reporting,
	query.Deliverables: question.deliverables,
	query.Findings:     question.findings,
	query.Revisions:    question.revisions,
	query.Compare:      question.compare,
	query.Events:       question.events,
}

func (s *Source) frames(ctx context.Context, r *reads, q query.Query, tr backend.TimeRange) (data.Frames, error) {
	known, err := s.catalogue(ctx, r)
	if err != nil {
		return nil, err
	}
	// The end of the time range is the instant of judging, so that last December's wall can be looked at. A range that
	// reaches into the future, to show the path to 2030, judges now: nobody is late for a report of 2029.
	now := s.now()
	asOf := now
	if tr.To.Before(asOf) && !tr.To.IsZero() {
		asOf = tr.To
	}
	sel, err := choose(known, q, asOf)
	if err != nil {
		return nil, err
	}
	whole, _ := known.Registry.Plan(q.Plan)
	view := frames.View{Plan: whole, Registry: known.Registry, Lang: q.Language, Thresholds: q.Thresholds != query.ThresholdsOff, Portal: s.portal}
	asked := question{selection: sel, reads: r, known: known, view: view, span: period.Span{From: tr.From, To: tr.To}, now: now}
	return kinds[q.Kind](asked, ctx)
}
