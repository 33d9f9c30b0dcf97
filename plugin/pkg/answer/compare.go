package answer

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func (q question) compare(ctx context.Context) (data.Frames, error) {
	if q.query.Compare == query.CompareUnits {
		return q.compareUnits(ctx)
	}
	if q.query.Compare == query.CompareGroups {
		return q.compareGroups(ctx)
	}
	in, err := q.input(ctx)
	if err != nil {
		return nil, err
	}
	if len(q.pairs) == 0 {
		in.Plan.Targets = nil
	}
	if q.query.Compare == query.CompareMethods {
		rows := slices.DeleteFunc(scorecard.CompareMethods(in, q.query.Level), func(r []scorecard.Row) bool { return !q.wants(r[0].Area) })
		q, rows = only(q, rows, query.OnlyDiffers, scorecard.Differs)
		return list(q, rows, func(rows [][]scorecard.Row) *data.Frame { return frames.Methods(q.view(), rows) }), nil
	}
	rows := slices.DeleteFunc(scorecard.CompareApproval(in, q.query.Level), func(a scorecard.Approved) bool { return !q.wants(a.Latest.Area) })
	q, rows = only(q, rows, query.OnlyOpen, scorecard.Approved.Open)
	return list(q, rows, func(rows []scorecard.Approved) *data.Frame { return frames.Approvals(q.view(), rows) }), nil
}

// recentYears is how far back a group's newest number is looked for.
const recentYears = 3

// compareGroups reads everybody and each group of the last years only.
func (q question) compareGroups(ctx context.Context) (data.Frames, error) {
	groups := map[string]bool{}
	for _, pair := range q.pairs {
		for _, g := range q.registry.Indicators[pair.Target.Indicator].Groups {
			groups[g], groups[catalogue.GroupAll] = true, true
		}
	}
	var obs []series.Observation
	for _, g := range sortedKeys(groups) {
		of, err := q.observations(ctx, series.Filter{Indicators: q.indicators(), Areas: q.areas(), Group: g,
			From: startOfDay(q.asOf.AddDate(-recentYears, 0, 0)), To: endOfYear(q.asOf)})
		if err != nil {
			return nil, err
		}
		obs = append(obs, of...)
	}
	rows := scorecard.CompareGroups(q.registry, q.pairs, obs, q.asOf)
	return list(q, rows, func(rows []scorecard.GroupStanding) *data.Frame { return frames.Groups(q.view(), rows) }), nil
}

// mostReasons is how many reasons why a number found no place one panel gives.
const mostReasons = 5

func (q question) compareUnits(ctx context.Context) (data.Frames, error) {
	table := func(rows []scorecard.Placed) *data.Frame { return frames.Units(q.view(), rows) }
	if len(q.units()) == 0 { // a read of no areas would be one of all
		return list(q, nil, table), nil
	}
	indicators := q.query.Indicators
	if len(indicators) == 0 {
		indicators = sortedKeys(indicatorsOf(q.asked))
	}
	f := series.Filter{Indicators: indicators, Areas: q.lineage(), Group: q.query.Group, From: startOfDay(q.span.From), To: endOfYear(q.asOf)}
	obs, err := q.observations(ctx, f)
	if err != nil {
		return nil, err
	}
	obs = slices.DeleteFunc(slices.Clone(obs), func(o series.Observation) bool {
		ind := q.registry.Indicators[o.Indicator]
		return !q.query.Keeps(query.FilterIndicator, o.Indicator) || !q.query.Keeps(query.FilterTheme, ind.Theme)
	})
	rows, reasons := scorecard.CompareUnits(q.registry, obs, period.Day(q.asOf), q.asOf)
	out := list(q, rows, table)
	said := map[string]bool{}
	for _, r := range reasons {
		if text := r.Value + string(r.Code); !said[text] && len(said) < mostReasons {
			said[text] = true
			out[0].AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: r.In(q.query.Language)})
		}
	}
	return out, nil
}

// lineage are the units that are asked for, with everything they came from and went into.
func (q question) lineage() []string {
	seen := map[string]bool{}
	var follow func(string, bool)
	follow = func(uid string, forward bool) {
		seen[uid] = true
		if forward {
			for _, l := range q.registry.Areas.Successors(uid) {
				if !seen[l.To] {
					follow(l.To, true)
				}
			}
			return
		}
		for _, l := range q.registry.Areas.Predecessors(uid) {
			if l.From != "" && !seen[l.From] {
				follow(l.From, false)
			}
		}
	}
	asked := q.units()
	for _, uid := range asked {
		follow(uid, true)
	}
	for _, uid := range sortedKeys(seen) {
		follow(uid, false)
	}
	return sortedKeys(seen)
}
