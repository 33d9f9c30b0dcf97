package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/wording"
)

// The variables of dashboards, as they are written in queries and titles.
const (
	planVar      = "${plan}"
	rootVar      = "${root}"
	unitVar      = "${unit}"
	indicatorVar = "${indicator}"
)

// choice is the query of a variable; the frontend of the data source answers it.
type choice struct {
	RefID     string     `json:"refId"`
	Type      string     `json:"type"` // plans, units, unit, worst or indicators
	Plan      string     `json:"plan"`
	Level     area.Level `json:"level"`
	Parent    string     `json:"parent,omitempty"`
	Unit      string     `json:"unit,omitempty"`      // of indicators: those of its tier
	All       bool       `json:"all,omitempty"`       // begin with "all"
	Indicator string     `json:"indicator,omitempty"` // that the worst are worst on
	Language  lang.Lang  `json:"language,omitempty"`
}

func (s scope) variable(name, label, kind string, level area.Level, parent string, first grafana.Option) grafana.Variable {
	first.Selected = true
	return grafana.Variable{
		Type: "query", Name: name, Label: label, Datasource: source,
		Query:      choice{RefID: name, Type: kind, Plan: s.plan.ID, Level: level, Parent: parent, Language: s.lang},
		Definition: kind + " " + string(level),
		Current:    first, Options: []grafana.Option{},
		Refresh: 1,
	}
}

// indicatorChoice lets the reader choose an indicator that a tier is held to.
func (s scope) indicatorChoice(level area.Level) ([]grafana.Variable, error) {
	first, err := s.firstChoice(level)
	return []grafana.Variable{s.variable("indicator", s.say("Chỉ tiêu", "Indicator"), "indicators", level, "", first)}, err
}

// unitChoice lets the reader go down from the plan's unit to one of the tier, each choice narrowing the next: province,
// district, commune. The last is called unit at every tier, so that links need not know which. A tier of one unit is no choice and
// stays out of sight.
func (s scope) unitChoice(level area.Level) []grafana.Variable {
	var out []grafana.Variable
	parent := ""
	for _, tier := range []area.Level{area.Province, area.District, area.Commune} {
		members := s.reg.Members(s.plan, tier)
		if len(members) == 0 {
			continue
		}
		name, first := string(tier), members[0]
		if tier == level {
			name = "unit"
			if judged := s.reg.Judged(s.plan, level); len(judged) > 0 {
				first = judged[0].Area
			}
		}
		v := s.variable(name, s.unitWord(tier), "units", tier, parent, grafana.Option{Text: wording.UnitName(first), Value: first.UID})
		if len(members) == 1 {
			v.Hide = hidden
		}
		out = append(out, v)
		parent = "${" + name + "}"
		if tier == level {
			break
		}
	}
	return out
}

// manyUnits lets the reader go down the same way and keep all of a tier, or several: a page of communes opens with all of them.
func (s scope) manyUnits(level area.Level) []grafana.Variable {
	out := s.unitChoice(level)
	for i := range out {
		v := &out[i]
		if v.Hide == hidden {
			continue
		}
		v.IncludeAll, v.Current = true, grafana.Option{Selected: true, Text: "All", Value: everything}
		if v.Name == "unit" {
			v.Multi = true
		} else {
			v.AllValue = everything // communes of after the reform belong to no district
		}
	}
	return out
}

// everything is Grafana's own word for "all".
const everything = "$__all"

// onTimeRange asks for a variable again when the time range changes: who is worst depends on it.
const onTimeRange = 2

// hidden keeps a variable for queries and links, out of sight.
const hidden = 2
