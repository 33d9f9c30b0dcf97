package answer

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) attainment(ctx context.Context) (data.Frames, error) {
	rows, err := q.rows(ctx)
	if err != nil {
		return nil, err
	}
	q, attained := only(q, scorecard.Attain(q.registry, q.asked, rows), query.OnlyNational, func(a scorecard.Attained) bool {
		return a.National != nil && a.National.Milestone.Value != nil
	})
	return list(q, attained, func(rows []scorecard.Attained) *data.Frame {
		return frames.Attainment(q.view(), rows, q.query.Level)
	}), nil
}
