package answer

import (
	"context"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) series(ctx context.Context) (data.Frames, error) {
	if len(q.pairs) == 0 {
		return several(q, nil, frames.NoSeries()), nil
	}
	// A period's point is drawn in its middle, so the one drawn last may end half a period after the range.
	obs, err := q.observations(ctx, series.Filter{Indicators: q.indicators(), Areas: q.areas(), Group: q.query.Group,
		From: startOfDay(q.span.From), To: endOfYear(q.span.To)})
	if err != nil {
		return nil, err
	}
	var targets []series.TargetPoint
	ahead := map[scorecard.BaselineKey]scorecard.Row{}
	if q.aims() {
		if targets, err = q.reads.Targets(ctx, q.baselines()); err != nil {
			return nil, err
		}
		if ahead, err = q.projections(ctx); err != nil {
			return nil, err
		}
	}
	lines := q.lines(obs, targets, ahead, q.span)
	out := several(q, frames.Series(q.view(), lines, q.query.Thresholds), frames.NoSeries())
	if text, narrow := q.tooNarrow(lines); narrow {
		out[0].AppendNotices(data.Notice{Severity: data.NoticeSeverityWarning, Text: text.In(q.query.Language)})
	}
	return out, nil
}

// tooNarrow says that the panel's time range is shorter than a period and no point lies in it: a year's value stands in the middle
// of the year, and an empty chart of six hours looks like a loss of data.
func (q question) tooNarrow(lines []frames.Line) (lang.Text, bool) {
	shortest := period.Frequency("")
	for _, l := range lines {
		if l.Kind != query.LineActual {
			continue
		}
		if len(l.Points) > 0 {
			return lang.Text{}, false
		}
		if shortest == "" || span(l.Indicator.Frequency) < span(shortest) {
			shortest = l.Indicator.Frequency
		}
	}
	if shortest == "" || q.span.To.Sub(q.span.From) >= span(shortest) {
		return lang.Text{}, false
	}
	name := periodName(shortest)
	return lang.Textf("Khoảng thời gian đang chọn ngắn hơn một kỳ báo cáo (%[1]s) nên không có điểm nào. Hãy mở rộng khoảng thời gian, ví dụ 10 năm gần nhất.",
		"The time range is shorter than one reporting period (%[2]s), so no point lies in it. Widen the time range, for example to the last 10 years.", name.VI, name.EN), true
}

// span is about how long a period is.
func span(f period.Frequency) time.Duration {
	per := period.Of(f, period.DateOf(2024, 1, 1))
	return per.End().EndOfDay().Sub(per.Start().Time())
}

func periodName(f period.Frequency) lang.Text {
	switch f {
	case period.Monthly:
		return lang.Text{VI: "tháng", EN: "month"}
	case period.Quarterly:
		return lang.Text{VI: "quý", EN: "quarter"}
	case period.SemiAnnual:
		return lang.Text{VI: "nửa năm", EN: "half-year"}
	}
	return lang.Text{VI: "năm", EN: "year"}
}

// aims reports whether the lines have a target to lead to.
func (q question) aims() bool { return len(q.pairs[0].Target.Milestones) > 0 }

// projections are the judged rows, where a line asks for what they lead to. A part of the population is not judged.
func (q question) projections(ctx context.Context) (map[scorecard.BaselineKey]scorecard.Row, error) {
	out := map[scorecard.BaselineKey]scorecard.Row{}
	asked := slices.Contains(q.query.Series, query.LineProjection) || slices.Contains(q.query.Series, query.LineBounds)
	if !asked || !q.ofEverybody() {
		return out, nil
	}
	rows, err := q.rows(ctx)
	for _, r := range rows {
		out[scorecard.BaselineKey{Target: r.Target.ID, Area: r.Area.UID}] = r
	}
	return out, err
}

// projection is the unit's trend from the period judged to the milestone that it leads to, with the bounds of where it may.
func projection(r scorecard.Row) (value, low, high []frames.Point) {
	p := r.Projection
	if p == nil || p.TooFew {
		return nil, nil, nil
	}
	// By periods and not by days: a reader adds the same change for every year, leap or not.
	periods := 0
	for per := r.Period; per.End().Time().Before(p.At); per = per.Next() {
		periods++
	}
	per := r.Period
	for i := range periods + 1 {
		at := func(end float64) frames.Point {
			return frames.Point{At: per.Middle().Time(), Value: new(*p.Fitted + (end-*p.Fitted)*float64(i)/float64(periods))}
		}
		value, low, high = append(value, at(*p.Value)), append(low, at(*p.Low)), append(high, at(*p.High))
		per = per.Next()
	}
	return value, low, high
}
