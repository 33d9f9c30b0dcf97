package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
)

var errBad = errors.New("refused by a check")

// refusing refuses what changes the cell of a unit.
func refusing(unit string) ledger.Check {
	return func(_ context.Context, _ ledger.Holdings, changes []ledger.Change) error {
		for _, c := range changes {
			if c.After.Unit == unit {
				return errBad
			}
		}
		return nil
	}
}

// Whatever waits together is written together, and everybody gets the answer to what they sent.
func testEverySenderGetsTheirOwnAnswer(t *testing.T, open Open) {
	l := newLedger(t, open)
	const senders, each = 16, 20
	var wg sync.WaitGroup
	for s := range senders {
		wg.Go(func() {
			for i := range each {
				unit := fmt.Sprintf("c:%02d%02d@0", s, i)
				bad := (s+i)%5 == 0
				check := func(context.Context, ledger.Holdings, []ledger.Change) error { return nil }
				if bad {
					check = refusing(unit)
				}
				r, err := l.Accept(context.Background(), submission("", count(unit, float64(i))), check)
				switch {
				case bad && !errors.Is(err, errBad):
					t.Errorf("%s: got %+v, %v", unit, r, err)
				case !bad && (err != nil || r.New != 1):
					t.Errorf("%s: got %+v, %v", unit, r, err)
				}
			}
		})
	}
	wg.Wait()
	cells, err := l.Cells(t.Context(), nil, nil)
	if want := senders * each * 4 / 5; err != nil || len(cells) != want {
		t.Errorf("%d cells, %v; want %d", len(cells), err, want)
	}
	mustVerify(t, l)
}

// A check that panics ends the request that asked for it, not those beside it.
func testAPanicStaysWhereItBelongs(t *testing.T, open Open) {
	l := newLedger(t, open)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			defer func() {
				if cause := recover(); (cause != nil) != (i == 3) {
					t.Errorf("sender %d: %v", i, cause)
				}
			}()
			_, err := l.Accept(context.Background(), submission("", count(fmt.Sprintf("c:%d@0", i), 1)), func(context.Context, ledger.Holdings, []ledger.Change) error {
				if i == 3 {
					panic("a fault in a check")
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(all(t, l)); n != 7 {
		t.Errorf("%d entries, want 7", n)
	}
	mustVerify(t, l)
}

// A check sees the cells as the batch would leave them, and what it changes; of two that race the second sees the first.
func testAChecksViewIsInsideTheTransaction(t *testing.T, open Open) {
	l := newLedger(t, open)
	most := 3.0 // all units together
	check := func(ctx context.Context, holds ledger.Holdings, _ []ledger.Change) error {
		cells, err := holds.Cells(ctx, []string{"info_skills_rate"}, nil)
		if err != nil {
			return err
		}
		sum := 0.0
		for _, c := range cells {
			sum += *c.Numerator
		}
		if sum > most {
			return errBad
		}
		return nil
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	taken := 0
	for i := range 12 {
		wg.Go(func() {
			_, err := l.Accept(context.Background(), submission("", count(fmt.Sprintf("c:%d@0", i), 1)), check)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				taken++
			} else if !errors.Is(err, errBad) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if taken != 3 || len(all(t, l)) != 3 {
		t.Errorf("%d were taken and %d entries are kept, want 3", taken, len(all(t, l)))
	}
	_, err := l.AcceptAll(t.Context(), []ledger.Submission{submission("", count("c:1@0", 0)), submission("x", count("c:1@0", 5))},
		func(_ context.Context, _ ledger.Holdings, changes []ledger.Change) error {
			if len(changes) != 1 || *changes[0].After.Numerator != 5 || !changes[0].Stands || changes[0].Batch.Note != "x" {
				t.Errorf("the changes are %+v", changes)
			}
			return errBad
		})
	if !errors.Is(err, errBad) || len(all(t, l)) != 3 {
		t.Errorf("%v; %d entries", err, len(all(t, l)))
	}
	mustVerify(t, l)
}

func testAWithdrawalIsCheckedToo(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustAccept(t, l, submission("", count("c:1@0", 1)))
	_, err := l.Withdraw(t.Context(), takingBack(first.ID), func(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
		cells, err := holds.Cells(ctx, nil, nil)
		if err != nil || len(cells) != 0 || len(changes) != 1 || changes[0].Stands || !changes[0].Stood || *changes[0].Before.Numerator != 1 {
			t.Errorf("the check sees %+v, %+v, %v", cells, changes, err)
		}
		return errBad
	})
	if !errors.Is(err, errBad) || len(all(t, l)) != 1 {
		t.Errorf("%v; %d entries", err, len(all(t, l)))
	}
}
