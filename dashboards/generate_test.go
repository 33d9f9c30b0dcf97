package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/query"
)

const (
	sampleFolder = "sample" // what git keeps
	regenerate   = "go generate ./dashboards"
)

var plans = sync.OnceValues(func() (plan.Registry, error) { return planfile.Load("../plans") })

func registry(t *testing.T) plan.Registry {
	t.Helper()
	reg, err := plans()
	if err != nil {
		t.Fatalf("load plans:\n%v", err)
	}
	return reg
}

// everyFile is what a Grafana is given; the tests read it here, because git does not keep it.
var everyFile = sync.OnceValues(func() (map[string][]byte, error) {
	reg, err := plans()
	if err != nil {
		return nil, err
	}
	return generate(reg, wholeEdition(reg))
})

func allFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := everyFile()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func generated(t *testing.T, name string) []byte {
	t.Helper()
	content, ok := allFiles(t)[name]
	if !ok {
		t.Fatalf("%s is not generated", name)
	}
	return content
}

// pageFile is the name of the file of a plan's page.
func pageFile(s scope, name query.Page) string { return string(s.lang) + "/" + s.uid(name) + ".json" }

func TestSampleIsFresh(t *testing.T) {
	files, err := generate(registry(t), sampleEdition(registry(t)))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(sampleFolder, name))
		if err != nil {
			t.Errorf("%v\nRun: %s", err, regenerate)
			continue
		}
		if diff := cmp.Diff(string(got), string(want)); diff != "" {
			t.Errorf("%s/%s is stale (-committed +generated):\n%s\nRun: %s", sampleFolder, name, diff, regenerate)
		}
	}
	stale, err := staleFiles(sampleFolder, files)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range stale {
		t.Errorf("%s/%s is not generated any more. Run: %s", sampleFolder, name, regenerate)
	}
}

// What is reviewed is what is shown: the sample is a part of the whole, byte for byte, with all rules and contact points.
func TestSampleIsPartOfTheWhole(t *testing.T) {
	sample, err := generate(registry(t), sampleEdition(registry(t)))
	if err != nil {
		t.Fatal(err)
	}
	all := allFiles(t)
	for name, content := range all {
		kept, ok := sample[name]
		if ok && !bytes.Equal(kept, content) {
			t.Errorf("%s is not what a Grafana is given", name)
		}
		if folder := path.Dir(name); !ok && (folder == "alerting" || folder == "contact") {
			t.Errorf("the sample lacks %s", name)
		}
		delete(sample, name)
	}
	for name := range sample {
		t.Errorf("%s is in the sample alone", name)
	}
	s := scope{plan: plan.Plan{ID: samplePlan}, lang: languages[0]}
	if _, err := os.Stat(filepath.Join(sampleFolder, pageFile(s, query.PageOverview))); err != nil {
		t.Errorf("the sample has no overview: %v", err)
	}
}

func TestGenerateWritesFilesAndRemovesOldOnes(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"old.json", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := run(t.Context(), []string{"generate", "-out", dir, "-plans", "../plans"}, os.Getenv, &out); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("%s: %d files written, 1 removed\n", dir, len(allFiles(t))); out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
	for name, content := range allFiles(t) {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s was not written as generated: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "old.json")); !os.IsNotExist(err) {
		t.Errorf("old.json is still there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "notes.txt")); err != nil {
		t.Errorf("a file that is not ours was removed: %v", err)
	}
}

func TestAWrongCommandIsToldTheRightOnes(t *testing.T) {
	for _, args := range [][]string{nil, {"genrate"}, {"-out", "gen"}} {
		err := run(t.Context(), args, os.Getenv, io.Discard)
		if err == nil || !strings.Contains(err.Error(), "generate or install-playlists") {
			t.Errorf("%q: %v", args, err)
		}
	}
	var out bytes.Buffer
	if err := run(t.Context(), []string{"--help"}, os.Getenv, &out); err != nil || !strings.Contains(out.String(), "generate") {
		t.Errorf("help: %q, %v", out.String(), err)
	}
}

// A page exists where it has something to show: Kiên Giang's letter has tasks and open questions, and nothing to put on a wall. It
// exists in both languages.
func TestPlansHaveThePagesTheyCanFill(t *testing.T) {
	files := allFiles(t)
	var b strings.Builder
	for _, p := range registry(t).Plans {
		fmt.Fprintf(&b, "%s:", p.ID)
		for _, name := range query.Pages {
			vi, en := languages[0], languages[1]
			_, is := files[string(vi)+"/"+query.PageUID(name, p.ID, vi)+".json"]
			if _, too := files[string(en)+"/"+query.PageUID(name, p.ID, en)+".json"]; is != too {
				t.Errorf("%s, %s: in one language only", p.ID, name)
			}
			if is {
				fmt.Fprintf(&b, " %s", name)
			}
		}
		b.WriteByte('\n')
	}
	golden.Equal(t, "testdata/pages.txt", b.String())
}
