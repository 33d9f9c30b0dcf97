package grafanatest

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

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
		return nil, "patterns and variables: teach package grafanatest"
	}
	for _, name := range slices.Concat(o.Include.Names, o.Exclude.Names) {
		if !somewhere(grids, name) {
			return nil, "no column " + name
		}
	}
	var out []grid
	for _, g := range grids {
		g.columns = slices.DeleteFunc(slices.Clone(g.columns), func(c Column) bool {
			named := func(names []string) bool { return slices.Contains(names, c.Name) || slices.Contains(names, c.Heading) }
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
		g.columns = slices.DeleteFunc(slices.Clone(g.columns), func(c Column) bool {
			return o.ExcludeByName[c.Name] || o.ExcludeByName[c.Heading] || len(o.IncludeByName) > 0 && !o.IncludeByName[c.Name] && !o.IncludeByName[c.Heading]
		})
		place := func(c Column) int {
			for _, name := range []string{c.Name, c.Heading} {
				if at, ok := o.IndexByName[name]; ok {
					return at
				}
			}
			return len(g.columns)
		}
		slices.SortStableFunc(g.columns, func(a, b Column) int { return place(a) - place(b) })
		for j := range g.columns {
			c := &g.columns[j]
			for _, name := range []string{c.Name, c.Heading} {
				if to := o.RenameByName[name]; to != "" {
					c.Heading = to
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
			return nil, "conversion to " + c.DestinationType + ": teach package grafanatest"
		}
		if !somewhere(grids, c.TargetField) {
			return nil, "no column " + c.TargetField + " to convert"
		}
		for i := range grids {
			grids[i].columns = slices.Clone(grids[i].columns)
			if at := grids[i].find(c.TargetField); at != nil {
				at.Kind = data.FieldTypeNullableString
			}
		}
	}
	return grids, ""
}
