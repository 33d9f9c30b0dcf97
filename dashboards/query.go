package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// source is the one data source that all panels and rules ask; provisioning gives it this uid.
var source = grafana.Datasource{Type: "xhht-targets-datasource", UID: "xhht-targets"}

// ask wraps a query of the plugin's own type.
func (s scope) ask(refID string, q query.Query) grafana.Target {
	q.SchemaVersion, q.Plan, q.Language = query.Version, s.plan.ID, s.lang
	return grafana.Target{RefID: refID, Datasource: source, Model: q}
}
