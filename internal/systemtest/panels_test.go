package systemtest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/query"
)

// situation is what there is to see, and what must hold then.
type situation struct {
	lang  string
	full  bool // the demo: what is empty has to be declared among the silences
	empty bool // nobody has reported: no number may look like a finding
	more  bool // units that no map has a place for
}

// checkPanels opens every generated page, puts all its queries to the plugin, and looks at what each panel gets to show.
func checkPanels(t *testing.T, w wall, in situation) []grafanatest.Shown {
	t.Helper()
	pages, g := grafanatest.Boards(t, w.pages), w.grafana()
	var out []grafanatest.Shown
	for _, uid := range slices.Sorted(maps.Keys(pages)) {
		b := pages[uid]
		if strings.HasSuffix(uid, "-en") != (in.lang == "en") || !asksUs(b) {
			continue
		}
		for _, p := range g.Open(t, b) {
			for _, fault := range p.Faults {
				t.Errorf("%s: %s", uid, fault)
			}
			checkLinks(t, p, pages)
			checkMarks(t, w, p, in)
			out = append(out, g.Panels(t, p, pages, !in.more)...)
		}
	}
	for i := range out {
		s := &out[i]
		if in.empty {
			nothingKnown(s)
		}
		for _, fault := range s.Faults {
			t.Errorf("%s%s / %d %s: %s", s.Page.UID, chosen(s.Page), s.Panel.ID, s.Panel.Title, fault)
		}
	}
	if in.full {
		checkSilences(t, out)
	}
	return out
}

// asksUs reports whether a page has panels of the plugin: that of the stack asks Prometheus.
func asksUs(b grafanatest.Board) bool {
	return slices.ContainsFunc(b.Panels, func(p grafanatest.Panel) bool { return grafanatest.Ours(p.Datasource.UID) || len(p.Panels) > 0 })
}

// chosen is what a page for all plans was opened with.
func chosen(p grafanatest.Page) string {
	if p.Plan == "" {
		return ""
	}
	return "[" + strings.TrimSuffix(p.Plan+" "+strings.Join(p.Values["unit"], ","), " ") + "]"
}

// checkLinks looks whether the links above a page lead to pages.
func checkLinks(t *testing.T, p grafanatest.Page, pages map[string]grafanatest.Board) {
	t.Helper()
	for _, l := range p.Links {
		if strings.HasPrefix(l.URL, "/d/") {
			if fault := grafanatest.Leads(l.URL, pages); fault != "" {
				t.Errorf("%s: the link %q %s", p.UID, l.Title, fault)
			}
		}
	}
}

// checkMarks asks what a page marks on its charts. Grafana takes time and text out of the answer.
func checkMarks(t *testing.T, w wall, p grafanatest.Page, in situation) {
	t.Helper()
	var list []grafanatest.Asked
	for _, a := range p.Annotations.List {
		q, err := p.Ask(p.UID+" marks "+a.Name, a.Target)
		if err != nil {
			t.Errorf("%s%s marks %s: %v", p.UID, chosen(p), a.Name, err)
			continue
		}
		list = append(list, q)
	}
	for i, r := range w.Query(t, list, false) {
		where := list[i].Where + chosen(p)
		if r.Error != nil || len(r.Frames) != 1 {
			t.Errorf("%s: %v, %d frames", where, r.Error, len(r.Frames))
			continue
		}
		f := r.Frames[0]
		for _, name := range []string{"time", "title", "text"} {
			if c, _ := f.FieldByName(name); c == nil {
				t.Errorf("%s: no column %s", where, name)
			}
		}
		if c, _ := f.FieldByName("time"); f.Rows() > 0 && (c == nil || !c.Type().Time()) {
			t.Errorf("%s: no time", where)
		}
		if kinds := list[i].Query.Events; f.Rows() == 0 && !slices.Equal(kinds, []query.EventKind{query.EventCorrection}) {
			if in.full || !slices.Contains(kinds, query.EventCorrection) {
				silent := slices.Contains(kinds, query.EventDeadline) && len(w.forms(t, list[i].Query.Plan)) == 0
				if !silent {
					t.Errorf("%s: marks nothing", where)
				}
			}
		}
	}
}

// forms are the ids of what is reported under a plan.
func (w wall) forms(t *testing.T, plan string) []string {
	t.Helper()
	_, body := w.Resource(t, "forms?plan="+plan)
	return regexp.MustCompile(`"id":"[^"]*"`).FindAllString(string(body), -1)
}

// zero is a text that looks like a finding of nothing, or of everything.
var zero = regexp.MustCompile(`^[−-]?0([.,]0+)?\s*(%|điểm %)?$|^0/\d+$`)

// nothingKnown finds what looks like a verdict before anybody has reported: a zero, or "8/8" in a column that counts what there
// is. That none has come is a fact, and its zero is meant; so is a plan's own number.
func nothingKnown(s *grafanatest.Shown) {
	if !slices.ContainsFunc(s.Asked, func(a grafanatest.Asked) bool {
		return slices.Contains([]query.Kind{query.Summary, query.Scorecard, query.Ranking, query.Attainment, query.Levels, query.Compare, query.Alert}, a.Query.Kind)
	}) {
		return
	}
	for _, c := range s.Columns(func(c grafanatest.Column) bool { return !c.Kind.Time() && !slices.Contains(factual, c.Name) }) {
		for _, v := range c.Values {
			if zero.MatchString(fmt.Sprint(v)) {
				s.Fault("shows %v as its %s, and nobody has reported", v, c.Name)
				break
			}
		}
	}
}

// factual are columns whose zero is known to be one when nobody has reported.
var factual = []string{"late", "unquantified", "tolerated", "silent"}
