package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/workspace/sqlite"
)

func TestAForeignWorkspaceIsNoticed(t *testing.T) {
	d := newDesk(t)
	d.must(t, d.imports("--reporter", "Phòng GDĐT", d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,1,2\n"))...)
	d.must(t, d.imports("--reporter", "Sở GDĐT", d.file(t, "b.csv", csvHead+"858,info_skills_rate,2024,1,2\n"))...)
	d.mustSubjects(t, "erase", "Sở GDĐT")
	book, err := ledger.Open(t.Context(), d.ledger, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	for file, want := range map[string]string{"/ledger-workspace.db": "", "/other.db": "subjects=2"} {
		room, err := sqlite.Open(t.Context(), d.dir+file, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		var log bytes.Buffer
		if err := warnOfStrangers(t.Context(), book, room, slog.New(slog.NewTextHandler(&log, nil))); err != nil {
			t.Error(err)
		}
		if got := log.String(); (got != "") != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%s: warned %q", file, got)
		}
		if err := room.Close(); err != nil {
			t.Error(err)
		}
	}
}
