package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/query"
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
	if want := dir + ": 135 files written, 1 removed\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
	if _, err := os.Stat(filepath.Join(dir, "old.json")); !os.IsNotExist(err) {
		t.Errorf("old.json is still there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "notes.txt")); err != nil {
		t.Errorf("a file that is not ours was removed: %v", err)
	}
}

// A page exists where it has something to show: Kiên Giang's letter has tasks and open questions, and nothing to put on a wall.
func TestPlansHaveThePagesTheyCanFill(t *testing.T) {
	files, err := generate(registry(t))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]query.Page{
		"vinh-long-2021-2030": {query.PageOverview, query.PageUnit, query.PageIndicator, query.PagePCGD, query.PageReporting, query.PageDeliverables, query.PageQuality,
			query.PagePrint, query.PagePrintBehind, query.PageWall, query.PageWallBehind, query.PageWallTargets, query.PageWallTrend, query.PageWallReports},
		"hung-yen-2012-2020": {query.PageOverview, query.PageUnit, query.PageIndicator, query.PageReporting, query.PageDeliverables, query.PageQuality,
			query.PagePrint, query.PagePrintBehind, query.PageWall, query.PageWallBehind, query.PageWallTargets, query.PageWallMore, query.PageWallTrend},
		"phu-my-2024": {query.PageOverview, query.PageUnit, query.PageIndicator, query.PageReporting, query.PageDeliverables, query.PageQuality,
			query.PagePrint, query.PagePrintBehind, query.PageWall, query.PageWallBehind, query.PageWallTargets, query.PageWallMore, query.PageWallTrend},
		"bac-ninh-2021-2030": {query.PageOverview, query.PageUnit, query.PageIndicator, query.PageQuality,
			query.PagePrint, query.PagePrintBehind, query.PageWall, query.PageWallBehind, query.PageWallTargets, query.PageWallTrend},
		"kien-giang-2021":    {query.PageDeliverables, query.PageQuality},
		"pcgd-xmc-vinh-long": {query.PagePCGD, query.PageReporting, query.PageQuality, query.PageWallLevels, query.PageWallReports},
		"national-1373":      nil,
	}
	for _, p := range registry(t).Plans {
		pages, known := want[p.ID]
		if !known {
			t.Errorf("say which pages the plan %s has", p.ID)
		}
		for _, language := range languages {
			for _, name := range query.Pages {
				_, got := files[string(language)+"/"+query.PageUID(name, p.ID, language)+".json"]
				if got != slices.Contains(pages, name) {
					t.Errorf("%s, %s, %s: a page is there: %v", p.ID, name, language, got)
				}
			}
		}
	}
}
