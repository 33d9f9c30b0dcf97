package grafanatest

import (
	"maps"
	"slices"
	"testing"
	"time"
)

// Page is a dashboard with something chosen in each of its variables.
type Page struct {
	Board
	Plan     string // the choice of a page that offers plans; empty elsewhere
	Values   map[string][]string
	From, To time.Time
	Faults   []string

	stopped bool // "all" was chosen on the way down
}

// Open chooses what the dashboard chooses by itself. A page that offers plans is opened with each of them, and on its way down from
// the plan's own unit with nothing chosen, with the first unit of a tier, and with the first ones of two.
func (g Grafana) Open(tb testing.TB, b Board) []Page {
	tb.Helper()
	out := []Page{{Board: b, Values: map[string][]string{}, From: g.moment(tb, b.Time.From, false), To: g.moment(tb, b.Time.To, true)}}
	for _, v := range b.Templating.List {
		var next []Page
		for _, p := range out {
			if v.offered().Type == "plans" {
				next = append(next, g.plans(tb, p, v)...)
			} else {
				next = append(next, g.ways(tb, p, v)...)
			}
		}
		out = next
	}
	return out
}

// plans is the page with each of the plans that a variable offers.
func (g Grafana) plans(tb testing.TB, p Page, v Variable) (out []Page) {
	tb.Helper()
	options, fault := g.options(tb, p, v)
	if fault != "" {
		tb.Fatalf("%s: %s", p.UID, fault)
	}
	for _, id := range options {
		with := p
		with.Plan, with.Values = id, map[string][]string{v.Name: {id}}
		out = append(out, with)
	}
	return out
}

// ways is the page with the variable's own choice, and on the way down with the first unit, too.
func (g Grafana) ways(tb testing.TB, p Page, v Variable) (out []Page) {
	tb.Helper()
	chosen, fault := g.choose(tb, p, v)
	ways := [][]string{chosen}
	if p.Plan != "" && v.offered().All && !p.stopped && fault == "" {
		if options, _ := g.options(tb, p, v); len(options) > 1 {
			ways = append(ways, options[1:2]) // the first is "all"
		}
	}
	for _, way := range ways {
		with := p
		with.Values = maps.Clone(p.Values)
		with.Values[v.Name] = way
		with.stopped = p.stopped || v.offered().All && slices.Equal(way, []string{allChosen})
		if fault != "" {
			with.Faults = append(slices.Clone(p.Faults), fault)
		}
		out = append(out, with)
	}
	return out
}

// ForPanel is the page as one panel has it: with a time of its own, or with the first of the values that it is repeated for.
func (g Grafana) ForPanel(tb testing.TB, p Page, panel Panel) Page {
	tb.Helper()
	if panel.TimeFrom != "" {
		p.From, p.To = g.moment(tb, "now-"+panel.TimeFrom, false), g.moment(tb, "now", true)
	}
	if all := p.Values[panel.Repeat]; len(all) > 0 {
		p.Values = maps.Clone(p.Values)
		p.Values[panel.Repeat] = all[:1]
	}
	return p
}

// Panels asks what the panels of a page ask, and says what each shows. Units are looked for on maps only if every one is mapped.
func (g Grafana) Panels(tb testing.TB, p Page, pages map[string]Board, mapped bool) []Shown {
	tb.Helper()
	var all []Panel
	for _, panel := range p.Board.Panels {
		all = append(all, append([]Panel{panel}, panel.Panels...)...)
	}
	var list []Asked
	of := make([][2]int, len(all))
	unread := make([]string, len(all))
	for i, panel := range all {
		begin := len(list)
		own := g.ForPanel(tb, p, panel)
		for _, target := range panel.Targets {
			if !Ours(panel.Datasource.UID) {
				continue
			}
			a, err := own.Ask(p.UID+" / "+panel.Title, target)
			if err != nil {
				unread[i] = err.Error()
				continue
			}
			list = append(list, a)
		}
		of[i] = [2]int{begin, len(list)}
	}
	answers := g.Source.Query(tb, list, false)
	var out []Shown
	for i, panel := range all {
		if panel.Type == "row" || !Ours(panel.Datasource.UID) && panel.Type != "text" {
			continue
		}
		s := g.show(g.ForPanel(tb, p, panel), panel, list[of[i][0]:of[i][1]], answers[of[i][0]:of[i][1]], mapped)
		s.links(pages)
		if unread[i] != "" {
			s.Fault("%s", unread[i])
		}
		out = append(out, s)
	}
	return out
}
