package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the reporting page's panels.
const (
	punctualityPanel = iota + 1
	reportHistoryPanel
	lateReportsPanel
	aheadPanel
)

// reports tells whether units hand anything in under the plan.
func (s scope) reports() bool { return len(s.plan.Forms) > 0 }

// reporting is the standing office's page: is everything here, who is late, what is due next.
func reporting(s scope) (grafana.Dashboard, error) {
	level := s.reportTiers()[0]
	var variables []grafana.Variable
	var units []string
	if len(s.reg.Members(s.plan, level)) > rowsInSight {
		variables, units = s.manyUnits(level), []string{unitVar}
	}
	rows := min(3+len(s.reg.Members(s.plan, level)), 15)
	bands := []band{
		{8, []grafana.Panel{s.punctuality(punctualityPanel, 14, level), s.ahead(aheadPanel, 10)}},
		{rows, []grafana.Panel{s.reportMatrix(reportHistoryPanel, 24, level, units...)}},
		{9, []grafana.Panel{s.lateReports(lateReportsPanel, 24, level, units...)}},
	}
	if s.plan.Kind == plan.Archive { // nothing is ahead, and nobody is late any more
		bands = []band{{8, []grafana.Panel{s.punctuality(punctualityPanel, 24, level)}}, bands[1]}
	}
	d, err := s.frame(query.PageReporting, s.say("Báo cáo", "Reports"), s.say("Ai đã nộp, ai trễ bao nhiêu ngày, hạn nào sắp đến.", "Who has reported, who is late by how many days, what is due next."),
		variables, bands...)
	if s.plan.Kind != plan.Archive {
		// Two years back and one ahead: older reports are a matter of the archive, and a list of ten years is not read.
		d.Time = grafana.Time{From: "now-2y/y", To: "now+1y/y"}
	}
	return d, err
}
