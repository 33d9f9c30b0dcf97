package answer

import (
	"cmp"
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
)

// rows judges the selection. It reads the last periods only, never the history.
func (q question) rows(ctx context.Context) ([]scorecard.Row, error) {
	in, err := q.input(ctx)
	if err != nil {
		return nil, err
	}
	return q.explained(ctx, q.judge(in))
}

// explained says why rows are doubtful. Only where one is, the numbers that contradict each other are read.
func (q question) explained(ctx context.Context, rows []scorecard.Row) ([]scorecard.Row, error) {
	indicators, groups, units, span := scorecard.Evidence(q.registry, q.whole, rows)
	var cells []series.Observation
	for _, group := range groups {
		some, err := q.reads.Observations(ctx, series.Filter{Indicators: indicators, Areas: units, Group: group, From: span.From, To: span.To})
		if err != nil {
			return nil, err
		}
		cells = append(cells, some...)
	}
	if len(cells) == 0 {
		return rows, nil
	}
	return scorecard.Explained(q.registry, rows, cells), nil
}

// sourced says of rows whose numbers are another plan's whose they are, and what came under this plan beside them.
func (q question) sourced(ctx context.Context, rows []scorecard.Row) ([]scorecard.Row, error) {
	group, indicators, units, span := scorecard.Shared(q.registry, q.whole, rows)
	if len(indicators) == 0 {
		return rows, nil
	}
	beside, err := q.observations(ctx, series.Filter{Indicators: indicators, Areas: units, Group: group, From: span.From, To: span.To})
	if err != nil {
		return nil, err
	}
	return scorecard.FromSources(q.registry, q.whole, rows, beside), nil
}

// judge makes the rows that are asked for from what was read.
func (q question) judge(in scorecard.Input) []scorecard.Row {
	if len(q.pairs) == 0 {
		return nil
	}
	return slices.DeleteFunc(scorecard.Rows(in, q.query.Level), func(row scorecard.Row) bool { return !q.wants(row.Area) })
}

// input reads what rows are made from.
func (q question) input(ctx context.Context) (scorecard.Input, error) {
	in := scorecard.Input{Registry: q.registry, Plan: q.asked, AsOf: q.asOf, Method: q.query.Method}
	if len(q.pairs) == 0 {
		return in, nil
	}
	windows := q.windows()
	baselines, reports := q.baselines(), q.reports(windows)
	read := make([]changed, len(windows))
	// A panic in a goroutine of its own would end the plugin, so these read and do nothing else.
	group, ctx := errgroup.WithContext(ctx)
	for i, w := range windows {
		group.Go(func() (err error) {
			read[i], err = q.changed(ctx, w)
			return err
		})
	}
	group.Go(func() (err error) {
		in.Targets, err = q.reads.Targets(ctx, baselines)
		return err
	})
	group.Go(func() (err error) {
		in.Reports, err = q.reads.Reports(ctx, reports)
		return err
	})
	if err := group.Wait(); err != nil {
		return in, err
	}
	for _, r := range read {
		in.Observations = append(in.Observations, q.known(r)...)
	}
	return in, nil
}

// changed are observations as they are, and what of them was corrected after the instant of judging.
type changed struct {
	observations []series.Observation
	later        []series.Revision
}

func (q question) changed(ctx context.Context, f series.Filter) (out changed, err error) {
	if out.observations, err = q.reads.Observations(ctx, f); err != nil || !q.asOf.Before(q.now) {
		return out, err
	}
	later, err := q.reads.Revisions(ctx, series.Filter{Indicators: f.Indicators, Areas: f.Areas, Group: f.Group, From: startOfDay(q.asOf), To: endOfDay(q.now)})
	for _, r := range later {
		if (f.From.IsZero() || !r.At.Before(f.From)) && (f.To.IsZero() || !r.At.After(f.To)) && r.Group == cmp.Or(f.Group, catalogue.GroupAll) {
			out.later = append(out.later, r)
		}
	}
	return out, err
}

// known are observations as they were known at the instant of judging: somebody looking back sees no correction of later.
func (q question) known(c changed) []series.Observation {
	if !q.asOf.Before(q.now) {
		return c.observations
	}
	return scorecard.AsKnown(q.registry.Areas, c.observations, c.later, q.asOf)
}

func (q question) observations(ctx context.Context, f series.Filter) ([]series.Observation, error) {
	read, err := q.changed(ctx, f)
	if err != nil {
		return nil, err
	}
	stands, _ := series.Standing(q.known(read), q.asOf)
	return stands, nil
}

// ofStatus keeps the rows that the query's list and its filters let pass.
func ofStatus[T any](q query.Query, rows []T, status func(T) standing.Status) []T {
	return slices.DeleteFunc(rows, func(r T) bool {
		s := status(r)
		return len(q.Statuses) > 0 && !slices.Contains(q.Statuses, s) || !q.Keeps(query.FilterStatus, string(s))
	})
}

// jumps reads the whole run of the plan, which tells what change is usual.
func (q question) jumps(ctx context.Context) (map[scorecard.Cell]scorecard.Leap, error) {
	if len(q.pairs) == 0 {
		return nil, nil
	}
	from := time.Date(q.asked.From-1, 1, 1, 0, 0, 0, 0, time.UTC)
	// A unit's peers are every unit of the plan's tier, also where only one is asked for.
	var peers []string
	for _, a := range q.registry.Members(q.whole, q.query.Level) {
		peers = append(peers, a.UID)
	}
	slices.Sort(peers)
	obs, err := q.observations(ctx, series.Filter{Indicators: q.indicators(), Areas: peers, Group: catalogue.GroupAll, From: from, To: endOfYear(q.asOf)})
	if err != nil {
		return nil, err
	}
	notes, err := q.reads.Revisions(ctx, series.Filter{Indicators: q.indicators(), Areas: q.areas(), Group: catalogue.GroupAll, From: from, To: endOfDay(q.asOf)})
	if err != nil {
		return nil, err
	}
	baselines := q.baselines()
	baselines.Areas = peers
	targets, err := q.reads.Targets(ctx, baselines)
	if err != nil {
		return nil, err
	}
	return scorecard.Jumps(scorecard.Input{Registry: q.registry, Plan: q.whole, AsOf: q.asOf, Method: q.query.Method, Observations: obs, Targets: targets}, notes), nil
}

// startOfDay keeps the key of a read the same while a panel's “now” moves on.
func startOfDay(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

func endOfDay(t time.Time) time.Time { return startOfDay(t).Add(24*time.Hour - time.Second) }

func endOfYear(t time.Time) time.Time { return time.Date(t.UTC().Year(), 12, 31, 0, 0, 0, 0, time.UTC) }
