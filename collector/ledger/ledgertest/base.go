package ledgertest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// own is a submission as the API sends it: where the sender gives no base, what they sent last is it.
func own(entries ...report.Entry) ledger.Submission {
	s := submission("", entries...)
	s.Base.Own = true
	return s
}

func onReceipt(receipt string, entries ...report.Entry) ledger.Submission {
	s := own(entries...)
	s.Base.Receipt = receipt
	return s
}

func onRevision(revision int, e report.Entry) ledger.Submission {
	s := own(e)
	s.Base.Cells = map[report.Key]int{e.Key(): revision}
	return s
}

func mustConflict(tb testing.TB, l ledger.Store, s ledger.Submission) *ledger.Conflict {
	tb.Helper()
	before := len(all(tb, l))
	r, err := l.Accept(tb.Context(), s)
	var conflict *ledger.Conflict
	if !errors.As(err, &conflict) {
		tb.Fatalf("got %+v, %v; want a conflict", r, err)
	}
	if after := len(all(tb, l)); after != before {
		tb.Fatalf("a refusal left %d entries", after-before)
	}
	return conflict
}

func mustRefuse(tb testing.TB, err error, code problem.Code) {
	tb.Helper()
	var list problem.List
	if !errors.As(err, &list) || list[0].Code != code {
		tb.Errorf("got %v, want %s", err, code)
	}
}

func testASenderChangesItsMindAndBack(t *testing.T, open Open) {
	l := newLedger(t, open)
	a, b := own(count("d:857@0", 600), count("d:858@0", 500)), own(count("d:857@0", 610), count("d:858@0", 500))
	var receipts []string
	for i, s := range []ledger.Submission{a, b, a, b, a} {
		r := mustAccept(t, l, s)
		again := mustAccept(t, l, s)
		if r.Duplicate || !again.Duplicate || again.ID != r.ID || i > 0 && r.Changed != 1 {
			t.Fatalf("submission %d: %+v, then %+v", i, r, again)
		}
		receipts = append(receipts, r.ID)
	}
	for i, id := range receipts {
		for _, other := range receipts[:i] {
			if id == other {
				t.Errorf("two submissions share receipt %s", id)
			}
		}
	}
	mustVerify(t, l)
}

// A retry that arrives after somebody else's correction must not undo it.
func testALateRetryUndoesNothing(t *testing.T, open Open) {
	l := newLedger(t, open)
	a := own(count("d:857@0", 600), count("d:858@0", 500))
	first := mustAccept(t, l, a)
	office := own(count("d:857@0", 610))
	office.Reporter = "Sở GDĐT"
	by := mustAccept(t, l, office)
	c := mustConflict(t, l, a)
	if c.Receipt != first.ID || c.By != by.ID || len(c.Problems) != 2 || c.Problems[1].Code != "cell_changed" {
		t.Fatalf("the conflict is %+v", c)
	}
	told := c.Problems[1].Rule
	for _, want := range []string{"610/1000", "600/1000", "Sở GDĐT", by.ID} {
		if !strings.Contains(told.VI, want) || !strings.Contains(told.EN, want) {
			t.Errorf("%q is missing in %q", want, told)
		}
	}
	if !strings.Contains(told.VI, "05/12/2024") || !strings.Contains(told.EN, "2024-12-05") {
		t.Errorf("the day is missing in %q", told)
	}
	a.Base.Receipt = by.ID // having seen it
	if r := mustAccept(t, l, a); r.Duplicate || r.Changed != 1 || r.Unchanged != 1 {
		t.Errorf("on the base that was seen: %+v", r)
	}
	mustVerify(t, l)
}

func testABaseThatMoved(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustAccept(t, l, own(count("d:857@0", 600), count("d:858@0", 500)))
	second := mustAccept(t, l, own(count("d:857@0", 610)))
	for name, s := range map[string]ledger.Submission{
		"by receipt":  onReceipt(first.ID, count("d:857@0", 620), count("d:858@0", 520)),
		"by revision": onRevision(1, count("d:857@0", 620)),
		"seen empty":  onRevision(0, count("d:857@0", 620)),
	} {
		c := mustConflict(t, l, s)
		if c.By != second.ID || len(c.Problems) != 1 || c.Problems[0].Code != "base_moved" || !strings.Contains(c.Problems[0].Rule.VI, "610/1000") {
			t.Errorf("%s: %+v", name, c)
		}
	}
	// A cell that holds by now what is sent was not written over.
	if r := mustAccept(t, l, onReceipt(first.ID, count("d:857@0", 610), count("d:858@0", 520))); r.Changed != 1 || r.Unchanged != 1 {
		t.Errorf("one cell moved to what is sent: %+v", r)
	}
	s := onReceipt(second.ID, count("d:857@0", 620))
	third := mustAccept(t, l, s)
	if again := mustAccept(t, l, s); !again.Duplicate || again.ID != third.ID {
		t.Errorf("the same content on the same base: %+v, want %s", again, third.ID)
	}
	mustAccept(t, l, own(count("d:857@0", 630)))
	if c := mustConflict(t, l, s); c.Receipt != third.ID {
		t.Errorf("a retry after a correction: %+v", c)
	}
	mustVerify(t, l)
}

func testABaseOfSomethingElseIsRefused(t *testing.T, open Open) {
	l := newLedger(t, open)
	mustAccept(t, l, own(count("d:857@0", 600)))
	other := mustAccept(t, l, own(count("d:858@0", 500)))
	decided := mustDecide(t, l, extension(20))[0]
	for name, c := range map[string]struct {
		s    ledger.Submission
		code problem.Code
	}{
		"a receipt of another cell":      {onReceipt(other.ID, count("d:857@0", 610)), "base_of_other_cells"},
		"a receipt that nobody gave":     {onReceipt("XHHT-0000-0000-0000", count("d:857@0", 610)), "unknown_base"},
		"a decision's receipt":           {onReceipt(decided.Receipt, count("d:857@0", 610)), "unknown_base"},
		"a revision that is yet to come": {onRevision(2, count("d:857@0", 610)), "unknown_base"},
		"a revision of another cell": {func() ledger.Submission {
			s := own(count("d:857@0", 610))
			s.Base.Cells = map[report.Key]int{count("d:858@0", 1).Key(): 1}
			return s
		}(), "base_of_other_cells"},
	} {
		_, err := l.Accept(t.Context(), c.s)
		t.Log(name)
		mustRefuse(t, err, c.code)
	}
	if n := len(all(t, l)); n != 2 {
		t.Errorf("%d entries, want the two", n)
	}
}

// What a machine measured anew is not what it measured before, even if the numbers are the same.
func testSamplesAreTheBaseOfAMachine(t *testing.T, open Open) {
	l := newLedger(t, open)
	sample := func(id string, v float64) ledger.Submission {
		s := own(count("d:857@0", v))
		s.Source, s.Sample = ledger.SourceExporter, id
		return s
	}
	one := mustAccept(t, l, sample("1", 600))
	mustAccept(t, l, sample("2", 610))
	three := mustAccept(t, l, sample("3", 600))
	if again := mustAccept(t, l, sample("3", 600)); three.Duplicate || !again.Duplicate || again.ID == one.ID {
		t.Errorf("sample 3 is %+v, again %+v", three, again)
	}
	mustVerify(t, l)
}

// An older day of receipt over a newer number is a question that a reason answers.
func testLatePaperIsAQuestion(t *testing.T, open Open) {
	l := newLedger(t, open)
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	paper := submission("", count("d:857@0", 590))
	paper.ReceivedOn = day(11, 28)
	if c := mustConflict(t, l, paper); c.Problems[0].Code != "received_before_current" {
		t.Fatalf("%+v", c)
	}
	paper.Note = "giấy nộp trước, số trên hệ thống nhập nhầm" // was perhaps written for another cell
	if c := mustConflict(t, l, paper); c.Problems[0].Code != "received_before_current" {
		t.Fatalf("a note answered: %+v", c)
	}
	answered := func(n float64, on period.Date, why string) ledger.Receipt {
		s := submission("", count("d:857@0", n))
		s.ReceivedOn, s.Entries[0].Reason = on, why
		return mustAccept(t, l, s)
	}
	r := answered(590, day(11, 28), "giấy nộp trước, số trên hệ thống nhập nhầm")
	if got := all(t, l)[1]; r.Changed != 1 || got.FirstReceived.String() != "2024-11-28" {
		t.Errorf("%+v; first received %s, want the paper's own day", r, got.FirstReceived)
	}
	answered(580, day(11, 20), "bản giấy có dấu đỏ")
	if got := all(t, l)[2]; got.FirstReceived.String() != "2024-11-20" || got.Reason != "bản giấy có dấu đỏ" {
		t.Errorf("%+v", got)
	}
	mustVerify(t, l)
}

// A reason that is given for numbers which stand already is a revision of its own: it says more than was known.
func testAReasonAloneIsKept(t *testing.T, open Open) {
	l := newLedger(t, open)
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	e := count("d:857@0", 600)
	e.Reason = "sáp nhập hai xã"
	if r := mustAccept(t, l, submission("", e)); r.Changed != 1 {
		t.Errorf("a reason for what stands: %+v", r)
	}
	if r := mustAccept(t, l, submission("lại", e)); r.Unchanged != 1 {
		t.Errorf("the same reason again: %+v", r)
	}
	if r := mustAccept(t, l, submission("nữa", count("d:857@0", 600))); r.Unchanged != 1 {
		t.Errorf("the same numbers without a reason: %+v", r)
	}
	mustVerify(t, l)
}

func problemsOf(err error) problem.List {
	list, _ := errors.AsType[problem.List](err)
	return list
}

// day is a day of 2024.
func day(month time.Month, day int) period.Date { return period.DateOf(2024, month, day) }

// For one import the server's clock ran eleven months ahead. Nothing that follows has to wait for that day: order is the
// chain's, and the day of receipt is a question that a reason answers.
func testAClockThatRanAhead(t *testing.T, open Open) {
	at := morning.AddDate(0, 11, 0)
	l := open(t, t.Name(), func() time.Time { return at })
	wrong := mustAccept(t, l, submission("", count("d:857@0", 600), count("d:858@0", 500)))
	mustDecide(t, l, extension(20, "d:857@0"))
	at = morning

	var state decision.State
	if n, err := l.Decisions(t.Context(), &state, at); err != nil || n != 1 {
		t.Errorf("%d decisions until now, %v; want the one of the wrong clock, too", n, err)
	}
	if c := mustConflict(t, l, submission("", count("d:857@0", 610))); c.Problems[0].Code != "received_before_current" {
		t.Errorf("%+v", c)
	}
	right := count("d:857@0", 610)
	right.Reason = "đồng hồ máy chủ sai"
	mustAccept(t, l, submission("", right))
	if c := now(t, l, "d:857@0"); *c.Numerator != 610 || c.FirstReceived.String() != "2024-12-05" {
		t.Errorf("the correction stands as %+v", c)
	}
	mustAccept(t, l, submission("", count("d:857@0", 620))) // and from now on it needs no reason
	mustWithdraw(t, l, takingBack(wrong.ID))
	mustAccept(t, l, submission("", count("d:858@0", 500)))
	if c := now(t, l, "d:858@0"); c.FirstReceived.String() != "2024-12-05" {
		t.Errorf("what was withdrawn and filed again was received on %s", c.FirstReceived)
	}
	mustVerify(t, l)
}
