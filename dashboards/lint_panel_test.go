package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
)

// columns are the fields that the data source answers with; transformations select by these names. That every panel's
// own answer has them is proven against the running plugin in internal/demo.
var columns = append(statusNames(), "sentence", "detail", "as_of", "label",
	"unit", "unit_name", "level", "indicator", "indicator_name", "theme", "target", "period", "value", "low", "high", "expected",
	"gap", "margin", "pace", "required", "prev", "status", "need", "have", "short", "milestone_by", "milestone_value",
	"clause", "quote", "firmness", "days_late", "members", "findings", "description",
	"rank", "of", "projected", "needed", "missing", "behind", "silent", "national", "national_document",
	"programme_name", "year", "state", "state_short", "reason", "caution", "declared", "comparison", "keeping", "missed",
	"form_name", "due", "extended", "received", "received_late", "overdue", "completeness", "timeliness", "cells", "cells_of",
	"title", "lead", "due_text", "done", "days_overdue", "partners", "class", "clauses", "text", "target_names", "forms", "deliverables",
	"time", "old", "new", "change", "reporter", "note", "jump", "jump_size",
	"value_text", "expected_text", "low_text", "high_text", "old_text", "new_text", "change_text", "latest_text", "approved_text", "difference_text", "projected_text", "milestone_text", "gap_text", "required_text", "prev_text",
	"latest", "approved", "difference", "approval", "status_latest", "status_approved",
	"urgency", "change_text", "rank_text", "unit_behind", "unit_missing", "national_value", "national_by", "group_name", "difference_text", "group_text", "all_text", "account", "have_text",
	"what", "days_left", "received_text", "not_due", "cells_text", "timing", "about", "open", "undated", "tasks", "next", "short_text", "attention",
	"alertname", "alertstate", "severity", "job", "exporter", "form", "plan", "Value", // of Prometheus
	"revision", "status_milestone_linear", "status_statcan_cagr", "status_un2023", "differs", "view", "numerator", "denominator", "from")

func (l *linter) panel(p lintPanel) {
	f := p.FieldConfig.Defaults
	if p.Title == "" || !(strings.Contains(p.Description, "Nguồn: ") || strings.Contains(p.Description, "Source: ")) || f.Unit == "" || f.NoValue == "" {
		l.add("panel %q needs a title, a description with its source, a unit and a text for no value", p.Title)
	}
	if p.Datasource != source && p.Datasource != prometheus {
		l.add("panel %q asks data source %v", p.Title, p.Datasource)
	}
	if p.Type == "geomap" {
		l.offline(p)
	}
	refs := map[string]bool{}
	for _, target := range p.Targets {
		var t struct {
			RefID      string             `json:"refId"`
			Datasource grafana.Datasource `json:"datasource"`
		}
		if err := json.Unmarshal(target, &t); err != nil || t.RefID == "" || refs[t.RefID] || t.Datasource != p.Datasource {
			l.add("panel %q: query %q needs a refId of its own and our data source (%v)", p.Title, t.RefID, err)
		}
		refs[t.RefID] = true
		if t.Datasource == source {
			l.query(p.Title, target)
		}
	}
	if len(refs) == 0 {
		l.add("panel %q asks nothing", p.Title)
	}
	for _, t := range p.Transformations {
		l.fields(p.Title, t.Options)
		// Grafana draws headings over nothing, and not the panel's words, where its own filter leaves no row.
		if t.ID == "filterByValue" {
			l.add("panel %q filters rows in the browser: the query's field only does it", p.Title)
		}
	}
	for _, o := range p.FieldConfig.Overrides {
		for _, prop := range o.Properties {
			if unit, _ := prop.Value.(string); prop.ID == "unit" && strings.HasPrefix(unit, "time:") && unit != "time:YYYY" && (unit == "time:DD/MM/YYYY") != l.vietnamese {
				l.add("panel %q: days are dd/mm/yyyy in Vietnamese and ISO in English, not %s", p.Title, unit)
			}
		}
	}
}

// offline checks that a map asks nobody but our own server. Of the base maps only pictures from an address can be told to; with an empty
// address Grafana takes one on the internet.
func (l *linter) offline(p lintPanel) {
	raw, err := json.Marshal(p.Options)
	var o struct {
		Basemap struct {
			Type   string           `json:"type"`
			Config grafana.XYZLayer `json:"config"`
		} `json:"basemap"`
		Layers []struct {
			Type   string               `json:"type"`
			Config grafana.GeoJSONLayer `json:"config"`
		} `json:"layers"`
	}
	if err == nil {
		err = json.Unmarshal(raw, &o)
	}
	if err != nil {
		l.add("panel %q: %v", p.Title, err)
	}
	if o.Basemap.Type != "xyz" || !strings.HasPrefix(o.Basemap.Config.URL, "data:") {
		l.add("panel %q: the base map (%s, %q) asks a server outside", p.Title, o.Basemap.Type, o.Basemap.Config.URL)
	}
	for _, layer := range o.Layers {
		if layer.Type != "markers" && (layer.Type != "geojson" || !strings.HasPrefix(layer.Config.Src, geoFolder)) {
			l.add("panel %q: the layer of type %s asks a server outside", p.Title, layer.Type)
		}
	}
}

// fields checks the field names that a transformation selects.
func (l *linter) fields(panel string, options json.RawMessage) {
	var o struct {
		Include struct {
			Names []string `json:"names"`
		} `json:"include"`
		Sort []struct {
			Field string `json:"field"`
		} `json:"sort"`
		ColumnField, RowField, ValueField string
	}
	if err := json.Unmarshal(options, &o); err != nil {
		l.add("panel %q: %v", panel, err)
	}
	names := append(slices.Clone(o.Include.Names), o.ColumnField, o.RowField, o.ValueField)
	for _, s := range o.Sort {
		names = append(names, s.Field)
	}
	for _, name := range names {
		if name != "" && !slices.Contains(columns, name) {
			l.add("panel %q: the data source answers no field %q", panel, name)
		}
	}
}
