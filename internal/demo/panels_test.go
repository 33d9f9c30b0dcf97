package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/query"
)

// situation is what there is to see, and what must hold then.
type situation struct {
	lang  string
	full  bool // the demo: what is empty has to be declared below
	empty bool // nobody has reported: no number may look like a finding
	more  bool // units that no map has a place for
}

// checkPanels opens every generated page, puts all its queries to the plugin, and looks at what each panel gets to show.
func checkPanels(t *testing.T, w wall, in situation) []shown {
	t.Helper()
	pages := boards(t, w.pages)
	var out []shown
	for _, uid := range slices.Sorted(maps.Keys(pages)) {
		b := pages[uid]
		if b.english() != (in.lang == "en") || !slices.ContainsFunc(b.Panels, func(p panel) bool { return ours(p.Datasource.UID) || len(p.Panels) > 0 }) {
			continue // the page of the stack asks Prometheus
		}
		for _, o := range w.open(t, b) {
			for _, fault := range o.faults {
				t.Errorf("%s: %s", uid, fault)
			}
			o.checkLinks(t, pages)
			w.checkMarks(t, o, in)
			out = append(out, w.page(t, o, pages, in)...)
		}
	}
	for _, s := range out {
		for _, fault := range s.faults {
			t.Errorf("%s%s / %d %s: %s", s.UID, s.chosen(), s.ID, s.panel.Title, fault)
		}
	}
	if in.full {
		checkSilences(t, out)
	}
	return out
}

// page asks what the panels of a page ask.
func (w wall) page(t *testing.T, o opened, pages map[string]board, in situation) []shown {
	t.Helper()
	var all []panel
	for _, p := range o.Panels {
		all = append(all, append([]panel{p}, p.Panels...)...)
	}
	var list []asked
	var of [][2]int
	unread := make([]string, len(all))
	for i, p := range all {
		begin := len(list)
		own := o.forPanel(t, p)
		for _, target := range p.Targets {
			if !ours(p.Datasource.UID) {
				continue
			}
			a, err := own.ask(o.UID+" / "+p.Title, target)
			if err != nil {
				unread[i] = err.Error()
				continue
			}
			list = append(list, a)
		}
		of = append(of, [2]int{begin, len(list)})
	}
	answers := w.ask(t, list, false)
	var out []shown
	for i, p := range all {
		if p.Type == "row" || !ours(p.Datasource.UID) && p.Type != "text" {
			continue
		}
		s := o.forPanel(t, p).show(p, list[of[i][0]:of[i][1]], answers[of[i][0]:of[i][1]], pages, !in.more)
		if unread[i] != "" {
			s.fault("%s", unread[i])
		}
		if in.empty {
			s.nothingKnown()
		}
		out = append(out, s)
	}
	return out
}

// forPanel is the page as one panel has it: with a time of its own, or with the first of the values that it is repeated for.
func (o opened) forPanel(t *testing.T, p panel) opened {
	t.Helper()
	if p.TimeFrom != "" {
		o.from, o.to = moment(t, "now-"+p.TimeFrom, false), moment(t, "now", true)
	}
	if all := o.values[p.Repeat]; len(all) > 0 {
		o.values = maps.Clone(o.values)
		o.values[p.Repeat] = all[:1]
	}
	return o
}

func (o opened) chosen() string {
	if o.plan == "" {
		return ""
	}
	return "[" + strings.TrimSuffix(o.plan+" "+strings.Join(o.values["unit"], ","), " ") + "]"
}

// checkLinks looks whether the links above a page lead to pages.
func (o opened) checkLinks(t *testing.T, pages map[string]board) {
	t.Helper()
	for _, l := range o.Links {
		if strings.HasPrefix(l.URL, "/d/") {
			if fault := leads(l.URL, pages); fault != "" {
				t.Errorf("%s: the link %q %s", o.UID, l.Title, fault)
			}
		}
	}
}

// checkMarks asks what a page marks on its charts. Grafana takes time and text out of the answer.
func (w wall) checkMarks(t *testing.T, o opened, in situation) {
	t.Helper()
	var list []asked
	for _, a := range o.Annotations.List {
		q, err := o.ask(o.UID+" marks "+a.Name, a.Target)
		if err != nil {
			t.Errorf("%s%s marks %s: %v", o.UID, o.chosen(), a.Name, err)
			continue
		}
		list = append(list, q)
	}
	for i, r := range w.ask(t, list, false) {
		where := list[i].Where + o.chosen()
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
	_, body := w.resource(t, "forms?plan="+plan)
	return regexp.MustCompile(`"id":"[^"]*"`).FindAllString(string(body), -1)
}

// zero is a text that looks like a finding of nothing, or of everything.
var zero = regexp.MustCompile(`^[−-]?0([.,]0+)?\s*(%|điểm %)?$|^0/\d+$`)

// nothingKnown finds what looks like a verdict before anybody has reported: a zero, or "8/8" in a column that counts what there
// is. That none has come is a fact, and its zero is meant; so is a plan's own number.
func (s *shown) nothingKnown() {
	if !slices.ContainsFunc(s.asked, func(a asked) bool {
		return slices.Contains([]query.Kind{query.Summary, query.Scorecard, query.Ranking, query.Attainment, query.Levels, query.Compare, query.Alert}, a.Query.Kind)
	}) {
		return
	}
	for _, c := range s.see(func(c column) bool { return !c.kind.Time() && !slices.Contains(factual, c.name) }) {
		for _, v := range c.values {
			if zero.MatchString(fmt.Sprint(v)) {
				s.fault("shows %v as its %s, and nobody has reported", v, c.name)
				break
			}
		}
	}
}

// factual are columns whose zero is known to be one when nobody has reported.
var factual = []string{"late", "unquantified", "tolerated", "silent"}

// silences are the panels that show nothing on the demo, each with why that is right.
var silences = []struct {
	why string
	of  func(shown) bool
}{
	{"nobody reports on this plan in the demo", func(s shown) bool {
		return !s.about(planID, regimeID) && s.asks(query.Series, query.Alert, query.Scorecard, query.Revisions, query.Compare, query.Levels)
	}},
	{"the document sets nobody a target", func(s shown) bool {
		return s.about(regimeID, "kien-giang-2021") && s.asks(query.Scorecard, query.Ranking, query.Series)
	}},
	{"the document asks for no reports in numbers", func(s shown) bool { return s.about("kien-giang-2021", "bac-ninh-2021-2030") && s.asks(query.Reporting) }},
	{"the plan's years are over", func(s shown) bool {
		return s.about("hung-yen-2012-2020", "phu-my-2024") && s.asks(query.Events, query.Reporting)
	}},
	{"this unit has corrected nothing", func(s shown) bool {
		return s.about(planID, regimeID) && s.asks(query.Revisions) && (s.of("p:86@0") || s.of("d:855@0") || s.of("c:29542@0"))
	}},
}

// about reports whether the panel asks about one of the plans.
func (s shown) about(plans ...string) bool {
	return slices.ContainsFunc(s.asked, func(a asked) bool { return slices.Contains(plans, a.Query.Plan) })
}

// asks reports whether the panel asks only such questions.
func (s shown) asks(kinds ...query.Kind) bool {
	return !slices.ContainsFunc(s.asked, func(a asked) bool { return !slices.Contains(kinds, a.Query.Kind) })
}

// of reports whether the panel asks about the one unit.
func (s shown) of(unit string) bool {
	return !slices.ContainsFunc(s.asked, func(a asked) bool { return !slices.Equal(a.Query.Units, []string{unit}) })
}

// checkSilences holds the empty panels against what is declared.
func checkSilences(t *testing.T, all []shown) {
	t.Helper()
	used := make([]bool, len(silences))
	for _, s := range all {
		if s.left > 0 || s.Type == "text" || len(s.faults) > 0 {
			continue
		}
		if i := s.silence(); i >= 0 {
			used[i] = true
			continue
		}
		t.Errorf("%s%s / %d %s: shows nothing on the demo, and nobody has said why", s.UID, s.chosen(), s.ID, s.panel.Title)
	}
	for i, is := range used {
		if !is {
			t.Errorf("no panel is empty because “%s”: strike it out", silences[i].why)
		}
	}
}

func (s shown) silence() int {
	return slices.IndexFunc(silences, func(d struct {
		why string
		of  func(shown) bool
	}) bool {
		return d.of(s)
	})
}

// table is the account of all panels: what each asks, what it gets on the demo and on an empty system, and what it draws of it.
func table(full, empty []shown) string {
	var b strings.Builder
	b.WriteString("# Every panel of every page, asked over gRPC of a real InfluxDB: frames and rows that came, → rows left after the panel's own\n" +
		"# transformations; first on the demo's data, then where nobody has reported; then what is drawn. Pages in English ask the same.\n" +
		"# Written by `make panels` after a page has changed.\n")
	of := map[string]shown{}
	for _, s := range empty {
		of[s.key()] = s
	}
	page, queries := "", 0
	for _, s := range full {
		if name := s.UID + s.chosen(); name != page {
			page = name
			fmt.Fprintf(&b, "\n%s  (%s)\n", page, s.board.Title)
		}
		kinds := []string{}
		for _, a := range s.asked {
			if k := string(a.Query.Kind); !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
		queries += len(s.asked)
		note := ""
		if i := s.silence(); s.left == 0 && i >= 0 {
			note = "  [" + silences[i].why + "]"
		}
		fmt.Fprintf(&b, "%3d  %-14s %-12s %-22s | %-22s %s: %s%s\n", s.ID, s.Type, cmp.Or(strings.Join(kinds, ","), "–"), s.account(), of[s.key()].account(), s.panel.Title, strings.Join(s.visible, " "), note)
	}
	fmt.Fprintf(&b, "\n%d panels, %d queries\n", len(full), queries)
	return b.String()
}

func (s shown) key() string { return fmt.Sprint(s.UID, s.chosen(), "/", s.ID) }

func (s shown) account() string {
	rows := 0
	for _, n := range s.rows {
		rows += n
	}
	out := fmt.Sprintf("%d×%d", s.frames, rows)
	if s.left != rows {
		out += fmt.Sprintf("→%d", s.left)
	}
	return out
}

// checkFaults breaks generated panels, one thing at a time. A test that finds nothing in them proves nothing.
func checkFaults(t *testing.T, w wall) {
	t.Helper()
	pages := boards(t, w.pages)
	const overview, indicator, deliverables, quality, unit = "xhht-overview-vinh-long-2021-2030", "xhht-indicator-vinh-long-2021-2030", "xhht-deliverables-vinh-long-2021-2030",
		"xhht-quality-vinh-long-2021-2030", "xhht-unit-vinh-long-2021-2030"
	for name, c := range map[string]struct{ uid, old, new, want string }{
		"a plan that there is not":         {overview, `"plan": "vinh-long-2021-2030"`, `"plan": "vinh-long-2012-2020"`, "query A"},
		"a variable that there is not":     {unit, `"${unit}"`, `"${huyen}"`, "${huyen}"},
		"a title with no such variable":    {overview, `${indicator:text}:`, `${chitieu:text}:`, "nobody chooses"},
		"an indicator nobody is held to":   {overview, `"value": "info_skills_rate"`, `"value": "no_such_rate"`, "not among its"},
		"a column that is kept":            {overview, `"gap_text",`, `"gap_txt",`, "no column gap_txt"},
		"a column that is overridden":      {overview, `"options": "clause"`, `"options": "section"`, "override of section"},
		"a column that a link needs":       {overview, `__data.fields.unit.text`, `__data.fields.uid.text`, "takes a value from the column uid"},
		"a link to no page":                {overview, `/d/xhht-unit-vinh-long-2021-2030?`, `/d/xhht-units?`, "which there is not"},
		"a link with no such choice":       {overview, `var-unit=`, `var-huyen=`, "does not offer"},
		"a place to sort by":               {overview, `"index": 3`, `"index": 2`, "at place 2"},
		"a heading to sort by":             {overview, `"displayName": "Số ngày trễ"`, `"displayName": "Ngày trễ"`, "which is no heading"},
		"a map without its look-up":        {overview, `"lookup": "unit"`, `"lookup": "uid"`, `the column "uid"`},
		"a map without its places":         {overview, `districts-places.json`, `communes-places.json`, "has no place for d:855@0"},
		"a map of boundaries from nowhere": {overview, `geo/vinh-long-districts.json`, `geo/nowhere.json`, "nowhere.json"},
		"a map without its colour":         {overview, `"field": "status"`, `"field": "state"`, "the column state"},
		"bars without names":               {overview, `"xField": "unit_name"`, `"xField": "name"`, `column of texts "name"`},
		"bars without their colour":        {overview, `"colorByField": "status"`, `"colorByField": "unit_name"`, "no column of states"},
		"figures of words":                 {overview, `"type": "table"`, `"type": "stat"`, "0 columns of numbers"},
		"a matrix of nothing":              {overview, `"valueField": "status"`, `"valueField": "state"`, "no column of the name state"},
		"lines of a table":                 {overview, `"type": "table"`, `"type": "timeseries"`, "needs time first"},
		"states of lines":                  {indicator, `"type": "timeseries"`, `"type": "state-timeline"`, "then a state in words"},
		"a query to be drawn alone":        {indicator, `"options": "B"`, `"options": "Z"`, "no such query"},
		"a word to narrow by":              {quality, `"only": "open"`, `"only": "late"`, "có dòng như vậy"},
		"a transformation nobody knows":    {quality, `"id": "sortBy"`, `"id": "calculateField"`, "teach this test"},
		"a panel nobody knows":             {unit, `"type": "state-timeline"`, `"type": "heatmap"`, "teach this test"},
		"a panel that finds nothing":       {unit, `"kind": "reporting"`, `"kind": "reporting", "form": "annual-province"`, "nobody has said why"},
	} {
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join(w.pages, "vi", c.uid+".json"))
			if err != nil {
				t.Fatal(err)
			}
			bad := strings.ReplaceAll(string(raw), c.old, c.new)
			if bad == string(raw) {
				t.Fatalf("%q does not occur: the case tests nothing", c.old)
			}
			var b board
			if err := json.Unmarshal([]byte(bad), &b); err != nil {
				t.Fatal(err)
			}
			var faults []string
			for _, o := range w.open(t, b) {
				faults = append(faults, o.faults...)
				for _, s := range w.page(t, o, pages, situation{lang: "vi", full: true}) {
					if s.left == 0 && s.silence() < 0 {
						faults = append(faults, "nobody has said why")
					}
					faults = append(faults, s.faults...)
				}
			}
			if !strings.Contains(strings.Join(faults, "\n"), c.want) {
				t.Errorf("no fault says %q: %q", c.want, faults)
			}
		})
	}
}

// checkSame holds the pages in English against the others: the same panels, the same answers.
func checkSame(t *testing.T, vi, en []shown) {
	t.Helper()
	of := map[string]shown{}
	for _, s := range en {
		of[strings.Replace(s.key(), "-en", "", 1)] = s
	}
	for _, s := range vi {
		if other, ok := of[s.key()]; !ok || other.account() != s.account() || len(other.visible) != len(s.visible) {
			t.Errorf("%s / %s: %s %q, and in English %s %q", s.key(), s.panel.Title, s.account(), s.visible, other.account(), other.visible)
		}
	}
	if len(vi) != len(en) {
		t.Errorf("%d panels, and %d in English", len(vi), len(en))
	}
}
