package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// htmlSize finds the sizes of letters in what mappings put around a text.
var htmlSize = regexp.MustCompile(`font:\d+ (\d+)px`)

func TestScreensOfTheWall(t *testing.T) {
	reg := registry(t)
	for _, language := range languages {
		for _, p := range running(reg) {
			s := scope{reg, p, language}
			if n := len(s.screens()); n > mostScreens {
				t.Errorf("%s has %d screens, at most %d can be waited for", p.ID, n, mostScreens)
			}
			for _, name := range s.screens() {
				raw := generated(t, pageFile(s, name))
				for _, fault := range lintScreen(raw) {
					t.Errorf("%s: %s", s.uid(name), fault)
				}
			}
		}
	}
}

// lintScreen returns what a wall cannot do: scroll, be asked, be read from near only, tell by colour alone.
func lintScreen(raw []byte) []string {
	var d lintPage
	if err := json.Unmarshal(raw, &d); err != nil {
		return []string{err.Error()}
	}
	var faults []string
	add := func(text string) { faults = append(faults, text) }
	if len(d.Templating.List) > 0 || len(d.Links) > 0 || d.Timepicker == nil || !d.Timepicker.Hidden || strings.Contains(string(raw), "${") {
		add("asks the reader to choose: no variables, links or time picker on a wall")
	}
	for _, a := range annotationsOf(raw) {
		if !a.Hide {
			add("shows a switch for annotations")
		}
	}
	if d.Refresh == "" {
		add("does not refresh")
	}
	large := false
	for _, p := range d.Panels {
		if p.GridPos.Y+p.GridPos.H > wallHeight {
			add("panel " + p.Title + " ends below 1080 pixels")
		}
		sizes := sizesOf(p)
		large = large || len(sizes) > 0 || p.Type == "geomap"
		for _, px := range sizes {
			if px < wallFloor {
				add("panel " + p.Title + " has letters of " + strconv.Itoa(px) + " pixels")
			}
		}
		if p.Type == "table" && len(sizes) == 0 {
			add("panel " + p.Title + " is a table in letters of the desk")
		}
		if len(p.Description) < 40 {
			add("panel " + p.Title + " has no description to speak of")
		}
	}
	if !large {
		add("has no large letters")
	}
	return faults
}

// sizesOf are the sizes of letters that a panel sets.
func sizesOf(p lintPanel) []int {
	var out []int
	all, err := json.Marshal(p.FieldConfig)
	if err != nil {
		return nil
	}
	for _, m := range htmlSize.FindAllStringSubmatch(string(all), -1) {
		px, _ := strconv.Atoi(m[1])
		out = append(out, px)
	}
	var o grafana.StatOptions
	options, err := json.Marshal(p.Options)
	if err == nil && p.Type == "stat" && json.Unmarshal(options, &o) == nil && o.Text != (grafana.Text{}) {
		out = append(out, o.Text.TitleSize, o.Text.ValueSize)
	}
	return out
}

func annotationsOf(raw []byte) []grafana.Annotation {
	var d struct {
		Annotations struct {
			List []struct{ Hide bool }
		}
	}
	if json.Unmarshal(raw, &d) != nil {
		return nil
	}
	var out []grafana.Annotation
	for _, a := range d.Annotations.List {
		out = append(out, grafana.Annotation{Hide: a.Hide})
	}
	return out
}

// Each rule of the lint is broken once.
func TestLintScreenFindsFaults(t *testing.T) {
	good := string(generated(t, "vi/xhht-wall-trend-bac-ninh-2021-2030.json"))
	for name, c := range map[string]struct{ old, new, want string }{
		"small letters": {"font:400 24px", "font:400 18px", "letters of 18 pixels"},
		"too low":       {`"y": 0`, `"y": 22`, "ends below 1080 pixels"},
		"time picker":   {`"hidden": true`, `"hidden": false`, "asks the reader to choose"},
		"switch":        {`"hide": true`, `"hide": false`, "a switch for annotations"},
		"stands still":  {`"refresh": "5m"`, `"refresh": ""`, "does not refresh"},
		"desk letters":  {`px/1.2`, ``, "letters of the desk"},
		"no reason":     {"Nguồn", "", "no description"},
	} {
		bad := strings.ReplaceAll(good, c.old, c.new)
		if name == "desk letters" {
			bad = htmlSize.ReplaceAllString(good, "")
		}
		if name == "no reason" {
			bad = regexp.MustCompile(`"description": "[^"]+"`).ReplaceAllString(good, `"description": "x"`)
		}
		if bad == good {
			t.Errorf("%s: %q does not occur: the case tests nothing", name, c.old)
		}
		if faults := lintScreen([]byte(bad)); !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, c.want) }) {
			t.Errorf("%s: no fault says %q: %q", name, c.want, faults)
		}
	}
}

// Every target of the plan's own unit is on a screen, and on a sheet.
func TestEveryTargetIsOnTheWallAndOnPaper(t *testing.T) {
	reg := registry(t)
	for _, p := range running(reg) {
		s := scope{reg, p, languages[0]}
		if len(s.rootTargets()) == 0 {
			continue
		}
		for where, names := range map[string][]query.Page{"wall": {query.PageWallTargets, query.PageWallMore}, "paper": {query.PagePrint, query.PagePrintBehind}} {
			var all string
			for _, name := range names {
				if name != query.PageWallMore || slices.Contains(s.screens(), name) {
					all += string(generated(t, pageFile(s, name)))
				}
			}
			for _, id := range s.rootTargets() {
				if !strings.Contains(all, `"`+id+`"`) {
					t.Errorf("%s: %s is not on the %s", p.ID, id, where)
				}
			}
		}
	}
}

// A sheet is no longer than its paper, asks nothing, and draws every row.
func TestSheetsFitOnPaper(t *testing.T) {
	reg := registry(t)
	for _, language := range languages {
		for _, p := range running(reg) {
			s := scope{reg, p, language}
			for _, name := range []query.Page{query.PagePrint, query.PagePrintBehind} {
				if !s.judges() {
					continue
				}
				raw := generated(t, pageFile(s, name))
				var d lintPage
				if err := json.Unmarshal(raw, &d); err != nil {
					t.Fatal(err)
				}
				if !d.Preload || len(d.Links) > 0 || len(d.Templating.List) > 0 || d.Timepicker == nil {
					t.Errorf("%s: a sheet loads all its panels, and has no links, variables or time picker", d.UID)
				}
				for _, panel := range d.Panels {
					if panel.GridPos.Y+panel.GridPos.H > printHeight || panel.GridPos.W != grafana.Columns {
						t.Errorf("%s, %s: ends below the sheet, or is not as wide as it", d.UID, panel.Title)
					}
					if panel.Type == "table" && !strings.Contains(string(raw), `"dynamicHeight": true`) {
						t.Errorf("%s, %s: rows out of sight would not be drawn", d.UID, panel.Title)
					}
				}
			}
		}
	}
}
