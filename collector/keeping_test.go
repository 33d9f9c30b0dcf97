package main

import (
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
)

func TestWorkspaceIsShownAndPurged(t *testing.T) {
	d := newDesk(t)
	d.mustSubjects(t, "add", "--create", "--kind", "body", "--name", "X", "--unit", "*")
	file := d.dir + "/ledger-workspace.db"
	long := func() time.Time { return time.Now().AddDate(0, 0, -100) }
	for n, now := range []func() time.Time{long, time.Now} {
		store, err := sqlite.Open(t.Context(), file, now)
		if err != nil {
			t.Fatal(err)
		}
		slot := workspace.Slot{Plan: "p", Form: "f", Unit: "u", Period: []string{"2025", "2026"}[n]}
		if _, err := store.SaveDraft(t.Context(), slot, "s-1", 0, []workspace.Typed{{Indicator: "a", Field: "value", Text: "1"}}); err != nil {
			t.Fatal(err)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
	keep := d.file(t, "collector.yml", "ledger: "+d.ledger+"\nkeep: {draft_days: 99}\n")
	if out := d.must(t, "workspace", "show", "--config", keep); !strings.Contains(out, "drafts           2      1    "+long().UTC().Format(time.DateOnly)) || !strings.Contains(out, file+": ") {
		t.Errorf("show:\n%s", out)
	}
	if out := d.must(t, "workspace", "purge", "--config", keep); !strings.HasPrefix(out, "removed 1 drafts, 0 previews") {
		t.Errorf("purge: %s", out)
	}
	if out := d.must(t, "workspace", "purge", "--config", keep); !strings.HasPrefix(out, "removed 0 drafts") {
		t.Errorf("purge again: %s", out)
	}
	if exit, _, stderr := d.run(t, "workspace", "purge", "--ledger", d.dir+"/none.db"); exit != 1 || !strings.Contains(stderr, "none-workspace.db") {
		t.Errorf("no workspace: exit %d, %s", exit, stderr)
	}
}

// A serving collector purges when it starts.
func TestServePurges(t *testing.T) {
	d := newDesk(t)
	d.mustSubjects(t, "add", "--create", "--kind", "body", "--name", "X", "--unit", "*")
	file := d.dir + "/ledger-workspace.db"
	store, err := sqlite.Open(t.Context(), file, func() time.Time { return time.Now().AddDate(0, 0, -200) })
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	if _, err := store.SaveDraft(t.Context(), workspace.Slot{Unit: "u"}, "s-1", 0, []workspace.Typed{{Indicator: "a", Field: "value", Text: "1"}}); err != nil {
		t.Fatal(err)
	}
	d.serve(t)
	for deadline := time.Now().Add(time.Minute); ; {
		drafts, err := store.ListDrafts(t.Context())
		if err != nil || len(drafts) == 0 {
			if err != nil {
				t.Error(err)
			}
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("a draft of two hundred days is still there")
		}
	}
}
