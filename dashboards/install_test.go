package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const onePlaylist = `{"apiVersion":"playlist.grafana.app/v0alpha1","kind":"Playlist","metadata":{"name":"xhht-playlist-x","namespace":"default"},"spec":{"title":"Màn hình lớn","interval":"25s","items":[]}}`

// answers is a Grafana as it was seen to answer: replacing what is not there is a 404, making it a 201.
func answers(t *testing.T, asked *[]string, status ...int) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		*asked = append(*asked, r.Method+" "+r.URL.Path+" "+user+":"+password)
		w.WriteHeader(status[min(len(*asked), len(status))-1])
		_, _ = w.Write([]byte(`{"kind":"Status","message":"so it says"}`))
	}))
	t.Cleanup(s.Close)
	return s
}

func install(t *testing.T, base string, env map[string]string) (string, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.json"), []byte(onePlaylist), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err := installPlaylists(context.Background(), []string{"--grafana", base, "--from", dir, "--wait", "1s"}, func(name string) string { return env[name] }, &out)
	return out.String(), err
}

func TestInstallPlaylists(t *testing.T) {
	const path = "/apis/playlist.grafana.app/v0alpha1/namespaces/default/playlists"
	password := map[string]string{"GRAFANA_PASSWORD": "pa55"}
	for name, c := range map[string]struct {
		status []int
		asked  []string
		fault  string
	}{
		"there is one":      {[]int{200}, []string{"PUT " + path + "/xhht-playlist-x admin:pa55"}, ""},
		"there is none":     {[]int{404, 201}, []string{"PUT " + path + "/xhht-playlist-x admin:pa55", "POST " + path + " admin:pa55"}, ""},
		"wrong password":    {[]int{401}, []string{"PUT " + path + "/xhht-playlist-x admin:pa55"}, "GRAFANA_PASSWORD"},
		"no right":          {[]int{403}, []string{"PUT " + path + "/xhht-playlist-x admin:pa55"}, "Editor"},
		"an older Grafana":  {[]int{404, 404}, []string{"PUT " + path + "/xhht-playlist-x admin:pa55", "POST " + path + " admin:pa55"}, "Grafana 12"},
		"starting up first": {[]int{503, 200}, []string{"PUT " + path + "/xhht-playlist-x admin:pa55", "PUT " + path + "/xhht-playlist-x admin:pa55"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []string
			server := answers(t, &asked, c.status...)
			out, err := install(t, server.URL, password)
			if strings.Join(asked, "\n") != strings.Join(c.asked, "\n") {
				t.Errorf("asked\n%s\nwant\n%s", strings.Join(asked, "\n"), strings.Join(c.asked, "\n"))
			}
			switch {
			case c.fault == "" && (err != nil || out != "Màn hình lớn  "+server.URL+"/playlists/play/xhht-playlist-x?kiosk\n"):
				t.Errorf("printed %q, %v", out, err)
			case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault) || !strings.Contains(err.Error(), "so it says")):
				t.Errorf("the error %v does not say %q", err, c.fault)
			}
			if err != nil && strings.Contains(err.Error(), "pa55") || strings.Contains(out, "pa55") {
				t.Error("the password shows")
			}
		})
	}
}

func TestInstallPlaylistsSaysWhatIsMissing(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	if _, err := install(t, gone.URL, map[string]string{"GRAFANA_PASSWORD": "pa55"}); err == nil || !strings.Contains(err.Error(), "is it running there?") {
		t.Errorf("nobody answers: %v", err)
	}
	if _, err := install(t, gone.URL, nil); err == nil || !strings.Contains(err.Error(), "GRAFANA_PASSWORD_FILE") {
		t.Errorf("no password: %v", err)
	}
	if _, err := install(t, "localhost", map[string]string{"GRAFANA_PASSWORD": "x"}); err == nil || !strings.Contains(err.Error(), "http://127.0.0.1:3000") {
		t.Errorf("no address: %v", err)
	}
}
