// Package grafana holds the part of Grafana's file formats that the dashboards of this project are written in: the
// classic dashboard JSON (the only one that file provisioning accepts) and the YAML of alert rules. The generator fills
// these types and its tests read them back strictly. The package knows no plan and decides nothing about looks. The types are our own, and not
// those of Grafana's foundation SDK, so that a page changes when our code does and not when a preview of an SDK does, can be read
// back strictly, and carries the plugin's own query and the alert files' own YAML, neither of which the SDK writes.
package grafana

// SchemaVersion is the newest dashboard schema of Grafana 12.3; older Grafana refuses newer ones.
const SchemaVersion = 42

// Dashboard is one page. It has no id: the uid is its identity across installations.
type Dashboard struct {
	UID           string      `json:"uid"`
	Title         string      `json:"title"`
	Description   string      `json:"description"`
	Tags          []string    `json:"tags"`
	Timezone      string      `json:"timezone"`
	Editable      bool        `json:"editable"`
	SchemaVersion int         `json:"schemaVersion"`
	Refresh       string      `json:"refresh"`
	Time          Time        `json:"time"`
	GraphTooltip  int         `json:"graphTooltip"`
	Preload       bool        `json:"preload,omitempty"` // panels out of sight are drawn, too: paper has no sight
	Timepicker    *Timepicker `json:"timepicker,omitempty"`
	Links         []Link      `json:"links"`
	Templating    Templating  `json:"templating"`
	Annotations   Annotations `json:"annotations"`
	Panels        []Panel     `json:"panels"`
}

// Time is the range a dashboard opens with.
type Time struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Timepicker is the choice of the range, which a page for the wall does without.
type Timepicker struct {
	Hidden bool `json:"hidden"`
}

// Link stands above the panels; of type "dashboards" it lists all dashboards with the tags.
type Link struct {
	Type        string   `json:"type"`
	Title       string   `json:"title"`
	Icon        string   `json:"icon"`
	Tags        []string `json:"tags"`
	AsDropdown  bool     `json:"asDropdown"`
	IncludeVars bool     `json:"includeVars"`
	KeepTime    bool     `json:"keepTime"`
	TargetBlank bool     `json:"targetBlank"`
	Tooltip     string   `json:"tooltip"`
	URL         string   `json:"url"`
}

// Templating holds the variables.
type Templating struct {
	List []Variable `json:"list"`
}

// Variable is a choice the reader makes, filled by the data source.
type Variable struct {
	Type       string     `json:"type"`
	Name       string     `json:"name"`
	Label      string     `json:"label"`
	Datasource Datasource `json:"datasource"`
	Query      any        `json:"query"`
	Definition string     `json:"definition"`
	Current    Option     `json:"current"`
	Options    []Option   `json:"options"`
	Refresh    int        `json:"refresh"` // 1: when the dashboard loads; 2: when the time range changes, too
	Sort       int        `json:"sort"`    // 0: in the data source's order
	Hide       int        `json:"hide"`
	Multi      bool       `json:"multi"`
	IncludeAll bool       `json:"includeAll"`
	AllValue   string     `json:"allValue,omitempty"` // what "all" is to the data source; empty: the list of all options
	Regex      string     `json:"regex"`
}

// Annotations are what charts over time mark.
type Annotations struct {
	List []Annotation `json:"list"`
}

// Annotation is one query for events.
type Annotation struct {
	Name       string      `json:"name"`
	Datasource Datasource  `json:"datasource"`
	Enable     bool        `json:"enable"`
	Hide       bool        `json:"hide"`
	IconColor  string      `json:"iconColor"`
	Filter     PanelFilter `json:"filter"`
	Target     Target      `json:"target"`
}

// PanelFilter names the panels that show an annotation, or those that do not.
type PanelFilter struct {
	Exclude bool  `json:"exclude"`
	IDs     []int `json:"ids"`
}

// Option is one value of a variable.
type Option struct {
	Selected bool   `json:"selected"`
	Text     string `json:"text"`
	Value    string `json:"value"`
}

// Datasource names a data source instance.
type Datasource struct {
	Type string `json:"type"`
	UID  string `json:"uid"`
}
