package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

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
