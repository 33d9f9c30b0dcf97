package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/query"
)

// Each screen of the wall is seen so long: enough to read seven rows, short enough to wait for the next.
const screenTime = "25s"

// playlistFolder is where playlists are written, below the output folder. Grafana does not read them from there: `dashboards
// install-playlists` hands them over.
const playlistFolder = "playlist"

// playlistUID names the playlist of a plan in a language; it never changes, because it stands in the address that televisions open.
func (s scope) playlistUID() string { return s.uid(query.PagePlaylist) }

// playlistFile is where the playlist is written, below the output folder.
func (s scope) playlistFile() string { return playlistFolder + "/" + s.playlistUID() + ".json" }

// playlist shows the plan's screens one after the other; false where the plan has none.
func (s scope) playlist() (grafana.Playlist, bool) {
	var uids []string
	for _, name := range s.screens() {
		uids = append(uids, s.uid(name))
	}
	title := s.say("Màn hình lớn", "Wall") + " – " + s.plan.Short.In(s.lang)
	return grafana.NewPlaylist(s.playlistUID(), title, screenTime, uids...), len(uids) > 0
}
