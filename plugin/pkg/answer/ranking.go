package answer

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// ranking ranks among all units of the tier: who asks for one unit takes the other rows away, and not its rank.
func (q question) ranking(ctx context.Context) (data.Frames, error) {
	wide := q.query
	wide.Units = nil
	wide.Filters = slices.DeleteFunc(slices.Clone(wide.Filters), func(f query.Filter) bool { return f.Key == query.FilterUnit })
	all := q
	var err error
	if all.selection, err = choose(q.registry, wide, q.asOf); err != nil {
		return nil, err
	}
	rows, err := all.rows(ctx)
	if err != nil {
		return nil, err
	}
	ranked := slices.DeleteFunc(scorecard.Rank(rows, q.query.By), func(r scorecard.Ranked) bool { return !q.wants(r.Area) })
	ranked = ofStatus(q.query, ranked, func(r scorecard.Ranked) standing.Status { return r.Status })
	return list(q, ranked, func(rows []scorecard.Ranked) *data.Frame { return frames.Ranking(q.view(), rows, q.query.By) }), nil
}
