package main

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
)

const regenerate = "go generate ./dashboards"

var plans = sync.OnceValues(func() (plan.Registry, error) { return planfile.Load("../plans") })

func registry(t *testing.T) plan.Registry {
	t.Helper()
	reg, err := plans()
	if err != nil {
		t.Fatalf("load plans:\n%v", err)
	}
	return reg
}

func TestGeneratedFilesAreFresh(t *testing.T) {
	files, err := generate(registry(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("gen", name))
		if err != nil {
			t.Errorf("%v\nRun: %s", err, regenerate)
			continue
		}
		if diff := cmp.Diff(string(got), string(want)); diff != "" {
			t.Errorf("gen/%s is stale (-committed +generated):\n%s\nRun: %s", name, diff, regenerate)
		}
	}
	stale, err := staleFiles("gen", files)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range stale {
		t.Errorf("gen/%s is not generated any more. Run: %s", name, regenerate)
	}
}

func TestRunWritesFilesAndRemovesOldOnes(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"old.json", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := run([]string{"-out", dir, "-plans", "../plans"}, &out); err != nil {
		t.Fatal(err)
	}
	if want := dir + ": 2 files written, 1 removed\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
	if _, err := os.Stat(filepath.Join(dir, "old.json")); !os.IsNotExist(err) {
		t.Errorf("old.json is still there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "notes.txt")); err != nil {
		t.Errorf("a file that is not ours was removed: %v", err)
	}
}

func TestGenerateNamesThePlanThatIsMissing(t *testing.T) {
	_, err := generate(plan.Registry{})
	if err == nil || err.Error() != `dashboard xhht-overview: there is no plan "vinh-long-2021-2030"` {
		t.Errorf("got %v", err)
	}
}
