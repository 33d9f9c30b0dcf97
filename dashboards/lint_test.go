package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// A page of more panels is two pages; a repeated one counts once.
const maxPanels = 12

// columns are the fields that the data source answers with; transformations select by these names. That every panel's
// own answer has them is proven against the running plugin in internal/demo.
var columns = append(statusNames(), "sentence", "detail", "as_of", "label",
	"unit", "unit_name", "level", "indicator", "indicator_name", "theme", "target", "period", "value", "low", "high", "expected",
	"gap", "margin", "pace", "required", "prev", "status", "need", "have", "short", "milestone_by", "milestone_value",
	"clause", "quote", "firmness", "days_late", "members", "findings", "description",
	"rank", "of", "projected", "needed", "missing", "behind", "silent", "national", "national_document",
	"programme_name", "year", "state", "state_short", "reason", "caution", "declared", "comparison", "keeping", "missed",
	"form_name", "due", "extended", "received", "received_late", "overdue", "completeness", "timeliness", "cells", "cells_of",
	"title", "lead", "due_text", "done", "days_overdue", "partners", "class", "clauses", "text", "target_names", "forms", "deliverables",
	"time", "old", "new", "change", "reporter", "note", "jump",
	"value_text", "expected_text", "low_text", "high_text", "old_text", "new_text", "change_text", "latest_text", "approved_text", "difference_text", "projected_text", "milestone_text", "gap_text", "required_text", "prev_text",
	"latest", "approved", "difference", "approval", "status_latest", "status_approved",
	"urgency", "change_text", "rank_text", "unit_behind", "unit_missing", "national_value", "national_by", "group_name", "difference_text", "group_text", "all_text", "account", "have_text",
	"what", "days_left", "received_text", "not_due", "cells_text", "timing", "about", "open", "undated", "tasks", "next", "short_text", "attention",
	"alertname", "alertstate", "severity", "job", "exporter", "form", "plan", "Value", // of Prometheus
	"revision", "status_milestone_linear", "status_statcan_cagr", "status_un2023", "differs", "view", "numerator", "denominator", "from")

// page and panel as the lint reads them back: queries and transformations stay raw.
type lintPage struct {
	grafana.Dashboard
	ID          *int        `json:"id"`
	Panels      []lintPanel `json:"panels"`
	Annotations struct {
		List []struct {
			Name       string             `json:"name"`
			Datasource grafana.Datasource `json:"datasource"`
			Enable     bool               `json:"enable"`
			Target     json.RawMessage    `json:"target"`
		} `json:"list"`
	} `json:"annotations"`
}

type lintPanel struct {
	grafana.Panel
	Targets         []json.RawMessage `json:"targets"`
	Transformations []struct {
		ID      string          `json:"id"`
		Options json.RawMessage `json:"options"`
	} `json:"transformations"`
}

func TestLintDashboards(t *testing.T) {
	reg := registry(t)
	seen := map[string]string{}
	paths := dashboardFiles(t)
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range lint(raw, reg) {
			t.Errorf("%s: %s", path, fault)
		}
		uid := strings.TrimSuffix(filepath.Base(path), ".json")
		if !strings.Contains(string(raw), `"uid": "`+uid+`"`) {
			t.Errorf("%s: the file is not named after its uid", path)
		}
		var d lintPage
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(err)
		}
		if other, dup := seen[d.Title]; dup {
			t.Errorf("%s: %s has the same title", path, other)
		}
		seen[d.Title] = path
	}
}

// dashboardFiles are the generated dashboards; playlists lie beside them.
func dashboardFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, dir := range []string{"vi", "en", "ops"} {
		paths, err := filepath.Glob("gen/" + dir + "/*.json")
		if err != nil || len(paths) == 0 {
			t.Fatalf("no dashboards in gen/%s: %v", dir, err)
		}
		out = append(out, paths...)
	}
	return out
}

// lint returns every broken rule of one dashboard file.
func lint(raw []byte, reg plan.Registry) []string {
	var d lintPage
	if err := json.Unmarshal(raw, &d); err != nil {
		return []string{err.Error()}
	}
	pages, err := targets()
	if err != nil {
		return []string{err.Error()}
	}
	l := linter{reg: reg, values: map[string]string{}, pages: pages, vietnamese: !strings.HasSuffix(d.UID, "-en")}
	l.file(raw)
	if d.ID != nil || d.Editable || d.SchemaVersion != grafana.SchemaVersion || d.Title == "" || d.Description == "" || !slices.Contains(d.Tags, "xhht") {
		l.add("needs a title, a description, the tag xhht, schemaVersion %d, editable false and no id", grafana.SchemaVersion)
	}
	if len(d.UID) > 40 || !regexp.MustCompile(`^xhht-[a-z0-9-]+$`).MatchString(d.UID) {
		l.add("uid %q is malformed or longer than 40 characters", d.UID)
	}
	for _, link := range d.Links {
		if !link.KeepTime || link.Type == "link" && !link.IncludeVars && !strings.Contains(link.URL, "var-plan=") {
			l.add("link %q drops the time or the choices", link.Title)
		}
	}
	for _, v := range d.Templating.List {
		if v.Datasource != source || v.Current.Value == "" || v.Label == "" {
			l.add("variable %s needs our data source, a label and a first value", v.Name)
		}
		l.values[v.Name] = v.Current.Value
	}
	l.variable(d.Templating.List)
	if n := len(d.Panels); n <= 0 || n > maxPanels {
		l.add("has %d panels, want 1 to %d", n, maxPanels)
	}
	l.annotations(d)
	ids := map[int]bool{}
	for _, p := range d.Panels {
		if p.ID == 0 || ids[p.ID] {
			l.add("panel %q has the id %d, which is none or taken", p.Title, p.ID)
		}
		ids[p.ID] = true
		l.panel(p)
		if slices.ContainsFunc(fitted, func(name query.Page) bool { return strings.HasPrefix(d.UID, "xhht-"+string(name)+"-") }) {
			l.width(p)
		}
	}
	l.grid(d.Panels)
	var tree any
	if err := json.Unmarshal(raw, &tree); err == nil {
		l.walk("", tree)
	}
	return l.faults
}

// variable checks that every page has the plan as a variable, and that no choice depends on one that comes later.
func (l *linter) variable(list []grafana.Variable) {
	if len(list) > 0 && list[0].Name != "plan" {
		l.add("the first variable is %s, not the plan", list[0].Name)
	}
	before := map[string]bool{}
	for _, v := range list {
		text, _ := json.Marshal(v.Query) // what was read as JSON
		for _, m := range regexp.MustCompile(`\$\{(\w+)\}`).FindAllStringSubmatch(string(text), -1) {
			if !before[m[1]] {
				l.add("variable %s depends on %s, which does not stand before it", v.Name, m[1])
			}
		}
		before[v.Name] = true
	}
}

// annotations checks that a page with a chart over time marks milestones and deadlines on it.
func (l *linter) annotations(d lintPage) {
	charts := slices.ContainsFunc(d.Panels, func(p lintPanel) bool { return p.Type == "timeseries" && p.Datasource == source })
	if charts && (len(d.Annotations.List) == 0 || !d.Annotations.List[0].Enable) {
		l.add("has a chart over time, and milestones are not marked on it")
	}
	for _, a := range d.Annotations.List {
		if a.Name == "" || a.Datasource != source {
			l.add("annotation %q needs a name and our data source", a.Name)
		}
		l.query("annotation "+a.Name, a.Target)
	}
}

// targets are the dashboards that a link may lead to, each with the names of its variables.
var targets = sync.OnceValues(func() (map[string][]string, error) {
	reg, err := plans()
	if err != nil {
		return nil, err
	}
	files, err := generate(reg)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for name, content := range files {
		var d lintPage
		if filepath.Ext(name) != ".json" || json.Unmarshal(content, &d) != nil || d.UID == "" {
			continue
		}
		out[d.UID] = []string{}
		for _, v := range d.Templating.List {
			out[d.UID] = append(out[d.UID], v.Name)
		}
	}
	return out, nil
})

// carried are the variables that the address of a link names; a row's tier stands for the three variables called after tiers.
func carried(url string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`[?&](?:var-([^=]+)=|\$\{(\w+):queryparam\})`).FindAllStringSubmatch(url, -1) {
		switch name := m[1] + m[2]; name {
		case "${__data.fields.level.text}":
			out = append(out, "province", "district", "commune")
		default:
			out = append(out, name)
		}
	}
	return out
}

type linter struct {
	reg    plan.Registry
	values map[string]string   // first values of the variables
	pages  map[string][]string // all dashboards, with their variables
	faults []string

	vietnamese bool
}

func (l *linter) add(format string, args ...any) {
	l.faults = append(l.faults, fmt.Sprintf(format, args...))
}

func (l *linter) file(raw []byte) {
	if !norm.NFC.IsNormal(raw) {
		l.add("text is not in NFC")
	}
	if again, err := grafana.JSON(json.RawMessage(raw)); err != nil || !bytes.Equal(again, raw) {
		l.add("keys are not sorted, or no newline at the end")
	}
}

func (l *linter) panel(p lintPanel) {
	f := p.FieldConfig.Defaults
	if p.Title == "" || !(strings.Contains(p.Description, "Nguồn: ") || strings.Contains(p.Description, "Source: ")) || f.Unit == "" || f.NoValue == "" {
		l.add("panel %q needs a title, a description with its source, a unit and a text for no value", p.Title)
	}
	if p.Datasource != source && p.Datasource != prometheus {
		l.add("panel %q asks data source %v", p.Title, p.Datasource)
	}
	if p.Type == "geomap" {
		l.offline(p)
	}
	refs := map[string]bool{}
	for _, target := range p.Targets {
		var t struct {
			RefID      string             `json:"refId"`
			Datasource grafana.Datasource `json:"datasource"`
		}
		if err := json.Unmarshal(target, &t); err != nil || t.RefID == "" || refs[t.RefID] || t.Datasource != p.Datasource {
			l.add("panel %q: query %q needs a refId of its own and our data source (%v)", p.Title, t.RefID, err)
		}
		refs[t.RefID] = true
		if t.Datasource == source {
			l.query(p.Title, target)
		}
	}
	if len(refs) == 0 {
		l.add("panel %q asks nothing", p.Title)
	}
	for _, t := range p.Transformations {
		l.fields(p.Title, t.Options)
		// Grafana draws headings over nothing, and not the panel's words, where its own filter leaves no row.
		if t.ID == "filterByValue" {
			l.add("panel %q filters rows in the browser: the query's field only does it", p.Title)
		}
	}
	for _, o := range p.FieldConfig.Overrides {
		for _, prop := range o.Properties {
			if unit, _ := prop.Value.(string); prop.ID == "unit" && strings.HasPrefix(unit, "time:") && unit != "time:YYYY" && (unit == "time:DD/MM/YYYY") != l.vietnamese {
				l.add("panel %q: days are dd/mm/yyyy in Vietnamese and ISO in English, not %s", p.Title, unit)
			}
		}
	}
}

// offline checks that a map asks nobody but our own server. Of the base maps only pictures from an address can be told to; with an empty
// address Grafana takes one on the internet.
func (l *linter) offline(p lintPanel) {
	raw, err := json.Marshal(p.Options)
	var o struct {
		Basemap struct {
			Type   string           `json:"type"`
			Config grafana.XYZLayer `json:"config"`
		} `json:"basemap"`
		Layers []struct {
			Type   string               `json:"type"`
			Config grafana.GeoJSONLayer `json:"config"`
		} `json:"layers"`
	}
	if err == nil {
		err = json.Unmarshal(raw, &o)
	}
	if err != nil {
		l.add("panel %q: %v", p.Title, err)
	}
	if o.Basemap.Type != "xyz" || !strings.HasPrefix(o.Basemap.Config.URL, "data:") {
		l.add("panel %q: the base map (%s, %q) asks a server outside", p.Title, o.Basemap.Type, o.Basemap.Config.URL)
	}
	for _, layer := range o.Layers {
		if layer.Type != "markers" && (layer.Type != "geojson" || !strings.HasPrefix(layer.Config.Src, geoFolder)) {
			l.add("panel %q: the layer of type %s asks a server outside", p.Title, layer.Type)
		}
	}
}

// The width that a laptop of 1440 pixels leaves a page beside Grafana's menu, and a phone of 390 a table.
const (
	laptopWidth = 1110
	phoneWidth  = 340
)

// fitted are the pages that are read on all three: wall, laptop and phone.
var fitted = []query.Page{query.PageOverview, query.PageUnit, query.PageIndicator}

// width checks that a table shows all its columns on a laptop, and the row's name and its status on a phone, without anybody having to
// find out that there is more to the right.
func (l *linter) width(p lintPanel) {
	if p.Type != "table" || len(p.Transformations) == 0 || p.Transformations[0].ID != "filterFieldsByName" {
		return // columns are not known here
	}
	var o struct{ Include struct{ Names []string } }
	if err := json.Unmarshal(p.Transformations[0].Options, &o); err != nil {
		l.add("panel %q: %v", p.Title, err)
		return
	}
	const unsized, border = 150, 18 // Grafana's width of a column that says nothing
	least := func(name string) int {
		width := unsized
		for _, over := range p.FieldConfig.Overrides {
			for _, property := range over.Properties {
				n, _ := property.Value.(float64)
				switch {
				case over.Matcher.Options != name:
				case property.ID == "custom.hideFrom.viz":
					return 0
				case property.ID == "custom.width", property.ID == "custom.minWidth":
					width = int(n)
				}
			}
		}
		return width
	}
	sum, head := 0, 0
	for _, name := range o.Include.Names {
		sum += least(name)
		if name == "status" {
			head = sum
		}
	}
	if room := (laptopWidth+8)*p.GridPos.W/grafana.Columns - 8 - border; sum > room {
		l.add("panel %q: its columns need %d pixels, a laptop has %d", p.Title, sum, room)
	}
	if head > phoneWidth {
		l.add("panel %q: its status ends at pixel %d, a phone has %d", p.Title, head, phoneWidth)
	}
}

// query decodes a query as the plugin does, after replacing variables as the browser does.
func (l *linter) query(panel string, raw []byte) {
	text := regexp.MustCompile(`\$\{(\w+)\}`).ReplaceAllStringFunc(string(raw), func(v string) string {
		if value, ok := l.values[v[2:len(v)-1]]; ok {
			return value
		}
		return v // query.Parse refuses it by name
	})
	// All units is, to the data source, no list of units.
	text = regexp.MustCompile(`,\s*"units":\s*\[\s*"\$__all"\s*\]`).ReplaceAllString(text, "")
	for _, fault := range lintQuery(l.reg, []byte(text)) {
		l.add("panel %q: %s", panel, fault)
	}
}

// lintQuery checks that the plugin understands a query and the plans know everything it names.
func lintQuery(reg plan.Registry, raw []byte) []string {
	q, err := query.Parse(raw)
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	p, ok := reg.Plan(q.Plan)
	if !ok {
		out = append(out, fmt.Sprintf("there is no plan %q", q.Plan))
	}
	if q.Level == "" {
		q.Level, _ = reg.Tier(p, q.Units)
	}
	judged := map[string]bool{}
	for _, a := range reg.Members(p, q.Level) {
		judged[a.UID] = true
	}
	for _, pair := range reg.Judged(p, q.Level) {
		judged[pair.Area.UID], judged[pair.Target.Indicator] = true, true
	}
	for _, f := range p.Forms {
		for _, id := range f.EverAsked() {
			judged[id] = judged[id] || q.Kind == query.Compare || q.Kind == query.Series // what is reported can be compared and drawn
		}
	}
	for _, id := range append(slices.Clone(q.Indicators), q.Units...) {
		if !judged[id] {
			out = append(out, fmt.Sprintf("plan %s judges no %s at level %s", q.Plan, id, q.Level))
		}
	}
	return out
}

// fields checks the field names that a transformation selects.
func (l *linter) fields(panel string, options json.RawMessage) {
	var o struct {
		Include struct {
			Names []string `json:"names"`
		} `json:"include"`
		Sort []struct {
			Field string `json:"field"`
		} `json:"sort"`
		ColumnField, RowField, ValueField string
	}
	if err := json.Unmarshal(options, &o); err != nil {
		l.add("panel %q: %v", panel, err)
	}
	names := append(slices.Clone(o.Include.Names), o.ColumnField, o.RowField, o.ValueField)
	for _, s := range o.Sort {
		names = append(names, s.Field)
	}
	for _, name := range names {
		if name != "" && !slices.Contains(columns, name) {
			l.add("panel %q: the data source answers no field %q", panel, name)
		}
	}
}

// grid checks that panels fill every row exactly once.
func (l *linter) grid(panels []lintPanel) {
	taken := map[[2]int]string{}
	bottom := 0
	for _, p := range panels {
		g := p.GridPos
		bottom = max(bottom, g.Y+g.H)
		for y := g.Y; y < g.Y+g.H; y++ {
			for x := g.X; x < g.X+g.W; x++ {
				if other, ok := taken[[2]int{x, y}]; ok {
					l.add("panels %q and %q overlap", other, p.Title)
					return
				}
				taken[[2]int{x, y}] = p.Title
			}
		}
	}
	if len(taken) != bottom*grafana.Columns {
		l.add("the grid has holes: %d of %d cells are filled", len(taken), bottom*grafana.Columns)
	}
}

// walk looks at every value: a threshold other than 0 is a target written twice, an address outside does not work offline.
func (l *linter) walk(key string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			l.walk(k, e)
		}
	case []any:
		for _, e := range v {
			if step, ok := e.(map[string]any); ok && key == "steps" && step["value"] != nil && step["value"] != 0.0 {
				l.add("threshold %v: target numbers come from the data source", step["value"])
			}
			l.walk(key, e)
		}
	case string:
		if strings.Contains(v, "://") || strings.HasPrefix(v, "//") {
			l.add("%s leads outside: %s", key, v)
		}
		if key == "url" && strings.HasPrefix(v, "/") {
			l.link(v)
		}
	}
}

// link checks that a link to a dashboard exists, carries what its page can take of what is chosen, and names nothing that it cannot.
func (l *linter) link(url string) {
	path, _, _ := strings.Cut(url, "?")
	has, known := l.pages[strings.TrimPrefix(path, "/d/")]
	if !known {
		l.add("link %s must lead to a dashboard of ours", url)
		return
	}
	carries := carried(url)
	for _, name := range carries {
		if !slices.Contains(has, name) {
			l.add("link %s names the variable %s, which its page has not", url, name)
		}
	}
	if !strings.Contains(url, "__data") {
		return // a link of the page, which goes along with time and variables
	}
	if !strings.Contains(url, "${__url_time_range}") || len(carries) == 0 {
		l.add("link %s must keep the time and the choices", url)
	}
	anyPlan := slices.Contains(has, "root")
	if anyPlan && !slices.Contains(carries, "plan") || !anyPlan && slices.Contains(has, "unit") && !slices.Contains(carries, "unit") {
		l.add("link %s must keep the plan or the unit", url)
	}
	_, chosen := l.values["indicator"]
	if chosen && slices.Contains(has, "indicator") && !slices.Contains(carries, "indicator") {
		l.add("link %s must keep the indicator", url)
	}
}

// A lint that finds nothing proves nothing: each rule is broken once.
func TestLintFindsFaults(t *testing.T) {
	reg := registry(t)
	good, err := os.ReadFile("gen/vi/xhht-overview-vinh-long-2021-2030.json")
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct{ old, new, want string }{
		"base map of nobody":   {noBasemap.Config.(grafana.XYZLayer).URL, "", "asks a server outside"},
		"base map of Grafana":  {`"type": "xyz"`, `"type": "default"`, "asks a server outside"},
		"boundaries elsewhere": {`"src": "` + geoFolder, `"src": "public/maps/`, "asks a server outside"},
		"threshold number":     {`"value": null`, `"value": 50`, "target numbers come from the data source"},
		"outside address":      {"/d/xhht-unit-vinh-long-2021-2030?", "https://example.org/?", "leads outside"},
		"unknown dashboard":    {"/d/xhht-unit-vinh-long-2021-2030?", "/d/xhht-nowhere?", "must lead to a dashboard of ours"},
		"link without time":    {"${__url_time_range}", "", "must keep the time"},
		"link without unit":    {"&var-unit=${__data", "&var-indicator=${__data", "must keep the plan or the unit"},
		"link and indicator":   {"&var-indicator=${__data.fields.indicator.text:percentencode}", "", "must keep the indicator"},
		"foreign variable":     {"&var-unit=", "&var-huyen=", "names the variable huyen"},
		"link to every plan":   {"?var-plan=${plan}", "?", "drops the time or the choices"},
		"no plan variable":     {`"name": "plan"`, `"name": "kehoach"`, "not the plan"},
		"chain upside down":    {`"parent": "${province}"`, `"parent": "${indicator}"`, "does not stand before it"},
		"data source":          {`"uid": "xhht-targets"`, `"uid": "other"`, "asks data source"},
		"unknown query kind":   {`"kind": "summary"`, `"kind": "summery"`, "phải là một trong"},
		"unknown query key":    {`"kind": "summary"`, `"kind": "summary", "flux": "x"`, "flux"},
		"unknown plan":         {`"plan": "vinh-long-2021-2030"`, `"plan": "nowhere"`, `there is no plan "nowhere"`},
		"unknown indicator":    {`"value": "info_skills_rate"`, `"value": "nothing"`, "judges no nothing"},
		"unknown variable":     {`"${unit}"`, `"${huyen}"`, "${huyen}"},
		"unknown column":       {`"days_late"`, `"days_lat"`, `no field "days_lat"`},
		"overlap":              {`"x": 10`, `"x": 9`, "overlap"},
		"hole":                 {`"w": 14`, `"w": 13`, "holes"},
		"editable":             {`"editable": false`, `"editable": true`, "editable false"},
		"id":                   {`"editable": false`, `"editable": false, "id": 7`, "no id"},
		"no source":            {"Nguồn: ", "", "description with its source"},
		"no text for none":     {`"noValue": "Chưa có số liệu"`, `"noValue": ""`, "a text for no value"},
		"decomposed accents":   {"Chênh", norm.NFD.String("Chênh"), "not in NFC"},
		"duplicate panel id":   {`"id": 2,`, `"id": 1,`, "which is none or taken"},
		"refId twice":          {`"refId": "B"`, `"refId": "A"`, "refId of its own"},
		"long uid":             {`"uid": "xhht-overview-vinh-long-2021-2030"`, `"uid": "xhht-overview-vinh-long-2021-2030-and-longer"`, "longer than 40"},
		"page without time":    {`"keepTime": true`, `"keepTime": false`, "drops the time"},
		"annotation off":       {`"enable": true`, `"enable": false`, "milestones are not marked"},
		"annotation's query":   {`"kind": "events"`, `"kind": "event"`, "phải là một trong"},
		"columns too wide":     {`"value": 112`, `"value": 1112`, "a laptop has"},
		"status off phone":     {`"value": 112`, `"value": 301`, "a phone has"},
		"unsorted keys":        {`"description"`, `"zdescription"`, "keys are not sorted"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			bad := strings.ReplaceAll(string(good), c.old, c.new)
			if bad == string(good) {
				t.Fatalf("%q does not occur: the case tests nothing", c.old)
			}
			faults := lint([]byte(bad), reg)
			if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.want) }) {
				t.Errorf("no fault says %q, got:\n%s", c.want, strings.Join(faults, "\n"))
			}
		})
	}
}

// The overview has no days; these rules are broken on pages that do.
func TestLintFindsFaultsOfTables(t *testing.T) {
	reg := registry(t)
	for name, c := range map[string]struct{ file, old, new, want string }{
		"rows left out in the browser": {"gen/vi/xhht-reporting-vinh-long-2021-2030.json", `"id": "filterFieldsByName"`, `"id": "filterByValue"`, "filters rows in the browser"},
		"an ISO day in Vietnamese":     {"gen/vi/xhht-reporting-vinh-long-2021-2030.json", "time:DD/MM/YYYY", "time:YYYY-MM-DD", "ISO in English"},
		"a Vietnamese day in English":  {"gen/en/xhht-reporting-vinh-long-2021-2030-en.json", "time:YYYY-MM-DD", "time:DD/MM/YYYY", "ISO in English"},
	} {
		t.Run(name, func(t *testing.T) {
			good, err := os.ReadFile(c.file)
			if err != nil {
				t.Fatal(err)
			}
			bad := strings.ReplaceAll(string(good), c.old, c.new)
			if bad == string(good) {
				t.Fatalf("%q does not occur: the case tests nothing", c.old)
			}
			if faults := lint([]byte(bad), reg); !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.want) }) {
				t.Errorf("no fault says %q, got:\n%s", c.want, strings.Join(faults, "\n"))
			}
		})
	}
}
