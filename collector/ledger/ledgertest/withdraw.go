package ledgertest

import (
	"errors"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/report"
)

func takingBack(receipt string) ledger.Withdrawal {
	return ledger.Withdrawal{Receipt: receipt, Reporter: "Sở GDĐT", Source: ledger.SourceCommand, Reason: "nộp nhầm đơn vị"}
}

func takingBackCell(e report.Entry, revision int) ledger.Withdrawal {
	w := takingBack("")
	w.Cells = map[report.Key]int{e.Key(): revision}
	return w
}

func mustWithdraw(tb testing.TB, l ledger.Store, w ledger.Withdrawal) ledger.Receipt {
	tb.Helper()
	r, err := l.Withdraw(tb.Context(), w)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// now is what stands in a cell: its numerator, or nil.
func now(tb testing.TB, l ledger.Store, unit string) (out *ledger.Recorded) {
	tb.Helper()
	cells, err := l.Cells(tb.Context(), nil, []string{unit})
	if err != nil || len(cells) > 1 {
		tb.Fatal(cells, err)
	}
	for _, c := range cells {
		out = &c
	}
	return out
}

func testTheNewestRevisionThatIsNotWithdrawnStands(t *testing.T, open Open) {
	l := newLedger(t, open)
	paper := submission("", count("d:857@0", 600), count("d:858@0", 500))
	paper.ReceivedOn = day(12, 1)
	first := mustAccept(t, l, paper)
	second := mustAccept(t, l, submission("", count("d:857@0", 610)))

	r := mustWithdraw(t, l, takingBack(second.ID))
	if !r.Withdrawal || r.Changed != 1 || r.Unchanged != 0 {
		t.Errorf("the withdrawal is %+v", r)
	}
	if c := now(t, l, "d:857@0"); c == nil || *c.Numerator != 600 || c.Revision != 3 || c.Withdrawn != 2 || c.Stands != 1 || c.FirstReceived.String() != "2024-12-01" {
		t.Errorf("after the correction was withdrawn the cell holds %+v", c)
	}
	r = mustWithdraw(t, l, takingBack(first.ID))
	if r.Changed != 2 {
		t.Errorf("the withdrawal is %+v", r)
	}
	for _, unit := range []string{"d:857@0", "d:858@0"} {
		if c := now(t, l, unit); c != nil {
			t.Errorf("nothing is left of %s but %+v", unit, c)
		}
	}
	emptied, err := l.Emptied(t.Context(), nil, nil)
	if err != nil || len(emptied) != 2 || emptied[0].Withdrawn != 1 {
		t.Errorf("emptied cells %+v, %v", emptied, err)
	}
	mustVerify(t, l)
}

func testAnOldRevisionIsWithdrawnBehindTheNewest(t *testing.T, open Open) {
	l := newLedger(t, open)
	paper := submission("", count("d:857@0", 600))
	paper.ReceivedOn = day(12, 1)
	mustAccept(t, l, paper)
	mustAccept(t, l, submission("", count("d:857@0", 610)))
	mustWithdraw(t, l, takingBackCell(count("d:857@0", 0), 1))
	if c := now(t, l, "d:857@0"); *c.Numerator != 610 || c.Stands != 2 || c.FirstReceived.String() != "2024-12-05" {
		t.Errorf("the newest stands no more: %+v", c)
	}
	mustWithdraw(t, l, takingBackCell(count("d:857@0", 0), 2))
	if c := now(t, l, "d:857@0"); c != nil {
		t.Errorf("all was withdrawn, but there is %+v", c)
	}
	mustVerify(t, l)
}

func testTheSameWithdrawalSameReceipt(t *testing.T, open Open) {
	l := newLedger(t, open)
	a := submission("", count("d:857@0", 600), count("d:858@0", 500))
	first := mustAccept(t, l, a)
	one := mustWithdraw(t, l, takingBackCell(count("d:857@0", 0), 1))
	whole := mustWithdraw(t, l, takingBack(first.ID))
	if whole.Changed != 1 || whole.Unchanged != 1 {
		t.Errorf("one cell was left to withdraw: %+v", whole)
	}
	for _, w := range []struct {
		again ledger.Withdrawal
		id    string
	}{{takingBack(first.ID), whole.ID}, {takingBackCell(count("d:857@0", 0), 1), one.ID}} {
		if r := mustWithdraw(t, l, w.again); !r.Duplicate || r.ID != w.id || !r.Withdrawal {
			t.Errorf("again: %+v, want %s", r, w.id)
		}
	}
	other := takingBack(first.ID)
	other.Reason = "lý do khác"
	var conflict *ledger.Conflict
	if _, err := l.Withdraw(t.Context(), other); !errors.As(err, &conflict) || conflict.Problems[0].Code != "already_withdrawn" || conflict.By != one.ID {
		t.Errorf("a withdrawal of something withdrawn: %v", err)
	}
	// The same content may be filed again, and withdrawn again.
	again := mustAccept(t, l, a)
	if again.Duplicate || again.New != 2 || again.ID == first.ID {
		t.Errorf("filed again: %+v", again)
	}
	if r := mustAccept(t, l, a); !r.Duplicate || r.ID != again.ID {
		t.Errorf("its retry: %+v, want %s", r, again.ID)
	}
	if r := mustWithdraw(t, l, takingBack(again.ID)); r.Duplicate || r.Changed != 2 {
		t.Errorf("withdrawn again: %+v", r)
	}
	mustVerify(t, l)
}

func testWhatCannotBeWithdrawn(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustAccept(t, l, submission("", count("d:857@0", 600)))
	same := mustAccept(t, l, submission("nộp lại", count("d:857@0", 600)))
	other := submission("", count("d:858@0", 1))
	other.Plan = "phu-my-2024"
	mustAccept(t, l, other)
	gone := mustWithdraw(t, l, takingBack(first.ID))
	before := len(all(t, l))
	two := takingBackCell(count("d:857@0", 0), 1)
	two.Cells[count("d:858@0", 0).Key()] = 1
	for name, c := range map[string]struct {
		w    ledger.Withdrawal
		code string
	}{
		"a withdrawal":                    {takingBack(gone.ID), "withdrawal_of_withdrawal"},
		"a receipt that wrote nothing":    {takingBack(same.ID), "nothing_to_withdraw"},
		"a revision that is not there":    {takingBackCell(count("d:857@0", 0), 7), "nothing_to_withdraw"},
		"a revision that is a withdrawal": {takingBackCell(count("d:857@0", 0), 2), "nothing_to_withdraw"},
		"a cell that nobody reported":     {takingBackCell(count("d:863@0", 0), 1), "nothing_to_withdraw"},
		"cells of two plans":              {two, "two_plans"},
	} {
		_, err := l.Withdraw(t.Context(), c.w)
		if list := problemsOf(err); len(list) == 0 || string(list[0].Code) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if _, err := l.Withdraw(t.Context(), takingBack("XHHT-0000-0000-0000")); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("a receipt that nobody gave: %v", err)
	}
	for name, change := range map[string]func(*ledger.Withdrawal){
		"no reason": func(w *ledger.Withdrawal) { w.Reason = "" },
		"nobody":    func(w *ledger.Withdrawal) { w.Reporter = "" },
		"a receipt and cells": func(w *ledger.Withdrawal) {
			w.Cells = map[report.Key]int{count("d:857@0", 0).Key(): 1}
		},
		"neither":      func(w *ledger.Withdrawal) { w.Receipt = "" },
		"of no source": func(w *ledger.Withdrawal) { w.Source = "fax" },
	} {
		w := takingBack(first.ID)
		change(&w)
		if _, err := l.Withdraw(t.Context(), w); err == nil {
			t.Errorf("a withdrawal with %s was recorded", name)
		}
	}
	if r, err := l.PreviewWithdraw(t.Context(), takingBackCell(count("d:858@0", 0), 1)); err != nil || r.Changed != 1 {
		t.Errorf("preview: %+v, %v", r, err)
	}
	if after := len(all(t, l)); after != before {
		t.Errorf("refusals and previews left %d entries", after-before)
	}
}

// After a withdrawal it is the numbers that stand whose day of receipt counts, not the day of the withdrawal.
func testLatePaperAfterAWithdrawal(t *testing.T, open Open) {
	l := newLedger(t, open)
	paper := submission("", count("d:857@0", 600))
	paper.ReceivedOn = day(11, 1)
	mustAccept(t, l, paper)
	wrong := mustAccept(t, l, submission("", count("d:857@0", 9)))
	mustWithdraw(t, l, takingBack(wrong.ID))
	next := submission("", count("d:857@0", 605))
	next.ReceivedOn = day(11, 20)
	if r := mustAccept(t, l, next); r.Changed != 1 {
		t.Errorf("%+v", r)
	}
}

// Approvals hold for the revisions that they saw, and count the cells in which something stands.
func testAnApprovalOfWhatStands(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustAccept(t, l, submission("", count("d:857@0", 600)))
	mustWithdraw(t, l, takingBack(first.ID))
	var conflict *ledger.Conflict
	if _, err := l.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, list(approval("d:857@0"))); !errors.As(err, &conflict) || conflict.Problems[0].Code != "nothing_reported" {
		t.Errorf("an approval of what was withdrawn: %v", err)
	}
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	if d := mustDecide(t, l, approval("d:857@0"))[0]; d.Cells != 1 || d.Entries != 3 {
		t.Errorf("the approval is of %d cells up to entry %d", d.Cells, d.Entries)
	}
	mustVerify(t, l)
}

func testAReceiptShowsWhatWasWithdrawn(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustAccept(t, l, submission("", count("d:857@0", 600), count("d:858@0", 500)))
	second := mustAccept(t, l, submission("", count("d:857@0", 610)))
	one := mustWithdraw(t, l, takingBack(second.ID)) // revision 1 stands again, as revision 3
	same := mustAccept(t, l, submission("nộp lại", count("d:857@0", 600)))
	two := mustWithdraw(t, l, takingBackCell(count("d:857@0", 0), 1))
	for receipt, want := range map[string][]string{first.ID: {two.ID, ""}, second.ID: {one.ID}, same.ID: {two.ID}, one.ID: {two.ID}, two.ID: {""}} {
		got, err := l.Find(t.Context(), receipt)
		if err != nil || len(got.Cells) != len(want) {
			t.Fatalf("%+v, %v", got, err)
		}
		for i, by := range want {
			if got.Cells[i].WithdrawnBy != by {
				t.Errorf("cell %d of %s was withdrawn by %q, want %q", i, receipt, got.Cells[i].WithdrawnBy, by)
			}
		}
	}
	got, err := l.Find(t.Context(), one.ID)
	if err != nil || !got.Withdrawal || got.Withdraws != second.ID || got.Note != "nộp nhầm đơn vị" || got.Cells[0].Withdrawn != 2 || got.Cells[0].Revision != 3 {
		t.Errorf("the withdrawal reads %+v, %v", got, err)
	}
}
