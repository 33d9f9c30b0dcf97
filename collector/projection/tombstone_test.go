package projection_test

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/report"
)

// A real ledger in which much is corrected, withdrawn and filed again, projected bit by bit into a real store: what is read of it
// is the same after a replay.
func TestTheRealStoreIsTheSameAfterAReplay(t *testing.T) {
	server := influxtest.StartOwn(t)
	store, err := influx.New(influx.Options{URL: server.URL, Org: server.Org, Bucket: server.Bucket, Token: server.Token})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	at := time.Date(2027, 1, 1, 2, 0, 0, 0, time.UTC)
	book, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), func() time.Time { at = at.Add(time.Minute); return at })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	rnd := rand.New(rand.NewPCG(7, 7))
	p := start(t, book, store)
	var receipts []string
	gone := 0
	for range 40 {
		s := ledger.Submission{Plan: "p", Reporter: "test", Source: ledger.SourceAPI, Note: "thử", Entries: anyEntries(rnd), Base: ledger.Base{Own: true}}
		r, err := book.Accept(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		receipts = append(receipts, r.ID)
		if rnd.IntN(2) == 0 {
			_, err := book.Withdraw(t.Context(), ledger.Withdrawal{Receipt: receipts[rnd.IntN(len(receipts))], Reporter: "test", Source: ledger.SourceCommand, Reason: "nhầm"})
			if err == nil {
				gone++
			}
		}
		if rnd.IntN(3) == 0 {
			if err := projection.CatchUp(p, t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := projection.CatchUp(p, t.Context()); err != nil {
		t.Fatal(err)
	}
	emptied, err := book.Emptied(t.Context(), nil, nil)
	if err != nil || gone < 10 || len(emptied) == 0 {
		t.Fatalf("%d withdrawals left %d cells empty, %v: too few to prove anything", gone, len(emptied), err)
	}
	live := dump(t, store)
	if err := p.Replay(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(live, dump(t, store)); diff != "" {
		t.Errorf("(-live +replayed):\n%s", diff)
	}
	cells, err := book.Cells(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	standing := map[report.Key]bool{}
	for _, c := range cells {
		standing[c.Key()] = true
	}
	if n := live.reported(); n != len(standing) {
		t.Errorf("%d reported observations of %d cells in which something stands", n, len(standing))
	}
}
