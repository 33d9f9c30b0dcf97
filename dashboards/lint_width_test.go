package main

import (
	"encoding/json"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// The width that a laptop of 1440 pixels leaves a page beside Grafana's menu, and a phone of 390 a table.
const (
	laptopWidth = 1110
	phoneWidth  = 340
)

// fitted are the pages that are read on all three: wall, laptop and phone.
var fitted = []query.Page{query.PageOverview, query.PageUnit, query.PageIndicator}

// width checks that a table shows all its columns on a laptop, and the row's name and its status on a phone, without anybody having to
// find out that there is more to the right.
func (l *linter) width(p lintPanel) {
	if p.Type != "table" || len(p.Transformations) == 0 || p.Transformations[0].ID != "filterFieldsByName" {
		return // columns are not known here
	}
	var o struct{ Include struct{ Names []string } }
	if err := json.Unmarshal(p.Transformations[0].Options, &o); err != nil {
		l.add("panel %q: %v", p.Title, err)
		return
	}
	const unsized, border = 150, 18 // Grafana's width of a column that says nothing
	least := func(name string) int {
		width := unsized
		for _, over := range p.FieldConfig.Overrides {
			for _, property := range over.Properties {
				n, _ := property.Value.(float64)
				switch {
				case over.Matcher.Options != name:
				case property.ID == "custom.hideFrom.viz":
					return 0
				case property.ID == "custom.width", property.ID == "custom.minWidth":
					width = int(n)
				}
			}
		}
		return width
	}
	sum, head := 0, 0
	for _, name := range o.Include.Names {
		sum += least(name)
		if name == "status" {
			head = sum
		}
	}
	if room := (laptopWidth+8)*p.GridPos.W/grafana.Columns - 8 - border; sum > room {
		l.add("panel %q: its columns need %d pixels, a laptop has %d", p.Title, sum, room)
	}
	if head > phoneWidth {
		l.add("panel %q: its status ends at pixel %d, a phone has %d", p.Title, head, phoneWidth)
	}
}
