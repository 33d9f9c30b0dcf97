package grafana

import "github.com/xhht/xhht/internal/column"

// StatOptions is a row of big numbers.
type StatOptions struct {
	ColorMode     string        `json:"colorMode"`
	GraphMode     string        `json:"graphMode"`
	JustifyMode   string        `json:"justifyMode"`
	Orientation   string        `json:"orientation"`
	TextMode      string        `json:"textMode"`
	WideLayout    bool          `json:"wideLayout"`
	Text          Text          `json:"text,omitzero"`
	ReduceOptions ReduceOptions `json:"reduceOptions"`
}

// ReduceOptions says which values of which fields are shown.
type ReduceOptions struct {
	Calcs  []string `json:"calcs"`
	Fields string   `json:"fields"`
	Values bool     `json:"values"`
}

// TableOptions is a table.
type TableOptions struct {
	ShowHeader    bool           `json:"showHeader"`
	CellHeight    string         `json:"cellHeight"`
	FrozenColumns *FrozenColumns `json:"frozenColumns,omitempty"`
	SortBy        []SortBy       `json:"sortBy"`
	FrameIndex    int            `json:"frameIndex"`
	Pagination    bool           `json:"enablePagination,omitempty"`
}

// FrozenColumns stay in sight while the rest scrolls sideways, which is how a wide table stays readable on a phone.
type FrozenColumns struct {
	Left int `json:"left"`
}

// SortBy sorts a table by the heading of a column.
type SortBy struct {
	DisplayName string `json:"displayName"`
	Desc        bool   `json:"desc"`
}

// BarChartOptions is a bar chart over a text field.
type BarChartOptions struct {
	Orientation         string      `json:"orientation"`
	XField              column.Name `json:"xField"`
	ColorByField        column.Name `json:"colorByField"`
	ShowValue           string      `json:"showValue"`
	Stacking            string      `json:"stacking"`
	BarWidth            float64     `json:"barWidth"`
	GroupWidth          float64     `json:"groupWidth"`
	BarRadius           float64     `json:"barRadius"`
	FullHighlight       bool        `json:"fullHighlight"`
	XTickLabelRotation  int         `json:"xTickLabelRotation"`
	XTickLabelMaxLength int         `json:"xTickLabelMaxLength"`
	Text                Text        `json:"text"`
	Legend              Legend      `json:"legend"`
	Tooltip             Tooltip     `json:"tooltip"`
}

// Text is the size of the values written at bars, and of names and values of big numbers, in pixels; 0 leaves it to Grafana.
type Text struct {
	TitleSize int `json:"titleSize,omitempty"`
	ValueSize int `json:"valueSize,omitempty"`
}

// TimeSeriesOptions is lines over time.
type TimeSeriesOptions struct {
	Legend  Legend  `json:"legend"`
	Tooltip Tooltip `json:"tooltip"`
}

// Legend of a chart.
type Legend struct {
	ShowLegend  bool     `json:"showLegend"`
	DisplayMode string   `json:"displayMode"`
	Placement   string   `json:"placement"`
	Calcs       []string `json:"calcs"`
}

// Tooltip of a chart.
type Tooltip struct {
	Mode string `json:"mode"`
	Sort string `json:"sort"`
}
