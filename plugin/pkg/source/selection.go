package source

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
)

// selection is a query held against the catalogue: which plan, and which pairs of unit and target it asks about.
type selection struct {
	query    query.Query
	registry plan.Registry
	plan     plan.Plan // narrowed to the targets and, at the query's tier, the units that are asked for
	pairs    []plan.Pair
	asOf     time.Time
}

// choose refuses ids that the plan does not know: a filter that silently matches nothing looks like good news.
func choose(k knowledge, q query.Query, asOf time.Time) (selection, error) {
	p, ok := k.Registry.Plan(q.Plan)
	if !ok {
		return selection{}, unknown("plan", q.Plan, ids(k.Plans, func(p plan.Plan) string { return p.ID }))
	}
	members := map[string]bool{}
	for _, a := range k.Registry.Members(p, q.Level) {
		members[a.UID] = true
	}
	var faults problem.List
	for _, uid := range q.Units {
		if !members[uid] {
			faults = append(faults, unknown("units", uid, slices.Sorted(maps.Keys(members)))...)
		}
	}
	aimedAt := map[string]bool{}
	for _, t := range p.Targets {
		aimedAt[t.Indicator] = true
	}
	for _, id := range q.Indicators {
		if !aimedAt[id] {
			faults = append(faults, unknown("indicators", id, slices.Sorted(maps.Keys(aimedAt)))...)
		}
	}
	if err := faults.Err(); err != nil {
		return selection{}, err
	}
	s := selection{query: q, registry: k.Registry, plan: narrow(p, members, q), asOf: asOf}
	for _, pair := range k.Registry.Judged(s.plan, q.Level) {
		if s.asks(pair.Area) {
			s.pairs = append(s.pairs, pair)
		}
	}
	return s, s.checkGroup()
}

// checkGroup refuses to judge a part of the population: the plan's targets and baselines speak of all.
func (s selection) checkGroup() error {
	group := s.query.Group
	if group == catalogue.GroupAll {
		return nil
	}
	if s.query.Kind != query.Series {
		return problem.List{{Code: "query_group", Place: "group", Value: group,
			Rule: problem.Text{VI: "chỉ tiêu của kế hoạch đặt cho toàn bộ dân số, không đánh giá riêng một nhóm", EN: "the plan's targets are set for the whole population; a part of it is not judged"},
			Hint: problem.Text{VI: "Dùng truy vấn “series” để xem riêng một nhóm", EN: "Use a series query to look at one group"}}}
	}
	known := map[string]bool{}
	for _, pair := range s.pairs {
		for _, g := range s.registry.Indicators[pair.Target.Indicator].Groups {
			known[g] = true
		}
	}
	if !known[group] {
		return unknown("group", group, slices.Sorted(maps.Keys(known)))
	}
	return nil
}

// narrow leaves out what is not asked for, so that nobody judges 10,600 units to show one. Units of other tiers stay: a
// derived row is as late as its members.
func narrow(p plan.Plan, members map[string]bool, q query.Query) plan.Plan {
	if len(q.Indicators) > 0 {
		p.Targets = slices.DeleteFunc(slices.Clone(p.Targets), func(t plan.Target) bool { return !slices.Contains(q.Indicators, t.Indicator) })
	}
	if len(q.Units) > 0 {
		p.Units = slices.DeleteFunc(slices.Clone(p.Units), func(uid string) bool { return members[uid] && !slices.Contains(q.Units, uid) })
	}
	return p
}

// asks reports whether the unit is in the selection; the plan's root cannot be narrowed away.
func (s selection) asks(a area.Area) bool {
	return len(s.query.Units) == 0 || slices.Contains(s.query.Units, a.UID)
}

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = id(v)
	}
	return out
}

// most is how many known ids an error lists.
const most = 12

func unknown(field, value string, known []string) problem.List {
	hint := problem.Textf("Có: %s", "Known: %s", strings.Join(known[:min(len(known), most)], ", "))
	if len(known) > most {
		hint = problem.Textf("Có: %s và %d mã khác", "Known: %s and %d more", strings.Join(known[:most], ", "), len(known)-most)
	}
	if len(known) == 0 {
		hint = problem.Text{VI: "Ở cấp này kế hoạch không có gì", EN: "The plan has none at this level"}
	}
	return problem.List{{Code: "query_unknown_" + field, Place: field, Value: value,
		Rule: problem.Text{VI: "không có trong kế hoạch ở cấp đã chọn", EN: "is not in the plan at the chosen level"}, Hint: hint}}
}
