package grafanatest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/grafanatest"
)

// fake is a data source that answers what it was given and remembers what it was asked.
type fake struct {
	answers   map[string]backend.DataResponse // by refId
	resources map[string]string               // body by path, "units?level=district&plan=p"
	asked     *[]grafanatest.Asked
}

func (f fake) Query(_ testing.TB, list []grafanatest.Asked, _ bool) []backend.DataResponse {
	var out []backend.DataResponse
	for _, a := range list {
		out = append(out, f.answers[a.RefID])
		if f.asked != nil {
			*f.asked = append(*f.asked, a)
		}
	}
	return out
}

func (f fake) Resource(_ testing.TB, path string) (status int, body []byte) {
	if body, ok := f.resources[strings.TrimSuffix(path, "?")]; ok {
		return http.StatusOK, []byte(body)
	}
	return http.StatusNotFound, []byte("no " + path)
}

// grafana opens pages on 20 November 2026 in Vietnam.
func grafana(f fake) grafanatest.Grafana {
	return grafanatest.Grafana{Source: f, Now: time.Date(2026, 11, 20, 16, 59, 59, 0, time.UTC), Plugin: fstest.MapFS{
		"geo/districts.json":        {Data: []byte(`{"type":"FeatureCollection"}`)},
		"geo/districts-places.json": {Data: []byte(`[{"key":"d:1@0"},{"key":"d:2@0"}]`)},
	}}
}

// board is a page whose variables, links, panels and time are given as they are stored.
func board(t *testing.T, members string) grafanatest.Board {
	t.Helper()
	if !strings.Contains(members, `"time"`) {
		members = `"time":{"from":"now-5y","to":"now"},` + members
	}
	b, err := grafanatest.ParseBoard([]byte(`{"uid":"page","title":"Trang",` + members + `}`))
	if err != nil {
		t.Fatalf("%v: %s", err, members)
	}
	return b
}

// shown is what one panel shows of the frames, each of which is the answer to a query of its own: A, B and so on.
func shown(t *testing.T, members string, frames ...*data.Frame) grafanatest.Shown {
	t.Helper()
	f := fake{answers: map[string]backend.DataResponse{}}
	var targets []string
	for i, frame := range frames {
		ref := string(rune('A' + i))
		f.answers[ref] = backend.DataResponse{Frames: data.Frames{frame}}
		targets = append(targets, fmt.Sprintf(`{"refId":%q,"schemaVersion":1,"kind":"scorecard","plan":"p"}`, ref))
	}
	b := board(t, `"panels":[{"id":1,"datasource":{"uid":"xhht-targets"},"targets":[`+strings.Join(targets, ",")+`],"options":{},`+members+`}]`)
	g := grafana(f)
	pages := map[string]grafanatest.Board{"page": b, "unit": board(t, `"templating":{"list":[{"name":"unit","type":"textbox"}]}`)}
	all := g.Panels(t, g.Open(t, b)[0], pages, true)
	if len(all) != 1 {
		t.Fatalf("%d panels", len(all))
	}
	return all[0]
}

// units is a frame of two units: texts, a number that one of them lacks, and a state.
func units() *data.Frame {
	name := data.NewField("unit_name", nil, []string{"Huyện Một", "Huyện Hai"})
	name.Config = &data.FieldConfig{DisplayNameFromDS: "Đơn vị", Links: []data.DataLink{{URL: `/d/unit?var-unit=${__data.fields.unit}`}}}
	status := data.NewField("status", nil, []data.EnumItemIndex{1, 0})
	status.Config = &data.FieldConfig{TypeConfig: &data.FieldTypeConfig{Enum: &data.EnumFieldConfig{Text: []string{"Đạt", "Chậm"}}}}
	return data.NewFrame("scorecard", data.NewField("unit", nil, []string{"d:1@0", "d:2@0"}), name, data.NewField("value", nil, []*float64{new(43.1), nil}), status)
}

// overTime is a frame of a number over two years.
func overTime(values ...*float64) *data.Frame {
	var at []time.Time
	for i := range values {
		at = append(at, time.Date(2024+i, 12, 31, 0, 0, 0, 0, time.UTC))
	}
	return data.NewFrame("series", data.NewField("time", nil, at), data.NewField("actual", nil, values))
}

// rows writes a panel's columns: heading and values.
func rows(s grafanatest.Shown) string {
	var out []string
	for _, c := range s.Columns(func(grafanatest.Column) bool { return true }) {
		out = append(out, fmt.Sprint(c.Heading, c.Values))
	}
	return strings.Join(out, " ")
}

// quoted is a text as it stands in JSON.
func quoted(t *testing.T, text string) string {
	t.Helper()
	raw, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// faulty fails unless one of the faults says it, or there is none where nothing is wanted.
func faulty(t *testing.T, name string, faults []string, want string) {
	t.Helper()
	if want == "" && len(faults) > 0 || want != "" && !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, want) }) {
		t.Errorf("%s: %q, want %q", name, faults, want)
	}
}

// answering answers query A with a frame.
func answering(frame *data.Frame) fake {
	return fake{answers: map[string]backend.DataResponse{"A": {Frames: data.Frames{frame}}}}
}
