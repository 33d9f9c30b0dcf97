package grafana

// Panel is one picture of a dashboard. Options is one of the option types of this package.
type Panel struct {
	ID              int              `json:"id"`
	Type            string           `json:"type"`
	Title           string           `json:"title"`
	Description     string           `json:"description"`
	GridPos         GridPos          `json:"gridPos"`
	Datasource      Datasource       `json:"datasource"`
	Targets         []Target         `json:"targets"`
	TimeFrom        string           `json:"timeFrom,omitempty"` // a range of its own, such as "2y": the last two years
	HideTimeRange   bool             `json:"hideTimeOverride,omitempty"`
	Transformations []Transformation `json:"transformations,omitempty"`
	FieldConfig     FieldConfig      `json:"fieldConfig"`
	Options         any              `json:"options"`

	// A repeated panel stands once for each value of a variable, at most MaxPerRow side by side.
	Repeat          string `json:"repeat,omitempty"`
	RepeatDirection string `json:"repeatDirection,omitempty"`
	MaxPerRow       int    `json:"maxPerRow,omitempty"`
}

// Columns is the width of the grid; a row of it is 30 pixels high, with 8 pixels between.
const Columns = 24

// GridPos is a panel's place.
type GridPos struct {
	X int `json:"x"`
	Y int `json:"y"`
	W int `json:"w"`
	H int `json:"h"`
}

// Transformation reshapes what the queries answered, in the browser.
type Transformation struct {
	ID      string `json:"id"`
	Options any    `json:"options"`
}

// FieldConfig is how fields look. What the data source sends wins over Defaults; Overrides win over the data source.
type FieldConfig struct {
	Defaults  Field      `json:"defaults"`
	Overrides []Override `json:"overrides"`
}

// Field is the look of a field.
type Field struct {
	DisplayName string     `json:"displayName,omitempty"`
	Unit        string     `json:"unit,omitempty"`
	NoValue     string     `json:"noValue,omitempty"`
	Color       Color      `json:"color,omitzero"`
	Mappings    []Mapping  `json:"mappings,omitempty"`
	Thresholds  Thresholds `json:"thresholds"`
	Custom      Custom     `json:"custom,omitzero"`
}

// Color says where a field's colour comes from.
type Color struct {
	Mode       string `json:"mode,omitempty"`
	FixedColor string `json:"fixedColor,omitempty"`
}

// Mapping replaces a value's text or colour.
type Mapping struct {
	Type    string `json:"type"`
	Options any    `json:"options"`
}

// Shown is what a mapping shows.
type Shown struct {
	Text  string `json:"text,omitempty"`
	Color string `json:"color,omitempty"`
	Index int    `json:"index"`
}

// Regex maps text that matches.
type Regex struct {
	Pattern string `json:"pattern"`
	Result  Shown  `json:"result"`
}

// Range maps numbers from From on.
type Range struct {
	From   float64  `json:"from"`
	To     *float64 `json:"to"`
	Result Shown    `json:"result"`
}

// Thresholds is the colour ladder of a field.
type Thresholds struct {
	Mode  string `json:"mode"`
	Steps []Step `json:"steps"`
}

// Step is one rung; the first has no value and stands for everything below the second.
type Step struct {
	Color string   `json:"color"`
	Value *float64 `json:"value"`
}

// Custom is the look that belongs to a panel type.
type Custom struct {
	// Tables.
	Cell       *Cell     `json:"cellOptions,omitempty"`
	Width      int       `json:"width,omitempty"`
	MinWidth   int       `json:"minWidth,omitempty"`
	WrapText   bool      `json:"wrapText,omitempty"`
	WrapHeader bool      `json:"wrapHeaderText,omitempty"`
	HideFrom   *HideFrom `json:"hideFrom,omitempty"`

	// Charts.
	AxisLabel   string `json:"axisLabel,omitempty"`
	DrawStyle   string `json:"drawStyle,omitempty"`
	FillOpacity int    `json:"fillOpacity,omitempty"`
	LineWidth   int    `json:"lineWidth,omitempty"`
	ShowPoints  string `json:"showPoints,omitempty"`
	PointSize   int    `json:"pointSize,omitempty"`
}

// Cell is how a table cell is drawn.
type Cell struct {
	Type          string `json:"type"`
	Mode          string `json:"mode,omitempty"`
	DynamicHeight bool   `json:"dynamicHeight,omitempty"`
}

// HideFrom keeps a field for links but out of sight.
type HideFrom struct {
	Legend  bool `json:"legend"`
	Tooltip bool `json:"tooltip"`
	Viz     bool `json:"viz"`
}

// Override changes the look of the fields that match.
type Override struct {
	Matcher    Matcher    `json:"matcher"`
	Properties []Property `json:"properties"`
}

// Matcher selects fields: byName takes a field's name, byFrameRefID the query that answered.
type Matcher struct {
	ID      string `json:"id"`
	Options string `json:"options"`
}

// Property is one changed setting, such as "custom.width".
type Property struct {
	ID    string `json:"id"`
	Value any    `json:"value"`
}

// DataLink leads from a value to a page.
type DataLink struct {
	Title       string `json:"title"`
	URL         string `json:"url"`
	TargetBlank bool   `json:"targetBlank"`
}
