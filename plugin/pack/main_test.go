package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const pluginJSON = `{"id":"xhht-targets-datasource","executable":"gpx_xhht_targets","info":{"version":"0.1.0"}}`

// frontendOf writes a small built frontend, in the order given: a folder's order and times must not reach the archive.
func frontendOf(t *testing.T, order []string, at time.Time) string {
	t.Helper()
	files := map[string]string{"module.js": "define([])", "plugin.json": pluginJSON, "README.md": "#", "CHANGELOG.md": "#", "LICENSE": "L",
		"img/logo.svg": "<svg/>", "module.js.map": "{}", "gpx_xhht_targets_linux_amd64": "an older backend"}
	dir := t.TempDir()
	for _, name := range order {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(files[name]), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// backendOf stands in for the compiler, which TestTheSameSourcesGiveTheSameBackend is about.
func backendOf(_ context.Context, arch string) ([]byte, error) {
	return []byte("backend for " + arch), nil
}

func packed(t *testing.T, dist string) []byte {
	t.Helper()
	out := t.TempDir()
	if err := run(t.Context(), dist, out, backendOf); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(out, "xhht-targets-datasource-0.1.0.zip"))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Two builds of one source, in folders of other names, orders and times, are the same bytes.
func TestTheSameSourcesGiveTheSameArchive(t *testing.T) {
	one := packed(t, frontendOf(t, []string{"module.js", "plugin.json", "README.md", "CHANGELOG.md", "LICENSE", "img/logo.svg", "module.js.map", "gpx_xhht_targets_linux_amd64"}, time.Unix(1, 0)))
	two := packed(t, frontendOf(t, []string{"gpx_xhht_targets_linux_amd64", "img/logo.svg", "LICENSE", "CHANGELOG.md", "README.md", "plugin.json", "module.js.map", "module.js"}, time.Unix(1e9, 0)))
	if !bytes.Equal(one, two) {
		t.Fatalf("the archives differ: %d and %d bytes", len(one), len(two))
	}
	z, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	if err != nil {
		t.Fatal(err)
	}
	type entry struct {
		Name string
		Mode fs.FileMode
	}
	var got []entry
	for _, f := range z.File {
		got = append(got, entry{f.Name, f.Mode()})
		if !f.Modified.Equal(stamp) {
			t.Errorf("%s is of %s", f.Name, f.Modified)
		}
	}
	want := []entry{
		{"xhht-targets-datasource/CHANGELOG.md", 0o644},
		{"xhht-targets-datasource/LICENSE", 0o644},
		{"xhht-targets-datasource/README.md", 0o644},
		{"xhht-targets-datasource/gpx_xhht_targets_linux_amd64", 0o755},
		{"xhht-targets-datasource/gpx_xhht_targets_linux_arm64", 0o755},
		{"xhht-targets-datasource/img/logo.svg", 0o644},
		{"xhht-targets-datasource/module.js", 0o644},
		{"xhht-targets-datasource/plugin.json", 0o644},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("archive (-want +got):\n%s", diff)
	}
}

// The linker runs each time; nothing of the folder, the hour or the work tree's state may reach what it writes.
func TestTheSameSourcesGiveTheSameBackend(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	one, err := compile(t.Context(), "amd64")
	if err != nil {
		t.Fatal(err)
	}
	two, err := compile(t.Context(), "amd64")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Errorf("two builds differ: %d and %d bytes", len(one), len(two))
	}
	if !bytes.HasPrefix(one, []byte("\x7fELF")) || bytes.Contains(one, []byte(here)) {
		t.Errorf("the backend is no Linux program, or names the folder it was built in")
	}
}

func TestRefusesAHalfBuiltFrontend(t *testing.T) {
	whole := []string{"module.js", "plugin.json", "README.md", "CHANGELOG.md", "LICENSE"}
	for i, missing := range whole {
		dist := frontendOf(t, append(append([]string{}, whole[:i]...), whole[i+1:]...), time.Unix(1, 0))
		if err := run(t.Context(), dist, t.TempDir(), backendOf); err == nil || !strings.Contains(err.Error(), missing) {
			t.Errorf("without %s: got %v", missing, err)
		}
	}
	dist := frontendOf(t, whole, time.Unix(1, 0))
	if err := os.WriteFile(filepath.Join(dist, "plugin.json"), []byte(strings.ReplaceAll(pluginJSON, "0.1.0", "%VERSION%")), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), dist, t.TempDir(), backendOf); err == nil || !strings.Contains(err.Error(), "version") {
		t.Errorf("with the source's plugin.json: got %v", err)
	}
}
