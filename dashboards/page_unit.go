package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the unit page's panels.
const (
	unitVerdictPanel = iota + 1
	unitCountsPanel
	unitPositionsPanel
	unitPathPanel
	unitWordsPanel
	unitLevelsPanel
	unitReasonsPanel
	unitReportsPanel
	unitRevisionsPanel
	unitRecognisedPanel
)

// unitPage is one unit's account: where it stands on every target, what changed since last period, and what it would take.
func unitPage(s scope) (grafana.Dashboard, error) {
	level := s.watched()
	indicators, err := s.indicatorChoice(level)
	if err != nil {
		return grafana.Dashboard{}, err
	}
	title := "${unit:text}, ${indicator:text}: " + s.toMilestones()
	targets := s.mostTargets(level) // of many, some have names of two lines
	bands := []band{
		{headHeight, []grafana.Panel{s.verdict(unitVerdictPanel, 10, level, unitVar), s.counts(unitCountsPanel, 14, level, unitVar)}},
		{tableHeight(targets + max(0, targets-12)/2), []grafana.Panel{s.positions(unitPositionsPanel, 24, level)}},
	}
	if s.reports() {
		bands = append(bands, band{9, []grafana.Panel{s.path(unitPathPanel, 14, level, title), s.reportHistory(unitReportsPanel, 10, level, unitVar)}})
	} else {
		bands = append(bands, band{9, []grafana.Panel{s.path(unitPathPanel, 24, level, title)}})
	}
	if s.recognises() {
		bands = append(bands, band{7, []grafana.Panel{s.unitLevels(unitLevelsPanel, 24, level)}},
			band{9, []grafana.Panel{s.unitRecognitions(unitRecognisedPanel, 24, level)}},
			band{13, []grafana.Panel{s.levelReasons(unitReasonsPanel, 24, level, unitVar)}})
	}
	if s.reports() {
		bands = append(bands, band{7, []grafana.Panel{s.corrections(unitRevisionsPanel, 24, level, unitVar)}})
	}
	bands = append(bands, band{20, []grafana.Panel{s.inWords(unitWordsPanel, 24, level)}})
	return s.frame(query.PageUnit, s.unitTitle(), s.say("Một đơn vị: từng chỉ tiêu, lộ trình, báo cáo, đính chính.", "One unit: every target, path, reports, corrections."),
		append(s.unitChoice(level), indicators...), bands...)
}

// mostTargets is how many targets one unit of a tier is held to, at most.
func (s scope) mostTargets(level area.Level) int {
	held, most := map[string]int{}, 0
	for _, pair := range s.reg.Judged(s.plan, level) {
		held[pair.Area.UID]++
		most = max(most, held[pair.Area.UID])
	}
	return most
}

// unitTitle is "Huyện / Xã" in a province, and the commune's name for what it is in a commune's own plan.
func (s scope) unitTitle() string {
	if s.root().Level == s.watched() {
		return s.say("Đơn vị", "Unit")
	}
	return s.say("Huyện / Xã", "District / commune")
}
