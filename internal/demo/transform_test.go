package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// What Grafana's browser half does with an answer before a panel draws it: columns renamed, sorted and grouped. A
// transformation that names a column which is not there does nothing in Grafana, silently; here it is a fault.

// grid is a frame on its way to a panel.
type grid struct {
	refID   string
	columns []column
}

type column struct {
	name, heading string
	kind          data.FieldType
	links         []data.DataLink
	hidden        bool
	values        []any // nil where there is none; the word of a state
}

func (g grid) rows() int {
	if len(g.columns) == 0 {
		return 0
	}
	return len(g.columns[0].values)
}

// find looks for a column by its name or its heading, as Grafana's matchers do.
func (g grid) find(name string) *column {
	for i := range g.columns {
		if c := &g.columns[i]; c.name == name || c.heading == name {
			return c
		}
	}
	return nil
}

func gridOf(refID string, f *data.Frame) grid {
	g := grid{refID: refID}
	for _, field := range f.Fields {
		c := column{name: field.Name, heading: field.Name, kind: field.Type()}
		if conf := field.Config; conf != nil {
			c.links = conf.Links
			for _, heading := range []string{conf.DisplayNameFromDS, conf.DisplayName} {
				if heading != "" {
					c.heading = heading
				}
			}
		}
		for i := range field.Len() {
			v, known := field.ConcreteAt(i)
			switch state, ok := v.(data.EnumItemIndex); {
			case !known:
				v = nil
			case ok:
				v = field.Config.TypeConfig.Enum.Text[state]
			}
			c.values = append(c.values, v)
		}
		g.columns = append(g.columns, c)
	}
	return g
}

type transformation struct {
	ID       string
	Disabled bool
	Options  json.RawMessage
}

// transformed applies a panel's transformations in their order.
func transformed(list []transformation, grids []grid) ([]grid, string) {
	for _, t := range list {
		if t.Disabled {
			continue
		}
		does, known := transformations[t.ID]
		if !known {
			return nil, "transformation " + t.ID + ": teach this test what it does"
		}
		var fault string
		if grids, fault = does(t.Options, grids); fault != "" {
			return nil, t.ID + ": " + fault
		}
	}
	return grids, ""
}

var transformations = map[string]func(json.RawMessage, []grid) ([]grid, string){
	"filterFieldsByName": onlyColumns,
	"organize":           organized,
	"sortBy":             sorted,
	"limit":              firstRows,
	"convertFieldType":   inOneType,
	"reduce":             reduced,
	"groupingToMatrix":   matrix,
}

// somewhere reports whether one of the frames has the column.
func somewhere(grids []grid, name string) bool {
	return slices.ContainsFunc(grids, func(g grid) bool { return g.find(name) != nil })
}

func onlyColumns(raw json.RawMessage, grids []grid) ([]grid, string) {
	var o struct {
		Include, Exclude struct {
			Names             []string
			Pattern, Variable string
		}
		ByVariable bool
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, err.Error()
	}
	if o.ByVariable || o.Include.Pattern+o.Exclude.Pattern+o.Include.Variable+o.Exclude.Variable != "" {
		return nil, "patterns and variables: teach this test"
	}
	for _, name := range slices.Concat(o.Include.Names, o.Exclude.Names) {
		if !somewhere(grids, name) {
			return nil, "no column " + name
		}
	}
	var out []grid
	for _, g := range grids {
		g.columns = slices.DeleteFunc(slices.Clone(g.columns), func(c column) bool {
			named := func(names []string) bool { return slices.Contains(names, c.name) || slices.Contains(names, c.heading) }
			return len(o.Include.Names) > 0 && !named(o.Include.Names) || named(o.Exclude.Names)
		})
		if len(g.columns) > 0 {
			out = append(out, g)
		}
	}
	return out, ""
}

func organized(raw json.RawMessage, grids []grid) ([]grid, string) {
	var o struct {
		ExcludeByName, IncludeByName map[string]bool
		IndexByName                  map[string]int
		RenameByName                 map[string]string
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, err.Error()
	}
	if len(grids) > 1 {
		return nil, "works on one frame only, and there are several"
	}
	for _, names := range [][]string{keys(o.ExcludeByName), keys(o.IncludeByName), keys(o.IndexByName), keys(o.RenameByName)} {
		for _, name := range names {
			if !somewhere(grids, name) {
				return nil, "no column " + name
			}
		}
	}
	for i, g := range grids {
		g.columns = slices.DeleteFunc(slices.Clone(g.columns), func(c column) bool {
			return o.ExcludeByName[c.name] || o.ExcludeByName[c.heading] || len(o.IncludeByName) > 0 && !o.IncludeByName[c.name] && !o.IncludeByName[c.heading]
		})
		place := func(c column) int {
			for _, name := range []string{c.name, c.heading} {
				if at, ok := o.IndexByName[name]; ok {
					return at
				}
			}
			return len(g.columns)
		}
		slices.SortStableFunc(g.columns, func(a, b column) int { return place(a) - place(b) })
		for j := range g.columns {
			c := &g.columns[j]
			for _, name := range []string{c.name, c.heading} {
				if to := o.RenameByName[name]; to != "" {
					c.heading = to
				}
			}
		}
		grids[i] = g
	}
	return grids, ""
}

func keys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// inOneType turns columns into words.
func inOneType(raw json.RawMessage, grids []grid) ([]grid, string) {
	var o struct {
		Conversions []struct{ TargetField, DestinationType string }
	}
	if err := json.Unmarshal(raw, &o); err != nil || len(o.Conversions) == 0 {
		return nil, fmt.Sprintf("%d columns to convert (%v)", len(o.Conversions), err)
	}
	for _, c := range o.Conversions {
		if c.DestinationType != "string" && c.DestinationType != "" {
			return nil, "conversion to " + c.DestinationType + ": teach this test"
		}
		if !somewhere(grids, c.TargetField) {
			return nil, "no column " + c.TargetField + " to convert"
		}
		for i := range grids {
			grids[i].columns = slices.Clone(grids[i].columns)
			if at := grids[i].find(c.TargetField); at != nil {
				at.kind = data.FieldTypeNullableString
			}
		}
	}
	return grids, ""
}

func (g grid) pick(rows []int) grid {
	out := grid{refID: g.refID, columns: slices.Clone(g.columns)}
	for i := range out.columns {
		c := &out.columns[i]
		values := make([]any, len(rows))
		for j, row := range rows {
			values[j] = c.values[row]
		}
		c.values = values
	}
	return out
}

// sorted checks only that the column is where the panel says: Grafana sorts by the place, whatever stands there.
func sorted(raw json.RawMessage, grids []grid) ([]grid, string) {
	var o struct {
		Sort []struct {
			Field string
			Index *int
		}
	}
	if err := json.Unmarshal(raw, &o); err != nil || len(o.Sort) != 1 {
		return nil, fmt.Sprintf("%d columns to sort by (%v)", len(o.Sort), err)
	}
	s := o.Sort[0]
	for _, g := range grids {
		at := slices.IndexFunc(g.columns, func(c column) bool { return c.heading == s.Field })
		if s.Index != nil {
			at = *s.Index
		}
		if at < 0 || at >= len(g.columns) || g.columns[at].name != s.Field && g.columns[at].heading != s.Field {
			return nil, fmt.Sprintf("%q is not the column at place %d", s.Field, at)
		}
	}
	return grids, ""
}

func firstRows(raw json.RawMessage, grids []grid) ([]grid, string) {
	var o struct{ LimitField int }
	if err := json.Unmarshal(raw, &o); err != nil || o.LimitField < 1 {
		return nil, fmt.Sprintf("%d rows (%v)", o.LimitField, err)
	}
	for i, g := range grids {
		var kept []int
		for row := range min(g.rows(), o.LimitField) {
			kept = append(kept, row)
		}
		grids[i] = g.pick(kept)
	}
	return grids, ""
}

// reduced is a row for each column.
func reduced(raw json.RawMessage, grids []grid) ([]grid, string) {
	var o struct {
		Reducers []string
		Mode     string
	}
	if err := json.Unmarshal(raw, &o); err != nil || !slices.Equal(o.Reducers, []string{"lastNotNull"}) || o.Mode != "" {
		return nil, fmt.Sprintf("%s: teach this test (%v)", raw, err)
	}
	field, last := column{name: "Field", heading: "Field", kind: data.FieldTypeString}, column{name: "Last *", heading: "Last *", kind: data.FieldTypeString}
	for _, g := range grids {
		for _, c := range g.columns {
			var v any
			for _, e := range c.values {
				if e != nil {
					v = e
				}
			}
			field.values, last.values = append(field.values, c.heading), append(last.values, v)
		}
	}
	return []grid{{columns: []column{field, last}}}, ""
}

// matrix has a column for each value of one column and a row for each of another.
func matrix(raw json.RawMessage, grids []grid) ([]grid, string) {
	var o struct{ ColumnField, RowField, ValueField string }
	if err := json.Unmarshal(raw, &o); err != nil || len(grids) != 1 {
		return nil, fmt.Sprintf("%d frames (%v)", len(grids), err)
	}
	g := grids[0]
	var found []column
	for _, name := range []string{o.RowField, o.ColumnField, o.ValueField} {
		at := slices.IndexFunc(g.columns, func(c column) bool { return c.name == name })
		if at < 0 {
			return nil, "no column of the name " + name
		}
		found = append(found, g.columns[at])
	}
	places := map[any]int{}
	corner := column{name: o.RowField + `\` + o.ColumnField, heading: o.RowField + `\` + o.ColumnField, kind: data.FieldTypeString, links: found[0].links}
	for _, v := range found[0].values {
		if _, ok := places[v]; !ok {
			places[v] = len(corner.values)
			corner.values = append(corner.values, v)
		}
	}
	out := grid{refID: g.refID, columns: []column{corner}}
	of := map[any]int{}
	for row, v := range found[1].values {
		at, ok := of[v]
		if !ok {
			at = len(out.columns)
			of[v] = at
			out.columns = append(out.columns, column{name: fmt.Sprint(v), heading: fmt.Sprint(v), kind: found[2].kind, values: make([]any, len(corner.values))})
		}
		out.columns[at].values[places[found[0].values[row]]] = found[2].values[row]
	}
	return []grid{out}, ""
}

// field is a place where a link or text takes a value out of its row.
var field = regexp.MustCompile(`__data\.fields(?:\.(\w+)|\[\\?"([^"\\]+)\\?"\])`)
