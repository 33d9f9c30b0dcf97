package answer

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) levels(ctx context.Context) (data.Frames, error) {
	standings, err := q.standings(ctx)
	if err != nil {
		return nil, err
	}
	programmes := q.programmes(standings)
	var rows []owed.LevelRow
	if q.query.Shape == query.Newest {
		rows = q.levelInput(programmes, standings).Newest()
	} else {
		rows = q.levelInput(programmes, standings).Levels(q.span)
	}
	rows = slices.DeleteFunc(rows, func(r owed.LevelRow) bool { return !q.wants(r.Area) })
	if q.query.Shape == query.Timeline {
		return several(q, frames.LevelTimeline(q.view(), rows), frames.NoTimeline("levels")), nil
	}
	q, rows = only(q, rows, query.OnlyShort, func(r owed.LevelRow) bool { return r.Standing != nil && r.Standing.Short != nil })
	q, rows = only(q, rows, query.OnlyAttention, func(r owed.LevelRow) bool { return r.Attention() > 0 })
	return list(q, rows, func(rows []owed.LevelRow) *data.Frame { return frames.Levels(q.view(), rows) }), nil
}

func (q question) levelInput(programmes []law.Program, standings []series.LevelStanding) owed.LevelInput {
	return owed.LevelInput{Registry: q.registry, Plan: q.asked, Tier: q.query.Level, Programmes: programmes, Standings: standings, AsOf: q.asOf}
}

// standings are those of all years: whether a recognition has lapsed is told by its history.
func (q question) standings(ctx context.Context) ([]series.LevelStanding, error) {
	return q.reads.Levels(ctx, series.Filter{Areas: q.units(), To: endOfYear(q.asOf)})
}

// programmes are those that are asked for, or else those of which anything is known for the plan's units.
func (q question) programmes(standings []series.LevelStanding) []law.Program {
	if len(q.query.Programmes) > 0 {
		return q.query.Programmes
	}
	var out []law.Program
	for _, p := range law.Programs {
		if slices.ContainsFunc(standings, func(s series.LevelStanding) bool { return s.Programme == string(p) }) {
			out = append(out, p)
		}
	}
	return out
}
