package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the panels of the page about any plan's unit.
const (
	anyUnitVerdictPanel = iota + 21
	anyUnitCountsPanel
	anyUnitPositionsPanel
	anyUnitPathPanel
	anyUnitRankPanel
	anyUnitLevelsPanel
	anyUnitReasonsPanel
	anyUnitReportsPanel
	anyUnitRevisionsPanel
)

// lookupUnit is one unit's account under any plan: the deepest that was chosen, of whatever tier it is.
func lookupUnit(s scope) (grafana.Dashboard, error) {
	variables, err := s.planChoice()
	if err != nil {
		return grafana.Dashboard{}, err
	}
	level := s.watched()
	positions := s.positions(anyUnitPositionsPanel, 24, level)
	positions.FieldConfig.Defaults.NoValue += s.unjudged()
	return s.frame(query.PageLookupUnit, s.say("Tra cứu đơn vị", "Look-up of units"),
		s.say("Một đơn vị của kế hoạch bất kỳ: từng chỉ tiêu, lộ trình, xếp hạng, mức độ, báo cáo, đính chính.", "A unit of any plan: every target, path, ranking, levels, reports, corrections."),
		variables,
		band{headHeight, []grafana.Panel{s.verdict(anyUnitVerdictPanel, 9, level, unitVar), s.counts(anyUnitCountsPanel, 15, level, unitVar)}},
		// A plan may have no indicator to name.
		band{12, []grafana.Panel{positions}},
		band{10, []grafana.Panel{s.path(anyUnitPathPanel, 14, level, "${unit:text}: "+s.toMilestones()), s.reportHistory(anyUnitReportsPanel, 10, level, unitVar)}},
		band{12, []grafana.Panel{s.ranked(anyUnitRankPanel, 24, level)}},
		band{7, []grafana.Panel{s.unitLevels(anyUnitLevelsPanel, 24, level)}},
		band{12, []grafana.Panel{s.levelReasons(anyUnitReasonsPanel, 24, level, unitVar)}},
		band{7, []grafana.Panel{s.corrections(anyUnitRevisionsPanel, 24, level, unitVar)}})
}
