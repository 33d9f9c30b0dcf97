package main

import (
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// atlas is the boundaries and places of one tier of one province. Both files are served by Grafana out of the plugin's own
// folder, so that a wall without internet has its map; they carry their origin and licence. A place is where a unit's symbol
// stands, inside its boundary; a label is where its name is written below, apart from its neighbours', for small units beside
// the boundary.
type atlas struct {
	root    string
	level   area.Level
	name    string // plugin/src/geo/<name>.json, <name>-places.json and <name>-labels.json
	padding int    // in percent of what the symbols take, so that boundaries and names have room
	font    int    // of names, in pixels
	radius  float64
	note    [2]string
}

var atlases = []atlas{
	{"p:86@0", area.District, "vinh-long-districts", 66, 12, 8,
		[2]string{"Ranh giới huyện là gần đúng: ghép từ các xã sau 01/7/2025.", "District boundaries are approximate: put together from the communes of after 1 July 2025."}},
	{"p:86@0", area.Commune, "vinh-long-communes", 38, 10, 6,
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
	return s.mapOf(a, mapped{
		id: id, width: w, word: column.Status, title: "${indicator:text}",
		about: s.say("Trạng thái của từng đơn vị ở chỉ tiêu đã chọn. ", "The status of every unit on the chosen indicator. ") +
			s.say(a.note[0], a.note[1]) + " " + s.targetSource(level),
		query: query.Query{Kind: query.Scorecard, Level: level, Indicators: []string{indicatorVar}},
		columns: []column.Name{column.Unit, column.Indicator, column.UnitName, column.Status, column.ValueText, column.ExpectedText,
			column.GapText},
	}), ok
}

// worstMap shows every unit in the colour of the worst that any of its targets has: green means that nothing calls for anybody.
func (s scope) worstMap(id, w int, level area.Level) (grafana.Panel, bool) {
	a, ok := s.atlasOf(level)
	return s.mapOf(a, mapped{
		id: id, width: w, word: column.Status, title: s.say("Trạng thái xấu nhất của từng đơn vị", "The worst status of every unit"),
		about: s.say("Mỗi đơn vị mang màu của chỉ tiêu xấu nhất; rê chuột để xem chỉ tiêu nào. ", "Every unit has the colour of its worst target; point at it to see which. ") +
			s.say(a.note[0], a.note[1]) + " " + s.targetSource(level),
		query: query.Query{Kind: query.Scorecard, Level: level, Shape: query.Worst},
		columns: []column.Name{column.Unit, column.Indicator, column.UnitName, column.IndicatorName, column.Status, column.ValueText,
			column.ExpectedText, column.GapText},
	}), ok
}

// levelMap shows the newest level of every unit in one programme.
func (s scope) levelMap(id, w int, level area.Level, programme law.Program) (grafana.Panel, bool) {
	a, ok := s.atlasOf(level)
	return s.mapOf(a, mapped{
		id: id, width: w, word: column.State, title: s.programmeTitle(programme) + s.say(": năm mới nhất", ": newest year"),
		about: s.say("Mức độ tính được của từng đơn vị ở năm mới nhất. M1–M3: mức độ 1–3; Chưa: chưa đạt; ?: chưa đủ số liệu. ",
			"The level of every unit in its newest year. L1–L3: levels 1 to 3; Yes, No: met or not; ?: the counts do not decide. ") +
			s.say(a.note[0], a.note[1]) + " " + s.lawSource(),
		query:   query.Query{Kind: query.Levels, Shape: query.Newest, Level: level, Programmes: []law.Program{programme}},
		columns: []column.Name{column.Unit, column.UnitName, column.Year, column.State, briefState, column.Short},
	}), ok
}

// mapped is what a map shows of each unit.
type mapped struct {
	id, width    int
	word         column.Name // what colours the mark, and what districts have under their name
	title, about string
	query        query.Query
	columns      []column.Name
}

func (s scope) mapOf(a atlas, m mapped) grafana.Panel {
	p := s.panel(m.id, m.width, "geomap", m.title, m.about, s.ask("A", m.query))
	p.Transformations = []grafana.Transformation{keep(m.columns...)}
	for _, name := range []column.Name{column.Unit, column.Indicator} { // links need them
		if slices.Contains(m.columns, name) {
			p.FieldConfig.Overrides = append(p.FieldConfig.Overrides, hideField(name))
		}
	}
	ground := grafana.MapStyle{Color: grafana.MapColor{Fixed: mapGround}, Opacity: groundOpacity, LineWidth: 1}
	layers := []grafana.MapLayer{
		{Type: "geojson", Name: "ranh giới", Config: grafana.GeoJSONLayer{Src: geoFolder + a.name + ".json", Style: ground, Rules: []grafana.MapRule{}}},
		a.fills(m.word),
		a.marks("ring", grafana.MapColor{Fixed: "text"}, a.radius+2, false),
		a.marks(markLayer, grafana.MapColor{Field: m.word, Fixed: wording.Grey}, a.radius, true),
		a.words(column.UnitName, a.font, int(a.radius)+9),
	}
	if a.level == area.District {
		layers = append(layers, a.words(m.word, a.font-1, int(a.radius)+9+a.font+2))
	}
	if slices.Contains(m.columns, briefState) {
		layers = append(layers, a.beside(briefState))
		p.FieldConfig.Overrides = append(p.FieldConfig.Overrides, hideField(briefState))
	}
	p.Options = grafana.GeomapOptions{
		// Fitted to the symbols, which come with the numbers; the boundaries come when they have been read, before or after.
		// Zoom is the nearest that Grafana may go: with none it looks at the whole world first, where a tall map has no room to
		// move and stays at the equator, with nothing to see.
		View:     grafana.MapView{ID: "fit", Layer: markLayer, Zoom: 15, Padding: a.padding},
		Basemap:  noBasemap,
		Layers:   layers,
		Controls: grafana.MapControls{},
		Tooltip:  grafana.MapTooltip{Mode: "details"},
	}
	return p
}

// noBasemap draws nothing and asks nobody: every tile is the same transparent pixel, written out in the address. An address left
// empty makes Grafana ask a server of its own choice on the internet, and so does any other kind of base map.
var noBasemap = grafana.MapLayer{Type: "xyz", Name: "none", Config: grafana.XYZLayer{URL: "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"}}

// briefState is the column of levels in two letters, for maps with no room for “Mức độ 3”.
var briefState = column.StateShort

// beside writes a field to the right of each symbol, where names are too many for a second line.
func (a atlas) beside(field column.Name) grafana.MapLayer {
	return a.layer(field.String(), "-places.json", false, grafana.MapStyle{
		Color:      grafana.MapColor{Fixed: "text"},
		Text:       &grafana.MapText{Mode: "field", Field: field},
		TextConfig: &grafana.TextLook{FontSize: a.font, OffsetX: int(a.radius) + 5, TextAlign: "left", TextBaseline: "middle"},
	})
}

// mapGround lets dark and light letters be read on it.
const mapGround = "#8A94A6"

// groundOpacity is how strongly it is laid on the panel.
const groundOpacity = 0.05

// markLayer is the layer whose symbols have the colours.
const markLayer = "mark"

// fillLayer is the layer whose areas have them.
const fillLayer = "fill"

// fillOpacity lets letters in the theme's own colour be read on an area of any colour; the mark has the colour itself.
const fillOpacity = 0.32

// fills gives each area the colour of its unit. The layer is one that Grafana does not offer in its editor: where it is not known, the
// boundaries and the marks say the same.
func (a atlas) fills(word column.Name) grafana.MapLayer {
	edge := grafana.MapStyle{Color: grafana.MapColor{Fixed: "text"}, Opacity: 0, LineWidth: 1}
	return grafana.MapLayer{Type: "dynamic-geojson", Name: fillLayer, Opacity: fillOpacity, Config: grafana.FilledGeoJSONLayer{
		GeoJSONLayer: grafana.GeoJSONLayer{Src: geoFolder + a.name + ".json", Style: edge, Rules: []grafana.MapRule{}},
		IDField:      column.Unit,
		DataStyle:    grafana.MapStyle{Color: grafana.MapColor{Field: word, Fixed: wording.Grey}, Opacity: 1},
	}}
}

// marks draws one symbol for each unit. A larger one in the colour of letters below makes a ring, without which grey stands on grey.
func (a atlas) marks(name string, color grafana.MapColor, radius float64, tooltip bool) grafana.MapLayer {
	return a.layer(name, "-places.json", tooltip, grafana.MapStyle{
		Color: color, Opacity: 1,
		Size:   &grafana.MapSize{Fixed: radius, Min: radius, Max: radius},
		Symbol: &grafana.MapText{Mode: "fixed", Fixed: "img/icons/marker/circle.svg"},
	})
}

// words writes a field below each label's place, in a layer of its own: a layer has one word, and its word has the colour of its
// mark, which would be lost on a dark wall. These take Grafana's text colour and have no mark.
func (a atlas) words(field column.Name, font, below int) grafana.MapLayer {
	return a.layer(field.String(), "-labels.json", false, grafana.MapStyle{
		Color:      grafana.MapColor{Fixed: "text"},
		Text:       &grafana.MapText{Mode: "field", Field: field},
		TextConfig: &grafana.TextLook{FontSize: font, OffsetY: below, TextAlign: "center", TextBaseline: "middle"},
	})
}

func (a atlas) layer(name, places string, tooltip bool, style grafana.MapStyle) grafana.MapLayer {
	return grafana.MapLayer{
		Type: "markers", Name: name, Tooltip: tooltip,
		Location: &grafana.MapLocation{Mode: "lookup", Lookup: column.Unit, Gazetteer: geoFolder + a.name + places},
		Config:   grafana.MarkersLayer{Style: style},
	}
}
