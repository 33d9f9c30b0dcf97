package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/xhht/xhht/dashboards/grafana"
)

// Every dashboard of a playlist is there, every plan with screens has a playlist in both languages, and Grafana takes its name.
func TestPlaylistsShowWhatIsThere(t *testing.T) {
	reg := registry(t)
	seen := 0
	for _, language := range languages {
		for _, p := range running(reg) {
			s := scope{reg, p, language}
			path := filepath.Join("gen", playlistFolder, s.playlistUID()+".json")
			raw, err := os.ReadFile(path)
			if len(s.screens()) == 0 {
				if err == nil {
					t.Errorf("%s: a playlist of nothing", path)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			seen++
			var list grafana.Playlist
			if err := json.Unmarshal(raw, &list); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if len(list.Metadata.Name) > 40 || list.Metadata.Name != s.playlistUID() || list.Spec.Title == "" || list.Spec.Interval != screenTime || len(list.Spec.Items) != len(s.screens()) {
				t.Errorf("%s: %+v", path, list)
			}
			for _, item := range list.Spec.Items {
				if _, err := os.Stat(filepath.Join("gen", string(language), item.Value+".json")); err != nil || item.Type != "dashboard_by_uid" {
					t.Errorf("%s shows %s %s: %v", path, item.Type, item.Value, err)
				}
			}
		}
	}
	files, err := filepath.Glob(filepath.Join("gen", playlistFolder, "*.json"))
	if err != nil || len(files) != seen {
		t.Errorf("%d playlists in the folder, %d of plans: %v", len(files), seen, err)
	}
}
