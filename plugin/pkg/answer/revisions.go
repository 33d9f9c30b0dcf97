package answer

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) revisions(ctx context.Context) (data.Frames, error) {
	rows, err := q.corrections(ctx)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r series.Revision) bool {
		a, _ := q.registry.Areas.Get(r.Area)
		return a.Level != q.query.Level && !q.answers(a)
	})
	slices.Reverse(rows) // the newest first
	return list(q, rows, func(rows []series.Revision) *data.Frame { return frames.Revisions(q.view(), rows) }), nil
}

// answers reports whether a unit answers for a cluster of the tier that is asked for: its corrections are the cluster's.
func (q question) answers(a area.Area) bool {
	return slices.ContainsFunc(q.whole.Clusters(a.UID), func(g plan.Gathered) bool {
		cluster, _ := q.registry.Areas.Get(g.Cluster)
		return cluster.Level == q.query.Level && (len(q.query.Units) == 0 || slices.Contains(q.query.Units, g.Cluster))
	})
}

// corrections are those that were recorded within the panel's time range, of the units and indicators that are asked for,
// oldest first.
func (q question) corrections(ctx context.Context) ([]series.Revision, error) {
	areas := slices.Clone(q.query.Units)
	for _, cluster := range q.query.Units {
		for _, g := range q.whole.Answering(cluster) {
			areas = append(areas, g.Unit)
		}
	}
	f := series.Filter{Plan: q.asked.ID, Indicators: q.query.Indicators, Areas: areas, From: startOfDay(q.span.From), To: endOfDay(q.asOf)}
	stored, err := q.reads.Revisions(ctx, f)
	if err != nil {
		return nil, err
	}
	rows := slices.DeleteFunc(slices.Clone(stored), func(r series.Revision) bool {
		ind := q.registry.Indicators[r.Indicator]
		a, known := q.registry.Areas.Get(r.Area)
		return r.Recorded.Before(q.span.From) || r.Recorded.After(q.asOf) || !known || !q.keeps(a) ||
			!q.query.Keeps(query.FilterIndicator, r.Indicator) || !q.query.Keeps(query.FilterTheme, ind.Theme)
	})
	slices.SortStableFunc(rows, func(a, b series.Revision) int { return a.Recorded.Compare(b.Recorded) })
	return rows, nil
}
