package main

import (
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// The ids of the deliverables page's panels.
const (
	tasksPanel = iota + 1
	leadsPanel
)

// asks tells whether the plan wants anything done once.
func (s scope) asks() bool { return len(s.plan.Deliverables) > 0 }

// deliverables is the page of tasks: component plans by lead agency, due, done, overdue.
func deliverables(s scope) (grafana.Dashboard, error) {
	bands := []band{{18, []grafana.Panel{s.tasks(tasksPanel, 24)}}, {10, []grafana.Panel{s.leads(leadsPanel, 24)}}}
	if !s.dated() {
		slices.Reverse(bands) // nothing is due next: the question is who has what to do
	}
	return s.frame(query.PageDeliverables, s.say("Nhiệm vụ", "Tasks"), s.say("Kế hoạch thành phần và nhiệm vụ: ai chủ trì, hạn, đã xong chưa.", "Component plans and tasks: who leads, due, done, overdue."),
		nil, bands...)
}
