package influx

import (
	"cmp"
	"context"
	"time"

	"github.com/xhht/xhht/internal/series"
)

// Targets returns the stored baselines and milestones, in order of target, unit, time and kind.
func (c *Client) Targets(ctx context.Context, f series.Filter) ([]series.TargetPoint, error) {
	return read(ctx, c, targets, f)
}

var targets = &shape[series.TargetPoint]{
	of: series.Targets,
	at: func(t *series.TargetPoint) *time.Time { return &t.At },
	keys: []tag[series.TargetPoint]{
		tagOf("kind", func(t *series.TargetPoint) *string { return (*string)(&t.Kind) }),
		tagOf("plan", func(t *series.TargetPoint) *string { return &t.Plan }),
		tagOf("target", func(t *series.TargetPoint) *string { return &t.Target }),
		tagOf("indicator", func(t *series.TargetPoint) *string { return &t.Indicator }),
		tagOf("area", func(t *series.TargetPoint) *string { return &t.Area }),
	},
	numbers: []number[series.TargetPoint]{
		numberOf("value", func(t *series.TargetPoint) *float64 { return &t.Value }),
		flag("gone", func(t *series.TargetPoint) *bool { return &t.Gone }).where(func(t *series.TargetPoint) bool { return t.Kind == series.BaselinePoint }),
	},
	filter: func(q *selection, f series.Filter) {
		in(q, "plan", f.Plan)
		q.where("indicator", f.Indicators...)
		q.where("area", f.Areas...)
	},
	gone: func(t series.TargetPoint) bool { return t.Gone },
	order: func(a, b series.TargetPoint) int {
		return cmp.Or(cmp.Compare(a.Target, b.Target), cmp.Compare(a.Area, b.Area), a.At.Compare(b.At), cmp.Compare(a.Kind, b.Kind))
	},
}
