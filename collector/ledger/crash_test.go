package ledger_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
)

// What a child process of the test binary is asked to do with the ledger file it names.
const (
	childAccepts = "XHHT_TEST_LEDGER_ACCEPT"
	childOpens   = "XHHT_TEST_LEDGER_OPEN"
)

// TestMain turns the test binary into a second process on the same ledger: one to be killed, or one to race with.
func TestMain(m *testing.M) {
	for env, work := range map[string]func(string) error{childAccepts: acceptForever, childOpens: openOnly, childMigrates: migrateAndWait} {
		if path := os.Getenv(env); path != "" {
			if err := work(path); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

func openOnly(path string) error {
	l, err := ledger.Open(context.Background(), path, clock)
	if err != nil {
		return err
	}
	return l.Close()
}

func child(env, path string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), env+"="+path)
	c.Stderr = os.Stderr
	return c
}

func TestProcessesCreateOneLedgerTogether(t *testing.T) {
	openTogether(t, filepath.Join(t.TempDir(), "ledger.db"))
}

// Programs that start at once on a ledger of an older one bring it up to date once.
func TestProcessesMigrateOneLedgerTogether(t *testing.T) {
	for _, file := range formats(t) {
		path := filepath.Join(t.TempDir(), "ledger.db")
		restore(t, path, file)
		openTogether(t, path)
		mustAccept(t, mustOpen(t, path), submission("", count("d:861@0", 7)))
	}
}

func openTogether(t *testing.T, path string) {
	t.Helper()
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
	mustVerify(t, mustOpen(t, path))
}

func acceptForever(path string) error {
	ctx := context.Background()
	l, err := ledger.Open(ctx, path, clock)
	if err != nil {
		return err
	}
	head, err := l.Head(ctx)
	if err != nil {
		return err
	}
	for i := head.Seq + 1; ; i++ {
		r, err := l.Accept(ctx, submission("", count("d:857@0", float64(i)), count("d:858@0", float64(i))))
		if err != nil {
			return err
		}
		fmt.Println(r.ID, r.Hash)
	}
}

func TestReceiptsSurviveAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	printed := map[string]string{} // receipt → hash
	for _, lines := range []int{1, 23, 50} {
		child := child(childAccepts, path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		read := bufio.NewScanner(out)
		for n := 0; read.Scan(); n++ {
			if n == lines { // it runs on meanwhile: the kill comes in the middle of something
				if err := child.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
			var id, hash string
			if _, err := fmt.Sscan(read.Text(), &id, &hash); err == nil {
				printed[id] = hash
			}
		}
		if err := child.Wait(); err == nil {
			t.Fatal("the child ended by itself")
		}
	}
	if len(printed) < 74 {
		t.Fatalf("only %d receipts were given", len(printed))
	}
	l := mustOpen(t, path)
	mustVerify(t, l)
	for id, hash := range printed {
		if got, err := l.Find(t.Context(), id); err != nil || got.Hash != hash || len(got.Cells) != 2 {
			t.Errorf("receipt %s was given but the ledger has %+v, %v", id, got.Receipt, err)
		}
	}
	head, err := l.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if extra := head.Seq - int64(len(printed)); extra < 0 || extra > 3 {
		t.Errorf("%d submissions without a printed receipt; at most one per kill can be", extra)
	}
	mustAccept(t, l, submission("", count("d:859@0", 1)))
	mustVerify(t, l)
}
