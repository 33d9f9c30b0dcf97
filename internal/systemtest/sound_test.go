package systemtest

import (
	"fmt"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/standing"
)

// sound says what is wrong with a frame, whoever asked for it.
func sound(f *data.Frame) string {
	if f.Meta == nil || f.Meta.TypeVersion != (data.FrameTypeVersion{0, 1}) {
		return "frame without a version of its type"
	}
	for _, field := range f.Fields {
		if slices.Contains([]data.FieldType{data.FieldTypeFloat64, data.FieldTypeNullableFloat64}, field.Type()) && hasNaN(field) {
			return "NaN in " + field.Name + ": an alert takes it for a number"
		}
	}
	return falseZero(f)
}

// falseZero finds a number where nothing is known: a unit that has not reported has no value and no gap, not even in letters, and
// before anything is judged no verdict has been counted.
func falseZero(f *data.Frame) string {
	if f.Name == "summary" {
		known := func(name string) bool {
			field, _ := f.FieldByName(name)
			_, ok := field.ConcreteAt(0)
			return ok
		}
		if n, _ := f.FieldByName(string(standing.OnTrack)); known("units_behind") != known(n.Name) {
			return "counts of verdicts where nothing was judged"
		}
		return ""
	}
	status, _ := f.FieldByName("status")
	if status == nil || f.Name != "scorecard" && f.Name != "ranking" {
		return ""
	}
	for i := range f.Rows() {
		index, ok := status.At(i).(data.EnumItemIndex)
		if !ok || !slices.Contains([]standing.Status{standing.Late, standing.NotReported}, standing.Statuses[index]) {
			continue
		}
		for _, name := range []string{"value", "gap", "value_text", "gap_text", "required_text"} {
			field, _ := f.FieldByName(name)
			if v, known := field.ConcreteAt(i); known && v != "" {
				return fmt.Sprintf("row %d has not reported and shows %v as its %s", i, v, name)
			}
		}
	}
	return ""
}

func hasNaN(f *data.Field) bool {
	for i := range f.Len() {
		if v, ok := f.ConcreteAt(i); ok {
			if x, ok := v.(float64); ok && x != x {
				return true
			}
		}
	}
	return false
}
