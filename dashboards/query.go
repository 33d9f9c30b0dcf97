package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
)

// source is the one data source that all panels and rules ask; provisioning gives it this uid.
var source = grafana.Datasource{Type: "xhht-targets-datasource", UID: "xhht-targets"}

// The variables of dashboards, as they are written in queries and titles.
const (
	unitVar      = "${unit}"
	indicatorVar = "${indicator}"
)

// ask wraps a query of the plugin's own type.
func (s scope) ask(refID string, q query.Query) grafana.Target {
	q.SchemaVersion, q.Plan = query.Version, s.plan.ID
	return grafana.Target{RefID: refID, Datasource: source, Model: q}
}

// choice is the query of a variable; the frontend of the data source answers it.
type choice struct {
	RefID string     `json:"refId"`
	Type  string     `json:"type"` // units or indicators
	Plan  string     `json:"plan"`
	Level area.Level `json:"level"`
}

// variable lets the reader choose one unit or indicator.
func (s scope) variable(name, label, kind string, level area.Level, first grafana.Option) grafana.Variable {
	first.Selected = true
	return grafana.Variable{
		Type: "query", Name: name, Label: label, Datasource: source,
		Query:      choice{RefID: name, Type: kind, Plan: s.plan.ID, Level: level},
		Definition: kind + " " + string(level),
		Current:    first, Options: []grafana.Option{},
		Refresh: 1,
	}
}
