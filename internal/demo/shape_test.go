package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// What a panel needs of the answers that it draws, by its type. Grafana forgives all of this without a word: an override for a
// column that is not there, a link into a missing field, a map that finds no place.

type defaults struct {
	DisplayName string
	Links       []data.DataLink
}

type override struct {
	Matcher struct {
		ID      string
		Options any
	}
	Properties []struct {
		ID    string
		Value json.RawMessage
	}
}

// shown is what a reader gets to see of one panel.
type shown struct {
	opened
	panel
	asked   []asked
	frames  int // with something in them
	rows    []int
	left    int // rows after the transformations
	visible []string
	grids   []grid
	mapped  bool // every unit has its place on the map
	faults  []string
}

func (s *shown) fault(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(s.faults, text) {
		s.faults = append(s.faults, text)
	}
}

// show does with the answers what Grafana does.
func (o opened) show(p panel, list []asked, answers []backend.DataResponse, pages map[string]board, mapped bool) shown {
	s := shown{opened: o, panel: p, asked: list, mapped: mapped}
	if p.TimeShift != "" {
		s.fault("shifts its time: teach this test")
	}
	if p.Repeat != "" && len(o.values[p.Repeat]) != 1 {
		s.fault("repeats for %s, of which %d are chosen", p.Repeat, len(o.values[p.Repeat]))
	}
	var grids []grid
	for i, r := range answers {
		if r.Error != nil {
			s.fault("query %s: %v", list[i].RefID, r.Error)
			continue
		}
		rows := 0
		for _, f := range r.Frames {
			if fault := sound(f); fault != "" {
				s.fault("query %s: %s", list[i].RefID, fault)
			}
			if !emptyFrame(f) {
				rows += f.Rows()
				s.frames++
			} else if onTime(p.Type) {
				continue // the frontend drops it
			}
			grids = append(grids, gridOf(list[i].RefID, f))
		}
		s.rows = append(s.rows, rows)
	}
	grids, fault := transformed(p.Transformations, grids)
	if fault != "" {
		s.fault("%s", fault)
		return s
	}
	s.grids = s.overridden(grids)
	if s.frames > 0 {
		for _, g := range s.grids {
			s.left += g.rows()
		}
	}
	if needs, known := needs[p.Type]; known {
		needs(&s)
	} else {
		s.fault("panel type %s: teach this test what it needs", p.Type)
	}
	s.links(pages)
	s.words()
	return s
}

func onTime(kind string) bool {
	return slices.Contains([]string{"timeseries", "state-timeline", "status-history", "trend"}, kind)
}

// emptyFrame is what plugin/src/empty.ts drops.
func emptyFrame(f *data.Frame) bool {
	if f.Rows() == 0 {
		return true
	}
	return f.Fields[0].Type().Time() && !slices.ContainsFunc(f.Fields[1:], func(c *data.Field) bool {
		if !c.Type().Numeric() {
			return true
		}
		for i := range c.Len() {
			if _, known := c.ConcreteAt(i); known {
				return true
			}
		}
		return false
	})
}

// overridden gives columns the headings, links and invisibility that the panel gives them.
func (s *shown) overridden(grids []grid) []grid {
	for i := range grids {
		for j := range grids[i].columns {
			c := &grids[i].columns[j]
			c.links = append(slices.Clone(c.links), s.FieldConfig.Defaults.Links...)
			if name := s.FieldConfig.Defaults.DisplayName; name == "${__field.name}" {
				c.heading = c.name
			} else if name != "" {
				c.heading = name
			}
		}
	}
	for _, o := range s.FieldConfig.Overrides {
		matched, fault := s.matched(o, grids)
		if fault != "" {
			s.fault("override of %v: %s", o.Matcher.Options, fault)
		}
		for _, c := range matched {
			c.apply(o)
		}
	}
	return grids
}

func (s *shown) matched(o override, grids []grid) (out []*column, fault string) {
	name, _ := o.Matcher.Options.(string)
	of := func(is func(g grid, c column) bool) {
		for i := range grids {
			for j := range grids[i].columns {
				if is(grids[i], grids[i].columns[j]) {
					out = append(out, &grids[i].columns[j])
				}
			}
		}
	}
	switch o.Matcher.ID {
	case "byName":
		of(func(_ grid, c column) bool { return c.name == name || c.heading == name })
	case "byRegexp":
		re, err := regexp.Compile(strings.Trim(name, "/"))
		if err != nil {
			return nil, err.Error()
		}
		of(func(_ grid, c column) bool { return re.MatchString(c.name) || re.MatchString(c.heading) })
	case "byType":
		return nil, ""
	case "byFrameRefID":
		if !slices.ContainsFunc(s.asked, func(a asked) bool { return a.RefID == name }) {
			return nil, "no such query"
		}
		of(func(g grid, c column) bool { return g.refID == name && !c.kind.Time() })
		return out, ""
	default:
		return nil, o.Matcher.ID + ": teach this test"
	}
	// A chart whose lines are all empty has no fields to override.
	if len(out) == 0 && (len(grids) > 0 || !onTime(s.Type)) {
		return nil, "no such column"
	}
	return out, ""
}

func (c *column) apply(o override) {
	for _, p := range o.Properties {
		var text string
		var yes bool
		var from struct{ Viz bool }
		switch p.ID {
		case "displayName":
			if json.Unmarshal(p.Value, &text) == nil && text != "" {
				c.heading = text
			}
		case "links":
			c.links = nil
			_ = json.Unmarshal(p.Value, &c.links) // checked as links are
		case "custom.hideFrom.viz", "custom.hidden":
			if json.Unmarshal(p.Value, &yes) == nil && yes {
				c.hidden = true
			}
		case "custom.hideFrom":
			if json.Unmarshal(p.Value, &from) == nil && from.Viz {
				c.hidden = true
			}
		}
	}
}

func (s *shown) see(is func(column) bool) (out []column) {
	for _, g := range s.grids {
		for _, c := range g.columns {
			if !c.hidden && is(c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// stateKind reports whether a column holds words of a fixed list.
func (c column) states() bool {
	return c.kind == data.FieldTypeEnum || c.kind == data.FieldTypeNullableEnum
}

func (c column) number() bool { return c.kind.Numeric() && !c.states() }

func (c column) text() bool {
	return c.kind == data.FieldTypeString || c.kind == data.FieldTypeNullableString
}

// needs are the types of panels.
var needs = map[string]func(*shown){
	"table": func(s *shown) {
		for _, c := range s.see(func(column) bool { return true }) {
			s.visible = append(s.visible, c.name)
		}
		if len(s.grids) != 1 || len(s.visible) == 0 {
			s.fault("a table shows one frame: there are %d, with %d visible columns", len(s.grids), len(s.visible))
		}
		var o struct {
			SortBy []struct{ DisplayName string }
		}
		if err := json.Unmarshal(s.Options, &o); err != nil {
			s.fault("%v", err)
		}
		for _, by := range o.SortBy {
			if len(s.see(func(c column) bool { return c.heading == by.DisplayName })) == 0 {
				s.fault("is sorted by %q, which is no heading", by.DisplayName)
			}
		}
	},
	"stat": figures, "gauge": figures, "bargauge": figures, "piechart": figures,
	"barchart": bars, "geomap": places,
	"timeseries": lines, "trend": lines,
	"state-timeline": spans, "status-history": spans,
	"text": func(*shown) {},
}

func figures(s *shown) {
	numbers := s.see(column.number)
	for _, c := range numbers {
		s.visible = append(s.visible, c.name)
	}
	if len(s.grids) != 1 || len(numbers) == 0 {
		s.fault("needs one frame with numbers: %d frames, %d columns of numbers", len(s.grids), len(numbers))
	}
}

func bars(s *shown) {
	var o struct{ XField, ColorByField string }
	if err := json.Unmarshal(s.Options, &o); err != nil || len(s.grids) != 1 {
		s.fault("needs one frame: %d (%v)", len(s.grids), err)
		return
	}
	x := s.grids[0].find(o.XField)
	if x == nil || !x.text() {
		s.fault("needs a column of texts %q", o.XField)
	}
	if o.ColorByField != "" {
		if c := s.grids[0].find(o.ColorByField); c == nil || !c.states() && !c.number() {
			s.fault("is coloured by %q, which is no column of states or numbers", o.ColorByField)
		}
	}
	for _, c := range s.see(column.number) {
		s.visible = append(s.visible, c.name)
	}
	if len(s.visible) == 0 {
		s.fault("has no bars: no column of numbers is visible")
	}
	if more := s.see(column.text); len(more) > 1 {
		s.fault("has %d visible columns of texts, and takes any for its axis", len(more))
	}
}

// places looks for what a map is drawn from: files that are there, columns that layers name, and a place for every row.
func places(s *shown) {
	var o struct {
		Layers []struct {
			Type, Name string
			Location   struct{ Mode, Lookup, Gazetteer string }
			Config     struct {
				Src   string
				Style struct {
					Color, Text, Size struct{ Field string }
				}
			}
		}
	}
	if err := json.Unmarshal(s.Options, &o); err != nil || len(s.grids) != 1 {
		s.fault("needs one frame: %d (%v)", len(s.grids), err)
		return
	}
	for _, l := range o.Layers {
		for _, name := range []string{l.Config.Style.Color.Field, l.Config.Style.Text.Field, l.Config.Style.Size.Field} {
			if name != "" && s.grids[0].find(name) == nil {
				s.fault("layer %s needs the column %s", l.Name, name)
			}
		}
		if c := s.grids[0].find(l.Config.Style.Color.Field); c != nil {
			if !c.states() {
				s.fault("layer %s is coloured by %s, which has no states", l.Name, c.name)
			}
			s.visible = append(s.visible, c.name)
		}
		if l.Config.Src != "" {
			if _, err := pluginFile(l.Config.Src); err != nil {
				s.fault("layer %s: %v", l.Name, err)
			}
		}
		if l.Location.Mode != "lookup" {
			continue
		}
		c := s.grids[0].find(l.Location.Lookup)
		raw, err := pluginFile(l.Location.Gazetteer)
		var known []struct{ Key string }
		if err == nil {
			err = json.Unmarshal(raw, &known)
		}
		if c == nil || !c.text() || err != nil {
			s.fault("layer %s needs the column %q and its places (%v)", l.Name, l.Location.Lookup, err)
			continue
		}
		for _, uid := range c.values {
			if s.mapped && !slices.ContainsFunc(known, func(k struct{ Key string }) bool { return k.Key == uid }) {
				s.fault("layer %s has no place for %v", l.Name, uid)
			}
		}
	}
}

// pluginFile reads a file of the plugin's own folder as Grafana serves it.
func pluginFile(src string) ([]byte, error) {
	path, ok := strings.CutPrefix(src, "public/plugins/xhht-targets-datasource/")
	if !ok {
		return nil, fmt.Errorf("%s is not the plugin's", src)
	}
	return os.ReadFile(filepath.Join("plugin", "src", path))
}

func lines(s *shown) {
	for _, g := range s.grids {
		if len(g.columns) < 2 || !g.columns[0].kind.Time() || !slices.ContainsFunc(g.columns[1:], column.number) {
			s.fault("a line needs time first, then a number")
		}
	}
	s.visible = []string{fmt.Sprintf("%d lines", len(s.grids))}
}

func spans(s *shown) {
	for _, g := range s.grids {
		if len(g.columns) < 2 || !g.columns[0].kind.Time() || !slices.ContainsFunc(g.columns[1:], func(c column) bool { return c.states() || c.text() }) {
			s.fault("a span needs time first, then a state in words")
		}
	}
	s.visible = []string{fmt.Sprintf("%d spans", len(s.grids))}
}

// links looks where the links lead that a reader can click: to a page that there is, with choices that it has, and with values
// from columns that are still there.
func (s *shown) links(pages map[string]board) {
	for _, g := range s.grids {
		for _, c := range g.columns {
			if c.hidden {
				continue
			}
			for _, l := range c.links {
				for _, m := range field.FindAllStringSubmatch(l.URL, -1) {
					if name := m[1] + m[2]; g.find(name) == nil {
						s.fault("the link of %s takes a value from the column %s, which is not there", c.name, name)
					}
				}
				if fault := leads(l.URL, pages); fault != "" {
					s.fault("the link of %s %s", c.name, fault)
				}
			}
		}
	}
}

var (
	address = regexp.MustCompile(`^/d/([^?/]+)(?:\?|$)`)
	choice  = regexp.MustCompile(`[?&]var-(\w+)=`)
)

func leads(url string, pages map[string]board) string {
	m := address.FindStringSubmatch(url)
	if m == nil {
		return "leads to " + url
	}
	page, ok := pages[m[1]]
	if !ok {
		return "leads to " + m[1] + ", which there is not"
	}
	for _, c := range choice.FindAllStringSubmatch(url, -1) {
		if !slices.ContainsFunc(page.Templating.List, func(v variable) bool { return v.Name == c[1] }) {
			return "chooses " + c[1] + ", which " + page.UID + " does not offer"
		}
	}
	return ""
}

// words looks for variables in what is read: one that is not there is read as it is written.
func (s *shown) words() {
	for _, text := range []string{s.panel.Title, s.Description} {
		for _, place := range written.FindAllString(text, -1) {
			if _, ok := s.values[nameOf(place)]; !ok {
				s.fault("speaks of %s, which nobody chooses", place)
			}
		}
	}
}
