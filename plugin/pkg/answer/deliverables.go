package answer

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) deliverables(ctx context.Context) (data.Frames, error) {
	stored, err := q.reads.Deliverables(ctx, series.Filter{Plan: q.asked.ID})
	if err != nil {
		return nil, err
	}
	tasks := owed.Tasks(q.whole, stored, q.asOf)
	if q.query.Shape == query.Totals {
		return list(q, owed.Leads(tasks), func(rows []owed.Lead) *data.Frame { return frames.Leads(q.view(), rows) }), nil
	}
	return list(q, tasks, func(rows []owed.Task) *data.Frame { return frames.Deliverables(q.view(), rows) }), nil
}
