package answer

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) recognitions(ctx context.Context) (data.Frames, error) {
	in, err := q.recognitionInput(ctx)
	if err != nil {
		return nil, err
	}
	rows := slices.DeleteFunc(in.Rows(), q.foreign)
	switch q.query.Shape {
	case query.Timeline:
		from, to := q.timelineSpan()
		return several(q, frames.RecognitionTimeline(q.view(), rows, from, to), frames.NoTimeline("recognitions")), nil
	case query.Totals:
		return list(q, owed.RecognitionTotals(rows), func(rows []owed.RecognitionTotal) *data.Frame { return frames.RecognitionTotals(q.view(), rows) }), nil
	}
	q, rows = only(q, rows, query.OnlyReview, func(r owed.RecognitionRow) bool { return r.Attention() > 0 })
	return list(q, rows, func(rows []owed.RecognitionRow) *data.Frame { return frames.Recognitions(q.view(), rows) }), nil
}

// foreign reports whether the query does not ask about the row.
func (q question) foreign(r owed.RecognitionRow) bool {
	id := r.Indicator.ID
	return !q.wants(r.Area) || len(q.query.Indicators) > 0 && !slices.Contains(q.query.Indicators, id) || !q.query.Keeps(query.FilterIndicator, id) ||
		!q.query.Keeps(query.FilterTheme, r.Indicator.Theme)
}

// recognitionInput reads the decisions, what the law makes of the counts, and what units said of themselves last.
func (q question) recognitionInput(ctx context.Context) (owed.RecognitionInput, error) {
	in := owed.RecognitionInput{Registry: q.registry, Plan: q.asked, Tier: q.query.Level, AsOf: q.asOf}
	in.Plan.Targets = q.whole.Targets
	var err error
	if in.Recognitions, err = q.reads.Recognitions(ctx, series.Filter{Areas: q.units()}); err != nil {
		return in, err
	}
	var indicators []string
	for _, c := range in.Claims() {
		indicators = append(indicators, c.Indicator)
	}
	slices.Sort(indicators)
	if indicators = slices.Compact(indicators); len(indicators) == 0 {
		return in, nil
	}
	if in.Standings, err = q.standings(ctx); err != nil {
		return in, err
	}
	in.Observations, err = q.reads.Observations(ctx, series.Filter{Indicators: indicators, Areas: q.units(), Group: catalogue.GroupAll, From: q.asOf.AddDate(-6, 0, 0), To: endOfYear(q.asOf)})
	return in, err
}

// timelineSpan is the part of the panel's time range that anybody can speak of: nothing is known of what is to come.
func (q question) timelineSpan() (from, to period.Date) {
	from, to = period.Day(q.span.From), period.Day(q.asOf)
	if start := period.Year(q.whole.From).Start(); from.Before(start) {
		from = start
	}
	if to.Before(from) {
		to = from
	}
	return from, to
}

// titles has a row for every unit and title that ends some day, whether or not it was ever recognised.
func (q question) titles(ctx context.Context) (data.Frames, error) {
	in, err := q.recognitionInput(ctx)
	if err != nil {
		return nil, err
	}
	rows := slices.DeleteFunc(in.Titles(), q.foreign)
	if len(rows) == 0 && len(q.query.Filters) > 0 {
		return nil, nothingLeft
	}
	return bounded(frames.TitleAlert(q.view(), rows))
}
