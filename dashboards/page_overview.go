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

// overview is the committee's page. Its order is the order of the questions: is the plan on course, who is behind and by how much,
// where does that lead, what does the plan itself still lack, who is behind on what, and who has not reported. On a wall of
// 1920 × 1080 the first three bands fill the screen, and nothing on it is cut in two.
func overview(s scope) (grafana.Dashboard, error) {
	level := s.watched()
	indicators, err := s.indicatorChoice(level)
	if err != nil {
		return grafana.Dashboard{}, err
	}
	variables := append(s.unitChoice(level), indicators...)
	about := s.say("Đơn vị nào chậm lộ trình, ở chỉ tiêu nào, chậm bao nhiêu.", "Who is behind, on what, by how much.")
	bands := []band{{headHeight, []grafana.Panel{s.verdict(verdictPanel, 10, level), s.counts(countsPanel, 14, level)}}}
	targets := len(s.reg.Judged(s.plan, s.root().Level))
	if !s.compares() {
		bands = append(bands, band{tableHeight(targets), []grafana.Panel{s.attainment(attainmentPanel)}}, band{10, []grafana.Panel{s.rootPath(pathPanel, 24)}})
		return s.frame(query.PageOverview, s.overviewTitle(), about, variables, bands...)
	}
	who := []grafana.Panel{s.worst(worstPanel, 24, level)}
	if m, ok := s.worstMap(mapPanel, 8, level); ok {
		who = []grafana.Panel{m, s.worst(worstPanel, 16, level)}
	}
	bands = append(bands, band{11, who},
		band{9, []grafana.Panel{s.gaps(gapsPanel, 12, level), s.rootPath(pathPanel, 12)}},
		// Some say what is there and what is needed in two lines.
		band{tableHeight(targets + targets/3), []grafana.Panel{s.attainment(attainmentPanel)}},
		band{tableHeight(min(len(s.units()), mostRows)), []grafana.Panel{s.matrix(matrixPanel, 24, level)}})
	if s.reports() {
		bands = append(bands, band{6, []grafana.Panel{s.silent(silentPanel, level)}})
	}
	return s.frame(query.PageOverview, s.overviewTitle(), about, variables, bands...)
}

// headHeight is that of the sentence and the counts: on a phone the sentence breaks into many lines.
const headHeight = 8

// mostRows is how many units a table shows before it scrolls: 124 communes would be an endless page.
const mostRows = 12

// overviewTitle is "Toàn tỉnh" for a province's plan, "Toàn xã" for a commune's.
func (s scope) overviewTitle() string {
	if s.root().Level.Valid() && s.root().Level != "province" {
		return s.say("Toàn xã", "Whole commune")
	}
	return s.say("Toàn tỉnh", "Whole province")
}
