package main

import (
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the indicator page's panels.
const (
	indicatorGapsPanel = iota + 1
	indicatorPathPanel
	indicatorUnitsPanel
	indicatorMapPanel
	indicatorRankPanel
	indicatorEquityPanel
	indicatorNationalPanel
	indicatorSmallPanel // repeated for the worst units
	indicatorHistoryPanel
	indicatorMetPanel    = 40
	indicatorGroupsPanel = 41
)

// indicatorPage is one indicator in all units: who is where, how it got there, and how far the groups are apart.
func indicatorPage(s scope) (grafana.Dashboard, error) {
	level := s.watched()
	variables, err := s.indicatorChoice(level)
	if err != nil {
		return grafana.Dashboard{}, err
	}
	variables = append(variables, s.unitChoice(level)...)
	var history []band
	if s.compares() {
		variables = append(variables, s.worstChoice(level))
		history = []band{{s.historyHeight(), []grafana.Panel{s.statusHistory(indicatorHistoryPanel, 24, level)}}}
	}
	title := "${unit:text}: " + s.toMilestones()
	first := []grafana.Panel{s.gaps(indicatorGapsPanel, 10, level), s.path(indicatorPathPanel, 14, level, title)}
	if m, ok := s.statusMap(indicatorMapPanel, 7, level); ok {
		first = []grafana.Panel{m, s.gaps(indicatorGapsPanel, 7, level), s.path(indicatorPathPanel, 10, level, title)}
	}
	var nation []band
	if s.isNational() {
		nation = []band{{11, []grafana.Panel{s.national(indicatorNationalPanel, 24, s.root().Level)}}}
	}
	if !s.compares() { // one unit has nobody to be compared with, and its path is all there is over time
		return s.frame(query.PageIndicator, s.say("Chỉ tiêu", "Indicator"), s.say("Một chỉ tiêu: đang ở đâu, lộ trình, các nhóm cách nhau bao nhiêu.", "One indicator: where it stands, its path, how far groups are apart."),
			variables, slices.Concat([]band{{12, []grafana.Panel{s.path(indicatorPathPanel, 24, level, title)}}, {5, []grafana.Panel{s.ranked(indicatorRankPanel, 24, level)}},
				{10, []grafana.Panel{s.groups(indicatorGroupsPanel, 13, level), s.equity(indicatorEquityPanel, 11, level)}}}, nation)...)
	}
	return s.frame(query.PageIndicator, s.say("Chỉ tiêu", "Indicator"),
		s.say("Một chỉ tiêu ở mọi đơn vị: ai ở đâu, từ bao giờ, các nhóm cách nhau bao nhiêu.", "One indicator in every unit: who is where, since when, how far groups are apart."),
		variables, slices.Concat([]band{{12, first}, {tableHeight(min(len(s.units()), mostRows)), []grafana.Panel{s.ranked(indicatorRankPanel, 24, level)}},
			{5, []grafana.Panel{s.met(indicatorMetPanel, 24, level)}}},
			history, s.small(indicatorSmallPanel, level), []band{
				{11, []grafana.Panel{s.every(indicatorUnitsPanel, 24, level)}},
				{10, []grafana.Panel{s.groups(indicatorGroupsPanel, 13, level), s.equity(indicatorEquityPanel, 11, level)}},
			}, nation)...)
}
