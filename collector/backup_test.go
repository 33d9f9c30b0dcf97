package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

func TestBackup(t *testing.T) {
	d := newDesk(t)
	d.must(t, d.imports(d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,1,2\n"))...)
	_, head, _ := strings.Cut(d.must(t, "verify", "--ledger", d.ledger), "head: ")
	d.mustSubjects(t, "add", "--kind", "person", "--name", "An", "--unit", "*")
	token := tokenIn.FindString(d.mustSubjects(t, "token", "An"))
	address := d.serve(t) // a copy is made while the collector serves
	saved := filepath.Join(d.dir, "copy.db")
	if out := d.must(t, "backup", "--ledger", d.ledger, saved); !strings.Contains(out, "1 submissions, 1 decisions, 1 entries\nhead: "+head) {
		t.Errorf("backup said %q, the ledger's head is %q", out, head)
	}
	if code, body := post(t, address, token, row("858", 1)); code != 201 {
		t.Fatalf("%d %s", code, body)
	}
	if out := d.must(t, "verify", "--ledger", saved); out != "verified: 1 submissions, 1 decisions, 1 entries\nhead: "+head {
		t.Errorf("the copy: %s", out)
	}

	if out := d.must(t, "subjects", "list", "--plans", "../plans", "--ledger", saved); !strings.Contains(out, "An") {
		t.Errorf("the workspace's copy: %s", out)
	}

	before, err := os.ReadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	empty := d.file(t, "empty.db", "")
	d.file(t, "half-workspace.db", "")
	for _, taken := range []string{saved, empty, d.ledger, filepath.Join(d.dir, "half.db")} {
		if exit, _, stderr := d.run(t, "backup", "--ledger", d.ledger, taken); exit != 1 || !strings.Contains(stderr, "exists") {
			t.Errorf("over %s: exit %d, %s", taken, exit, stderr)
		}
	}
	if after, err := os.ReadFile(saved); err != nil || string(after) != string(before) {
		t.Errorf("the older copy was changed (%v)", err)
	}
	for _, half := range []string{"empty-workspace.db", "half.db"} {
		if _, err := os.Stat(filepath.Join(d.dir, half)); err == nil {
			t.Errorf("half a backup is left: %s", half)
		}
	}
	if info, err := os.Stat(empty); err != nil || info.Size() != 0 {
		t.Errorf("the empty file was filled: %v, %v", info, err)
	}
	alone := filepath.Join(d.dir, "alone.db")
	if out := d.must(t, "backup", "--ledger", d.ledger, "--workspace", d.dir+"/none.db", alone); !strings.Contains(out, "workspace: there is none") {
		t.Errorf("without a workspace: %s", out)
	}
	if exit, _, stderr := d.run(t, "backup", "--ledger", d.dir+"/none.db", d.dir+"/b.db"); exit != 1 || !strings.Contains(stderr, "none.db") {
		t.Errorf("no ledger: exit %d, %s", exit, stderr)
	}
	if left, err := filepath.Glob(d.dir + "/b.db*"); err != nil || len(left) > 0 {
		t.Errorf("a backup of nothing left %q", left)
	}
}

func TestConfigurationNamedByTheEnvironment(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "collector.yml", "ledger: "+d.dir+"/named.db\n")
	var out, errs strings.Builder
	a := app{stdout: &out, stderr: &errs, getenv: func(key string) string { return map[string]string{"XHHT_CONFIG": path}[key] }}
	if exit := a.run(t.Context(), []string{"config", "--check"}); exit != 0 || !strings.Contains(out.String(), "named.db") {
		t.Errorf("exit %d, %s%s", exit, out.String(), errs.String())
	}
	out.Reset()
	other := d.file(t, "other.yml", "ledger: "+d.dir+"/given.db\n")
	if exit := a.run(t.Context(), []string{"config", "--check", "--config", other}); exit != 0 || !strings.Contains(out.String(), "given.db") {
		t.Errorf("--config does not win: exit %d, %s%s", exit, out.String(), errs.String())
	}
}

// Whoever acts is in the workspace before the ledger names them. A copy of later days of one than of the other would show it.
func TestBackupWhileOthersWrite(t *testing.T) {
	d := newDesk(t)
	room, err := sqlite.Open(t.Context(), d.dir+"/ledger-workspace.db", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = room.Close() }()
	book, err := ledger.Open(t.Context(), d.ledger, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- actForever(ctx, room, book) }()
	for n := range 8 {
		saved := fmt.Sprintf("%s/copy%d.db", d.dir, n)
		out := d.must(t, "backup", "--ledger", d.ledger, saved)
		var acted, known int
		if _, err := fmt.Sscanf(out, "copied to "+saved+": %d submissions", &acted); err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		_, rest, _ := strings.Cut(out, "-workspace.db: ")
		if _, err := fmt.Sscanf(rest, "%d subjects", &known); err != nil || known != acted && known != acted+1 {
			t.Errorf("%d subjects have acted, %d are known, %v", acted, known, err)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// actForever lets somebody new act, again and again.
func actForever(ctx context.Context, room *sqlite.Store, book *ledger.Ledger) error {
	for n := 0; ctx.Err() == nil; n++ {
		id, err := room.SubjectNamed(context.WithoutCancel(ctx), fmt.Sprint(n))
		if err != nil {
			return err
		}
		value := float64(n)
		_, err = book.Accept(context.WithoutCancel(ctx), ledger.Submission{Plan: "p", Subject: string(id), Source: ledger.SourceAPI,
			Entries: []report.Entry{{Unit: "u", Indicator: "i", Period: period.Year(2024), Group: "all", Value: &value}}})
		if err != nil {
			return err
		}
	}
	return nil
}

// held is a store that says what is done with it.
type held struct {
	name string
	log  *[]string
	err  error
}

func (h held) Still(_ context.Context, do func() error) error {
	*h.log = append(*h.log, h.name+" is still")
	err := do()
	*h.log = append(*h.log, h.name+" goes on")
	return err
}

func (h held) Pin(context.Context) (*sqlitefile.Pinned, error) {
	*h.log = append(*h.log, h.name+" is pinned")
	return nil, h.err
}

func TestPinAllIsOfOneInstant(t *testing.T) {
	var log []string
	pinned, err := pinAll(t.Context(), []pinner{held{"ledger", &log, nil}, held{"workspace", &log, nil}})
	want := []string{"ledger is still", "ledger is pinned", "workspace is still", "workspace is pinned", "workspace goes on", "ledger goes on"}
	if err != nil || len(pinned) != 2 || !slices.Equal(log, want) {
		t.Errorf("%d pinned, %v: %q", len(pinned), err, log)
	}
	broken := errors.New("broken")
	pinned, err = pinAll(t.Context(), []pinner{held{"ledger", &log, nil}, held{"workspace", &log, broken}})
	if !errors.Is(err, broken) || len(pinned) != 1 {
		t.Errorf("%d pinned, %v; want what has to be let go of, and the error", len(pinned), err)
	}
}
