package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

type place struct {
	Key, Name           string
	Latitude, Longitude float64
}

type boundaries struct {
	Attribution, License string
	Features             []struct {
		ID       string
		Geometry struct {
			Type        string
			Coordinates json.RawMessage
		}
	}
}

// A mark stands inside its own boundary.
func TestPlacesLieInTheirBoundaries(t *testing.T) {
	for _, a := range atlases {
		var b boundaries
		var places []place
		readJSON(t, "../plugin/src/geo/"+a.name+".json", &b)
		readJSON(t, "../plugin/src/geo/"+a.name+"-places.json", &places)
		if !strings.Contains(b.License, "MIT License") || !strings.Contains(b.Attribution, "thanglequoc") {
			t.Errorf("%s does not carry its origin and licence", a.name)
		}
		rings := map[string][][2]float64{}
		for _, f := range b.Features {
			var polygon [][][2]float64
			if err := json.Unmarshal(f.Geometry.Coordinates, &polygon); err != nil || f.Geometry.Type != "Polygon" {
				t.Fatalf("%s: %s %v", f.ID, f.Geometry.Type, err)
			}
			rings[f.ID] = polygon[0]
		}
		for _, p := range places {
			if !inside(p, rings[p.Key]) {
				t.Errorf("%s: the place of %s is outside its boundary", a.name, p.Key)
			}
		}
		if len(places) != len(rings) {
			t.Errorf("%s: %d places for %d boundaries", a.name, len(places), len(rings))
		}
		if a.level == area.District {
			checkMembers(t, registry(t), a, rings)
		}
	}
}

// box is a rectangle on the screen.
type box struct {
	what                     string
	left, top, right, bottom float64
}

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// Names lie neither on each other nor on a mark: of districts on a phone, of communes, which are many, on half a laptop. Grafana
// leaves out a name that lies on another one.
func TestNamesOfUnitsStayApart(t *testing.T) {
	widths := map[area.Level]float64{area.District: 356, area.Commune: 540}
	for _, a := range atlases {
		var places, labels []place
		readJSON(t, "../plugin/src/geo/"+a.name+"-places.json", &places)
		readJSON(t, "../plugin/src/geo/"+a.name+"-labels.json", &labels)
		if len(labels) != len(places) {
			t.Fatalf("%s: %d labels for %d places", a.name, len(labels), len(places))
		}
		west, east := math.Inf(1), math.Inf(-1)
		for _, p := range places {
			west, east = min(west, p.Longitude), max(east, p.Longitude)
		}
		perDegree := widths[a.level] / ((east - west) * (1 + float64(a.padding)/100))
		var boxes []box
		for i, p := range places {
			x, y := p.Longitude*perDegree, -p.Latitude*perDegree
			boxes = append(boxes, box{"the mark of " + p.Name, x - a.radius, y - a.radius, x + a.radius, y + a.radius})
			l := labels[i]
			if l.Key != p.Key {
				t.Fatalf("%s: the label of %s is in the place of %s", a.name, l.Key, p.Key)
			}
			// The name, and in districts the longest status below it.
			wide, lines := float64(utf8.RuneCountInString(l.Name)), 1.0
			if a.level == area.District {
				wide, lines = max(wide, float64(utf8.RuneCountInString("Đúng lộ trình"))), 2
			}
			half, line := wide*float64(a.font)*0.5/2, float64(a.font)
			x, y = l.Longitude*perDegree, -l.Latitude*perDegree+a.radius+9-line/2
			boxes = append(boxes, box{"the name of " + l.Name, x - half, y, x + half, y + lines*line})
		}
		for i, b := range boxes {
			for _, o := range boxes[:i] {
				if b.meets(o) {
					t.Errorf("%s: %s lies on %s", a.name, b.what, o.what)
				}
			}
		}
	}
}

// checkMembers looks for a unit that the map would leave out.
func checkMembers(t *testing.T, reg plan.Registry, a atlas, rings map[string][][2]float64) {
	t.Helper()
	for _, p := range running(reg) {
		for _, unit := range reg.Members(p, a.level) {
			if p.Root == a.root && rings[unit.UID] == nil {
				t.Errorf("%s has no boundary of %s", a.name, unit.UID)
			}
		}
	}
}

// inside counts how often a ray to the east crosses the ring.
func inside(p place, ring [][2]float64) bool {
	in := false
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		if (a[1] > p.Latitude) != (b[1] > p.Latitude) && p.Longitude < (b[0]-a[0])*(p.Latitude-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
	}
	return in
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// Names stand on filled areas in the theme's own letters: they have to be read on every status, in both themes (WCAG AA, 4.5).
func TestNamesAreReadOnFilledAreas(t *testing.T) {
	for theme, c := range map[string]struct{ panel, letters string }{"dark": {"#181B1F", "#CCCCDC"}, "light": {"#FFFFFF", "#24292E"}} {
		ground := over(mapGround, c.panel, groundOpacity)
		for _, s := range standing.Statuses {
			area := over(wording.StatusColour(s), ground, fillOpacity)
			if got := contrast(area, c.letters); got < 4.5 {
				t.Errorf("%s in the %s theme: %s on %s has a contrast of %.2f", s, theme, c.letters, area, got)
			}
		}
	}
}

// over is a colour of some opacity on another.
func over(top, below string, opacity float64) string {
	var a, b, out [3]int
	for c, into := range map[string]*[3]int{top: &a, below: &b} {
		if _, err := fmt.Sscanf(c, "#%02X%02X%02X", &into[0], &into[1], &into[2]); err != nil {
			panic(c)
		}
	}
	for i := range out {
		out[i] = int(math.Round(opacity*float64(a[i]) + (1-opacity)*float64(b[i])))
	}
	return fmt.Sprintf("#%02X%02X%02X", out[0], out[1], out[2])
}

// contrast is the ratio of WCAG 2.
func contrast(a, b string) float64 {
	light := func(c string) float64 {
		var rgb [3]int
		if _, err := fmt.Sscanf(c, "#%02X%02X%02X", &rgb[0], &rgb[1], &rgb[2]); err != nil {
			panic(c)
		}
		sum := 0.0
		for i, share := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(rgb[i]) / 255
			if v <= 0.03928 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += share * v
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
