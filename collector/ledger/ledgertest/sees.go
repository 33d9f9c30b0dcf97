package ledgertest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// seeing is a check that refuses what it sees wrongly: what it is told of some cells, which a store may remember from an earlier check,
// has to be what stands in the whole of the ledger as this transaction has it, and so with decisions.
func seeing(units []string, state *decision.State) ledger.Check {
	return func(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
		whole, err := holds.Cells(ctx, nil, nil)
		if err != nil {
			return err
		}
		some, err := holds.Cells(ctx, []string{"info_skills_rate"}, units, period.Year(2024))
		if err != nil {
			return err
		}
		whole = slices.DeleteFunc(whole, func(r *ledger.Recorded) bool { return !slices.Contains(units, r.Unit) })
		inOrder := func(a, b *ledger.Recorded) int { return int(a.Seq - b.Seq) }
		slices.SortFunc(whole, inOrder)
		slices.SortFunc(some, inOrder)
		days := cmp.Comparer(func(a, b period.Date) bool { return a == b })
		if diff := cmp.Diff(whole, some, cmpopts.EquateEmpty(), days, cmp.Comparer(func(a, b period.Period) bool { return a == b })); diff != "" {
			return fmt.Errorf("some cells (-all +some):\n%s", diff)
		}
		for _, c := range changes {
			i := slices.IndexFunc(some, func(r *ledger.Recorded) bool { return r.Key() == c.After.Key() })
			if slices.Contains(units, c.After.Unit) && (i >= 0) != c.Stands || i >= 0 && some[i].Revision != c.Revision {
				return fmt.Errorf("a change is not seen: %+v, %+v", c, some)
			}
		}
		if err := holds.Decisions(ctx, state); err != nil {
			return err
		}
		var anew decision.State
		if err := holds.Decisions(ctx, &anew); err != nil || anew.Last() != state.Last() {
			return fmt.Errorf("decision %d is the last of a state that was kept, %d of a new one, %w", state.Last(), anew.Last(), err)
		}
		return nil
	}
}

// What a check is told is what stands, whoever wrote it last: this program or another, in this transaction or in one that failed.
func testChecksSeeWhatStands(t *testing.T, open Open) {
	programs := []ledger.Store{newLedger(t, open), newLedger(t, open)}
	const senders, each = 8, 12
	var units []string
	for i := range 6 {
		units = append(units, fmt.Sprintf("c:%d@0", i))
	}
	var wg sync.WaitGroup
	for s := range senders {
		wg.Go(func() {
			l := programs[s%2]
			for i := range each {
				unit := units[(s+i)%len(units)]
				from := ledger.Submission{Plan: planID, Source: ledger.SourceAPI, Reporter: office, Note: fmt.Sprint(s, i),
					Entries: []report.Entry{count(unit, float64(i)), count(units[(s+i+1)%len(units)], float64(s))}}
				sees := seeing(units, &decision.State{})
				var err error
				switch r := (ledger.Receipt{}); i % 4 {
				case 0:
					_, err = l.Preview(context.Background(), []ledger.Submission{from}, sees)
				case 1:
					if _, err = l.Accept(context.Background(), from, sees, refusing(unit)); errors.Is(err, errBad) {
						err = nil
					}
				case 2:
					if r, err = l.Accept(context.Background(), from, sees); err == nil && r.New+r.Changed > 0 {
						_, err = l.Withdraw(context.Background(), takingBack(r.ID), sees)
					}
				default:
					_, err = l.Accept(context.Background(), from, sees)
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	mustVerify(t, programs[0])
}
