package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the overview's panels.
const (
	verdictPanel = iota + 1
	countsPanel
	matrixPanel
	worstPanel
	gapsPanel
	pathPanel
	attainmentPanel
	silentPanel
	mapPanel
)

// overview is the committee's page. Its order is the order of the questions: is the plan on course, who is behind and on
// what, by how much, since when and where does it end, and who has not reported. The first three bands fill a screen of
// 1920 × 1080.
func overview(s scope) (grafana.Dashboard, error) {
	level := s.watched()
	indicators, err := s.indicatorChoice(level)
	if err != nil {
		return grafana.Dashboard{}, err
	}
	variables := append(s.unitChoice(level), indicators...)
	top := band{6, []grafana.Panel{s.verdict(verdictPanel, 10, level), s.counts(countsPanel, 14, level)}}
	about := s.say("Đơn vị nào chậm lộ trình, ở chỉ tiêu nào, chậm bao nhiêu.", "Who is behind, on what, by how much.")
	heading := s.overviewTitle()
	if !s.compares() {
		return s.frame(query.PageOverview, heading, about, variables, top,
			band{14, []grafana.Panel{s.attainment(attainmentPanel, 14), s.rootPath(pathPanel, 10)}},
			band{9, []grafana.Panel{s.silent(silentPanel, level)}})
	}
	middle := band{12, []grafana.Panel{s.matrix(matrixPanel, 13, level), s.worst(worstPanel, 11, level)}}
	if m, ok := s.worstMap(mapPanel, 7, level); ok {
		return s.frame(query.PageOverview, heading, about, variables, top,
			band{12, []grafana.Panel{m, s.gaps(gapsPanel, 6, level), s.attainment(attainmentPanel, 11)}},
			band{9, []grafana.Panel{s.rootPath(pathPanel, 12), s.worst(worstPanel, 12, level)}},
			band{12, []grafana.Panel{s.matrix(matrixPanel, 24, level)}},
			band{9, []grafana.Panel{s.silent(silentPanel, level)}})
	}
	return s.frame(query.PageOverview, heading, about, variables, top, middle,
		band{9, []grafana.Panel{s.gaps(gapsPanel, 6, level), s.rootPath(pathPanel, 8), s.attainment(attainmentPanel, 10)}},
		band{9, []grafana.Panel{s.silent(silentPanel, level)}})
}

// overviewTitle is "Toàn tỉnh" for a province's plan, "Toàn xã" for a commune's.
func (s scope) overviewTitle() string {
	if s.root().Level.Valid() && s.root().Level != "province" {
		return s.say("Toàn xã", "Whole commune")
	}
	return s.say("Toàn tỉnh", "Whole province")
}
