package main

import (
	"encoding/json"
	"path"
	"testing"

	"github.com/xhht/xhht/dashboards/grafana"
)

// Every dashboard of a playlist is there, every plan with screens has a playlist in both languages, and Grafana takes its name.
func TestPlaylistsShowWhatIsThere(t *testing.T) {
	reg, files := registry(t), allFiles(t)
	seen := 0
	for _, language := range languages {
		for _, p := range running(reg) {
			s := scope{reg, p, language}
			name := s.playlistFile()
			if len(s.screens()) == 0 {
				if files[name] != nil {
					t.Errorf("%s: a playlist of nothing", name)
				}
				continue
			}
			seen++
			var list grafana.Playlist
			if err := json.Unmarshal(generated(t, name), &list); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if len(list.Metadata.Name) > 40 || list.Metadata.Name != s.playlistUID() || list.Spec.Title == "" || list.Spec.Interval != screenTime || len(list.Spec.Items) != len(s.screens()) {
				t.Errorf("%s: %+v", name, list)
			}
			for _, item := range list.Spec.Items {
				if files[string(language)+"/"+item.Value+".json"] == nil || item.Type != "dashboard_by_uid" {
					t.Errorf("%s shows %s %s, which is not there", name, item.Type, item.Value)
				}
			}
		}
	}
	for name := range files {
		if path.Dir(name) == playlistFolder {
			seen--
		}
	}
	if seen != 0 {
		t.Errorf("%d playlists less than files of playlists", seen)
	}
}
