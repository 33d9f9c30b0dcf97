package main

import (
	"bytes"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/planfile"
)

func line(name, token string) string {
	return "  - {name: " + name + ", unit: d:857@0, token_sha256: " + workspace.HashToken(token) + "}\n"
}

func TestTheReportersFileIsFollowed(t *testing.T) {
	d := newDesk(t)
	reg, err := planfile.Load("../plans")
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(t.Context(), d.dir+"/workspace.db", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	var log bytes.Buffer
	path := d.file(t, "reporters.yml", "reporters:\n"+line("A", "a")+line("B", "b"))
	f := &follower{path: path, plans: intake.Fixed(reg), into: store, log: slog.New(slog.NewTextHandler(&log, nil))}
	who := func(token string) string {
		t.Helper()
		p, _ := store.Bearer(t.Context(), workspace.HashToken(token))
		return p.Name
	}
	follow := func(wrong string) {
		t.Helper()
		if err := f.follow(t.Context()); (err == nil) != (wrong == "") || err != nil && !strings.Contains(err.Error(), wrong) {
			t.Errorf("got %v, want %q", err, wrong)
		}
	}
	follow("")
	follow("")
	if log := log.String(); who("a") != "A" || who("b") != "B" || strings.Count(log, "took") != 1 || !strings.Contains(log, "added=2") {
		t.Errorf("%q and %q; %s", who("a"), who("b"), log)
	}
	d.file(t, "reporters.yml", "reporters:\n"+line("A", "a")+"  - {name: C}\n") // somebody is in the middle of writing it
	follow("reporters[1].unit")
	follow("") // told once
	if who("b") != "B" {
		t.Error("a file that cannot be read shut somebody out")
	}
	d.file(t, "reporters.yml", "reporters:\n"+line("A", "a2"))
	follow("")
	if who("a") != "" || who("a2") != "A" || who("b") != "" {
		t.Errorf("after the change %q, %q and %q come in", who("a"), who("a2"), who("b"))
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	follow("no such file")
	follow("")
	if who("a2") != "A" {
		t.Error("a file that is gone shut somebody out")
	}
}
