package answer

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) reporting(ctx context.Context) (data.Frames, error) {
	rows, err := q.expected(ctx, q.span)
	if err != nil {
		return nil, err
	}
	switch q.query.Shape {
	case query.Timeline:
		return several(q, frames.ReportTimeline(q.view(), rows), frames.NoTimeline("reporting")), nil
	case query.Matrix:
		columns, rows := owed.ReportMatrix(rows)
		return list(q, rows, func(rows []owed.ReportRow) *data.Frame { return frames.ReportMatrix(q.view(), columns, rows) }), nil
	case query.Totals:
		return list(q, owed.Tallies(rows, q.asOf), func(rows []owed.Tally) *data.Frame { return frames.ReportTotals(q.view(), rows) }), nil
	}
	q, rows = only(q, rows, query.OnlyLate, func(e owed.Expected) bool { return e.DaysLate > 0 })
	q, rows = only(q, rows, query.OnlyOwed, func(e owed.Expected) bool { return e.DaysLate > 0 && e.ReceivedBy().IsZero() })
	return list(q, rows, func(rows []owed.Expected) *data.Frame { return frames.Reporting(q.view(), rows) }), nil
}

// expected are the reports that the plan asks the units for within the span, come or not.
func (q question) expected(ctx context.Context, span period.Span) ([]owed.Expected, error) {
	stored, err := q.reads.Reports(ctx, series.Filter{Plan: q.asked.ID, Areas: q.units(), To: endOfYear(q.asOf)})
	if err != nil {
		return nil, err
	}
	rows := owed.Reporting(q.registry, q.asked, q.query.Form, stored, span, q.asOf)
	return slices.DeleteFunc(rows, func(e owed.Expected) bool { return e.Area.Level != q.query.Level || !q.wants(e.Area) }), nil
}
