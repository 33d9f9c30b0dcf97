package grafana

// PlaylistPath is where Grafana 12 takes playlists of its first organisation. The older /api/playlists has no uid to choose.
const PlaylistPath = "/apis/playlist.grafana.app/v0alpha1/namespaces/default/playlists"

// Playlist shows dashboards one after the other. File provisioning has none; the API takes this object.
type Playlist struct {
	APIVersion string       `json:"apiVersion"`
	Kind       string       `json:"kind"`
	Metadata   Named        `json:"metadata"`
	Spec       PlaylistSpec `json:"spec"`
}

// Named is an object's identity: the name is what the address of a playlist calls its uid.
type Named struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
}

// PlaylistSpec is what is shown, and for how long each.
type PlaylistSpec struct {
	Title    string         `json:"title"`
	Interval string         `json:"interval"`
	Items    []PlaylistItem `json:"items"`
}

// PlaylistItem is one dashboard.
type PlaylistItem struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

// NewPlaylist shows the dashboards in turn.
func NewPlaylist(uid, title, interval string, dashboards ...string) Playlist {
	p := Playlist{APIVersion: "playlist.grafana.app/v0alpha1", Kind: "Playlist", Metadata: Named{Name: uid, Namespace: "default"},
		Spec: PlaylistSpec{Title: title, Interval: interval, Items: []PlaylistItem{}}}
	for _, d := range dashboards {
		p.Spec.Items = append(p.Spec.Items, PlaylistItem{Type: "dashboard_by_uid", Value: d})
	}
	return p
}
