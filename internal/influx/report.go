package influx

import (
	"cmp"
	"context"
	"time"

	"github.com/xhht/xhht/internal/series"
)

// Reports returns the stored expected reports, in order of plan, form, unit and period.
func (c *Client) Reports(ctx context.Context, f series.Filter) ([]series.Report, error) {
	return read(ctx, c, reports, f)
}

var reports = &shape[series.Report]{
	of: series.Reports,
	at: func(r *series.Report) *time.Time { return &r.At },
	keys: []tag[series.Report]{
		tagOf("plan", func(r *series.Report) *string { return &r.Plan }),
		tagOf("form", func(r *series.Report) *string { return &r.Form }),
		tagOf("area", func(r *series.Report) *string { return &r.Area }),
	},
	numbers: []number[series.Report]{
		instant("due", func(r *series.Report) *time.Time { return &r.Due }),
		instant("extended", func(r *series.Report) *time.Time { return &r.Extended }),
		instant("received", func(r *series.Report) *time.Time { return &r.Received }),
		instant("no_reporter", func(r *series.Report) *time.Time { return &r.NoReporter }),
		numberOf("cells", func(r *series.Report) *float64 { return &r.Cells }),
		numberOf("cells_of", func(r *series.Report) *float64 { return &r.CellsOf }),
	},
	filter: func(q *selection, f series.Filter) {
		in(q, "plan", f.Plan)
		q.where("area", f.Areas...)
	},
	order: func(a, b series.Report) int {
		return cmp.Or(cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Form, b.Form), cmp.Compare(a.Area, b.Area), a.At.Compare(b.At))
	},
}
