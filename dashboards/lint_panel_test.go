package main

import (
	"encoding/json"
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
)

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
			Config struct{ Src string } `json:"config"`
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
		if layer.Type != "markers" && (layer.Type != "geojson" && layer.Type != "dynamic-geojson" || !strings.HasPrefix(layer.Config.Src, geoFolder)) {
			l.add("panel %q: the layer of type %s asks a server outside", p.Title, layer.Type)
		}
	}
}
