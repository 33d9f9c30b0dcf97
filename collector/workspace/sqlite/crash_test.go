package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/subject"
)

// What a child process of the test binary is asked to do with the workspace it names.
const (
	childWrites = "XHHT_TEST_WORKSPACE_WRITE"
	childOpens  = "XHHT_TEST_WORKSPACE_OPEN"
)

// TestMain turns the test binary into a second program on the same workspace: one to be killed, or one to race with.
func TestMain(m *testing.M) {
	for env, work := range map[string]func(context.Context, *sqlite.Store) error{childWrites: writeForever, childOpens: func(context.Context, *sqlite.Store) error { return nil }} {
		if path := os.Getenv(env); path != "" {
			ctx := context.Background()
			s, err := sqlite.Open(ctx, path, time.Now)
			if err == nil {
				err = work(ctx, s)
			}
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

func child(env, path string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), env+"="+path)
	c.Stderr = os.Stderr
	return c
}

func TestProgramsCreateOneWorkspaceTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workspace.db")
	var children []*exec.Cmd
	for range 4 {
		c := child(childOpens, path)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		children = append(children, c)
	}
	for _, c := range children {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	if err := mustOpen(t, path, time.Now).Probe(t.Context()); err != nil {
		t.Error(err)
	}
}

// writeForever does all that somebody is told "kept" of, and says each time what it was told.
func writeForever(ctx context.Context, s *sqlite.Store) error {
	for n := 0; ; n++ {
		id := fmt.Sprintf("%d-%d", os.Getpid(), n)
		who, err := s.SubjectNamed(ctx, id)
		if err != nil {
			return err
		}
		fmt.Println("subject", id, who)
		slot := workspace.Slot{Plan: "p", Form: "f", Unit: id, Period: "2026"}
		if _, err := s.SaveDraft(ctx, slot, who, 0, []workspace.Typed{{Indicator: "a", Group: "all", Field: "numerator", Text: id}, {Indicator: "b", Group: "all", Field: "numerator", Text: id}}); err != nil {
			return err
		}
		fmt.Println("draft", id, who)
		if err := s.PutPreview(ctx, workspace.Preview{ID: id, By: who, BytesHash: id, State: workspace.PreviewOpen, Expires: time.Now().Add(time.Hour)}); err != nil {
			return err
		}
		fmt.Println("preview", id, who)
		if err := s.HoldSamples(ctx, []workspace.Sample{{ID: id, Machine: who, Key: id, Cell: id}}); err != nil {
			return err
		}
		fmt.Println("sample", id, who)
		r, _, err := s.IntendReminder(ctx, workspace.Reminder{To: who, Channel: "email", Items: []workspace.ReminderItem{{Slot: slot, Rung: "-7"}}})
		if err != nil {
			return err
		}
		if err := s.BeginReminder(ctx, r.ID); err != nil {
			return err
		}
		fmt.Println("reminder", r.ID, who)
	}
}

func TestWhatWasKeptSurvivesAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workspace.db")
	var kept []string
	for _, lines := range []int{1, 17, 23, 60} {
		c := child(childWrites, path)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		read := bufio.NewScanner(out)
		for n := 0; read.Scan(); n++ {
			if n == lines { // it runs on meanwhile: the kill comes in the middle of something
				if err := c.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
			if len(strings.Fields(read.Text())) == 3 {
				kept = append(kept, read.Text())
			}
		}
		if err := c.Wait(); err == nil {
			t.Fatal("the child ended by itself")
		}
	}
	if len(kept) < 100 {
		t.Fatalf("only %d things were kept", len(kept))
	}
	s := mustOpen(t, path, time.Now)
	there := inventory(t, s)
	for _, line := range kept {
		if !there[line] {
			t.Errorf("lost: %s", line)
		}
	}
	if drafts, err := s.ListDrafts(t.Context()); err != nil {
		t.Error(err)
	} else {
		for _, d := range drafts {
			if d.Of != 2 {
				t.Errorf("half a draft: %+v", d)
			}
		}
	}
}

// inventory lists what is in the workspace as writeForever says it.
func inventory(t *testing.T, s *sqlite.Store) map[string]bool {
	t.Helper()
	ctx, out := t.Context(), map[string]bool{}
	everybody, err := s.ListSubjects(ctx)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]subject.ID{}
	for _, p := range everybody {
		ids[p.Name] = p.ID
		out[fmt.Sprint("subject ", p.Name, " ", p.ID)] = true
		list, err := s.ListPreviews(ctx, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range list {
			out[fmt.Sprint("preview ", one.ID, " ", one.By)] = true
		}
	}
	drafts, err := s.ListDrafts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drafts {
		out[fmt.Sprint("draft ", d.Unit, " ", ids[d.Unit])] = true
	}
	samples, err := s.ListSamples(ctx, workspace.SampleHeld, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range samples {
		out[fmt.Sprint("sample ", one.ID, " ", one.Machine)] = true
	}
	letters, err := s.UnsureReminders(ctx, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range letters {
		out[fmt.Sprint("reminder ", r.ID, " ", r.To)] = true
	}
	return out
}
