package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// scope is what a page or a rule group is about, and the language it speaks.
type scope struct {
	reg  plan.Registry
	plan plan.Plan
	lang lang.Lang
}

// languages in the order in which pages are made; the first is what bookmarks and alert mails lead to.
var languages = []lang.Lang{lang.Vietnamese, lang.English}

// say chooses the language of a text.
func (s scope) say(vi, en string) string { return lang.Text{VI: vi, EN: en}.In(s.lang) }

// everyPlan is the scope of the pages that have the plan as a variable: nothing of a plan is known when they are made, and what
// depends on it the data source finds out.
func everyPlan(reg plan.Registry, language lang.Lang) scope {
	return scope{reg, plan.Plan{ID: planVar, Short: lang.Text{VI: "mọi kế hoạch", EN: "every plan"}, Title: lang.Text{
		VI: "Cho mọi kế hoạch, kể cả kế hoạch chưa có trang riêng", EN: "For every plan, with pages of its own or without"}}, language}
}

// anyPlan reports whether the plan is the reader's choice.
func (s scope) anyPlan() bool { return s.plan.ID == planVar }

// either is the width of a column by the language of its heading.
func (s scope) either(vi, en int) int {
	if s.lang == lang.Vietnamese {
		return vi
	}
	return en
}

// uid names a page of the plan.
func (s scope) uid(name query.Page) string {
	id := s.plan.ID
	if name == query.PageLookupPlan || name == query.PageLookupUnit {
		id = query.AnyPlan
	}
	return query.PageUID(name, id, s.lang)
}

// root is the unit the plan was made for.
func (s scope) root() area.Area {
	a, _ := s.reg.Areas.Get(s.plan.Root)
	return a
}

// watched is the tier whose units are compared with each other.
func (s scope) watched() area.Level { return s.reg.Watched(s.plan) }

// judges reports whether the plan has targets that somebody is held to.
func (s scope) judges() bool { return s.anyPlan() || len(s.reg.Judged(s.plan, s.watched())) > 0 }

// compares reports whether there are several units to put side by side.
func (s scope) compares() bool { return s.anyPlan() || len(s.units()) > 1 }

// units are those of the watched tier that are held to a target, in the plan's order.
func (s scope) units() []area.Area {
	var out []area.Area
	for _, pair := range s.reg.Judged(s.plan, s.watched()) {
		if !slices.ContainsFunc(out, func(a area.Area) bool { return a.UID == pair.Area.UID }) {
			out = append(out, pair.Area)
		}
	}
	return out
}

// unitWord is what a unit of a tier is called at the head of a column.
func (s scope) unitWord(level area.Level) string { return lang.Capital(level.Noun(1).In(s.lang)) }

// anyUnitWord is unitWord where the tier is known; a page of every plan speaks of units.
func (s scope) anyUnitWord(level area.Level) string {
	if s.anyPlan() {
		return s.say("Đơn vị", "Unit")
	}
	return s.unitWord(level)
}

// firstChoice is what a page shows before anybody has chosen: the plan's first rate of the tier with a number, else its first target.
func (s scope) firstChoice(level area.Level) (grafana.Option, error) {
	judged := s.reg.Judged(s.plan, level)
	if len(judged) == 0 {
		return grafana.Option{}, fmt.Errorf("plan %s holds no %s to a target", s.plan.ID, level)
	}
	first := judged[0]
	for _, pair := range judged {
		if s.reg.Indicators[pair.Target.Indicator].Measure == catalogue.Rate && pair.Target.Milestones[0].Value != nil {
			first = pair
			break
		}
	}
	ind := s.reg.Indicators[first.Target.Indicator]
	return grafana.Option{Text: wording.IndicatorName(ind, s.lang), Value: ind.ID}, nil
}

// wholePlan runs from the year of the baselines to the plan's end. The data source judges as of the end of the range, but
// never later than now: choosing an earlier end shows the page as it was then.
func (s scope) wholePlan() grafana.Time {
	day := func(year int) string {
		return period.DateOf(year-1, 12, 31).EndOfDay().Add(time.Nanosecond).UTC().Format(time.RFC3339)
	}
	from, to := s.plan.From, s.plan.To
	if s.anyPlan() {
		// A plan whose run is over is looked at by going back in time, which a link from its own page does.
		plans := slices.DeleteFunc(running(s.reg), func(p plan.Plan) bool { return p.Kind == plan.Archive })
		from = slices.MinFunc(plans, func(a, b plan.Plan) int { return a.From - b.From }).From
		to = slices.MaxFunc(plans, func(a, b plan.Plan) int { return a.To - b.To }).To
	}
	return grafana.Time{From: day(from - 1), To: day(to + 1)}
}
