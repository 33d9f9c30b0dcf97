package grafanatest

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// grid is a frame on its way to a panel.
type grid struct {
	refID   string
	columns []Column
}

// Column is one column of what a panel is drawn from.
type Column struct {
	Name, Heading string
	Kind          data.FieldType
	Values        []any // nil where there is none; the word of a state

	links  []data.DataLink
	hidden bool
}

// States reports whether a column holds words of a fixed list.
func (c Column) States() bool {
	return c.Kind == data.FieldTypeEnum || c.Kind == data.FieldTypeNullableEnum
}

// Number reports whether it holds numbers.
func (c Column) Number() bool { return c.Kind.Numeric() && !c.States() }

// Text reports whether it holds texts.
func (c Column) Text() bool {
	return c.Kind == data.FieldTypeString || c.Kind == data.FieldTypeNullableString
}

func (g grid) rows() int {
	if len(g.columns) == 0 {
		return 0
	}
	return len(g.columns[0].Values)
}

// find looks for a column by its name or its heading, as Grafana's matchers do.
func (g grid) find(name string) *Column {
	for i := range g.columns {
		if c := &g.columns[i]; c.Name == name || c.Heading == name {
			return c
		}
	}
	return nil
}

// pick keeps some of the rows.
func (g grid) pick(rows []int) grid {
	out := grid{refID: g.refID, columns: slices.Clone(g.columns)}
	for i := range out.columns {
		c := &out.columns[i]
		values := make([]any, len(rows))
		for j, row := range rows {
			values[j] = c.Values[row]
		}
		c.Values = values
	}
	return out
}

// somewhere reports whether one of the frames has the column.
func somewhere(grids []grid, name string) bool {
	return slices.ContainsFunc(grids, func(g grid) bool { return g.find(name) != nil })
}

func gridOf(refID string, f *data.Frame) grid {
	g := grid{refID: refID}
	for _, field := range f.Fields {
		c := Column{Name: field.Name, Heading: field.Name, Kind: field.Type()}
		if conf := field.Config; conf != nil {
			c.links = conf.Links
			for _, heading := range []string{conf.DisplayNameFromDS, conf.DisplayName} {
				if heading != "" {
					c.Heading = heading
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
			c.Values = append(c.Values, v)
		}
		g.columns = append(g.columns, c)
	}
	return g
}
