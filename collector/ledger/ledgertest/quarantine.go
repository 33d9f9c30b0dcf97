package ledgertest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/ledger"
)

func testTheQuarantineKeepsEachPointOnceUntilItIsReleased(t *testing.T, open Open) {
	l := newLedger(t, open)
	before, err := l.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	holds := func(want ...ledger.Held) {
		t.Helper()
		got, err := l.Held(t.Context())
		for i := range got {
			if got[i].At.IsZero() || time.Since(got[i].At) < 0 {
				t.Errorf("refused at %s", got[i].At)
			}
			got[i].At = time.Time{}
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
		if n, err := l.Quarantined(t.Context()); n != len(want) || err != nil {
			t.Errorf("%d in quarantine, %v; want %d", n, err, len(want))
		}
	}
	holds()
	for _, c := range [][2]string{{"observation {1}", "field type conflict"}, {"report {2}", "unknown unit"}, {"observation {1}", "beyond retention"}} {
		if err := l.Quarantine(t.Context(), c[0], c[1]); err != nil {
			t.Fatal(err)
		}
	}
	first, second := ledger.Held{ID: 1, Line: "observation {1}", Reason: "beyond retention"}, ledger.Held{ID: 2, Line: "report {2}", Reason: "unknown unit"}
	holds(first, second)
	for _, ids := range [][]int64{nil, {7}} {
		if err := l.Release(t.Context(), ids...); err != nil {
			t.Fatal(err)
		}
		holds(first, second)
	}
	if err := l.Release(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	holds(second)
	// It is working state: the record knows nothing of it.
	if after, err := l.Head(t.Context()); err != nil || after != before {
		t.Errorf("the chain's head went from %+v to %+v, %v", before, after, err)
	}
	if err := l.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}
