package frames

import (
	"math"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/wording"
)

// table makes the columns of a table from its rows, one call each.
type table[T any] struct {
	View
	rows   []T
	fields []*data.Field
	names  *data.Field // of the units, if the table has them
}

func tableOf[T any](v View, rows []T) *table[T] { return &table[T]{View: v, rows: rows} }

func (t *table[T]) frame(name string) *data.Frame {
	return typed(name, data.FrameTypeTable, t.fields...)
}

func (t *table[T]) add(name column.Name, vi, en string, values any) *data.Field {
	f := field(name, lang.Text{VI: vi, EN: en}, t.Lang, values)
	t.fields = append(t.fields, f)
	return f
}

func (t *table[T]) text(name column.Name, vi, en string, of func(T) string) *data.Field {
	out := make([]string, len(t.rows))
	for i, r := range t.rows {
		out[i] = of(r)
	}
	return t.add(name, vi, en, out)
}

// number is a column of measured numbers, null where there is none.
func (t *table[T]) number(name column.Name, vi, en string, of func(T) *float64) *data.Field {
	out := make([]*float64, len(t.rows))
	for i, r := range t.rows {
		out[i] = tidy(of(r))
	}
	f := t.add(name, vi, en, out)
	f.Config.SetDecimals(1)
	return f
}

// count is a column of whole numbers, null where nobody knows.
func (t *table[T]) count(name column.Name, vi, en string, of func(T) *int) *data.Field {
	f := t.number(name, vi, en, func(r T) *float64 {
		n := of(r)
		if n == nil {
			return nil
		}
		return new(float64(*n))
	})
	f.Config.SetDecimals(0)
	return f
}

// whole is a column of whole numbers that are always known.
func (t *table[T]) whole(name column.Name, vi, en string, of func(T) int) *data.Field {
	return t.count(name, vi, en, func(r T) *int { return new(of(r)) })
}

// places is a column of places in an order, one for each row.
func (t *table[T]) places(name column.Name, vi, en string, of []int) {
	out := make([]*float64, len(of))
	for i, place := range of {
		out[i] = new(float64(place))
	}
	t.add(name, vi, en, out).Config.SetDecimals(0)
}

// percent is a column of percentages from 0 to 100.
func (t *table[T]) percent(name column.Name, vi, en string, of func(T) *float64) *data.Field {
	f := t.number(name, vi, en, of)
	f.Config.Unit = "percent"
	f.Config.SetMin(0).SetMax(100)
	return f
}

// instant is a column of times, null where there is none.
func (t *table[T]) instant(name column.Name, vi, en string, of func(T) time.Time) *data.Field {
	out := make([]*time.Time, len(t.rows))
	for i, r := range t.rows {
		if at := of(r); !at.IsZero() {
			out[i] = &at
		}
	}
	return t.add(name, vi, en, out)
}

func (t *table[T]) truth(name column.Name, vi, en string, of func(T) bool) *data.Field {
	out := make([]bool, len(t.rows))
	for i, r := range t.rows {
		out[i] = of(r)
	}
	return t.add(name, vi, en, out)
}

// enum is a column of states.
func enum[T any, K comparable](t *table[T], name column.Name, vi, en string, s states[K], of func(T) K) *data.Field {
	out := make([]data.EnumItemIndex, len(t.rows))
	for i, r := range t.rows {
		out[i] = s.index(of(r))
	}
	f := t.add(name, vi, en, out)
	f.Config.TypeConfig = s.config(t.Lang)
	return f
}

// unit are the columns of a unit: the ID for programs and links, the name for people.
func (t *table[T]) unit(of func(T) area.Area) {
	t.text(column.Unit, "Mã đơn vị", "Unit ID", func(r T) string { return of(r).UID })
	name := t.text(column.UnitName, "Đơn vị", "Unit", func(r T) string { return wording.UnitName(of(r)) })
	name.Config.Links = t.unitLinks(ofRow(column.Unit), "")
	t.names = name
}

// belonging says which tier a unit is of and what it belongs to.
func (t *table[T]) belonging(of func(T) area.Area) {
	t.text(column.Level, "Cấp", "Level", func(r T) string { return string(of(r).Level) })
	t.text(column.Parent, "Mã đơn vị cấp trên", "Parent ID", func(r T) string { return of(r).Parent })
	t.text(column.ParentName, "Thuộc", "Part of", func(r T) string {
		a, _ := t.Registry.Areas.Get(of(r).Parent)
		return wording.UnitName(a)
	})
}

// indicator are the columns of an indicator.
func (t *table[T]) indicator(id, name func(T) string) {
	t.text(column.Indicator, "Mã chỉ số", "Indicator ID", id)
	f := t.text(column.IndicatorName, "Chỉ tiêu", "Target", name)
	f.Config.Links = t.indicatorLinks(ofRow(column.Indicator), "")
	if t.names != nil { // a row of a unit and an indicator: the other choice goes along
		f.Config.Links = t.indicatorLinks(ofRow(column.Indicator), ofRow(column.Unit))
		t.names.Config.Links = t.unitLinks(ofRow(column.Unit), ofRow(column.Indicator))
	}
}

// tidy drops the dust of floating point, which an alert's text would print: -11.299999999999997.
func tidy(v *float64) *float64 {
	if v == nil {
		return nil
	}
	t := math.Round(*v*1e10) / 1e10
	return &t
}
