package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// House style: what all dashboards have in common stands here, and only here.

// noCell is what a table shows in an empty cell.
const noCell = "–"

// noData is what a panel shows where nothing has come; panels for which nothing is good news have a text of their own. Grafana shows
// the same text where the data source failed: so none of them says that all is well, only that nothing is known to be wrong.
func (s scope) noData() string { return s.say("Chưa có số liệu", "No data yet") }

// Colours of lines and zeros; those of states are wording's.
const (
	violet      = "#9A7BD0"
	paleBlue    = "#8AB4EE" // what may be, beside the blue of what is
	transparent = "transparent"
)

// panel starts a panel. The id stays with the panel when others are moved or added: links to single panels hold it.
func (s scope) panel(id, width int, kind, title, description string, targets ...grafana.Target) grafana.Panel {
	return grafana.Panel{
		ID: id, Type: kind, Title: title, Description: description, Datasource: source, Targets: targets,
		GridPos: grafana.GridPos{W: width},
		FieldConfig: grafana.FieldConfig{
			Defaults:  grafana.Field{Unit: "none", NoValue: s.noData(), Thresholds: plainThresholds},
			Overrides: []grafana.Override{},
		},
	}
}

// plainThresholds keeps Grafana from painting everything above 80 red, its default. Real ones come from the data source.
var plainThresholds = grafana.Thresholds{Mode: "absolute", Steps: []grafana.Step{{Color: "text"}}}

// band is panels side by side; together they fill the width.
type band struct {
	height int
	panels []grafana.Panel
}

// stack puts bands below each other.
func stack(bands ...band) ([]grafana.Panel, error) {
	var out []grafana.Panel
	y := 0
	for i, b := range bands {
		x := 0
		for _, p := range b.panels {
			p.GridPos = grafana.GridPos{X: x, Y: y, W: p.GridPos.W, H: b.height}
			x += p.GridPos.W
			out = append(out, p)
		}
		if x != grafana.Columns {
			return nil, fmt.Errorf("band %d is %d columns wide, not %d", i+1, x, grafana.Columns)
		}
		y += b.height
	}
	return out, nil
}

// tableHeight is what a table of so many rows needs to show all of them, in rows of the grid, with room for names that take two lines; a longer one scrolls.
func tableHeight(rows int) int { return min(3+rows, 40) }

// fieldName is what a field is found by: a column of our data source, or a foreign name.
type fieldName interface {
	column.Name | foreign
	fmt.Stringer
}

// foreign is the name of a field that is no column of our data source: a label of Prometheus, or what a transformation makes.
type foreign string

func (f foreign) String() string { return string(f) }

func spelled[N fieldName](names []N) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n.String()
	}
	return out
}

// override changes the field of a name.
func override[N fieldName](name N, properties ...grafana.Property) grafana.Override {
	return grafana.Override{Matcher: grafana.Matcher{ID: "byName", Options: name.String()}, Properties: properties}
}

// answer changes the fields that a query answered.
func answer(refID string, properties ...grafana.Property) grafana.Override {
	return grafana.Override{Matcher: grafana.Matcher{ID: "byFrameRefID", Options: refID}, Properties: properties}
}

func set(id string, value any) grafana.Property { return grafana.Property{ID: id, Value: value} }

// hideColumn keeps a column of a table for links, out of sight.
func hideColumn[N fieldName](name N) grafana.Override {
	return override(name, set("custom.hideFrom.viz", true))
}

// hideField keeps a field of a chart for links, out of sight.
func hideField(name column.Name) grafana.Override {
	return override(name, set("custom.hideFrom", grafana.HideFrom{Legend: true, Tooltip: true, Viz: true}))
}

// keep leaves only the named fields, in the order in which the data source sends them.
func keep[N fieldName](names ...N) grafana.Transformation { return keepFields(spelled(names)) }

func keepFields(names []string) grafana.Transformation {
	return grafana.Transformation{ID: "filterFieldsByName", Options: map[string]any{"include": map[string]any{"names": names}}}
}

// sortBy sorts rows by a field, given as its place after keep: Grafana finds a field to sort by under its heading only,
// which is the data source's to choose.
func sortBy(name column.Name, place int, desc bool) grafana.Transformation {
	return grafana.Transformation{ID: "sortBy", Options: map[string]any{
		"sort": []map[string]any{{"field": name.String(), "index": place, "desc": desc}},
	}}
}

// first leaves so many rows.
func first(n int) grafana.Transformation {
	return grafana.Transformation{ID: "limit", Options: map[string]any{"limitField": n}}
}

// having leaves out what is said of columns that the table does not have: with some plans they would say nothing.
func having(columns []column.Name, all ...grafana.Override) []grafana.Override {
	return slices.DeleteFunc(all, func(o grafana.Override) bool { return !slices.Contains(spelled(columns), o.Matcher.Options) })
}

// table shows rows; its first column stays in sight on a phone.
func table(p grafana.Panel, sort ...grafana.SortBy) grafana.Panel {
	if sort == nil {
		sort = []grafana.SortBy{}
	}
	p.Options = grafana.TableOptions{ShowHeader: true, CellHeight: "sm", SortBy: sort, FrozenColumns: &grafana.FrozenColumns{Left: 1}}
	p.FieldConfig.Defaults.Custom = grafana.Custom{Cell: &grafana.Cell{Type: "auto"}, WrapHeader: true}
	return p
}

// colored paints a cell in the colour of its status; the text stays beside the colour.
func colored(name column.Name, width int) grafana.Override {
	return override(name, set("custom.cellOptions", grafana.Cell{Type: "color-background", Mode: "basic"}), set("custom.width", width), set("custom.wrapText", true))
}

// narrow fixes a column's width in pixels.
func narrow(name column.Name, pixels int) grafana.Override {
	return override(name, set("custom.width", pixels), set("noValue", noCell))
}

// figure is a narrow column of numbers that the data source has written: on the right, like numbers.
func figure(name column.Name, pixels int, more ...grafana.Property) grafana.Override {
	// Text, or Grafana reads an English "8.8" as a number and writes it "8.80".
	return override(name, append([]grafana.Property{set("custom.width", pixels), set("custom.align", "right"), set("unit", "string"), set("noValue", noCell)}, more...)...)
}

// named is the column that names the row. It takes what is left of the width, and breaks a long name instead of cutting it.
func named(name column.Name, least int, more ...grafana.Property) grafana.Override {
	return override(name, append([]grafana.Property{set("custom.minWidth", least), set("custom.wrapText", true)}, more...)...)
}

// phrase is a narrow column of a few words, which may break.
func phrase(name column.Name, pixels int) grafana.Override {
	return override(name, set("custom.width", pixels), set("custom.wrapText", true), set("noValue", noCell))
}

// year shows of a day its year only: milestones end with theirs.
func (s scope) year(name column.Name) grafana.Override {
	return override(name, set("displayName", s.say("Mốc", "By")), set("custom.width", 56), set("unit", "time:YYYY"), set("noValue", noCell))
}

// alarm is a column of counts of which any but zero calls for somebody: on red, and plain where it is zero.
func alarm[N fieldName](name N, pixels int) grafana.Override {
	return override(name, set("custom.width", pixels), set("noValue", noCell), set("custom.cellOptions", grafana.Cell{Type: "color-background", Mode: "basic"}),
		set("color", grafana.Color{Mode: "thresholds"}), set("thresholds", grafana.Thresholds{Mode: "absolute", Steps: []grafana.Step{{Color: wording.Red}}}),
		set("mappings", []grafana.Mapping{{Type: "value", Options: map[string]grafana.Shown{"0": {Text: "0", Color: transparent}}}}))
}

// paged shows a table of communes a page at a time: more than a hundred rows are no list that anybody reads to its end.
func (s scope) paged(p grafana.Panel, level area.Level) grafana.Panel {
	o, ok := p.Options.(grafana.TableOptions)
	if ok && len(s.reg.Members(s.plan, level)) > rowsInSight {
		o.Pagination = true
		p.Options = o
	}
	return p
}

// clause shows the section only, "II.2.a" of "II.2.a, Xóa mù chữ và phổ cập giáo dục, gạch 1": a screen has no
// room for more.
func (s scope) clause() grafana.Override {
	section := grafana.Mapping{Type: "regex", Options: grafana.Regex{Pattern: "/^([^,]+),.*$/", Result: grafana.Shown{Text: "$1"}}}
	return override(column.Clause, set("custom.width", 76), set("mappings", []grafana.Mapping{section}),
		set("displayName", s.say("Mục", "Section")), set("noValue", noCell))
}

// open leads from a row to a page with the row's unit and indicator chosen; the row must keep both ids, and on a page of every plan
// the unit's tier too.
func (s scope) open(name query.Page, title string) grafana.Property {
	if s.anyPlan() {
		return set("links", []grafana.DataLink{{Title: title, URL: s.openLookup() + "&var-indicator=" + cell(column.Indicator)}})
	}
	return set("links", []grafana.DataLink{{Title: title, URL: "/d/" + s.uid(name) + "?${__url_time_range}" +
		"&var-unit=" + cell(column.Unit) + "&var-indicator=" + cell(column.Indicator)}})
}

// cell is the row's own value of a column, in an address.
func cell(name column.Name) string { return "${" + ofRow(name) + ".text:percentencode}" }

// ofRow is Grafana's name for a field of the row that was clicked.
func ofRow(name column.Name) string { return "__data.fields." + name.String() }

// openLookup leads from a row to the page of its unit, chosen under the name of its tier as that page chooses. What lies above is
// not needed: the deepest choice counts.
func (s scope) openLookup() string {
	return "/d/" + s.uid(query.PageLookupUnit) + "?${__url_time_range}&var-plan=" + planVar +
		"&var-${" + ofRow(column.Level) + ".text}=" + cell(column.Unit)
}

// tiered keeps the tier of every row that a link of a page of every plan is made of.
func tiered(panels []grafana.Panel) {
	for i := range panels {
		p := &panels[i]
		if text := fmt.Sprint(p.FieldConfig.Overrides); !strings.Contains(text, ofRow(column.Level)) {
			continue
		}
		for j, t := range p.Transformations {
			if t.ID == "filterFieldsByName" {
				include := t.Options.(map[string]any)["include"].(map[string]any)
				p.Transformations[j] = keepFields(append(slices.Clone(include["names"].([]string)), column.Level.String()))
			}
		}
		p.FieldConfig.Overrides = append(p.FieldConfig.Overrides, hideColumn(column.Level))
	}
}
