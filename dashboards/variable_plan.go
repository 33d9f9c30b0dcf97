package main

import (
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// The chain of choices from the plan on: plan, province, district, commune, indicator.

// fixedPlan is the plan of a page that has one, for links. No address can change it: its units and clauses are in the page.
func (s scope) fixedPlan() grafana.Variable {
	only := grafana.Option{Selected: true, Text: s.plan.Short.In(s.lang), Value: s.plan.ID}
	return grafana.Variable{Type: "constant", Name: "plan", Label: s.say("Kế hoạch", "Plan"), Datasource: source, Query: s.plan.ID,
		Current: only, Options: []grafana.Option{}, Hide: hidden}
}

// planChoice lets the reader go down from any plan to an indicator. A tier that the plan has no units of is an empty choice, and
// "all" is the choice of the step above. What comes of it is the hidden unit, the deepest one chosen, and root, the unit that the
// plan was made for. The first values are those of the first running plan with units to compare; Grafana puts others in as soon as it has asked.
func (s scope) planChoice() ([]grafana.Variable, error) {
	first := scope{s.reg, s.plan, s.lang}
	for _, p := range running(s.reg) {
		if first.plan = p; p.Kind == "" && first.judges() && first.compares() {
			break
		}
	}
	root := grafana.Option{Text: wording.UnitName(first.root()), Value: first.root().UID}
	indicator, err := first.firstChoice(first.root().Level)
	if err != nil {
		return nil, err
	}
	plans := s.variable("plan", s.say("Kế hoạch", "Plan"), "plans", "", "", grafana.Option{Text: first.plan.Short.In(s.lang), Value: first.plan.ID})
	plans.Query = choice{RefID: "plan", Type: "plans", Language: s.lang}
	province := s.variable("province", s.unitWord(area.Province), "units", area.Province, "", root)
	all := grafana.Option{Text: s.say("Tất cả", "All"), Value: everything}
	district := s.variable("district", s.unitWord(area.District), "units", area.District, "${province}", all)
	commune := s.variable("commune", s.unitWord(area.Commune), "units", area.Commune, "${province} > ${district}", all)
	for _, v := range []*grafana.Variable{&district, &commune} {
		q := v.Query.(choice)
		q.All = true
		v.Query, v.AllValue = q, everything
	}
	unit := s.variable("unit", s.say("Đơn vị", "Unit"), "unit", "", "${province} > ${district} > ${commune}", root)
	whole := s.variable("root", s.say("Đơn vị lập kế hoạch", "The plan's unit"), "unit", "", "", root)
	unit.Hide, whole.Hide = hidden, hidden
	aim := s.variable("indicator", s.say("Chỉ tiêu", "Indicator"), "indicators", "", "", indicator)
	q := aim.Query.(choice)
	q.Unit = unitVar
	aim.Query = q
	return []grafana.Variable{plans, province, district, commune, unit, whole, aim}, nil
}

// lookup leads to the pages of every plan, with this page's plan, unit and indicator chosen: to the one about units from a page about
// a unit or an indicator. The unit goes under the name of its tier, which is how those pages choose it.
func (s scope) lookup(name query.Page, variables []grafana.Variable) grafana.Link {
	to := query.PageLookupPlan
	if name == query.PageUnit || name == query.PageIndicator {
		to = query.PageLookupUnit
	}
	chosen := []string{"var-plan=" + planVar}
	for _, v := range variables {
		switch {
		case v.Name == "unit" && v.Multi: // there a reader chooses one
		case v.Name == "worst": // nobody chooses them
		case v.Name == "unit":
			chosen = append(chosen, "var-"+string(v.Query.(choice).Level)+"="+unitVar)
		default:
			chosen = append(chosen, "${"+v.Name+":queryparam}")
		}
	}
	return grafana.Link{Type: "link", Title: s.say("Mọi kế hoạch", "Every plan"), Icon: "search", Tags: []string{}, KeepTime: true,
		URL: "/d/" + s.uid(to) + "?" + strings.Join(chosen, "&")}
}

// otherLookup leads from the plan to its units and back, with all that is chosen.
func (s scope) otherLookup(name query.Page) grafana.Link {
	to, title := query.PageLookupUnit, s.say("Xem từng đơn vị", "Unit by unit")
	if name == to {
		to, title = query.PageLookupPlan, s.say("Xem cả kế hoạch", "The whole plan")
	}
	return grafana.Link{Type: "link", Title: title, Icon: "arrow-right", Tags: []string{}, IncludeVars: true, KeepTime: true, URL: "/d/" + s.uid(to)}
}

// ownPages lists the plans' own pages: those that exist, since a plan may have none.
func (s scope) ownPages(name query.Page) grafana.Link {
	tag := s.firstTag()
	if name == query.PageLookupUnit {
		tag = s.pageTag(query.PageUnit)
	}
	return grafana.Link{Type: "dashboards", Title: s.say("Trang riêng của kế hoạch", "Pages of a plan"), Icon: "apps", Tags: []string{tag},
		AsDropdown: true, IncludeVars: true, KeepTime: true}
}
