package ledger_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/ledger/ledgertest"
	"github.com/xhht/xhht/internal/decision"
)

// The chain's hashes are part of the file format: ledgers of years ago must still verify. These were computed once and
// may only change together with a migration that keeps the old way of computing for old rows.
func TestHashesNeverChange(t *testing.T) {
	l := newLedger(t)
	first := mustAccept(t, l, submission("ghi chú", count("d:857@0", 600.5)))
	second := mustAccept(t, l, submission("", count("d:857@0", 601), count("d:858@0", 1e11)))
	decided := mustDecide(t, l, extension(20, "d:858@0", "d:857@0"), approval("d:857@0"))
	inForce, err := l.Decide(t.Context(), ledger.Who{Name: "collector"}, []decision.Decision{generation("a: 1", "b: 2")}, "a: 1", "b: 2")
	if err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string][2]string{
		"generation's receipt": {inForce[0].Receipt, "XHHT-0QJY-9SKX-AC5Q"},
		"generation's hash":    {inForce[0].Hash, "abfe3c1b6073fa126732faefdbf3ced0e1e527c38a2f0ad7d242356513bda0ee"},
		"decision's receipt":   {decided[0].Receipt, "XHHT-DWCV-63S6-7SR9"},
		"decision's hash":      {decided[0].Hash, "7a3b6dca7fb3952483f36c802ab5bdaa93971e08a1769716d88113eb930b66b5"},
		"approval's receipt":   {decided[1].Receipt, "XHHT-ZKDY-8TH7-A2A6"},
		"approval's hash":      {decided[1].Hash, "10ae8911fba53f677ba0cde9bf01cead24828cfc5f90f10f730934f5a295a7d8"},
		"receipt":              {first.ID, "XHHT-HKNH-DAV1-B9F3"},
		"content hash":         {first.ContentHash, "8ceb16ab615a5e362cb1b4869fac77feb09c187997bf8b740d57cf8b85a718f8"},
		"hash":                 {first.Hash, "c5ff41df367b31ef164683f836b92236c078cb439345bf60b78057ca5711c1e2"},
		"hash of second":       {second.Hash, "5a701fab4d24a47cdd9e1c21c4001b175d4be979a6070167a29cec1377af2487"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %s, was %s", name, pair[0], pair[1])
		}
	}
}

// A ledger of every version so far opens, verifies as it is, keeps its head, and takes submissions and decisions. The dumps
// were made by the programs of their time.
func TestOldLedgersOpenAndVerify(t *testing.T) {
	heads := map[string]struct {
		head   ledger.Head
		cursor int64
	}{
		"version-1.sql": {ledger.Head{Seq: 2, Submissions: 2, Entries: 3, RecordedAt: morning,
			Hash: "5a701fab4d24a47cdd9e1c21c4001b175d4be979a6070167a29cec1377af2487"}, 3},
		"version-2.sql": {ledger.Head{Seq: 12, Submissions: 6, Decisions: 6, Entries: 13, RecordedAt: morning.Add(12 * 90 * time.Second),
			Hash: "e3f1c7248520f75a7cfcedc1760ff58cac215a6397d6e6cd436bc7ebfe9547a5"}, 12},
		"version-3.sql": {ledger.Head{Seq: 24, Submissions: 12, Decisions: 12, Entries: 16, RecordedAt: morning.Add(24 * 90 * time.Second),
			Hash: "cdbd0f0157d5ac8c270ee5ec201f80fd099d12591a9eceb58a76883db5f23e3d"}, 9},
	}
	for _, file := range formats(t) {
		c := heads[file]
		t.Run(file, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			restore(t, path, file)
			l := mustOpen(t, path)
			mustVerify(t, l)
			if head, err := l.Head(t.Context()); err != nil || head != c.head {
				t.Errorf("head %+v, %v; want %+v", head, err, c.head)
			}
			if r := mustAccept(t, l, submission("ghi chú", count("d:861@0", 7))); r.Seq != c.head.Seq+1 {
				t.Errorf("the next submission is number %d", r.Seq)
			}
			mustDecide(t, l, extension(20, "d:861@0"), approval("d:861@0"))
			followsItsPlans(t, l, c.head.Seq+4)
			mustVerify(t, l)
			if err := l.Contains(t.Context(), c.head.Hash); err != nil {
				t.Error(err)
			}
			if seq, err := l.Cursor(t.Context(), "projection"); seq != c.cursor || err != nil {
				t.Errorf("cursor %d, %v; want %d", seq, err, c.cursor)
			}
		})
	}
}

// followsItsPlans proves that the next generation of plans is the one after those that the ledger holds, or that of since before.
func followsItsPlans(t *testing.T, l *ledger.Ledger, seq int64) {
	t.Helper()
	before, err := l.Generations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	next := generation("a: 1")
	if len(before) > 0 {
		next.Base, next.Before = before[len(before)-1].Seq, false
	}
	if _, err := l.Decide(t.Context(), ledger.Who{Name: "collector"}, []decision.Decision{next}, "a: 1"); err != nil {
		t.Fatal(err)
	}
	list, err := l.Generations(t.Context())
	if err != nil || len(list) != len(before)+1 || list[len(before)].Seq != seq || !list[0].Before {
		t.Errorf("the plans of since before, and those in force: %+v, %v", list, err)
	}
}

// restore makes a ledger file of a dump.
func restore(tb testing.TB, path, file string) {
	tb.Helper()
	ledgertest.Restore(tb, path, filepath.Join("testdata", file))
}
