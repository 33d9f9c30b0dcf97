package answer

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// events are milestones and deadlines of the whole time range, also of the future, and the corrections made so far.
func (q question) events(ctx context.Context) (data.Frames, error) {
	corrections, err := q.corrections(ctx)
	if err != nil {
		return nil, err
	}
	events := slices.DeleteFunc(owed.Events(q.registry, q.asked, corrections, q.span), func(e owed.Event) bool {
		return len(q.query.Events) > 0 && !slices.Contains(q.query.Events, e.Kind)
	})
	if q.query.Shape == query.Ahead {
		return list(q, owed.Ahead(events, q.asOf), func(rows []owed.Event) *data.Frame { return frames.Ahead(q.view(), rows, q.asOf) }), nil
	}
	return list(q, events, func(rows []owed.Event) *data.Frame { return frames.Events(q.view(), rows) }), nil
}
