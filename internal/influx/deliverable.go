package influx

import (
	"cmp"
	"context"
	"time"

	"github.com/xhht/xhht/internal/series"
)

// Deliverables returns the stored deliverables of the filter's plan, or of all, in order of plan and deliverable.
func (c *Client) Deliverables(ctx context.Context, f series.Filter) ([]series.Deliverable, error) {
	return read(ctx, c, deliverables, f)
}

// A deliverable stands at one time, and every field is written every time, because it can become undone again.
var deliverables = &shape[series.Deliverable]{
	of: series.Deliverables,
	keys: []tag[series.Deliverable]{
		tagOf("plan", func(d *series.Deliverable) *string { return &d.Plan }),
		tagOf("deliverable", func(d *series.Deliverable) *string { return &d.Deliverable }),
	},
	numbers: []number[series.Deliverable]{
		instant("due", func(d *series.Deliverable) *time.Time { return &d.Due }),
		instant("done", func(d *series.Deliverable) *time.Time { return &d.Done }),
		instant("recorded", func(d *series.Deliverable) *time.Time { return &d.Recorded }),
	},
	text: textOf("doc",
		func(d *series.Deliverable) deliverableText { return deliverableText{d.Note} },
		func(d *series.Deliverable, t deliverableText) { d.Note = t.Note }),
	filter: func(q *selection, f series.Filter) { in(q, "plan", f.Plan) },
	order: func(a, b series.Deliverable) int {
		return cmp.Or(cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Deliverable, b.Deliverable))
	},
}

type deliverableText struct {
	Note string `json:"note"`
}
