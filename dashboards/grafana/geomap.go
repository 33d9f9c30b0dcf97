package grafana

import "github.com/xhht/xhht/internal/column"

// GeomapOptions is a map: layers above a base that may be nothing.
type GeomapOptions struct {
	View     MapView     `json:"view"`
	Basemap  MapLayer    `json:"basemap"`
	Layers   []MapLayer  `json:"layers"`
	Controls MapControls `json:"controls"`
	Tooltip  MapTooltip  `json:"tooltip"`
}

// MapView is what the map shows when it opens.
type MapView struct {
	ID        string  `json:"id"`
	Lat       float64 `json:"lat"`
	Lon       float64 `json:"lon"`
	Zoom      float64 `json:"zoom"`
	Padding   int     `json:"padding,omitempty"`
	Layer     string  `json:"layer,omitempty"`
	AllLayers bool    `json:"allLayers"`
}

// MapLayer is a layer: "geojson" draws a file, "markers" draws rows.
type MapLayer struct {
	Type     string       `json:"type"`
	Name     string       `json:"name"`
	Tooltip  bool         `json:"tooltip"`
	Opacity  float64      `json:"opacity,omitempty"`
	Location *MapLocation `json:"location,omitempty"`
	Config   any          `json:"config,omitempty"`
}

// MapLocation says how a row finds its place: by a field, looked up in a file of places.
type MapLocation struct {
	Mode      string      `json:"mode"`
	Lookup    column.Name `json:"lookup"`
	Gazetteer string      `json:"gazetteer"`
}

// XYZLayer draws pictures side by side. Grafana replaces an empty address by one on the internet.
type XYZLayer struct {
	URL         string `json:"url"`
	Attribution string `json:"attribution"`
}

// GeoJSONLayer draws the shapes of a file.
type GeoJSONLayer struct {
	Src   string    `json:"src"`
	Style MapStyle  `json:"style"`
	Rules []MapRule `json:"rules"`
}

// FilledGeoJSONLayer draws the shapes of a file in the colours of rows: a shape has the colour of the row whose IDField is the shape's id.
type FilledGeoJSONLayer struct {
	GeoJSONLayer
	IDField   column.Name `json:"idField"`
	DataStyle MapStyle    `json:"dataStyle"`
}

// MapRule gives some shapes a style of their own.
type MapRule struct {
	Check any      `json:"check"`
	Style MapStyle `json:"style"`
}

// MarkersLayer draws a symbol for each row.
type MarkersLayer struct {
	ShowLegend bool     `json:"showLegend"`
	Style      MapStyle `json:"style"`
}

// MapStyle is the look of shapes and symbols.
type MapStyle struct {
	Color      MapColor  `json:"color"`
	Opacity    float64   `json:"opacity"`
	LineWidth  int       `json:"lineWidth,omitempty"`
	Size       *MapSize  `json:"size,omitempty"`
	Symbol     *MapText  `json:"symbol,omitempty"`
	Text       *MapText  `json:"text,omitempty"`
	TextConfig *TextLook `json:"textConfig,omitempty"`
}

// MapColor is a colour, or the colour of a field's value.
type MapColor struct {
	Field column.Name `json:"field,omitzero"`
	Fixed string      `json:"fixed"`
}

// MapSize is the size of a symbol in pixels.
type MapSize struct {
	Fixed float64 `json:"fixed"`
	Min   float64 `json:"min"`
	Max   float64 `json:"max"`
}

// MapText is a text or symbol, fixed or from a field.
type MapText struct {
	Mode  string      `json:"mode"`
	Field column.Name `json:"field,omitzero"`
	Fixed string      `json:"fixed"`
}

// TextLook places a label beside its symbol.
type TextLook struct {
	FontSize     int    `json:"fontSize"`
	OffsetX      int    `json:"offsetX"`
	OffsetY      int    `json:"offsetY"`
	TextAlign    string `json:"textAlign"`
	TextBaseline string `json:"textBaseline"`
}

// MapControls are the map's own buttons.
type MapControls struct {
	ShowZoom        bool `json:"showZoom"`
	MouseWheelZoom  bool `json:"mouseWheelZoom"`
	ShowAttribution bool `json:"showAttribution"`
	ShowScale       bool `json:"showScale"`
	ShowMeasure     bool `json:"showMeasure"`
	ShowDebug       bool `json:"showDebug"`
}

// MapTooltip says what the pointer shows.
type MapTooltip struct {
	Mode string `json:"mode"`
}
