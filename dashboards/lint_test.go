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
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// A page of more panels is two pages; small multiples count as one.
const maxPanels = 12

// columns are the fields that the data source answers with; transformations select by these names. That every panel's
// own answer has them is proven against the running plugin in internal/demo.
var columns = append(statusNames(), "sentence", "detail", "as_of", "not_due",
	"unit", "unit_name", "indicator", "indicator_name", "theme", "target", "period", "value", "low", "high", "expected",
	"gap", "margin", "pace", "required", "prev", "status", "need", "have", "short", "milestone_by", "milestone_value",
	"clause", "quote", "firmness", "days_late", "members", "findings", "description",
	"rank", "of", "projected", "needed", "missing", "behind", "silent", "national", "national_document",
	"programme_name", "year", "state", "reason", "caution", "declared", "comparison", "keeping", "missed",
	"form_name", "due", "extended", "received", "received_late", "overdue", "completeness", "timeliness", "cells", "cells_of",
	"title", "lead", "due_text", "done", "days_overdue", "partners", "class", "clauses", "text", "target_names", "forms", "deliverables",
	"time", "old", "new", "change", "reporter", "note", "jump",
	"value_text", "expected_text", "low_text", "high_text", "old_text", "new_text", "change_text", "latest_text", "approved_text", "difference_text", "projected_text", "milestone_text", "gap_text", "required_text", "prev_text",
	"latest", "approved", "difference", "approval", "status_latest", "status_approved",
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
	l := linter{reg: reg, values: map[string]string{}, pages: uids(reg)}
	l.file(raw)
	if d.ID != nil || d.Editable || d.SchemaVersion != grafana.SchemaVersion || d.Title == "" || d.Description == "" || !slices.Contains(d.Tags, "xhht") {
		l.add("needs a title, a description, the tag xhht, schemaVersion %d, editable false and no id", grafana.SchemaVersion)
	}
	if len(d.UID) > 40 || !regexp.MustCompile(`^xhht-[a-z0-9-]+$`).MatchString(d.UID) {
		l.add("uid %q is malformed or longer than 40 characters", d.UID)
	}
	for _, link := range d.Links {
		if !link.KeepTime || link.Type == "link" && !link.IncludeVars {
			l.add("link %q drops the time or the choices", link.Title)
		}
	}
	for _, v := range d.Templating.List {
		if v.Datasource != source || v.Current.Value == "" || v.Label == "" {
			l.add("variable %s needs our data source, a label and a first value", v.Name)
		}
		l.values[v.Name] = v.Current.Value
	}
	if n := len(d.Panels) - max(0, smallOnes(d.Panels)-1); n <= 0 || n > maxPanels {
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
	}
	l.grid(d.Panels)
	var tree any
	if err := json.Unmarshal(raw, &tree); err == nil {
		l.walk("", tree)
	}
	return l.faults
}

// smallOnes counts the small multiples: panels of one description and four to a row.
func smallOnes(panels []lintPanel) int {
	n := 0
	for _, p := range panels {
		if p.GridPos.W <= smallWidth && p.Type == "timeseries" {
			n++
		}
	}
	return n
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

// uids are the dashboards that a link may lead to.
func uids(reg plan.Registry) map[string]bool {
	out := map[string]bool{}
	for _, lang := range languages {
		for _, p := range running(reg) {
			s := scope{reg, p, lang}
			for _, page := range pages {
				if page.has(s) {
					out[s.uid(page.name)] = true
				}
			}
		}
	}
	return out
}

type linter struct {
	reg    plan.Registry
	values map[string]string // first values of the variables
	pages  map[string]bool   // uids of all dashboards
	faults []string
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
	judged := map[string]bool{}
	for _, a := range reg.Members(p, q.Level) {
		judged[a.UID] = true
	}
	for _, pair := range reg.Judged(p, q.Level) {
		judged[pair.Area.UID], judged[pair.Target.Indicator] = true, true
	}
	for _, f := range p.Forms {
		for _, id := range f.Indicators {
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

// link checks that a link to a dashboard exists and carries time and choices along.
func (l *linter) link(url string) {
	path, _, _ := strings.Cut(url, "?")
	if !l.pages[strings.TrimPrefix(path, "/d/")] {
		l.add("link %s must lead to a dashboard of ours with time and variables", url)
	}
	if strings.Contains(url, "__data") && (!strings.Contains(url, "${__url_time_range}") || !strings.Contains(url, "var-")) {
		l.add("link %s must lead to a dashboard of ours with time and variables", url)
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
		"threshold number":   {`"value": null`, `"value": 50`, "target numbers come from the data source"},
		"outside address":    {"/d/xhht-unit-vinh-long-2021-2030?", "https://example.org/?", "leads outside"},
		"unknown dashboard":  {"/d/xhht-unit-vinh-long-2021-2030?", "/d/xhht-nowhere?", "must lead to a dashboard of ours"},
		"link without time":  {"${__url_time_range}", "", "must lead to a dashboard of ours"},
		"data source":        {`"uid": "xhht-targets"`, `"uid": "other"`, "asks data source"},
		"unknown query kind": {`"kind": "summary"`, `"kind": "summery"`, "phải là một trong"},
		"unknown query key":  {`"kind": "summary"`, `"kind": "summary", "flux": "x"`, "flux"},
		"unknown plan":       {`"plan": "vinh-long-2021-2030"`, `"plan": "nowhere"`, `there is no plan "nowhere"`},
		"unknown indicator":  {`"value": "info_skills_rate"`, `"value": "nothing"`, "judges no nothing"},
		"unknown variable":   {`"${unit}"`, `"${huyen}"`, "${huyen}"},
		"unknown column":     {`"days_late"`, `"days_lat"`, `no field "days_lat"`},
		"overlap":            {`"x": 10`, `"x": 9`, "overlap"},
		"hole":               {`"w": 14`, `"w": 13`, "holes"},
		"editable":           {`"editable": false`, `"editable": true`, "editable false"},
		"id":                 {`"editable": false`, `"editable": false, "id": 7`, "no id"},
		"no source":          {"Nguồn: ", "", "description with its source"},
		"no text for none":   {`"noValue": "Chưa có số liệu"`, `"noValue": ""`, "a text for no value"},
		"decomposed accents": {"Chênh", norm.NFD.String("Chênh"), "not in NFC"},
		"duplicate panel id": {`"id": 2,`, `"id": 1,`, "which is none or taken"},
		"refId twice":        {`"refId": "B"`, `"refId": "A"`, "refId of its own"},
		"long uid":           {`"uid": "xhht-overview-vinh-long-2021-2030"`, `"uid": "xhht-overview-vinh-long-2021-2030-and-longer"`, "longer than 40"},
		"page without time":  {`"keepTime": true`, `"keepTime": false`, "drops the time"},
		"annotation off":     {`"enable": true`, `"enable": false`, "milestones are not marked"},
		"annotation's query": {`"kind": "events"`, `"kind": "event"`, "phải là một trong"},
		"unsorted keys":      {`"description"`, `"zdescription"`, "keys are not sorted"},
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
