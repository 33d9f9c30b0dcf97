package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// A page of more panels is two pages; a repeated one counts once.
const maxPanels = 12

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

// Every page of every plan in every language is linted, of which git keeps a sample.
func TestLintDashboards(t *testing.T) {
	reg := registry(t)
	seen := map[string]string{}
	for _, name := range dashboardFiles(t) {
		raw := generated(t, name)
		for _, fault := range lint(raw, reg) {
			t.Errorf("%s: %s", name, fault)
		}
		uid := strings.TrimSuffix(path.Base(name), ".json")
		if !strings.Contains(string(raw), `"uid": "`+uid+`"`) {
			t.Errorf("%s: the file is not named after its uid", name)
		}
		var d lintPage
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(err)
		}
		if other, dup := seen[d.Title]; dup {
			t.Errorf("%s: %s has the same title", name, other)
		}
		seen[d.Title] = name
	}
}

// dashboardFiles are the generated dashboards; playlists lie beside them.
func dashboardFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, folder := range []string{"vi", "en", "ops"} {
		before := len(out)
		for _, name := range slices.Sorted(maps.Keys(allFiles(t))) {
			if path.Dir(name) == folder {
				out = append(out, name)
			}
		}
		if len(out) == before {
			t.Fatalf("no dashboards in %s", folder)
		}
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
