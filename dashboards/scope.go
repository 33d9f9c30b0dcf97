package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
)

// scope is what a page or a rule group is about, and the language it speaks.
type scope struct {
	reg  plan.Registry
	plan plan.Plan
	lang problem.Lang
}

// languages in the order in which pages are made; the first is what bookmarks and alert mails lead to.
var languages = []problem.Lang{problem.Vietnamese, problem.English}

// say chooses the language of a text.
func (s scope) say(vi, en string) string { return problem.Text{VI: vi, EN: en}.In(s.lang) }

// either is the width of a column by the language of its heading.
func (s scope) either(vi, en int) int {
	if s.lang == problem.Vietnamese {
		return vi
	}
	return en
}

// uid names a page of the plan.
func (s scope) uid(name query.Page) string { return query.PageUID(name, s.plan.ID, s.lang) }

// root is the unit the plan was made for.
func (s scope) root() area.Area {
	a, _ := s.reg.Areas.Get(s.plan.Root)
	return a
}

// watched is the tier whose units are compared with each other: the lowest that the plan or the committee holds to targets.
func (s scope) watched() area.Level {
	for _, level := range []area.Level{area.Commune, area.District} {
		if len(s.reg.Judged(s.plan, level)) > 0 {
			return level
		}
	}
	return s.root().Level
}

// judges reports whether the plan has targets that somebody is held to.
func (s scope) judges() bool { return len(s.reg.Judged(s.plan, s.watched())) > 0 }

// compares reports whether there are several units to put side by side.
func (s scope) compares() bool { return len(s.units()) > 1 }

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

// unitWord is what a unit of a tier is called.
func (s scope) unitWord(level area.Level) string {
	switch level {
	case area.Province:
		return s.say("Tỉnh", "Province")
	case area.District:
		return s.say("Huyện", "District")
	}
	return s.say("Xã", "Commune")
}

// firstChoice is what a page shows before anybody has chosen: the plan's first rate of the tier with a number, else its first target.
func (s scope) firstChoice(level area.Level) (unit, indicator grafana.Option, err error) {
	judged := s.reg.Judged(s.plan, level)
	if len(judged) == 0 {
		return unit, indicator, fmt.Errorf("plan %s holds no %s to a target", s.plan.ID, level)
	}
	first := judged[0]
	for _, pair := range judged {
		if s.reg.Indicators[pair.Target.Indicator].Measure == catalogue.Rate && pair.Target.Milestones[0].Value != nil {
			first = pair
			break
		}
	}
	ind := s.reg.Indicators[first.Target.Indicator]
	return grafana.Option{Text: scorecard.UnitName(first.Area), Value: first.Area.UID},
		grafana.Option{Text: scorecard.IndicatorName(ind, s.lang), Value: ind.ID}, nil
}

// wholePlan runs from the year of the baselines to the plan's end. The data source judges as of the end of the range, but
// never later than now: choosing an earlier end shows the page as it was then.
func (s scope) wholePlan() grafana.Time {
	day := func(year int) string {
		return period.DateOf(year-1, 12, 31).EndOfDay().Add(time.Nanosecond).UTC().Format(time.RFC3339)
	}
	return grafana.Time{From: day(s.plan.From - 1), To: day(s.plan.To + 1)}
}
