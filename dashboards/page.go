package main

import (
	"fmt"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// page is one kind of dashboard. A plan gets those that have something to show: a letter without targets has its tasks
// and its open questions, and no empty wall.
type page struct {
	name  query.Page
	has   func(scope) bool
	build func(scope) (grafana.Dashboard, error)
}

// pages is the table of contents, in the order in which the committee asks: a new dashboard is a new file and a line here.
var pages = []page{
	{query.PageOverview, scope.judges, overview},
	{query.PageUnit, scope.judges, unitPage},
	{query.PageIndicator, scope.judges, indicatorPage},
	{query.PagePCGD, scope.recognises, pcgd},
	{query.PageReporting, scope.reports, reporting},
	{query.PageDeliverables, scope.asks, deliverables},
	{query.PageQuality, scope.doubtful, quality},
	{query.PagePrint, scope.judges, printTargets},
	{query.PagePrintBehind, scope.judges, printBehind},
	{query.PageWall, screen(query.PageWall), wallVerdict},
	{query.PageWallBehind, screen(query.PageWallBehind), wallBehind},
	{query.PageWallTargets, screen(query.PageWallTargets), wallTargets},
	{query.PageWallMore, screen(query.PageWallMore), wallMore},
	{query.PageWallTrend, screen(query.PageWallTrend), wallTrend},
	{query.PageWallLevels, screen(query.PageWallLevels), wallLevels},
	{query.PageWallReports, screen(query.PageWallReports), wallReports},
}

// lookups are the pages of every plan.
var lookups = []page{
	{query.PageLookupPlan, scope.anyPlan, lookupPlan},
	{query.PageLookupUnit, scope.anyPlan, lookupUnit},
}

// The tags of dashboards, by which links find them.
const everyPage = "xhht"

func (s scope) languageTag() string { return everyPage + "-" + string(s.lang) }
func (s scope) planTag() string     { return s.plan.ID + "-" + string(s.lang) }
func (s scope) firstTag() string    { return everyPage + "-first-" + string(s.lang) }
func (s scope) pageTag(name query.Page) string {
	return everyPage + "-" + string(name) + "-" + string(s.lang)
}

// tags of a page of every plan are no plan's; the page that a plan begins with is where the others come back to.
func (s scope) tags(name query.Page) []string {
	out := []string{everyPage, s.languageTag(), s.pageTag(name)}
	if s.anyPlan() {
		return out
	}
	out = append(out, s.planTag())
	if name == s.firstPage() {
		out = append(out, s.firstTag())
	}
	return out
}

// firstPage is the one that a reader of the plan begins with.
func (s scope) firstPage() query.Page {
	switch {
	case s.judges():
		return query.PageOverview
	case s.recognises():
		return query.PagePCGD
	}
	return query.PageDeliverables
}

// frame is what all pages of plans have in common.
func (s scope) frame(name query.Page, title, description string, variables []grafana.Variable, bands ...band) (grafana.Dashboard, error) {
	panels, err := stack(bands...)
	if err != nil {
		return grafana.Dashboard{}, err
	}
	links := s.links(name, variables)
	if s.anyPlan() {
		tiered(panels)
	} else {
		variables = append([]grafana.Variable{s.fixedPlan()}, variables...)
	}
	return grafana.Dashboard{
		UID:         s.uid(name),
		Title:       title + " – " + s.plan.Short.In(s.lang),
		Description: fmt.Sprintf("%s %s.", description, s.plan.Title.In(s.lang)),
		Tags:        s.tags(name),
		// The days of the plan are days in Vietnam, wherever the wall hangs.
		Timezone:      "Asia/Ho_Chi_Minh",
		SchemaVersion: grafana.SchemaVersion,
		Refresh:       "5m",
		Time:          s.wholePlan(),
		GraphTooltip:  1,
		Links:         links,
		Templating:    grafana.Templating{List: variables},
		Annotations:   grafana.Annotations{List: s.marked(panels, variables)},
		Panels:        panels,
	}, nil
}

// marked are milestones, the reform and corrections on the page's charts over time, small multiples excepted: there lines would
// hide what they mark. Deadlines are many, and shown to who asks for them.
func (s scope) marked(panels []grafana.Panel, variables []grafana.Variable) []grafana.Annotation {
	charts := []int{}
	for _, p := range panels {
		if p.Type == "timeseries" && p.Repeat == "" {
			charts = append(charts, p.ID)
		}
	}
	if len(charts) == 0 {
		return []grafana.Annotation{}
	}
	q := query.Query{Kind: query.Events, Level: s.watched()}
	for _, v := range variables {
		switch {
		case v.Name == "unit" && !v.Multi:
			q.Units = []string{unitVar}
		case v.Name == "indicator":
			q.Indicators = []string{indicatorVar}
		}
	}
	mark := func(refID, name, color string, on bool, kinds ...query.EventKind) grafana.Annotation {
		of := q
		of.Events = kinds
		return grafana.Annotation{Name: name, Datasource: source, Enable: on, Hide: on, IconColor: color, Filter: grafana.PanelFilter{IDs: charts}, Target: s.ask(refID, of)}
	}
	return []grafana.Annotation{
		mark("Milestones", s.say("Mốc, sắp xếp đơn vị", "Milestones, reform"), wording.Grey, true, query.EventMilestone, query.EventReform),
		mark("Corrections", s.say("Đính chính", "Corrections"), violet, true, query.EventCorrection),
		mark("Deadlines", s.say("Hạn báo cáo", "Deadlines"), wording.Orange, false, query.EventDeadline),
	}
}

// links lead to the plan's other pages, to the same page of other plans, and to the same page in the other language; time
// and choices go along.
func (s scope) links(name query.Page, variables []grafana.Variable) []grafana.Link {
	other, words := languages[1], "English"
	if s.lang == other {
		other, words = languages[0], "Tiếng Việt"
	}
	keep := grafana.Link{IncludeVars: true, KeepTime: true, Tags: []string{}}
	siblings, plans, language := keep, keep, keep
	siblings.Type, siblings.Title, siblings.Icon, siblings.Tags = "dashboards", s.plan.Short.In(s.lang), "apps", []string{s.planTag()}
	siblings.AsDropdown = true
	language.Type, language.Title, language.Icon, language.URL = "link", words, "external link", "/d/"+scope{s.reg, s.plan, other}.uid(name)
	if s.anyPlan() {
		return append([]grafana.Link{s.otherLookup(name), s.ownPages(name), language}, s.away(name)...)
	}
	plans.Type, plans.Title, plans.Icon, plans.Tags = "dashboards", s.say("Kế hoạch khác", "Other plans"), "apps", []string{s.pageTag(name)}
	plans.AsDropdown, plans.IncludeVars = true, false // another plan has other units
	return append([]grafana.Link{siblings, plans, s.lookup(name, variables), language}, s.away(name)...)
}

// away are the links to what is looked at away from the desk: the first screen of the wall, and the sheets of paper. A plan that has
// none of its own, and a page of every plan, shows the page itself, without menus.
func (s scope) away(name query.Page) []grafana.Link {
	to := func(name query.Page, icon, title, tooltip, look string) grafana.Link {
		return grafana.Link{Type: "link", Title: title, Icon: icon, Tags: []string{}, IncludeVars: true, KeepTime: true, Tooltip: tooltip, URL: "/d/" + s.uid(name) + "?" + look}
	}
	const bare = "kiosk&_dash.hideTimePicker&_dash.hideVariables&_dash.hideLinks"
	wall := s.say("Màn hình lớn", "Wall")
	esc := s.say("Không menu, không nút; Esc để trở lại", "No menus, no controls; Esc to come back")
	paper := s.say("A4 dọc: thu cửa sổ còn nửa màn hình rồi Ctrl-P; Esc để trở lại", "A4, upright: make the window half a screen wide, then Ctrl-P; Esc to come back")
	var out []grafana.Link
	if own := s.screens(); len(own) > 0 && !s.anyPlan() {
		out = append(out, to(own[0], "dashboard", wall, esc, "kiosk"))
	} else {
		out = append(out, to(name, "dashboard", wall, esc, bare))
	}
	if s.anyPlan() || !s.judges() {
		return append(out, to(name, "doc", s.say("Bản in", "Print"), esc, bare+"&theme=light"))
	}
	return append(out, to(query.PagePrint, "doc", s.say("Bản in 1/2: chỉ tiêu", "Print 1/2: targets"), paper, "kiosk&theme=light"),
		to(query.PagePrintBehind, "doc", s.say("Bản in 2/2: ai chậm", "Print 2/2: who is behind"), paper, "kiosk&theme=light"))
}
