package ledger_test

import (
	"crypto/sha256"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/internal/decision"
)

// formats are the dumps of every format so far.
func formats(t *testing.T) []string {
	files, err := filepath.Glob(filepath.Join("testdata", "version-*.sql"))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		files[i] = filepath.Base(f)
	}
	return files
}

// Whoever looks at a ledger of an older format reads what it says once it is brought up to date, and leaves it as it is.
func TestALookAtAnOlderLedgerSaysTheSame(t *testing.T) {
	for i, file := range formats(t) {
		t.Run(file, func(t *testing.T) {
			path, copied := filepath.Join(t.TempDir(), "old.db"), filepath.Join(t.TempDir(), "new.db")
			restore(t, path, file)
			restore(t, copied, file)
			before := hashOfFile(t, path)
			look, err := ledger.OpenTo(t.Context(), path, sqlitefile.Look, clock)
			if err != nil {
				t.Fatal(err)
			}
			if have, newest := look.Format(); have != i+1 || newest != len(formats(t)) {
				t.Errorf("format %d of %d", have, newest)
			}
			same(t, "what it reads", everything(t, look), everything(t, mustOpen(t, copied)))
			if _, err := look.Accept(t.Context(), submission("", count("d:861@0", 7))); err == nil {
				t.Error("it was written to")
			}
			if err := look.SetCursor(t.Context(), "x", 1); err == nil {
				t.Error("its cursors were written to")
			}
			if err := look.Close(); err != nil {
				t.Fatal(err)
			}
			if left, err := filepath.Glob(path + "*"); err != nil || len(left) != 1 || hashOfFile(t, path) != before {
				t.Errorf("the file was changed, or files lie beside it: %q, %v", left, err)
			}
		})
	}
}

func hashOfFile(t *testing.T, path string) [sha256.Size]byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(text)
}

// read is whatever can be asked of a ledger.
type read struct {
	Head       ledger.Head
	Entries    []ledger.Recorded
	Decisions  []decision.Recorded
	Cells      []ledger.Recorded
	Emptied    []ledger.Recorded
	Revisions  []ledger.Recorded
	Corrected  []ledger.Correction
	Found      []ledger.Accepted
	Generation []decision.Recorded
	Texts      []string
	State      int
	Held       []ledger.Held
	Cursor     int64
}

func everything(t *testing.T, l ledger.Store) (out read) {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	mustVerify(t, l)
	out.Entries, out.Decisions = all(t, l), decisions(t, l)
	var err error
	out.Head, err = l.Head(ctx)
	must(err)
	must(l.Contains(ctx, out.Head.Hash))
	indicators, units := map[string]bool{}, map[string]bool{}
	for _, e := range out.Entries {
		indicators[e.Indicator], units[e.Unit] = true, true
		found, err := l.Find(ctx, e.Receipt)
		must(err)
		out.Found = append(out.Found, found)
	}
	out.Cells, err = l.Cells(ctx, slices.Sorted(maps.Keys(indicators)), slices.Sorted(maps.Keys(units)))
	must(err)
	out.Emptied, err = l.Emptied(ctx, slices.Sorted(maps.Keys(indicators)), slices.Sorted(maps.Keys(units)))
	must(err)
	out.Revisions, err = l.Revisions(ctx, slices.Sorted(maps.Keys(indicators)), slices.Sorted(maps.Keys(units)))
	must(err)
	out.Corrected, err = l.Corrections(ctx, 0, 1000)
	must(err)
	out.Generation, err = l.Generations(ctx)
	must(err)
	for _, g := range out.Generation {
		for _, hash := range slices.Sorted(maps.Values(g.Texts)) {
			text, err := l.Text(ctx, hash)
			must(err)
			out.Texts = append(out.Texts, text)
		}
	}
	var state decision.State
	out.State, err = l.Decisions(ctx, &state, time.Now())
	must(err)
	out.Held, err = l.Held(ctx)
	must(err)
	out.Cursor, err = l.Cursor(ctx, "projection")
	must(err)
	return out
}
