package answer

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) scorecard(ctx context.Context) (data.Frames, error) {
	if q.query.Shape == query.Timeline {
		return q.statuses(ctx)
	}
	rows, err := q.rows(ctx)
	if err != nil {
		return nil, err
	}
	if rows, err = q.sourced(ctx, rows); err != nil {
		return nil, err
	}
	rows = ofStatus(q.query, scorecard.Tallied(rows), func(r scorecard.Row) standing.Status { return r.Status })
	if q.query.Shape == query.Worst {
		return list(q, scorecard.Worst(rows), func(rows []scorecard.Row) *data.Frame { return frames.Worst(q.view(), rows, q.query.Method) }), nil
	}
	if q.query.Only == query.OnlyJump {
		return q.jumped(ctx, rows)
	}
	q, rows = only(q, rows, query.OnlyPartial, func(r scorecard.Row) bool { return r.Low != nil })
	return list(q, rows, func(rows []scorecard.Row) *data.Frame { return frames.Scorecard(q.view(), rows, q.query.Method) }), nil
}

// jumped holds the newest changes against the whole run of the plan. Only who asks for the unusual ones pays for that read.
func (q question) jumped(ctx context.Context, rows []scorecard.Row) (data.Frames, error) {
	jumps, err := q.jumps(ctx)
	if err != nil {
		return nil, err
	}
	q, rows = only(q, rows, query.OnlyJump, func(r scorecard.Row) bool { return jumps[scorecard.CellOf(r)].Z > scorecard.Suspicious })
	return list(q, rows, func(rows []scorecard.Row) *data.Frame { return frames.Jumped(q.view(), rows, q.query.Method, jumps) }), nil
}

func (q question) summary(ctx context.Context) (data.Frames, error) {
	rows, err := q.rows(ctx)
	if err != nil {
		return nil, err
	}
	s := scorecard.Summarise(q.asked, rows)
	if q.query.Shape == query.Worst {
		s = s.ByUnit(rows)
	}
	f := frames.Summary(s, q.label, q.asOf, q.query.Language)
	q.notify(f)
	return data.Frames{f}, nil
}
