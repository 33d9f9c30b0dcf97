package projection_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/ledger/ledgertest"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/series"
)

// A ledger of every format so far projects: under the plans that it holds, or those of today where it is from before it held any.
// Every cell in which something stands, and of which the plans know, is a point.
func TestLedgersOfEveryFormatProject(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "ledger", "testdata", "version-*.sql"))
	if err != nil || len(files) < 3 {
		t.Fatalf("%q, %v", files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			book := restored(t, file)
			s, reg := &memory{}, plansOf(t, book)
			p := start(t, book, s, func(o *projection.Options) { o.Registry = reg })
			if err := p.Replay(t.Context()); err != nil {
				t.Fatal(err)
			}
			standing := map[string]bool{} // by year, as the store in memory has them
			for after := int64(0); ; {
				entries, err := book.EntriesAfter(t.Context(), after, 1)
				if err != nil {
					t.Fatal(err)
				}
				if len(entries) == 0 {
					break
				}
				e := entries[0]
				after = e.Seq
				_, asked := reg.Indicators[e.Indicator]
				_, there := reg.Areas.Get(e.Unit)
				standing[fmt.Sprint(e.Unit, e.Indicator, e.Group, e.Period.End().Time().Year())] = !e.Empty() && asked && there // what the plans no longer know is held back
			}
			maps.DeleteFunc(standing, func(_ string, stands bool) bool { return !stands })
			reported := 0
			for _, point := range s.points {
				if o, ok := point.(series.Observation); ok && o.Basis == series.Reported {
					reported++
				}
			}
			if reported != len(standing) || reported == 0 {
				t.Errorf("%d of %d cells are points", reported, len(standing))
			}
			if file == files[len(files)-1] {
				golden.Equal(t, filepath.Join("testdata", strings.TrimSuffix(filepath.Base(file), ".sql")+".txt"), pointsOf(t, s))
			}
		})
	}
}

func restored(t *testing.T, dump string) *ledger.Ledger {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ledger.db")
	ledgertest.Restore(t, path, dump)
	book, err := ledger.Open(t.Context(), path, func() time.Time { return time.Date(2024, 12, 5, 3, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

func plansOf(t *testing.T, book *ledger.Ledger) plan.Registry {
	t.Helper()
	then, err := generation.At(t.Context(), book, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if then.Receipt != "" {
		return then.Registry
	}
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

// pointsOf writes every point but the catalogue's on a line.
func pointsOf(t *testing.T, s *memory) string {
	t.Helper()
	var out strings.Builder
	for _, key := range slices.Sorted(maps.Keys(s.points)) {
		if key == "catalogue" {
			continue
		}
		text, err := json.Marshal(s.points[key])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s %s\n", key, text)
	}
	return out.String()
}
