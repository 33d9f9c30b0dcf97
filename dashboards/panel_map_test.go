package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/plan"
)

type place struct {
	Key                 string
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

// A mark stands inside its own boundary, and no two so close that their names lie on each other.
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
		for i, p := range places {
			if !inside(p, rings[p.Key]) {
				t.Errorf("%s: the place of %s is outside its boundary", a.name, p.Key)
			}
			for _, other := range places[:i] {
				if a.level == area.District && math.Hypot(p.Latitude-other.Latitude, p.Longitude-other.Longitude) < 0.05 {
					t.Errorf("%s: %s and %s lie on each other", a.name, p.Key, other.Key)
				}
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
