package grafanatest_test

import (
	"testing"

	"github.com/xhht/xhht/internal/grafanatest"
)

func step(id, options string) string {
	return `"type":"table","transformations":[{"id":"` + id + `","options":` + options + `}]`
}

// What Grafana makes of two rows, column by column; and what it would pass over in silence.
func TestTransformations(t *testing.T) {
	for name, c := range map[string]struct{ panel, want, fault string }{
		"none":              {`"type":"table"`, "unit[d:1@0 d:2@0] Đơn vị[Huyện Một Huyện Hai] value[43.1 <nil>] status[Chậm Đạt]", ""},
		"one that is off":   {`"type":"table","transformations":[{"id":"magic","disabled":true}]`, "unit[d:1@0 d:2@0] Đơn vị[Huyện Một Huyện Hai] value[43.1 <nil>] status[Chậm Đạt]", ""},
		"an unknown one":    {step("calculateField", `{}`), "", "teach package grafanatest"},
		"some columns":      {step("filterFieldsByName", `{"include":{"names":["unit","Đơn vị"]}}`), "unit[d:1@0 d:2@0] Đơn vị[Huyện Một Huyện Hai]", ""},
		"all but one":       {step("filterFieldsByName", `{"exclude":{"names":["value"]}}`), "unit[d:1@0 d:2@0] Đơn vị[Huyện Một Huyện Hai] status[Chậm Đạt]", ""},
		"a missing column":  {step("filterFieldsByName", `{"include":{"names":["gap_txt"]}}`), "", "no column gap_txt"},
		"by a pattern":      {step("filterFieldsByName", `{"include":{"pattern":"/.*/"}}`), "", "patterns and variables"},
		"another order":     {step("organize", `{"indexByName":{"value":0,"unit":1},"excludeByName":{"status":true},"renameByName":{"value":"Tỉ lệ"}}`), "Tỉ lệ[43.1 <nil>] unit[d:1@0 d:2@0] Đơn vị[Huyện Một Huyện Hai]", ""},
		"only the included": {step("organize", `{"includeByName":{"value":true}}`), "value[43.1 <nil>]", ""},
		"a name not there":  {step("organize", `{"renameByName":{"gap":"x"}}`), "", "no column gap"},
		"in one type":       {step("convertFieldType", `{"conversions":[{"targetField":"status","destinationType":"string"}]}`), "unit[d:1@0 d:2@0] Đơn vị[Huyện Một Huyện Hai] value[43.1 <nil>] status[Chậm Đạt]", ""},
		"in a number":       {step("convertFieldType", `{"conversions":[{"targetField":"status","destinationType":"number"}]}`), "", "conversion to number"},
		"nothing to turn":   {step("convertFieldType", `{"conversions":[{"targetField":"state"}]}`), "", "no column state"},
		"sorted by a place": {step("sortBy", `{"sort":[{"field":"value","index":2}]}`), "unit[d:1@0 d:2@0] Đơn vị[Huyện Một Huyện Hai] value[43.1 <nil>] status[Chậm Đạt]", ""},
		"the wrong place":   {step("sortBy", `{"sort":[{"field":"value","index":1}]}`), "", `"value" is not the column at place 1`},
		"beyond the last":   {step("sortBy", `{"sort":[{"field":"value","index":9}]}`), "", "at place 9"},
		"the first row":     {step("limit", `{"limitField":1}`), "unit[d:1@0] Đơn vị[Huyện Một] value[43.1] status[Chậm]", ""},
		"no rows":           {step("limit", `{"limitField":0}`), "", "0 rows"},
		"each column's end": {step("reduce", `{"reducers":["lastNotNull"]}`), "Field[unit Đơn vị value status] Last *[d:2@0 Huyện Hai 43.1 Đạt]", ""},
		"another reducer":   {step("reduce", `{"reducers":["mean"]}`), "", "teach package grafanatest"},
		"a matrix":          {step("groupingToMatrix", `{"rowField":"unit_name","columnField":"unit","valueField":"status"}`), `unit_name\unit[Huyện Một Huyện Hai] d:1@0[Chậm <nil>] d:2@0[<nil> Đạt]`, ""},
		"of a heading":      {step("groupingToMatrix", `{"rowField":"Đơn vị","columnField":"unit","valueField":"value"}`), "", "no column of the name Đơn vị"},
	} {
		frame := units()
		frame.Fields[1].Config.Links = nil // they are tested with the panels
		s := shown(t, c.panel, frame)
		faulty(t, name, s.Faults, c.fault)
		if got := rows(s); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestOrganizeWorksOnOneFrameOnly(t *testing.T) {
	s := shown(t, step("organize", `{"renameByName":{"value":"x"}}`), units(), units())
	faulty(t, "two frames", s.Faults, "one frame only")
}

// A state that was turned into a text is drawn as one.
func TestAConvertedColumnHoldsTexts(t *testing.T) {
	s := shown(t, step("convertFieldType", `{"conversions":[{"targetField":"status","destinationType":"string"}]}`), units())
	if n := len(s.Columns(grafanatest.Column.Text)); n != 3 {
		t.Errorf("%d columns of texts, want 3", n)
	}
	if n := len(s.Columns(grafanatest.Column.States)); n != 0 {
		t.Errorf("%d columns of states are left", n)
	}
}
