package grafanatest_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/grafanatest"
)

// sample is a frame that has one of everything.
func sample() *data.Frame {
	red, day := data.ConfFloat64(50), time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)
	f := data.NewFrame("scorecard",
		data.NewField("time", nil, []*time.Time{&day, new(day.Add(7*time.Hour + time.Nanosecond)), nil}),
		data.NewField("value", data.Labels{"unit": "d:857@0"}, []*float64{new(43.1), new(0.0), nil}),
		data.NewField("state", nil, []data.EnumItemIndex{0, 1, 1}),
		data.NewField("clause", nil, []string{"II.2.a, gạch 1", "", "a | b"}),
		data.NewField("held", nil, []bool{true, false, false}))
	f.RefID = "A"
	f.Meta = &data.FrameMeta{Type: data.FrameTypeTable, TypeVersion: data.FrameTypeVersion{0, 1}, Notices: []data.Notice{{Severity: data.NoticeSeverityWarning, Text: "Văn bản mâu thuẫn"}}}
	f.Fields[1].Config = &data.FieldConfig{DisplayNameFromDS: "Thực tế", Unit: "percent", Decimals: new(uint16(1)), Min: new(data.ConfFloat64(0)),
		Links:      []data.DataLink{{Title: "Xem đơn vị", URL: "/d/xhht-unit?var-unit=${__data.fields.unit}&var-plan=p"}},
		Mappings:   data.ValueMappings{data.ValueMapper{"1": {Text: "Có", Color: "green"}}},
		Thresholds: &data.ThresholdsConfig{Mode: data.ThresholdsModeAbsolute, Steps: []data.Threshold{{Value: data.ConfFloat64(0), Color: "red"}, {Value: red, Color: "green"}}},
		Custom:     map[string]any{"lineStyle": "dash"}}
	f.Fields[2].Config = &data.FieldConfig{TypeConfig: &data.FieldTypeConfig{Enum: &data.EnumFieldConfig{Text: []string{"Đạt", "Chậm"}, Color: []string{"green", "red"}}}}
	return f
}

func TestTable(t *testing.T) {
	golden.Equal(t, "testdata/table.golden", grafanatest.Table(t, data.Frames{sample(), data.NewFrame("empty", data.NewField("unit", nil, []string{}))}))
}

// A golden table stands for the frame: whatever changes in one has to show in the other.
func TestWhateverChangesInAFrameShows(t *testing.T) {
	config := func(change func(*data.FieldConfig)) func(*data.Frame) {
		return func(f *data.Frame) { change(f.Fields[1].Config) }
	}
	enum := func(change func(*data.EnumFieldConfig)) func(*data.Frame) {
		return func(f *data.Frame) { change(f.Fields[2].Config.TypeConfig.Enum) }
	}
	for name, change := range map[string]func(*data.Frame){
		"the frame's name":    func(f *data.Frame) { f.Name = "ranking" },
		"the query":           func(f *data.Frame) { f.RefID = "B" },
		"its type":            func(f *data.Frame) { f.Meta.Type = data.FrameTypeNumericLong },
		"its version":         func(f *data.Frame) { f.Meta.TypeVersion[1] = 2 },
		"a notice":            func(f *data.Frame) { f.Meta.Notices[0].Text = "khác" },
		"a notice's severity": func(f *data.Frame) { f.Meta.Notices[0].Severity = data.NoticeSeverityInfo },
		"custom meta data":    func(f *data.Frame) { f.Meta.Custom = map[string]any{"plan": "p"} },
		"a column's name":     func(f *data.Frame) { f.Fields[1].Name = "gap" },
		"a column's type":     func(f *data.Frame) { f.Fields[4] = data.NewField("held", nil, []string{"true", "false", "false"}) },
		"that it can be null": func(f *data.Frame) {
			f.Fields[4] = data.NewField("held", nil, []*bool{new(true), new(false), new(false)})
		},
		"a column's label":    func(f *data.Frame) { f.Fields[1].Labels["unit"] = "d:858@0" },
		"the order":           func(f *data.Frame) { f.Fields[3], f.Fields[4] = f.Fields[4], f.Fields[3] },
		"a column less":       func(f *data.Frame) { f.Fields = f.Fields[:4] },
		"a number":            func(f *data.Frame) { f.Fields[1].Set(0, new(43.100000000001)) },
		"a zero for a null":   func(f *data.Frame) { f.Fields[1].Set(2, new(0.0)) },
		"a null for a zero":   func(f *data.Frame) { f.Fields[1].Set(1, (*float64)(nil)) },
		"a moment":            func(f *data.Frame) { f.Fields[0].Set(1, (*time.Time)(nil)) },
		"a moment's hour":     func(f *data.Frame) { f.Fields[0].Set(0, new(time.Date(2025, 12, 31, 17, 0, 0, 0, time.UTC))) },
		"a state":             func(f *data.Frame) { f.Fields[2].Set(2, data.EnumItemIndex(0)) },
		"a text":              func(f *data.Frame) { f.Fields[3].Set(0, "II.2.a, gạch 2") },
		"an empty text":       func(f *data.Frame) { f.Fields[3].Set(1, "null") },
		"a truth":             func(f *data.Frame) { f.Fields[4].Set(0, false) },
		"no set-up":           func(f *data.Frame) { f.Fields[1].Config = nil },
		"a heading":           config(func(c *data.FieldConfig) { c.DisplayNameFromDS = "Kỳ trước" }),
		"a unit":              config(func(c *data.FieldConfig) { c.Unit = "short" }),
		"decimals":            config(func(c *data.FieldConfig) { c.Decimals = new(uint16(0)) }),
		"the lowest":          config(func(c *data.FieldConfig) { c.Min = nil }),
		"the highest":         config(func(c *data.FieldConfig) { c.Max = new(data.ConfFloat64(100)) }),
		"a link":              config(func(c *data.FieldConfig) { c.Links[0].URL += "&x=1" }),
		"a threshold":         config(func(c *data.FieldConfig) { c.Thresholds.Steps[1].Value = 51 }),
		"a threshold's color": config(func(c *data.FieldConfig) { c.Thresholds.Steps[1].Color = "blue" }),
		"a mapping": config(func(c *data.FieldConfig) {
			c.Mappings = data.ValueMappings{data.ValueMapper{"1": {Text: "Không", Color: "green"}}}
		}),
		"what a panel reads": config(func(c *data.FieldConfig) { c.Custom["lineStyle"] = "solid" }),
		"a state's word":     enum(func(e *data.EnumFieldConfig) { e.Text[1] = "Trễ" }),
		"a state's color":    enum(func(e *data.EnumFieldConfig) { e.Color[1] = "orange" }),
	} {
		f := sample()
		before, wire := grafanatest.Table(t, data.Frames{f}), grafanatest.JSON(t, f)
		change(f)
		if grafanatest.JSON(t, f) == wire {
			t.Errorf("%s: Grafana gets the same: the case tests nothing", name)
		}
		if grafanatest.Table(t, data.Frames{f}) == before {
			t.Errorf("%s changes and the table does not show it", name)
		}
	}
}

func TestJSONIsWhatGrafanaGets(t *testing.T) {
	f := sample()
	f.Fields[3].Set(0, `"{[,]}\" \`)
	got := grafanatest.JSON(t, f)
	raw, err := data.FrameToJSON(f, data.IncludeAll)
	if err != nil {
		t.Fatal(err)
	}
	var tight bytes.Buffer
	if err := json.Compact(&tight, []byte(got)); err != nil || tight.String() != strings.TrimSpace(string(raw)) {
		t.Errorf("%v\n%s\nand Grafana gets\n%s", err, got, raw)
	}
	if n, want := strings.Count(got, "\n"), 3*len(f.Fields)+20; n > want {
		t.Errorf("%d lines, want at most %d: a few for a column\n%s", n, want, got)
	}
}
