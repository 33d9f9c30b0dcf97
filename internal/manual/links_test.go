// Package manual holds no code, only the proof that the pages for readers can be followed: links lead somewhere, pictures are
// there and shown, and the commands that a page tells people to type exist.
package manual

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// A picture weighs as much as a hundred files of code; the pages show these, and `make pictures` takes all others.
const mostPictures = 10

// pages are the documents of the repository, by their path from its root.
func pages(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/runbooks/*.md", "docs/recipes/*.md", "plugin/*.md", "internal/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name, err := filepath.Rel(root, path)
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.ToSlash(name)] = string(raw)
		}
	}
	if len(out) < 20 {
		t.Fatalf("only %d documents found", len(out))
	}
	return out
}

var link = regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)`)

// linked are the files that a page links or shows, by their path from the root; addresses outside are not looked at.
func linked(page, text string) []string {
	var out []string
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		if !strings.Contains(m[1], ":") {
			out = append(out, filepath.ToSlash(filepath.Join(filepath.Dir(page), m[1])))
		}
	}
	return out
}

func TestLinksLeadSomewhere(t *testing.T) {
	for page, text := range pages(t) {
		for _, to := range linked(page, text) {
			if _, err := os.Stat(filepath.Join(root, to)); err != nil {
				t.Errorf("%s links %s, which is not there", page, to)
			}
		}
	}
}

func TestPicturesAreShown(t *testing.T) {
	shown := map[string]bool{}
	for page, text := range pages(t) {
		for _, to := range linked(page, text) {
			shown[to] = true
		}
	}
	files, err := os.ReadDir(filepath.Join(root, "docs", "pictures"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) > mostPictures {
		t.Errorf("%d pictures in docs/pictures, at most %d: leave the others in .tools/pictures", len(files), mostPictures)
	}
	for _, f := range files {
		if !shown["docs/pictures/"+f.Name()] {
			t.Errorf("no page shows docs/pictures/%s: remove it, or link it", f.Name())
		}
	}
}

// path is a file or folder of the repository, <name> standing for any: plans/law/, dashboards/alert_*.go, docs/runbooks/<name>.md.
var path = regexp.MustCompile("`([a-z.][a-zA-Z0-9_.<>*-]*/[a-zA-Z0-9_.<>*/-]*|[a-z_]+\\.go)`")

// Whoever follows a recipe finds the files that it names.
func TestRecipesNameFilesThatExist(t *testing.T) {
	seen := 0
	for page, text := range pages(t) {
		if page != "CONTRIBUTING.md" && !strings.HasPrefix(page, "docs/recipes/") {
			continue
		}
		for _, m := range path.FindAllStringSubmatch(text, -1) {
			seen++
			if !isThere(t, m[1]) {
				t.Errorf("%s names %s, which is not there", page, m[1])
			}
		}
	}
	if seen < 40 {
		t.Errorf("%d paths found in the recipes: this tests nothing", seen)
	}
}

func isThere(t *testing.T, named string) bool {
	t.Helper()
	if strings.HasPrefix(named, ".tools/") || strings.HasPrefix(named, "json/geojson/") {
		return true // is made; is another repository's
	}
	pattern := regexp.MustCompile(`<[a-z]+>`).ReplaceAllString(strings.TrimSuffix(named, "/"), "*")
	for _, above := range []string{"", "*", "*/*"} { // a recipe may name the folder once, and its files by themselves
		paths, err := filepath.Glob(filepath.Join(root, above, pattern))
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) > 0 {
			return true
		}
	}
	return false
}
