package grafanatest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/grafanatest"
)

const geomap = `"type":"geomap","options":{"layers":[
	{"type":"geojson","name":"ranh giới","config":{"src":"public/plugins/xhht-targets-datasource/geo/districts.json"}},
	{"type":"markers","name":"điểm","location":{"mode":"lookup","lookup":"unit","gazetteer":"public/plugins/xhht-targets-datasource/geo/districts-places.json"},"config":{"style":{"color":{"field":"status"},"text":{"field":"unit_name"}}}}]}`

// Every type of panel with what it needs, and with each thing that Grafana would draw empty or wrong without a word.
func TestWhatAPanelNeeds(t *testing.T) {
	words := func(f *data.Frame) *data.Frame { f.Fields = f.Fields[:2]; return f }
	for name, c := range map[string]struct {
		panel   string
		frames  []*data.Frame
		visible string
		fault   string
	}{
		"a table":                      {`"type":"table"`, []*data.Frame{units()}, "unit unit_name value status", ""},
		"a table of two frames":        {`"type":"table"`, []*data.Frame{units(), units()}, "", "a table shows one frame: there are 2"},
		"a table without columns":      {`"type":"table","fieldConfig":{"overrides":[{"matcher":{"id":"byRegexp","options":"/.*/"},"properties":[{"id":"custom.hidden","value":true}]}]}`, []*data.Frame{units()}, "", "0 visible columns"},
		"sorted by a heading":          {`"type":"table","options":{"sortBy":[{"displayName":"Đơn vị"}]}`, []*data.Frame{units()}, "unit unit_name value status", ""},
		"sorted by a name":             {`"type":"table","options":{"sortBy":[{"displayName":"unit_name"}]}`, []*data.Frame{units()}, "", `"unit_name", which is no heading`},
		"figures":                      {`"type":"stat"`, []*data.Frame{units()}, "value", ""},
		"figures of words":             {`"type":"gauge"`, []*data.Frame{words(units())}, "", "0 columns of numbers"},
		"bars":                         {`"type":"barchart","options":{"xField":"unit","colorByField":"status"},"fieldConfig":{"overrides":[{"matcher":{"id":"byName","options":"Đơn vị"},"properties":[{"id":"custom.hideFrom","value":{"viz":true}}]}]}`, []*data.Frame{units()}, "value", ""},
		"bars without names":           {`"type":"barchart","options":{"xField":"name"}`, []*data.Frame{units()}, "", `column of texts "name"`},
		"bars over numbers":            {`"type":"barchart","options":{"xField":"value"}`, []*data.Frame{units()}, "", `column of texts "value"`},
		"bars coloured by a name":      {`"type":"barchart","options":{"xField":"unit","colorByField":"unit_name"}`, []*data.Frame{units()}, "", "no column of states"},
		"bars with a second axis":      {`"type":"barchart","options":{"xField":"unit"}`, []*data.Frame{units()}, "", "2 visible columns of texts"},
		"bars of words":                {`"type":"barchart","options":{"xField":"unit"}`, []*data.Frame{words(units())}, "", "has no bars"},
		"a line":                       {`"type":"timeseries"`, []*data.Frame{overTime(new(1.0), nil)}, "1 lines", ""},
		"a line of a table":            {`"type":"timeseries"`, []*data.Frame{units()}, "", "time first"},
		"a line without numbers":       {`"type":"timeseries"`, []*data.Frame{overTime(nil, nil), overTime(new(1.0))}, "1 lines", ""},
		"spans":                        {`"type":"state-timeline"`, []*data.Frame{data.NewFrame("", overTime(new(1.0)).Fields[0], data.NewField("state", nil, []string{"Đạt"}))}, "1 spans", ""},
		"spans of numbers":             {`"type":"status-history"`, []*data.Frame{overTime(new(1.0))}, "", "a state in words"},
		"a map":                        {geomap, []*data.Frame{units()}, "status", ""},
		"a map of a missing file":      {strings.Replace(geomap, "districts.json", "nowhere.json", 1), []*data.Frame{units()}, "", "nowhere.json"},
		"a map of somebody else's":     {strings.Replace(geomap, "public/plugins/xhht-targets-datasource/geo/districts.json", "public/maps/x.json", 1), []*data.Frame{units()}, "", "is not the plugin's"},
		"a map with another look-up":   {strings.Replace(geomap, `"lookup":"unit"`, `"lookup":"uid"`, 1), []*data.Frame{units()}, "", `the column "uid"`},
		"a map without a place":        {geomap, []*data.Frame{func() *data.Frame { f := units(); f.Fields[0].Set(1, "d:3@0"); return f }()}, "", "no place for d:3@0"},
		"a map coloured by nothing":    {strings.Replace(geomap, `"color":{"field":"status"}`, `"color":{"field":"state"}`, 1), []*data.Frame{units()}, "", "the column state"},
		"a map coloured by a number":   {strings.Replace(geomap, `"color":{"field":"status"}`, `"color":{"field":"value"}`, 1), []*data.Frame{units()}, "", "has no states"},
		"a panel nobody knows":         {`"type":"heatmap"`, []*data.Frame{units()}, "", "teach package grafanatest"},
		"a time of its own, shifted":   {`"type":"table","timeShift":"1y"`, []*data.Frame{units()}, "", "shifts its time"},
		"repeated for nothing":         {`"type":"table","repeat":"unit"`, []*data.Frame{units()}, "", "repeats for unit, of which 0"},
		"a title of a missing choice":  {`"type":"table","title":"Đơn vị ${unit:text}"`, []*data.Frame{units()}, "", "speaks of ${unit:text}"},
		"a text":                       {`"type":"text"`, nil, "", ""},
		"an override of a column":      {`"type":"table","fieldConfig":{"overrides":[{"matcher":{"id":"byName","options":"value"},"properties":[{"id":"displayName","value":"Tỉ lệ"}]}]},"options":{"sortBy":[{"displayName":"Tỉ lệ"}]}`, []*data.Frame{units()}, "unit unit_name value status", ""},
		"an override of none":          {`"type":"table","fieldConfig":{"overrides":[{"matcher":{"id":"byName","options":"gap"}}]}`, []*data.Frame{units()}, "", "override of gap: no such column"},
		"an override of a query":       {`"type":"table","fieldConfig":{"overrides":[{"matcher":{"id":"byFrameRefID","options":"Z"}}]}`, []*data.Frame{units()}, "", "no such query"},
		"an override of something":     {`"type":"table","fieldConfig":{"overrides":[{"matcher":{"id":"byValue","options":"x"}}]}`, []*data.Frame{units()}, "", "byValue: teach"},
		"a heading for all columns":    {`"type":"table","fieldConfig":{"defaults":{"displayName":"${__field.name}"}},"options":{"sortBy":[{"displayName":"unit_name"}]}`, []*data.Frame{units()}, "unit unit_name value status", ""},
		"a link without its column":    {`"type":"table","transformations":[{"id":"filterFieldsByName","options":{"exclude":{"names":["unit"]}}}]`, []*data.Frame{units()}, "", "takes a value from the column unit, which is not there"},
		"a link to no page":            {`"type":"table","fieldConfig":{"defaults":{"links":[{"url":"/d/units?x"}]}}`, []*data.Frame{units()}, "", "leads to units, which there is not"},
		"a link to a choice not there": {`"type":"table","fieldConfig":{"defaults":{"links":[{"url":"/d/unit?var-huyen=1"}]}}`, []*data.Frame{units()}, "", "chooses huyen, which page does not offer"},
		"a link elsewhere":             {`"type":"table","fieldConfig":{"defaults":{"links":[{"url":"https://example.org"}]}}`, []*data.Frame{units()}, "", "leads to https://example.org"},
		"links that are taken away":    {`"type":"table","transformations":[{"id":"filterFieldsByName","options":{"exclude":{"names":["unit"]}}}],"fieldConfig":{"overrides":[{"matcher":{"id":"byName","options":"unit_name"},"properties":[{"id":"links","value":[]}]}]}`, []*data.Frame{units()}, "unit_name value status", ""},
		"an override of empty lines":   {`"type":"timeseries","fieldConfig":{"overrides":[{"matcher":{"id":"byName","options":"actual"}}]}`, []*data.Frame{overTime(nil)}, "0 lines", ""},
		"an override of a query's own": {`"type":"table","fieldConfig":{"overrides":[{"matcher":{"id":"byFrameRefID","options":"A"},"properties":[{"id":"custom.hideFrom.viz","value":true}]}]}`, []*data.Frame{overTime(new(1.0))}, "time", ""},
		"links that are hidden":        {`"type":"table","fieldConfig":{"overrides":[{"matcher":{"id":"byName","options":"unit_name"},"properties":[{"id":"links","value":[{"url":"/d/nowhere"}]},{"id":"custom.hideFrom.viz","value":true}]}]}`, []*data.Frame{units()}, "unit value status", ""},
	} {
		s := shown(t, c.panel, c.frames...)
		faulty(t, name, s.Faults, c.fault)
		if got := strings.Join(s.Visible, " "); c.fault == "" && got != c.visible {
			t.Errorf("%s: visible are %q, want %q", name, got, c.visible)
		}
	}
}

// On a page with more units than a map has places for, a missing place is no fault.
func TestNotEveryUnitIsMapped(t *testing.T) {
	stray := units()
	stray.Fields[0].Set(1, "d:3@0")
	g := grafana(answering(stray))
	b := board(t, `"panels":[{"id":1,"datasource":{"uid":"xhht-targets"},"targets":[{"refId":"A","schemaVersion":1,"kind":"scorecard","plan":"p"}],`+geomap+`}]`)
	pages := map[string]grafanatest.Board{"unit": board(t, list(`{"name":"unit","type":"textbox"}`))}
	faulty(t, "mapped", g.Panels(t, g.Open(t, b)[0], pages, true)[0].Faults, "no place for d:3@0")
	faulty(t, "not mapped", g.Panels(t, g.Open(t, b)[0], pages, false)[0].Faults, "")
}

func TestRowsAreCounted(t *testing.T) {
	none := overTime(nil)
	for name, c := range map[string]struct {
		panel      string
		frames     []*data.Frame
		rows       []int
		full, left int
	}{
		"all":                     {`"type":"table"`, []*data.Frame{units()}, []int{2}, 1, 2},
		"after a transformation":  {step("limit", `{"limitField":1}`), []*data.Frame{units()}, []int{2}, 1, 1},
		"a line that is empty":    {`"type":"timeseries"`, []*data.Frame{none, overTime(new(1.0), new(2.0))}, []int{0, 2}, 1, 2},
		"a table of bare columns": {`"type":"table"`, []*data.Frame{data.NewFrame("", data.NewField("unit", nil, []string{}))}, []int{0}, 0, 0},
	} {
		s := shown(t, c.panel, c.frames...)
		if !slices.Equal(s.Rows, c.rows) || s.Frames != c.full || s.Left != c.left {
			t.Errorf("%s: %v rows in %d frames, %d left; want %v, %d, %d", name, s.Rows, s.Frames, s.Left, c.rows, c.full, c.left)
		}
	}
}

func TestAnUnsoundFrameIsAFault(t *testing.T) {
	b := board(t, `"panels":[{"id":1,"type":"table","options":{},"datasource":{"uid":"xhht-targets"},"targets":[{"refId":"A","schemaVersion":1,"kind":"scorecard","plan":"p"}]}]`)
	g := grafana(answering(units()))
	g.Sound = func(f *data.Frame) string { return "unsound: " + f.Name }
	s := g.Panels(t, g.Open(t, b)[0], nil, true)[0]
	faulty(t, "unsound", s.Faults, "query A: unsound: scorecard")
}

func TestAQueryThatIsNoneIsAFault(t *testing.T) {
	for query, want := range map[string]string{
		`{"refId":"A","schemaVersion":1,"kind":"guess","plan":"p"}`:                        "guess",
		`{"refId":"A","schemaVersion":1,"kind":"scorecard","plan":"p","units":["$huyen"]}`: "$huyen",
	} {
		g := grafana(answering(units()))
		b := board(t, `"panels":[{"id":1,"type":"table","options":{},"datasource":{"uid":"xhht-targets"},"targets":[`+query+`]}]`)
		faulty(t, query, g.Panels(t, g.Open(t, b)[0], nil, true)[0].Faults, want)
	}
}

// A row's folded panels are shown as well as those that stand open; a panel of another data source is not ours to judge.
func TestFoldedPanelsAreShown(t *testing.T) {
	panel := func(id, uid string) string {
		return `{"id":` + id + `,"type":"table","options":{},"datasource":{"uid":` + quoted(t, uid) + `},"targets":[{"refId":"A","schemaVersion":1,"kind":"scorecard","plan":"p"}]}`
	}
	g := grafana(answering(units()))
	b := board(t, `"panels":[`+panel("1", "xhht-targets")+`,{"id":2,"type":"row","panels":[`+panel("3", "xhht-targets")+`]},`+panel("4", "prometheus")+`]`)
	var ids []int
	for _, s := range g.Panels(t, g.Open(t, b)[0], map[string]grafanatest.Board{"unit": board(t, `"templating":{"list":[{"name":"unit"}]}`)}, true) {
		ids = append(ids, s.Panel.ID)
		faulty(t, "a folded panel", s.Faults, "")
	}
	if !slices.Equal(ids, []int{1, 3}) {
		t.Errorf("panels %v are shown, want 1 and 3", ids)
	}
}
