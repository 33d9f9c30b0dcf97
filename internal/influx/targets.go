package influx

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/series"
)

// Targets returns the stored baselines and milestones, in order of target, unit, time and kind.
func (c *Client) Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error) {
	q := c.from(targetM, f, "kind", "plan", "target", "indicator", "area")
	if f.Plan != "" {
		q.where("plan", f.Plan)
	}
	q.where("indicator", f.Indicators...)
	var out []series.TargetPoint
	err := c.points(ctx, q, f.Areas, func(p point) {
		out = append(out, series.TargetPoint{Kind: series.PointKind(p.get("kind")), Plan: p.get("plan"), Target: p.get("target"), Indicator: p.get("indicator"), Area: p.get("area"), At: p.at, Value: p.value})
	})
	if err != nil {
		return nil, fmt.Errorf("read targets: %w", err)
	}
	slices.SortFunc(out, func(a, b series.TargetPoint) int {
		return cmp.Or(cmp.Compare(a.Target, b.Target), cmp.Compare(a.Area, b.Area), a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind))
	})
	return out, nil
}
