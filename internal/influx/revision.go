package influx

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// Revisions returns the corrections that were recorded between the filter's days, oldest first. An empty group means all
// groups: a correction is nobody's total.
func (c *Client) Revisions(ctx context.Context, f series.Filter) ([]series.Revision, error) {
	return read(ctx, c, revisions, f)
}

// A correction stands at the time at which it was recorded. One submission may correct a cell's indicator for several periods,
// and a clock may stand still between two submissions: period and revision are tags, so that no correction overwrites another.
var revisions = &shape[series.Revision]{
	of: series.Revisions,
	at: func(r *series.Revision) *time.Time { return &r.Recorded },
	keys: []tag[series.Revision]{
		tagOf("plan", func(r *series.Revision) *string { return &r.Plan }),
		tagOf("indicator", func(r *series.Revision) *string { return &r.Indicator }),
		tagOf("area", func(r *series.Revision) *string { return &r.Area }),
		tagOf("group", func(r *series.Revision) *string { return &r.Group }),
		{"period_end", func(r *series.Revision) string { return period.UTCDay(r.At).String() }, func(r *series.Revision, day string) error {
			end, err := period.ParseDate(day)
			r.At = end.Time()
			return err
		}},
		{"revision", func(r *series.Revision) string { return strconv.FormatFloat(r.Revision, 'f', -1, 64) }, func(r *series.Revision, n string) (err error) {
			r.Revision, err = strconv.ParseFloat(n, 64)
			return err
		}},
	},
	numbers: []number[series.Revision]{
		maybe("old", func(r *series.Revision) **float64 { return &r.Old }),
		maybe("new", func(r *series.Revision) **float64 { return &r.New }),
		maybe("old_numerator", func(r *series.Revision) **float64 { return &r.Before.Numerator }),
		maybe("old_denominator", func(r *series.Revision) **float64 { return &r.Before.Denominator }),
		maybe("old_unverified", func(r *series.Revision) **float64 { return &r.Before.Unverified }),
		over("old_over", func(r *series.Revision) *catalogue.DenominatorKind { return &r.Before.Over }).where(saidOver),
		numberOf("old_says", func(r *series.Revision) *float64 { return (*float64)(&r.Before.Says) }).where(saidMore),
		instant("old_received", func(r *series.Revision) *time.Time { return &r.Before.Received }),
	},
	text: textOf("doc",
		func(r *series.Revision) revisionText {
			return revisionText{r.What, r.OldWords, r.NewWords, r.Reporter, r.Note, r.Reason, r.Receipt}
		},
		func(r *series.Revision, t revisionText) {
			r.What, r.OldWords, r.NewWords, r.Reporter, r.Note, r.Reason, r.Receipt = t.What, t.OldWords, t.NewWords, t.Reporter, t.Note, t.Reason, t.Receipt
		}),
	filter: func(q *selection, f series.Filter) {
		in(q, "plan", f.Plan)
		in(q, "group", f.Group)
		q.where("indicator", f.Indicators...)
		q.where("area", f.Areas...)
	},
	order: func(a, b series.Revision) int {
		return cmp.Or(a.Recorded.Compare(b.Recorded), cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area),
			cmp.Compare(a.Group, b.Group), a.At.Compare(b.At), cmp.Compare(a.Revision, b.Revision))
	},
}

// saidMore: what the cell said before was no number.
func saidMore(r *series.Revision) bool { return r.Before.Says != series.SaysNumbers }

func saidOver(r *series.Revision) bool { return r.Before.Over != "" }

type revisionText struct {
	What     series.Change `json:"what"`
	OldWords lang.Text     `json:"old_words,omitzero"`
	NewWords lang.Text     `json:"new_words,omitzero"`
	Reporter string        `json:"reporter"`
	Note     string        `json:"note"`
	Reason   string        `json:"reason,omitempty"`
	Receipt  string        `json:"receipt"`
}
