package grafanatest

import (
	"encoding/json"
)

// What Grafana's browser half does with an answer before a panel draws it: columns renamed, sorted and grouped. A
// transformation that names a column which is not there does nothing in Grafana, silently; here it is a fault.

// transformed applies a panel's transformations in their order.
func transformed(list []Transformation, grids []grid) ([]grid, string) {
	for _, t := range list {
		if t.Disabled {
			continue
		}
		does, known := transformations[t.ID]
		if !known {
			return nil, "transformation " + t.ID + ": teach package grafanatest what it does"
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
