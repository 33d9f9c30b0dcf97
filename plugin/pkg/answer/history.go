package answer

import (
	"context"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// statuses are those of every period that came due within the time range. A period is judged twice: when it has just come due, and
// as of the last instant before the next one does. The later verdict counts, so that a report that came late counts for its own
// period; the earlier one is there for a unit that by then had handed in the next report already.
func (q question) statuses(ctx context.Context) (data.Frames, error) {
	var rows []scorecard.Row
	for _, at := range q.instants() {
		then := q
		then.asOf = at
		judged, err := then.rows(ctx)
		if err != nil {
			return nil, err
		}
		rows = append(rows, judged...)
	}
	return several(q, frames.StatusTimeline(q.view(), rows), frames.NoTimeline("scorecard")), nil
}

// instants are just after every deadline of the selection within the time range, and just before the next one, in order of time.
func (q question) instants() []time.Time {
	var due []time.Time
	for _, id := range q.indicators() {
		due = append(due, scorecard.Deadlines(q.asked, q.registry.Indicators[id], q.query.Level)...)
	}
	slices.SortFunc(due, time.Time.Compare)
	due = slices.CompactFunc(due, time.Time.Equal)
	due = slices.DeleteFunc(due, func(t time.Time) bool { return t.Before(q.span.From) || !t.Before(q.asOf) })
	var out []time.Time
	for i, t := range due {
		last := q.asOf
		if i < len(due)-1 {
			last = due[i+1]
		}
		out = append(out, t.Add(time.Nanosecond), last)
	}
	return out
}
