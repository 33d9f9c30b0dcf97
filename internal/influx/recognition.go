package influx

import (
	"cmp"
	"context"
	"time"

	"github.com/xhht/xhht/internal/series"
)

// Recognitions returns the stored recognitions, in the order of the ledger.
func (c *Client) Recognitions(ctx context.Context, f series.Filter) ([]series.Recognition, error) {
	return read(ctx, c, recognitions, f)
}

var recognitions = &shape[series.Recognition]{
	of: series.Recognitions,
	at: func(r *series.Recognition) *time.Time { return &r.At },
	keys: []tag[series.Recognition]{
		tagOf("receipt", func(r *series.Recognition) *string { return &r.Receipt }),
		tagOf("indicator", func(r *series.Recognition) *string { return &r.Indicator }),
		tagOf("area", func(r *series.Recognition) *string { return &r.Area }),
	},
	facts: []tag[series.Recognition]{tagOf("plan", func(r *series.Recognition) *string { return &r.Plan })},
	numbers: []number[series.Recognition]{
		numberOf("seq", func(r *series.Recognition) *float64 { return &r.Seq }),
		numberOf("level", func(r *series.Recognition) *float64 { return &r.Level }),
		instant("on", func(r *series.Recognition) *time.Time { return &r.On }),
		instant("from", func(r *series.Recognition) *time.Time { return &r.From }),
		instant("until", func(r *series.Recognition) *time.Time { return &r.Until }),
		instant("recorded", func(r *series.Recognition) *time.Time { return &r.Recorded }),
		flag("withdrawn", func(r *series.Recognition) *bool { return &r.Withdrawn }),
	},
	text: textOf("text",
		func(r *series.Recognition) recognitionText { return recognitionText{r.Authority, r.Issuer, r.Reason} },
		func(r *series.Recognition, t recognitionText) {
			r.Authority, r.Issuer, r.Reason = t.Authority, t.Issuer, t.Reason
		}),
	filter: func(q *selection, f series.Filter) {
		q.where("indicator", f.Indicators...)
		q.where("area", f.Areas...)
	},
	order: func(a, b series.Recognition) int {
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area))
	},
}

type recognitionText struct {
	Authority string `json:"authority,omitempty"`
	Issuer    string `json:"issuer,omitempty"`
	Reason    string `json:"reason,omitempty"`
}
