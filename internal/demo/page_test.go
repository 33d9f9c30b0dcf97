package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/query"
)

// Generated dashboards as Grafana opens them: variables filled by the data source, the time range worked out, every query
// with its variables replaced as the plugin's frontend does it (plugin/src/interpolate.ts).

// board is as much of a dashboard's JSON as it takes to show it.
type board struct {
	UID, Title  string
	Tags        []string
	Time        struct{ From, To string }
	Links       []struct{ Title, URL string }
	Templating  struct{ List []variable }
	Annotations struct {
		List []struct {
			Name   string
			Target json.RawMessage
		}
	}
	Panels []panel
}

type variable struct {
	Name, Type, AllValue string
	IncludeAll           bool
	Query                json.RawMessage
	Current              struct{ Value any }
}

type panel struct {
	ID                               int
	Title, Type, Repeat, Description string
	TimeFrom, TimeShift              string
	Datasource                       struct{ UID string }
	Targets                          []json.RawMessage
	Transformations                  []transformation
	Options                          json.RawMessage
	FieldConfig                      struct {
		Defaults  defaults
		Overrides []override
	}
	Panels []panel // of a row that is folded up
}

// boards are all dashboards of the generator that ask our data source, whatever folder they are in.
func boards(t *testing.T, folder string) map[string]board {
	t.Helper()
	out := map[string]board{}
	err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".json" || filepath.Base(filepath.Dir(path)) == "playlist" {
			return err
		}
		raw, err := os.ReadFile(path) //nolint:gosec // our own files
		if err != nil {
			return err
		}
		var b board
		if err := json.Unmarshal(raw, &b); err != nil || b.UID == "" {
			return fmt.Errorf("%s is no dashboard: %w", path, err)
		}
		out[b.UID] = b
		return nil
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%d dashboards: %v", len(out), err)
	}
	return out
}

func (b board) english() bool { return strings.HasSuffix(b.UID, "-en") }

// ours reports whether a data source is the plugin's.
func ours(uid string) bool { return uid == "xhht-targets" }

// opened is a dashboard with something chosen in each of its variables.
type opened struct {
	board
	plan     string // the choice of a page that offers plans; empty elsewhere
	stopped  bool   // "all" was chosen on the way down
	values   map[string][]string
	from, to time.Time
	faults   []string
}

// open chooses what the dashboard chooses by itself. A page that offers plans is opened with each of them, and on its way down from the
// plan's own unit with nothing chosen, with the first unit of a tier, and with the first ones of two.
func (w wall) open(t *testing.T, b board) []opened {
	t.Helper()
	out := []opened{{board: b, values: map[string][]string{}, from: moment(t, b.Time.From, false), to: moment(t, b.Time.To, true)}}
	for _, v := range b.Templating.List {
		var next []opened
		for _, o := range out {
			if v.offers("plans") {
				options, fault := w.options(t, o, v)
				if fault != "" {
					t.Fatalf("%s: %s", b.UID, fault)
				}
				for _, id := range options {
					with := o
					with.plan, with.values = id, map[string][]string{v.Name: {id}}
					next = append(next, with)
				}
				continue
			}
			chosen, fault := w.choose(t, o, v)
			ways := [][]string{chosen}
			if o.plan != "" && v.chosen().All && !o.stopped && fault == "" {
				if options, _ := w.options(t, o, v); len(options) > 1 {
					ways = append(ways, options[1:2]) // the first is "all"
				}
			}
			for _, way := range ways {
				with := o
				with.values = maps.Clone(o.values)
				with.values[v.Name] = way
				with.stopped = o.stopped || v.chosen().All && slices.Equal(way, []string{allChosen})
				if fault != "" {
					with.faults = append(slices.Clone(o.faults), fault)
				}
				next = append(next, with)
			}
		}
		out = next
	}
	return out
}

// offer is the query of a variable, as plugin/src/types.ts has it.
type offer struct {
	Type, Plan, Level, Parent, Unit, Indicator string
	All                                        bool
}

func (v variable) chosen() (c offer) {
	if v.Type != "query" || json.Unmarshal(v.Query, &c) != nil {
		return offer{}
	}
	return c
}

func (v variable) offers(what string) bool { return v.chosen().Type == what }

// choose is the value that the variable has when the page opens: the one it was given, if it is still there to be chosen.
func (w wall) choose(t *testing.T, o opened, v variable) (chosen []string, fault string) {
	t.Helper()
	var current []string
	switch value := v.Current.Value.(type) {
	case string:
		current = []string{value}
	case []any:
		for _, e := range value {
			current = append(current, fmt.Sprint(e))
		}
	}
	if v.Type != "query" {
		return current, ""
	}
	options, fault := w.options(t, o, v)
	switch {
	case fault != "":
		return nil, fault
	case len(options) == 0 && o.plan != "":
		return []string{""}, "" // the plan has no unit of this tier
	case len(options) == 0:
		return nil, "variable " + v.Name + " offers nothing"
	case slices.Equal(current, []string{allChosen}) && slices.Contains(options, allChosen):
		return current, ""
	case slices.Equal(current, []string{allChosen}):
		if !v.IncludeAll {
			return nil, "variable " + v.Name + " starts with all, which it does not offer"
		}
		if v.AllValue != "" {
			return []string{v.AllValue}, ""
		}
		return options, ""
	case len(current) > 0 && !slices.ContainsFunc(current, func(c string) bool { return !slices.Contains(options, c) }):
		return current, ""
	case o.plan != "":
		return options[:1], "" // Grafana takes the first where another plan has other units
	}
	return nil, fmt.Sprintf("variable %s starts with %q, which is not among its %d choices", v.Name, current, len(options))
}

// allChosen is Grafana's own word for "all"; to the data source it is no list.
const allChosen = "$__all"

// options asks the data source what a variable offers, as plugin/src/variables.ts does.
func (w wall) options(t *testing.T, o opened, v variable) (out []string, fault string) {
	t.Helper()
	c := v.chosen()
	for name, value := range map[string]string{"plan": o.one(c.Plan), "level": o.one(c.Level), "parent": strings.ReplaceAll(o.one(c.Parent), allChosen, ""), "unit": o.one(c.Unit), "indicator": o.one(c.Indicator)} {
		if strings.Contains(value, "$") {
			return nil, fmt.Sprintf("variable %s: %s stays %q", v.Name, name, value)
		}
	}
	var steps [][]string // of the way down; one at which nothing was chosen is left out
	for part := range strings.SplitSeq(c.Parent, ">") {
		if chosen := o.expand(strings.TrimSpace(part)); len(chosen) > 0 {
			steps = append(steps, chosen)
		}
	}
	switch c.Type {
	case "worst":
		return w.worst(t, o, c), ""
	case "unit":
		return w.deepest(t, o, c, steps)
	case "plans", "units", "indicators", "forms":
	default:
		return nil, fmt.Sprintf("variable %s offers %q: teach this test to ask for them", v.Name, c.Type)
	}
	parents := []string{""}
	if c.Type == "units" && len(steps) > 0 {
		parents = steps[len(steps)-1]
	}
	if c.All {
		out = append(out, allChosen)
	}
	for _, parent := range parents {
		params := url.Values{}
		for name, value := range map[string]string{"plan": o.one(c.Plan), "level": o.one(c.Level), "parent": parent, "unit": o.one(c.Unit)} {
			if value != "" && c.Type != "plans" {
				params.Set(name, value)
			}
		}
		found, fault := w.list(t, c.Type, params)
		if fault != "" {
			return nil, "variable " + v.Name + ": " + fault
		}
		for _, f := range found {
			if id := f.UID + f.ID; !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	if c.All && len(out) == 1 {
		return nil, "" // all of nothing is no choice
	}
	return out, ""
}

// thing is what there is to choose: a plan, a unit, an indicator or a form.
type thing struct{ UID, ID, Root string }

func (w wall) list(t *testing.T, what string, params url.Values) (found []thing, fault string) {
	t.Helper()
	status, body := w.resource(t, what+"?"+params.Encode())
	if err := json.Unmarshal(body, &found); err != nil || status != http.StatusOK {
		return nil, fmt.Sprintf("%d %s", status, body)
	}
	return found, ""
}

// deepest is the unit that the last step of the way down has chosen, or else the one that the plan was made for.
func (w wall) deepest(t *testing.T, o opened, c offer, steps [][]string) (out []string, fault string) {
	t.Helper()
	for _, uids := range slices.Backward(steps) {
		found, fault := w.list(t, "units", url.Values{"plan": {o.one(c.Plan)}, "uid": uids})
		if fault != "" {
			return nil, fault
		}
		if len(found) > 0 {
			return []string{found[0].UID}, ""
		}
	}
	plans, fault := w.list(t, "plans", nil)
	for _, p := range plans {
		if p.ID == o.one(c.Plan) {
			return []string{p.Root}, fault
		}
	}
	return nil, fault
}

// worst are the units at the bottom of the ranking.
func (w wall) worst(t *testing.T, o opened, c offer) []string {
	t.Helper()
	q := map[string]any{"refId": "A", "schemaVersion": query.Version, "kind": query.Ranking, "plan": o.one(c.Plan), "level": o.one(c.Level), "limit": 12}
	if c.Indicator != "" {
		q["indicators"] = o.expand(c.Indicator)
	}
	raw, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	a, err := o.ask(o.UID+" / worst", raw)
	if err != nil {
		t.Fatal(err)
	}
	answer := w.ask(t, []asked{a}, false)[0]
	var out []string
	for _, f := range answer.Frames {
		if field, _ := f.FieldByName("unit"); field != nil {
			for i := range field.Len() {
				if uid, ok := field.ConcreteAt(i); ok {
					out = append(out, fmt.Sprint(uid))
				}
			}
		}
	}
	return out
}

func (w wall) resource(t *testing.T, path string) (status int, body []byte) {
	t.Helper()
	stream := backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
		if r.Status != 0 {
			status = r.Status
		}
		body = append(body, r.Body...)
		return nil
	})
	name, _, _ := strings.Cut(path, "?")
	if err := w.client.CallResource(t.Context(), &backend.CallResourceRequest{PluginContext: w.pc, Path: name, Method: http.MethodGet, URL: path}, stream); err != nil {
		t.Fatal(err)
	}
	return status, body
}

var written = regexp.MustCompile(`\$\{(\w+)(?:[.:][^}]*)?\}|\$(\w+)|\[\[(\w+)\]\]`)

// nameOf is the variable in a place where one is written.
func nameOf(place string) string { return strings.Join(written.FindStringSubmatch(place)[1:], "") }

// expand replaces the variables in a text: a text for each value. One that nobody knows stays, and the plugin refuses it by name.
func (o opened) expand(text string) []string {
	texts := []string{text}
	for _, place := range written.FindAllString(text, -1) {
		values, known := o.values[nameOf(place)]
		if !known {
			continue
		}
		var next []string
		for _, s := range texts {
			for _, v := range values {
				next = append(next, strings.Replace(s, place, v, 1))
			}
		}
		texts = next
	}
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" || s == allChosen })
}

func (o opened) one(text string) string { return strings.Join(o.expand(text), ",") }

// The fields of a query that the frontend replaces variables in.
var (
	texts = []string{"plan", "level", "group", "measure", "method", "thresholds", "language", "form", "compare", "shape", "by"}
	lists = []string{"units", "indicators", "series", "statuses", "programmes"}
)

// ask reads a stored query and fills in what is chosen.
func (o opened) ask(where string, raw json.RawMessage) (asked, error) {
	var doc map[string]any
	if err := json.Unmarshal(raw, &doc); err != nil {
		return asked{}, err
	}
	for _, name := range texts {
		if text, ok := doc[name].(string); ok {
			doc[name] = o.one(text)
		}
	}
	for _, name := range lists {
		if list, ok := doc[name].([]any); ok {
			filled := []string{}
			for _, e := range list {
				filled = append(filled, o.expand(fmt.Sprint(e))...)
			}
			doc[name] = filled
		}
	}
	filled, err := json.Marshal(doc)
	if err != nil {
		return asked{}, err
	}
	q, err := query.Parse(filled)
	if err != nil {
		return asked{}, err
	}
	a := asked{Where: where, RefID: fmt.Sprint(doc["refId"]), Query: q, raw: filled, from: o.from, to: o.to}
	// The story ends on its day: nothing is judged later. What lies ahead is asked for in full, and what the standing office
	// entered was recorded when the test ran.
	if last := told.EndOfDay(); q.Kind != query.Events && o.to.After(last) {
		if a.to = last; ofToday(q) {
			a.to = time.Now()
		}
	}
	return a, nil
}

var relative = regexp.MustCompile(`^now(?:([+-]\d+)([dMy]))?(?:/([dMy]))?$`)

// moment works out an end of a time range; "now" is the day on which the story is told.
func moment(t *testing.T, text string, end bool) time.Time {
	t.Helper()
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at
	}
	m := relative.FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("time %q: teach this test to read it", text)
	}
	at := told.EndOfDay().In(time.FixedZone("Vietnam", 7*60*60))
	if m[1] != "" {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		at = at.AddDate(map[string]int{"y": n}[m[2]], map[string]int{"M": n}[m[2]], map[string]int{"d": n}[m[2]])
	}
	first, step := at, [3]int{}
	switch m[3] {
	case "":
		return at
	case "y":
		first, step = time.Date(at.Year(), 1, 1, 0, 0, 0, 0, at.Location()), [3]int{1, 0, 0}
	case "M":
		first, step = time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, at.Location()), [3]int{0, 1, 0}
	case "d":
		first, step = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location()), [3]int{0, 0, 1}
	}
	if end {
		return first.AddDate(step[0], step[1], step[2]).Add(-time.Nanosecond)
	}
	return first
}
