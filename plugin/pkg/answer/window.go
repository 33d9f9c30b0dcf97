package answer

import (
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/series"
)

func (s selection) areas() []string {
	return distinct(s.pairs, func(p plan.Pair) string { return p.Area.UID })
}

func (s selection) indicators() []string {
	return distinct(s.pairs, func(p plan.Pair) string { return p.Target.Indicator })
}

func distinct(pairs []plan.Pair, key func(plan.Pair) string) []string {
	seen := map[string]bool{}
	for _, p := range pairs {
		seen[key(p)] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// windows are the reads that hold the last due periods of every row, one per frequency: monthly indicators beside annual
// ones must not be read three years back.
func (s selection) windows() []series.Filter {
	oldest, newest := map[period.Frequency]period.Date{}, map[period.Frequency]period.Date{}
	byFrequency := map[period.Frequency]map[string]bool{}
	type validity struct {
		indicator string
		from, to  period.Date
	}
	seen := map[validity]bool{}
	for _, pair := range s.pairs {
		ind := s.registry.Indicators[pair.Target.Indicator]
		v := validity{ind.ID, pair.Area.ValidFrom, pair.Area.ValidTo}
		if seen[v] {
			continue
		}
		seen[v] = true
		current := period.Of(ind.Frequency, period.Day(s.asOf))
		due := scorecard.LastDue(s.asked, ind, pair.Area, s.asOf)
		if due.IsZero() {
			due = current
		}
		f := ind.Frequency
		if byFrequency[f] == nil {
			byFrequency[f] = map[string]bool{}
		}
		byFrequency[f][ind.ID] = true
		if from := oldestOf(due).End(); oldest[f].IsZero() || from.Before(oldest[f]) {
			oldest[f] = from
		}
		if to := current.End(); to.After(newest[f]) {
			newest[f] = to
		}
	}
	var out []series.Filter
	for _, f := range []period.Frequency{period.Annual, period.SemiAnnual, period.Quarterly, period.Monthly} {
		if len(byFrequency[f]) > 0 {
			out = append(out, series.Filter{Indicators: slices.Sorted(maps.Keys(byFrequency[f])), Areas: s.areas(), Group: catalogue.GroupAll,
				From: oldest[f].Time(), To: newest[f].Time()})
		}
	}
	return out
}

// oldestOf is the oldest period that a row judged for a period reads.
func oldestOf(judged period.Period) period.Period {
	for range scorecard.HistoryPeriods - 1 {
		judged = judged.Prev()
	}
	return judged
}

// baselines is the read that holds every baseline. A unit whose first report came after a milestone has its baseline
// there, so the read goes on to the end of the year of judging.
func (s selection) baselines() series.Filter {
	last := period.DateOf(period.Day(s.asOf).Year(), 12, 31).AddDays(1)
	for _, pair := range s.pairs {
		if by := pair.Target.Milestones[0].By; by.After(last) {
			last = by
		}
	}
	return series.Filter{Plan: s.asked.ID, Indicators: s.indicators(), Areas: s.areas(), To: last.AddDays(-1).Time()}
}

// reports is the read that tells lateness. Where a row is derived its members' reports count too.
func (s selection) reports(windows []series.Filter) series.Filter {
	f := series.Filter{Plan: s.asked.ID, Areas: s.areas()}
	for i, w := range windows {
		if i == 0 || w.From.Before(f.From) {
			f.From = w.From
		}
		if w.To.After(f.To) {
			f.To = w.To
		}
	}
	for _, pair := range s.pairs {
		if ind := s.registry.Indicators[pair.Target.Indicator]; ind.Measure == catalogue.ShareOfUnits || ind.RollUp || len(s.whole.Gathered) > 0 {
			f.Areas = nil
		}
	}
	return f
}
