package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the quality page's panels.
const (
	findingsPanel = iota + 1
	jumpsPanel
	correctionsPanel
	boundsPanel
	_ // was: missing reports, which the page on reports tells
	approvalsPanel
	methodsPanel
	contradictionsPanel
)

// doubtful tells whether there is anything whose quality can be asked about.
func (s scope) doubtful() bool { return s.judges() || len(s.plan.Findings) > 0 }

// quality is how far the numbers can be trusted: open questions of the document, unusual changes, corrections, totals of which
// members are missing.
func quality(s scope) (grafana.Dashboard, error) {
	title := s.say("Chất lượng số liệu", "Data quality")
	about := s.say("Điều văn bản để ngỏ, thay đổi bất thường, đính chính, số tổng còn thiếu đơn vị.", "What the document leaves open, unusual changes, corrections, totals of which members are missing.")
	open := s.openQuestions(findingsPanel, 24)
	if !s.judges() {
		return s.frame(query.PageQuality, title, about, nil, band{min(20, 4+4*len(s.plan.Findings)), []grafana.Panel{open}})
	}
	level := s.watched()
	return s.frame(query.PageQuality, title, about, nil,
		band{9, []grafana.Panel{s.jumps(jumpsPanel, 9, level), s.bounds(boundsPanel, 15)}},
		band{6, []grafana.Panel{s.contradictions(contradictionsPanel, 24, level)}},
		band{9, []grafana.Panel{s.approvals(approvalsPanel, 24, level)}},
		band{14, []grafana.Panel{open}},
		band{7, []grafana.Panel{s.corrections(correctionsPanel, 24, level)}},
		band{8, []grafana.Panel{s.methods(methodsPanel, 24, level)}})
}
