package scorecard

import (
	"slices"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// Sourced is where a row's number comes from, if it is another plan's.
type Sourced struct {
	Plan   plan.Plan // whose form is the source; none where the plan's own form is
	Beside *float64  // what was reported under this plan; nil where nothing was
}

// Shared lists what has to be read to show what came under the plan beside its sources: the group that it stands in, the indicators,
// the units, the periods' ends. Nothing is to be read where no row's number comes from elsewhere.
func Shared(reg plan.Registry, p plan.Plan, rows []Row) (group string, indicators, units []string, span period.Span) {
	for _, r := range rows {
		if _, ok := r.source(reg, p); !ok {
			continue
		}
		indicators, units = append(indicators, r.Indicator.ID), append(units, r.Area.UID)
		at := r.Period.End().Time()
		if span.From.IsZero() || at.Before(span.From) {
			span.From = at
		}
		if at.After(span.To) {
			span.To = at
		}
	}
	for _, list := range []*[]string{&indicators, &units} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return catalogue.UnderPlan(p.ID, catalogue.GroupAll), indicators, units, span
}

func (r Row) source(reg plan.Registry, p plan.Plan) (plan.Plan, bool) {
	if r.Period.IsZero() || r.Indicator.Measure.Derived() {
		return plan.Plan{}, false
	}
	q, _, ok := reg.Elsewhere(p, r.Indicator.ID, r.Area, r.Period)
	return q, ok
}

// FromSources says of every row whose number is another plan's which plan that is, and what came under this one. Observations are those
// that Shared names. The rows given are not changed.
func FromSources(reg plan.Registry, p plan.Plan, rows []Row, beside []series.Observation) []Row {
	type place struct {
		unit, indicator string
		at              period.Date
	}
	came := map[place]*float64{}
	for _, o := range beside {
		came[place{o.Area, o.Indicator, period.UTCDay(o.At)}] = o.Value
	}
	out := slices.Clone(rows)
	for i, r := range rows {
		if q, ok := r.source(reg, p); ok {
			out[i].Sourced = Sourced{Plan: q, Beside: came[place{r.Area.UID, r.Indicator.ID, r.Period.End()}]}
		}
	}
	return out
}

// SourceText says whose number the row shows: "số liệu lấy từ chế độ PCGD – XMC Vĩnh Long". Nothing where it is the plan's own.
func (r Row) SourceText(l lang.Lang) string {
	q := r.Sourced.Plan
	switch {
	case q.ID == "":
		return ""
	case q.Kind == plan.Regime:
		return lang.Textf("số liệu lấy từ chế độ %[1]s", "taken from the duty %[2]s", q.Short.VI, q.Short.In(lang.English)).In(l)
	}
	return lang.Textf("số liệu lấy từ kế hoạch %[1]s", "taken from the plan %[2]s", q.Short.VI, q.Short.In(lang.English)).In(l)
}

// BesideText is what was reported under this plan, where that is not what the source says.
func (r Row) BesideText(l lang.Lang) string {
	b := r.Sourced.Beside
	if b == nil || r.Value != nil && *r.Value == *b {
		return ""
	}
	return lang.Textf("kế hoạch này báo %[1]s", "%[1]s under this plan", r.Figure(b, l)).In(l)
}
