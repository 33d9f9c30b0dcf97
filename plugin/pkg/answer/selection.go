package answer

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
)

// selection is a query held against the catalogue: which plan, and which pairs of unit and target it asks about.
type selection struct {
	query    query.Query
	registry plan.Registry
	whole    plan.Plan // as it is
	asked    plan.Plan // narrowed to the targets and, at the query's tier, the units that are asked for
	pairs    []plan.Pair
	asOf     time.Time // the instant of judging
}

// choose refuses ids that the plan does not know: a filter that silently matches nothing looks like good news.
func choose(reg plan.Registry, q query.Query, asOf time.Time) (selection, error) {
	p, ok := reg.Plan(q.Plan)
	if !ok {
		return selection{}, problem.List{reg.Unknown(q.Plan, nil)}
	}
	var err error
	if q.Level, err = tier(reg, p, q); err != nil {
		return selection{}, err
	}
	members := map[string]bool{}
	for _, a := range reg.Members(p, q.Level) {
		members[a.UID] = true
	}
	faults := append(strangers("units", q.Units, members), strangers("indicators", q.Indicators, indicatorsOf(p))...)
	if _, ok := p.Form(q.Form); q.Form != "" && !ok {
		faults = append(faults, Unknown("form", q.Form, ids(p.Forms, func(f plan.Form) string { return f.ID }))...)
	}
	if err := faults.Err(); err != nil {
		return selection{}, err
	}
	s := selection{query: q, registry: reg, whole: p, asOf: asOf}
	s.asked = s.narrow(p, members)
	for _, pair := range reg.Judged(s.asked, q.Level) {
		if s.wants(pair.Area) {
			s.pairs = append(s.pairs, pair)
		}
	}
	if q.Kind == query.Series && len(s.pairs) == 0 {
		s.pairs = s.collected()
	}
	return s, s.checkGroup()
}

// tier is what a query without one is about: the units that it names, or else the tier that the plan watches. A page for any plan
// cannot know it when it is made.
func tier(reg plan.Registry, p plan.Plan, q query.Query) (area.Level, error) {
	if q.Level != "" {
		return q.Level, nil
	}
	level, ok := reg.Tier(p, q.Units)
	if !ok {
		return "", problem.List{{Code: "query_level", Place: problem.Field("units"), Value: strings.Join(q.Units, ", "),
			Rule: lang.Text{VI: "các đơn vị thuộc nhiều cấp", EN: "the units are of several tiers"},
			Hint: lang.Text{VI: "Chọn cấp, hoặc chỉ chọn đơn vị cùng cấp", EN: "Choose a level, or units of one tier only"}}}
	}
	return level, nil
}

// collected are the pairs of unit and indicator that the plan has reported without a target: a line can be drawn of them, and nothing
// judged. They are drawn where they are asked for by name.
func (s selection) collected() []plan.Pair {
	var out []plan.Pair
	for _, id := range s.query.Indicators {
		for _, a := range s.registry.Members(s.asked, s.query.Level) {
			if s.wants(a) && s.query.Keeps(query.FilterIndicator, id) && s.query.Keeps(query.FilterTheme, s.registry.Indicators[id].Theme) {
				out = append(out, plan.Pair{Area: a, Target: plan.Target{Indicator: id, Level: a.Level}})
			}
		}
	}
	return out
}

// ofEverybody reports whether the query speaks of the whole population, which is what plans set targets for.
func (s selection) ofEverybody() bool { return s.query.Group == catalogue.GroupAll }

// checkGroup refuses to judge a part of the population: the plan's targets and baselines speak of all.
func (s selection) checkGroup() error {
	group := s.query.Group
	if s.ofEverybody() {
		return nil
	}
	if s.query.Kind != query.Series {
		return problem.List{{Code: "query_group", Place: problem.Field("group"), Value: group,
			Rule: lang.Text{VI: "chỉ tiêu của kế hoạch đặt cho toàn bộ dân số, không đánh giá riêng một nhóm", EN: "the plan's targets are set for the whole population; a part of it is not judged"},
			Hint: lang.Text{VI: "Dùng truy vấn “series” để xem riêng một nhóm", EN: "Use a series query to look at one group"}}}
	}
	known := map[string]bool{}
	for _, pair := range s.pairs {
		ind := s.registry.Indicators[pair.Target.Indicator]
		for _, g := range ind.Groups {
			known[g] = true
		}
		if ind.RollUp { // communes are summed up apart by where they lie
			known[catalogue.GroupSpecial], known[catalogue.GroupOther] = true, true
		}
	}
	if !known[group] {
		return Unknown("group", group, sortedKeys(known))
	}
	return nil
}

// indicatorsOf are the indicators that the plan aims at or has reported.
func indicatorsOf(p plan.Plan) map[string]bool {
	out := map[string]bool{}
	for _, t := range p.Targets {
		out[t.Indicator] = true
	}
	for _, f := range p.Forms {
		for _, id := range f.EverAsked() {
			out[id] = true
		}
	}
	for _, t := range p.Titles {
		out[t.Indicator] = true
	}
	return out
}

// narrow leaves out what is not asked for, so that nobody judges 10,600 units to show one. Units of other tiers stay: a
// derived row is as late as its members.
func (s selection) narrow(p plan.Plan, members map[string]bool) plan.Plan {
	q := s.query
	p.Targets = slices.DeleteFunc(slices.Clone(p.Targets), func(t plan.Target) bool {
		return len(q.Indicators) > 0 && !slices.Contains(q.Indicators, t.Indicator) || !q.Keeps(query.FilterIndicator, t.Indicator) ||
			!q.Keeps(query.FilterTheme, s.registry.Indicators[t.Indicator].Theme)
	})
	p.Units = slices.DeleteFunc(slices.Clone(p.Units), func(uid string) bool {
		a, _ := s.registry.Areas.Get(uid)
		return members[uid] && !s.wants(a)
	})
	return p
}

// wants reports whether the unit is in the selection; the plan's root cannot be narrowed away.
func (s selection) wants(a area.Area) bool {
	return (len(s.query.Units) == 0 || slices.Contains(s.query.Units, a.UID)) && s.keeps(a)
}

// keeps reports whether the dashboard's filters let the unit pass.
func (s selection) keeps(a area.Area) bool {
	return s.query.Keeps(query.FilterUnit, a.UID) && s.query.Keeps(query.FilterLevel, string(a.Level))
}

// units are the plan's units of the tier that are asked for.
func (s selection) units() []string {
	var out []string
	for _, a := range s.registry.Members(s.asked, s.query.Level) {
		if s.wants(a) {
			out = append(out, a.UID)
		}
	}
	slices.Sort(out)
	return out
}

func sortedKeys(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = id(v)
	}
	return out
}

// strangers refuses the values that are not known. A list of thousands may be wrong as a whole, so what is known is sorted once.
func strangers(field string, values []string, known map[string]bool) problem.List {
	var out problem.List
	var sorted []string
	for _, v := range values {
		if known[v] {
			continue
		}
		if sorted == nil {
			sorted = sortedKeys(known)
		}
		out = append(out, Unknown(field, v, sorted)...)
	}
	return out
}

// most is how many known ids an error lists.
const most = 12

// Unknown refuses a value of a field that is none of the known ones.
func Unknown(field, value string, known []string) problem.List {
	hint := lang.Textf("Có: %s", "Known: %s", strings.Join(known[:min(len(known), most)], ", "))
	if len(known) > most {
		hint = lang.Textf("Có: %s và %d mã khác", "Known: %s and %d more", strings.Join(known[:most], ", "), len(known)-most)
	}
	if len(known) == 0 {
		hint = lang.Text{VI: "Ở cấp này kế hoạch không có gì", EN: "The plan has none at this level"}
	}
	return problem.List{{Code: problem.Code("query_unknown_" + field), Place: problem.Field(field), Value: value,
		Rule: lang.Text{VI: "không có trong kế hoạch ở cấp đã chọn", EN: "is not in the plan at the chosen level"}, Hint: hint}}
}
