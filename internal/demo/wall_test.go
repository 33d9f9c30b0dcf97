package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/datasourcetest"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/plugin/pkg/source"
)

// The proof of the wall without eyes: every query of every generated panel and rule is put to the plugin over gRPC, which
// reads a real InfluxDB that the demo's own reports were projected into by the real collector.

// wall asks the plugin about one InfluxDB.
type wall struct {
	client *datasourcetest.TestPluginClient
	pages  string // the folder of what was generated
	pc     backend.PluginContext
	from   time.Time
	to     time.Time
}

// told is the day on which these tests tell the story and ask about it. It does not move with the calendar: on another day other
// reports are late.
var told = period.DateOf(2026, 11, 20)

// until is the end of a query's range, where no page gives one. What the standing office entered was recorded when the test ran, not on the story's day, and
// can be seen from then on.
func (w wall) until(q query.Query) time.Time {
	if ofToday(q) {
		return time.Now()
	}
	if q.Shape == query.Ahead {
		return w.to.AddDate(3, 0, 0) // a page that shows what is ahead ends in the future
	}
	return w.to
}

func ofToday(q query.Query) bool {
	return q.Kind == query.Revisions || q.Kind == query.Deliverables || q.Kind == query.Compare && q.Compare == query.CompareApproval
}

// served runs the plugin behind its gRPC interface. The SDK registers metrics globally, so a process has one.
var served = sync.OnceValues(func() (*datasourcetest.TestPluginClient, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, err
	}
	p, err := datasourcetest.Manage(source.New, datasourcetest.ManageOpts{Address: address})
	return p.Client, err
})

func wallOf(t *testing.T, s *stack, id int64, bucket string) wall {
	t.Helper()
	client, err := served()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := json.Marshal(map[string]any{"organization": s.influx.Org, "bucket": bucket, "timeoutSeconds": 30})
	if err != nil {
		t.Fatal(err)
	}
	return wall{client: client, pages: s.pages(), from: time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC), to: told.EndOfDay(), pc: backend.PluginContext{
		Namespace: "default", PluginID: "xhht-targets-datasource", DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
			ID: id, UID: "xhht-targets", URL: s.influx.URL, JSONData: doc, Updated: time.Now(), DecryptedSecureJSONData: map[string]string{"token": s.influx.Token}}}}
}

// asked is one query of a panel or rule.
type asked struct {
	Where    string // page/panel or rule
	RefID    string
	Query    query.Query
	raw      []byte
	from, to time.Time // zero: the wall's
}

// ask puts queries to the plugin, some at a time, as Grafana does.
func (w wall) ask(t *testing.T, list []asked, alert bool) []backend.DataResponse {
	t.Helper()
	out := make([]backend.DataResponse, len(list))
	for from := 0; from < len(list); from += 20 {
		to := min(from+20, len(list))
		req := &backend.QueryDataRequest{PluginContext: w.pc}
		if alert {
			req.Headers = map[string]string{"FromAlert": "true"}
		}
		for i := from; i < to; i++ {
			span := backend.TimeRange{From: w.from, To: w.until(list[i].Query)}
			if !list[i].to.IsZero() {
				span = backend.TimeRange{From: list[i].from, To: list[i].to}
			}
			req.Queries = append(req.Queries, backend.DataQuery{RefID: fmt.Sprint(i), JSON: list[i].raw, TimeRange: span})
		}
		resp, err := w.client.QueryData(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		for i := from; i < to; i++ {
			out[i] = resp.Responses[fmt.Sprint(i)]
		}
	}
	return out
}

func read(t *testing.T, raw []byte) asked {
	t.Helper()
	var head struct {
		RefID string
		Kind  string
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		t.Fatal(err)
	}
	if head.Kind == "" {
		return asked{}
	}
	q, err := query.Parse(raw)
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return asked{RefID: head.RefID, Query: q, raw: raw}
}

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

// fed is a stack of real parts with the demo's reports in it, without Grafana.
func fed(t *testing.T) *stack {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
	s := &stack{dir: t.TempDir(), today: told, died: make(chan error, 1)}
	t.Cleanup(s.stop)
	for _, program := range []string{"collector", "dashboards"} {
		if err := s.build(t.Context(), program); err != nil {
			t.Fatal(err)
		}
	}
	files, err := s.write()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.WithoutCancel(t.Context())
	for _, step := range []func(context.Context) error{s.generatePages, s.startInflux, s.startCollector, func(ctx context.Context) error { return s.feed(ctx, files) }} {
		if err := step(ctx); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestTheWallOverGRPC(t *testing.T) {
	s := fed(t)
	w := wallOf(t, s, 1, s.influx.Bucket)
	var full, empty []shown
	t.Run("panels", func(t *testing.T) { full = checkPanels(t, w, situation{lang: "vi", full: true}) })
	t.Run("panels in English", func(t *testing.T) { checkSame(t, full, checkPanels(t, w, situation{lang: "en", full: true})) })
	t.Run("each fault is found", func(t *testing.T) { checkFaults(t, w) })
	t.Run("rules", func(t *testing.T) { checkAlertPage(t, w.pages, checkRules(t, w, alarms)) })
	t.Run("rules turned around", func(t *testing.T) { checkBrokenRules(t, w) })
	t.Run("what the standing office did", func(t *testing.T) { checkOffice(t, w) })
	t.Run("late communes by what they belong to", func(t *testing.T) { checkParents(t, w) })

	reg, err := planfile.Load("plans")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("an empty system", func(t *testing.T) {
		w := other(t, s, 2, reg)
		empty = checkPanels(t, w, situation{lang: "vi", empty: true})
		checkRules(t, w, nil)
	})
	t.Run("the table of panels", func(t *testing.T) {
		golden.Equal(t, filepath.Join("internal", "demo", "testdata", "panels.golden"), table(full, empty))
	})
	t.Run("one report only", func(t *testing.T) {
		at := period.Year(2025).End().Time()
		one := series.Observation{Indicator: "info_skills_rate", Area: "d:857@0", Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported,
			At: at, Value: new(38.7), Numerator: new(3870.0), Denominator: new(10000.0), Revision: 1, Received: at.AddDate(0, 0, -25)}
		w := other(t, s, 3, reg, one)
		checkPanels(t, w, situation{lang: "vi"})
	})
	t.Run("124 units, one of them silent", func(t *testing.T) {
		crowd, values := crowded(t, reg, 124)
		w := other(t, s, 5, crowd, values...)
		checkPanels(t, w, situation{lang: "vi", more: true})
		checkCrowd(t, w, 124)
	})
	t.Run("a unit with a long name", func(t *testing.T) {
		w := other(t, s, 4, renamed(t, reg, "d:862@0", strings.Repeat("Trà Ôn rất dài ", 4)))
		checkPanels(t, w, situation{lang: "vi"})
	})
}

// checkOffice looks for each thing that the demo's standing office did: tasks done, late and overdue, corrections with their
// reasons, approvals that hold and one that a correction overtook, more time given; and for what the map shows of it all.
func checkOffice(t *testing.T, w wall) {
	t.Helper()
	for _, c := range []struct {
		plan, query, column string
		want                map[string]int
	}{
		{planID, `"kind":"deliverables"`, "state", map[string]int{"Xong": 7, "Xong, trễ hạn": 1}},
		{planID, `"kind":"revisions"`, "note", map[string]int{"Tính lại theo hướng dẫn mới của Sở (minh họa)": 3}},
		{planID, `"kind":"compare","compare":"approval"`, "approval", map[string]int{"Có số mới chờ duyệt": 1}},
		{planID, `"kind":"scorecard","shape":"worst"`, "status", map[string]int{"Đúng lộ trình": 2, "Có nguy cơ": 1, "Chậm": 2, "Đi lùi": 1, "Trễ báo cáo": 1, "Chưa báo cáo": 1}},
		{regimeID, `"kind":"levels","level":"commune","shape":"newest","programmes":["literacy"]`, "state", map[string]int{"Mức độ 1": 1}}, // Long Châu
	} {
		a := read(t, []byte(`{"refId":"A","schemaVersion":1,"plan":"`+c.plan+`",`+c.query+`}`))
		r := w.ask(t, []asked{a}, false)[0]
		if r.Error != nil || len(r.Frames) != 1 {
			t.Fatalf("%s: %v", c.query, r.Error)
		}
		got := words(t, r.Frames[0], c.column)
		for word, n := range c.want {
			if got[word] != n {
				t.Errorf("%s: %d rows with the %s %q, want %d: %v", c.query, got[word], c.column, word, n, got)
			}
		}
	}
	a := read(t, []byte(`{"refId":"A","schemaVersion":1,"plan":"`+planID+`","kind":"reporting","units":["`+late+`"]}`))
	extended, _ := w.ask(t, []asked{a}, false)[0].Frames[0].FieldByName("extended")
	given := 0
	for i := range extended.Len() {
		if _, ok := extended.ConcreteAt(i); ok {
			given++
		}
	}
	if given != 1 {
		t.Errorf("%d reports of %s were given more time, want 1", given, late)
	}
}

// checkParents looks for the label by which late communes are told in one message: their district, and after the reform the province.
func checkParents(t *testing.T, w wall) {
	t.Helper()
	a := read(t, []byte(`{"refId":"A","schemaVersion":1,"plan":"`+regimeID+`","level":"commune","kind":"alert","measure":"overdue"}`))
	for day, want := range map[period.Date]string{told: newMuted + " of p:86@2025-07-01 Vĩnh Long", period.DateOf(2024, 11, 20): muted + " of d:861@0 TX Bình Minh"} {
		w.to = day.EndOfDay()
		var got []string
		for _, row := range numbersOf(t, "overdue", w.ask(t, []asked{a}, true)[0]) {
			if row.value > 0 {
				got = append(got, row.labels["unit"]+" of "+row.labels["parent"]+" "+row.labels["parent_name"])
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: overdue are %q, want %q", day, got, want)
		}
	}
}

// words counts the texts of a column.
func words(t *testing.T, f *data.Frame, column string) map[string]int {
	t.Helper()
	field, _ := f.FieldByName(column)
	if field == nil {
		t.Fatalf("no column %s", column)
	}
	out := map[string]int{}
	for i := range field.Len() {
		switch v := field.At(i).(type) {
		case data.EnumItemIndex:
			out[field.Config.TypeConfig.Enum.Text[v]]++
		case string:
			out[v]++
		}
	}
	return out
}

// crowded is the registry with so many units in the demo's plan, and a value of 2024 and 2025 for each but the last.
func crowded(t *testing.T, reg plan.Registry, units int) (plan.Registry, []series.Observation) {
	t.Helper()
	all := reg.Areas.All()
	reg.Plans = slices.Clone(reg.Plans)
	i := slices.IndexFunc(reg.Plans, func(p plan.Plan) bool { return p.ID == planID })
	p := &reg.Plans[i]
	p.Units = slices.DeleteFunc(slices.Clone(p.Units), func(uid string) bool { return !strings.HasPrefix(uid, "d:") })
	for n := len(p.Units); n < units; n++ {
		code := fmt.Sprintf("9%03d", n)
		all = append(all, area.Area{UID: "d:" + code + "@0", Code: code, Name: "Số " + code, FullName: "Huyện Số " + code, Level: area.District, Parent: "p:86@0"})
		p.Units = append(p.Units, "d:"+code+"@0")
	}
	tree, err := area.NewTree(all)
	if err != nil {
		t.Fatal(err)
	}
	reg.Areas = tree
	var out []series.Observation
	for n, uid := range p.Units[:units-1] {
		for year := 2024; year <= 2025; year++ {
			at := period.Year(year).End().Time()
			v := 20 + float64(n%40) + float64(year-2024)
			out = append(out, series.Observation{Indicator: "info_skills_rate", Area: uid, Level: area.District, Parent: "p:86@0", Group: "all", Basis: series.Reported,
				At: at, Value: new(v), Numerator: new(v * 100), Denominator: new(10000.0), Revision: 1, Received: at.AddDate(0, 0, -25)})
		}
	}
	return reg, out
}

// checkCrowd looks for units that an answer leaves out, and for the silent one.
func checkCrowd(t *testing.T, w wall, units int) {
	t.Helper()
	of := func(rest string) *data.Frame {
		a := read(t, []byte(`{"refId":"A","schemaVersion":1,"plan":"`+planID+`","level":"district","indicators":["info_skills_rate"],`+rest+`}`))
		r := w.ask(t, []asked{a}, false)[0]
		if r.Error != nil || len(r.Frames) == 0 {
			t.Fatalf("%s: %v", rest, r.Error)
		}
		return r.Frames[0]
	}
	for _, rest := range []string{`"kind":"scorecard"`, `"kind":"scorecard","shape":"worst"`, `"kind":"ranking"`} {
		f := of(rest)
		value, _ := f.FieldByName("value")
		silent := 0
		for i := range f.Rows() {
			if _, known := value.ConcreteAt(i); !known {
				silent++
			}
		}
		if f.Rows() != units || silent != 1 {
			t.Errorf("%s: %d rows, %d without a value; want %d and 1", rest, f.Rows(), silent, units)
		}
	}
}

// renamed gives one unit another name.
func renamed(t *testing.T, reg plan.Registry, uid, name string) plan.Registry {
	t.Helper()
	all := reg.Areas.All()
	for i := range all {
		if all[i].UID == uid {
			all[i].Name, all[i].FullName = name, "Huyện "+name
		}
	}
	tree, err := area.NewTree(all)
	if err != nil {
		t.Fatal(err)
	}
	reg.Areas = tree
	return reg
}

// other is the plugin before a database of its own, with a catalogue and what is given, as a collector would have written them.
func other(t *testing.T, s *stack, id int64, reg plan.Registry, reported ...series.Observation) wall {
	t.Helper()
	bucket, err := s.influx.CreateBucket(t.Context(), fmt.Sprintf("wall%d", id))
	if err != nil {
		t.Fatal(err)
	}
	c, err := influx.New(influx.Options{URL: s.influx.URL, Org: s.influx.Org, Bucket: bucket, Token: s.influx.Token})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.WriteCatalogue(t.Context(), series.Catalogue{Schema: series.SchemaVersion, Generation: "g1", Plans: reg.Plans, Indicators: reg.Indicators,
		Areas: reg.Areas.All(), LastWrite: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if len(reported) > 0 {
		if err := c.Write(t.Context(), series.Points(reported)); err != nil {
			t.Fatal(err)
		}
	}
	return wallOf(t, s, id, bucket)
}
