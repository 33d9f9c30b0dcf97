package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// checkBadges holds the statuses that panels of the wall and of paper write in large letters against the data source's: each word on
// its own colour. A panel that turns a status into text has lost both and puts its own in their place.
func checkBadges(t *testing.T, w wall) {
	t.Helper()
	for _, language := range []string{"vi", "en"} {
		a := read(t, []byte(`{"refId":"A","schemaVersion":1,"plan":"`+planID+`","level":"district","kind":"scorecard","language":"`+language+`"}`))
		r := w.ask(t, []asked{a}, false)[0]
		if r.Error != nil {
			t.Fatal(r.Error)
		}
		status, _ := r.Frames[0].FieldByName("status")
		found := 0
		for _, page := range []string{"wall", "print"} {
			paths, err := filepath.Glob(filepath.Join(w.pages, language, "xhht-"+page+"*.json"))
			if err != nil || len(paths) == 0 {
				t.Fatalf("no pages for the %s: %v", page, err)
			}
			for _, path := range paths {
				for _, words := range badges(t, path) {
					found++
					sameBadges(t, path, words, status.Config.TypeConfig.Enum)
				}
			}
		}
		if found == 0 {
			t.Errorf("%s: no panel has a status in large letters: this tests nothing", language)
		}
	}
}

func sameBadges(t *testing.T, path string, words map[string]string, want *data.EnumFieldConfig) {
	t.Helper()
	if len(words) != len(want.Text) {
		t.Errorf("%s: %d statuses, the data source has %d", path, len(words), len(want.Text))
	}
	for i, word := range want.Text {
		got := words[strconv.Itoa(i)]
		if !strings.Contains(got, ">"+word+"<") || !strings.Contains(got, "background-color:"+want.Color[i]+";") {
			t.Errorf("%s: status %d is written %q, the data source says %s in %s", path, i, got, word, want.Color[i])
		}
	}
}

// badges are the mappings of numbered statuses of a page's panels: text by number.
func badges(t *testing.T, path string) []map[string]string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b struct {
		Panels []struct {
			FieldConfig struct {
				Overrides []struct {
					Matcher    struct{ Options string }
					Properties []struct {
						ID    string
						Value json.RawMessage
					}
				}
			}
		}
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var out []map[string]string
	for _, p := range b.Panels {
		for _, o := range p.FieldConfig.Overrides {
			for _, property := range o.Properties {
				if o.Matcher.Options != "status" || property.ID != "mappings" {
					continue
				}
				var mappings []struct {
					Options map[string]struct{ Text string }
				}
				if err := json.Unmarshal(property.Value, &mappings); err != nil || len(mappings) != 1 {
					t.Fatalf("%s: mappings of a status: %v", path, err)
				}
				words := map[string]string{}
				for n, shown := range mappings[0].Options {
					words[n] = shown.Text
				}
				out = append(out, words)
			}
		}
	}
	return out
}
