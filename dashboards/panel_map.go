package main

import (
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/query"
)

// atlas is the boundaries and places of one tier of one province. Both files are served by Grafana out of the plugin's own
// folder, so that a wall without internet has its map; they carry their origin and licence. A place is where a unit's symbol
// stands: inside its boundary and apart from its neighbours', so that names do not lie on each other.
type atlas struct {
	root  string
	level area.Level
	name  string // plugin/src/geo/<name>.json and <name>-places.json
	view  grafana.MapView
	font  int // of names, in pixels
	note  [2]string
}

var atlases = []atlas{
	{"p:86@0", area.District, "vinh-long-districts", grafana.MapView{ID: "fit", AllLayers: true, Padding: 72}, 12,
		[2]string{"Ranh giới huyện là gần đúng: ghép từ các xã sau 01/7/2025.", "District boundaries are approximate: put together from the communes of after 1 July 2025."}},
	{"p:86@0", area.Commune, "vinh-long-communes", grafana.MapView{ID: "fit", AllLayers: true, Padding: 48}, 10,
		[2]string{"Ranh giới xã sau 01/7/2025, đã làm gọn.", "Commune boundaries of after 1 July 2025, simplified."}},
}

// geoFolder is where Grafana serves the plugin's files.
const geoFolder = "public/plugins/xhht-targets-datasource/geo/"

// atlasOf finds the boundaries of a tier; false where there are none.
func (s scope) atlasOf(level area.Level) (atlas, bool) {
	for _, a := range atlases {
		if a.root == s.plan.Root && a.level == level {
			return a, true
		}
	}
	return atlas{}, false
}

// statusMap shows the units where they lie, in the colour of their status on the chosen indicator, with its word. It reports
// false where there are no boundaries.
func (s scope) statusMap(id, w int, level area.Level) (grafana.Panel, bool) {
	a, ok := s.atlasOf(level)
	return s.mapOf(a, id, w, "status", "${indicator:text}",
		s.say("Trạng thái của từng đơn vị ở chỉ tiêu đã chọn. ", "The status of every unit on the chosen indicator. ")+s.say(a.note[0], a.note[1])+" "+s.targetSource(level),
		query.Query{Kind: query.Scorecard, Level: level, Indicators: []string{indicatorVar}},
		"unit", "indicator", "unit_name", "status", "value_text", "expected_text", "gap_text"), ok
}

// worstMap shows every unit in the colour of the worst that any of its targets has: green means that nothing calls for anybody.
func (s scope) worstMap(id, w int, level area.Level) (grafana.Panel, bool) {
	a, ok := s.atlasOf(level)
	return s.mapOf(a, id, w, "status", s.say("Trạng thái xấu nhất của từng đơn vị", "The worst status of every unit"),
		s.say("Mỗi đơn vị mang màu của chỉ tiêu xấu nhất; rê chuột để xem chỉ tiêu nào. ", "Every unit has the colour of its worst target; point at it to see which. ")+
			s.say(a.note[0], a.note[1])+" "+s.targetSource(level),
		query.Query{Kind: query.Scorecard, Level: level, Shape: query.Worst},
		"unit", "indicator", "unit_name", "indicator_name", "status", "value_text", "expected_text", "gap_text"), ok
}

// levelMap shows the newest level of every unit in one programme.
func (s scope) levelMap(id, w int, level area.Level, programme law.Program) (grafana.Panel, bool) {
	a, ok := s.atlasOf(level)
	return s.mapOf(a, id, w, "state", s.programmeTitle(programme)+s.say(": năm mới nhất", ": newest year"),
		s.say("Mức độ tính được của từng đơn vị ở năm mới nhất. ", "The level of every unit in its newest year. ")+s.say(a.note[0], a.note[1])+" "+lawSource.In(s.lang),
		query.Query{Kind: query.Levels, Shape: query.Newest, Level: level, Programmes: []law.Program{programme}},
		"unit", "unit_name", "year", "state", "short"), ok
}

func (s scope) mapOf(a atlas, id, w int, word, title, about string, q query.Query, columns ...string) grafana.Panel {
	p := s.panel(id, w, "geomap", title, about, s.ask("A", q))
	p.Transformations = []grafana.Transformation{keep(columns...)}
	for _, id := range []string{"unit", "indicator"} { // links need them
		if slices.Contains(columns, id) {
			p.FieldConfig.Overrides = append(p.FieldConfig.Overrides, hideField(id))
		}
	}
	ground := grafana.MapStyle{Color: grafana.MapColor{Fixed: mapGround}, Opacity: 0.55, LineWidth: 1}
	p.Options = grafana.GeomapOptions{
		View:    a.view,
		Basemap: grafana.MapLayer{Type: "xyz", Name: "none", Opacity: 0, Config: map[string]any{"url": "", "attribution": ""}},
		Layers: []grafana.MapLayer{
			{Type: "geojson", Name: "ranh giới", Config: grafana.GeoJSONLayer{Src: geoFolder + a.name + ".json", Style: ground, Rules: []grafana.MapRule{}}},
			s.marks(a, word),
			s.words(a, "unit_name", a.font, 18),
			s.words(a, word, a.font-1, 18+a.font+2),
		},
		Controls: grafana.MapControls{},
		Tooltip:  grafana.MapTooltip{Mode: "details"},
	}
	return p
}

// mapGround lets dark and light letters be read on it.
const mapGround = "#8A94A6"

// marks draws one symbol for each unit in the colour of its status.
func (s scope) marks(a atlas, word string) grafana.MapLayer {
	return a.layer("mark", true, grafana.MapStyle{
		Color: grafana.MapColor{Field: word, Fixed: grey}, Opacity: 0.95,
		Size:   &grafana.MapSize{Fixed: 9, Min: 9, Max: 9},
		Symbol: &grafana.MapText{Mode: "fixed", Fixed: "img/icons/marker/circle.svg"},
	})
}

// words writes a field below each mark, in a layer of its own: a layer has one word, and its word has the colour of its mark,
// which would be lost on a dark wall. These take Grafana's text colour and have a mark of no size.
func (s scope) words(a atlas, field string, font, below int) grafana.MapLayer {
	return a.layer(field, false, grafana.MapStyle{
		Color: grafana.MapColor{Fixed: "text"}, Opacity: 0,
		Size:       &grafana.MapSize{},
		Symbol:     &grafana.MapText{Mode: "fixed", Fixed: "img/icons/marker/circle.svg"},
		Text:       &grafana.MapText{Mode: "field", Field: field},
		TextConfig: &grafana.TextLook{FontSize: font, OffsetY: below, TextAlign: "center", TextBaseline: "middle"},
	})
}

func (a atlas) layer(name string, tooltip bool, style grafana.MapStyle) grafana.MapLayer {
	return grafana.MapLayer{
		Type: "markers", Name: name, Tooltip: tooltip,
		Location: &grafana.MapLocation{Mode: "lookup", Lookup: "unit", Gazetteer: geoFolder + a.name + "-places.json"},
		Config:   grafana.MarkersLayer{Style: style},
	}
}
