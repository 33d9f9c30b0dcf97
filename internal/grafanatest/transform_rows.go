package grafanatest

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

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
		at := slices.IndexFunc(g.columns, func(c Column) bool { return c.Heading == s.Field })
		if s.Index != nil {
			at = *s.Index
		}
		if at < 0 || at >= len(g.columns) || g.columns[at].Name != s.Field && g.columns[at].Heading != s.Field {
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
		return nil, fmt.Sprintf("%s: teach package grafanatest (%v)", raw, err)
	}
	field, last := Column{Name: "Field", Heading: "Field", Kind: data.FieldTypeString}, Column{Name: "Last *", Heading: "Last *", Kind: data.FieldTypeString}
	for _, g := range grids {
		for _, c := range g.columns {
			var v any
			for _, e := range c.Values {
				if e != nil {
					v = e
				}
			}
			field.Values, last.Values = append(field.Values, c.Heading), append(last.Values, v)
		}
	}
	return []grid{{columns: []Column{field, last}}}, ""
}

// matrix has a column for each value of one column and a row for each of another.
func matrix(raw json.RawMessage, grids []grid) ([]grid, string) {
	var o struct{ ColumnField, RowField, ValueField string }
	if err := json.Unmarshal(raw, &o); err != nil || len(grids) != 1 {
		return nil, fmt.Sprintf("%d frames (%v)", len(grids), err)
	}
	g := grids[0]
	var found []Column
	for _, name := range []string{o.RowField, o.ColumnField, o.ValueField} {
		at := slices.IndexFunc(g.columns, func(c Column) bool { return c.Name == name })
		if at < 0 {
			return nil, "no column of the name " + name
		}
		found = append(found, g.columns[at])
	}
	places := map[any]int{}
	corner := Column{Name: o.RowField + `\` + o.ColumnField, Heading: o.RowField + `\` + o.ColumnField, Kind: data.FieldTypeString, links: found[0].links}
	for _, v := range found[0].Values {
		if _, ok := places[v]; !ok {
			places[v] = len(corner.Values)
			corner.Values = append(corner.Values, v)
		}
	}
	out := grid{refID: g.refID, columns: []Column{corner}}
	of := map[any]int{}
	for row, v := range found[1].Values {
		at, ok := of[v]
		if !ok {
			at = len(out.columns)
			of[v] = at
			out.columns = append(out.columns, Column{Name: fmt.Sprint(v), Heading: fmt.Sprint(v), Kind: found[2].Kind, Values: make([]any, len(corner.Values))})
		}
		out.columns[at].Values[places[found[0].Values[row]]] = found[2].Values[row]
	}
	return []grid{out}, ""
}
