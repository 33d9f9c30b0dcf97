package ledger_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/ledger/ledgertest"
	"github.com/xhht/xhht/internal/problem"
)

var (
	morning    = ledgertest.Morning
	clock      = ledgertest.Clock
	count      = ledgertest.Count
	submission = ledgertest.Submission
	own        = ledgertest.Own
	mustAccept = ledgertest.MustAccept
	mustVerify = ledgertest.MustVerify
	mustDecide = ledgertest.MustDecide
	all        = ledgertest.All
	decisions  = ledgertest.Decisions
	extension  = ledgertest.Extension
	approval   = ledgertest.Approval
	same       = ledgertest.Same
	generation = ledgertest.Generation
	raw        = ledgertest.SQL
	tryRaw     = ledgertest.TrySQL
)

func openAt(tb testing.TB, path string, now func() time.Time) *ledger.Ledger {
	tb.Helper()
	l, err := ledger.Open(tb.Context(), path, now)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := l.Close(); err != nil {
			tb.Error(err)
		}
	})
	return l
}

func mustOpen(tb testing.TB, path string) *ledger.Ledger {
	tb.Helper()
	return openAt(tb, path, clock)
}

func newLedger(tb testing.TB) *ledger.Ledger {
	tb.Helper()
	return mustOpen(tb, filepath.Join(tb.TempDir(), "ledger.db"))
}

func TestLedger(t *testing.T) {
	dir := t.TempDir()
	var mu sync.Mutex
	files := map[string]string{}
	ledgertest.Run(t, func(tb testing.TB, name string, now func() time.Time) ledger.Store {
		mu.Lock()
		defer mu.Unlock()
		if files[name] == "" {
			files[name] = filepath.Join(dir, strings.ReplaceAll(name, "/", "_")+".db")
		}
		return openAt(tb, files[name], now)
	})
}

func TestLedgerIsDurable(t *testing.T) {
	l := newLedger(t)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "temp_store": "2"} {
		if got, err := l.Pragma(t.Context(), pragma); got != want || err != nil {
			t.Errorf("PRAGMA %s = %s, %v; want %s", pragma, got, err, want)
		}
	}
}

// What is wrong with a file is sqlitefile's to say: that it is asked for ledgers is proven here.
func TestOpenRefusesANewerLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "newer.db")
	mustOpen(t, path)
	ledgertest.Newer(t, path)
	l, err := ledger.Open(t.Context(), path, clock)
	if err == nil {
		t.Fatal(l.Close())
	}
	p, ok := errors.AsType[problem.Problem](err)
	if !ok || p.Code != "newer_format" || !strings.HasPrefix(p.Error(), path+": sổ cái có định dạng 4, chương trình này chỉ biết đến định dạng 3. ") {
		t.Errorf("%v", err)
	}
}

func TestOpenTakesAnyPath(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Sở GDĐT? 100% #1 & co")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "sổ cái.db")
	mustAccept(t, mustOpen(t, path), submission("", count("d:857@0", 1)))
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	if got := all(t, mustOpen(t, path)); len(got) != 1 {
		t.Errorf("%d entries after opening again, want 1", len(got))
	}
}

func TestProbe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := mustOpen(t, path)
	for range 2 {
		if err := l.Probe(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	raw(t, path, `DROP TABLE probe`)
	if err := l.Probe(t.Context()); err == nil {
		t.Error("a ledger that cannot be written passed for a good one")
	}
}

func TestABackupHoldsTheDecisions(t *testing.T) {
	l := newLedger(t)
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	mustDecide(t, l, extension(20, "d:857@0"), approval("d:857@0"))
	path := filepath.Join(t.TempDir(), "copy.db")
	pinned, err := l.Pin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(pinned.Copy(t.Context(), path), pinned.Close()); err != nil {
		t.Fatal(err)
	}
	copied := mustOpen(t, path)
	mustVerify(t, copied)
	same(t, "receipts", []string{decisions(t, copied)[0].Receipt, decisions(t, copied)[1].Receipt}, []string{decisions(t, l)[0].Receipt, decisions(t, l)[1].Receipt})
	want, err := l.Head(t.Context())
	if got, gotErr := copied.Head(t.Context()); got != want || err != nil || gotErr != nil {
		t.Errorf("head %+v, want %+v", got, want)
	}
}
