package ledgertest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

const planID = "vinh-long-2021-2030"

func extension(until int, units ...string) decision.Decision {
	return decision.Decision{Kind: decision.Extension, Plan: planID, Form: "annual-district", Period: period.Year(2024), Units: units,
		Until: period.DateOf(2024, 12, until), Reason: "bão", Authority: "12/CV-SGDĐT"}
}

func approval(unit string) decision.Decision {
	return decision.Decision{Kind: decision.Approval, Plan: planID, Form: "annual-district", Period: period.Year(2024), Units: []string{unit},
		Indicators: []string{"info_skills_rate", "life_skills_rate"}, Reason: "đã đối chiếu"}
}

func withdrawn(d decision.Decision, reason string) decision.Decision {
	d.Withdrawn, d.Until, d.On, d.Reason = true, period.Date{}, period.Date{}, reason
	return d
}

func mustDecide(tb testing.TB, l ledger.Store, list ...decision.Decision) []ledger.Decided {
	tb.Helper()
	out, err := l.Decide(tb.Context(), ledger.Who{Name: "Sở GDĐT"}, list)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func decisions(tb testing.TB, l ledger.Store) []decision.Recorded {
	tb.Helper()
	out, err := l.DecisionsAfter(tb.Context(), 0, 1000)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func testDecisionsAreLinksOfTheChain(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustDecide(t, l, extension(20, "d:858@0", "d:857@0", "d:858@0"))[0]
	sent := mustAccept(t, l, submission("", count("d:857@0", 600)))
	both := mustDecide(t, l, approval("d:857@0"), decision.Decision{Kind: decision.Done, Plan: planID, Deliverable: "own-plans", On: period.DateOf(2021, 8, 30), Reason: "KH 12"})
	mustVerify(t, l)
	if first.Seq != 1 || sent.Seq != 2 || both[0].Seq != 3 || both[1].Seq != 4 {
		t.Errorf("numbers %d, %d, %d, %d; want 1 to 4", first.Seq, sent.Seq, both[0].Seq, both[1].Seq)
	}
	for _, hash := range []string{first.Hash, sent.Hash, both[1].Hash} {
		if err := l.Contains(t.Context(), hash); err != nil {
			t.Error(err)
		}
	}
	head, err := l.Head(t.Context())
	if want := (ledger.Head{Seq: 4, Submissions: 1, Decisions: 3, Entries: 1, Hash: both[1].Hash, RecordedAt: morning}); err != nil || head != want {
		t.Errorf("head %+v, %v; want %+v", head, err, want)
	}
	got := decisions(t, newLedger(t, open)) // as another process reads them
	want := []decision.Recorded{first.Recorded, both[0].Recorded, both[1].Recorded}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b period.Period) bool { return a == b }), cmp.Comparer(func(a, b period.Date) bool { return a == b })); diff != "" {
		t.Errorf("(-decided +read):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"d:857@0", "d:858@0"}, got[0].Units); diff != "" {
		t.Errorf("units (-want +got):\n%s", diff)
	}
	if a := got[1]; a.Entries != 1 || a.Cells != 1 || a.By != "Sở GDĐT" || !a.RecordedAt.Equal(morning) {
		t.Errorf("the approval is %+v", a)
	}
}

func testSameDecisionSameReceipt(t *testing.T, open Open) {
	l := newLedger(t, open)
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	first := mustDecide(t, l, extension(20, "d:857@0"), approval("d:857@0"))
	again, err := l.Decide(t.Context(), ledger.Who{Name: "somebody else"}, []decision.Decision{extension(20, "d:857@0"), approval("d:857@0")})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range again {
		if !r.Duplicate || r.Receipt != first[i].Receipt || r.By != "Sở GDĐT" {
			t.Errorf("the same decision got %+v, want receipt %s again", r, first[i].Receipt)
		}
	}
	mustDecide(t, l, extension(25), extension(22, "d:858@0")) // about others: the first still stands
	if r := mustDecide(t, l, extension(20, "d:857@0"))[0]; !r.Duplicate {
		t.Error("a decision about other units made the first one new")
	}
	mustAccept(t, l, submission("", count("d:857@0", 601)))
	if r := mustDecide(t, l, approval("d:857@0"))[0]; r.Duplicate || r.Entries != 2 || r.Cells != 1 {
		t.Errorf("the approval of the corrected cell is %+v", r)
	}
	if n := len(decisions(t, l)); n != 5 {
		t.Errorf("%d decisions are kept, want 5", n)
	}
	mustVerify(t, l)
}

func testADecisionThatWasChangedSinceIsRefused(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustDecide(t, l, extension(20, "d:857@0", "d:858@0"))[0]
	by := mustDecide(t, l, withdrawn(extension(20, "d:858@0"), "nhầm"))[0]
	var conflict *ledger.Conflict
	_, err := l.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, []decision.Decision{extension(28, "d:860@0"), extension(20, "d:857@0", "d:858@0")})
	if !errors.As(err, &conflict) || conflict.By != by.Receipt || conflict.Receipt != first.Receipt || conflict.Problems[0].Code != "decision_superseded" {
		t.Errorf("got %v, want a conflict with %s", err, by.Receipt)
	}
	if n := len(decisions(t, l)); n != 2 {
		t.Errorf("%d decisions are kept, want 2: all or none", n)
	}
	again := extension(20, "d:857@0", "d:858@0")
	again.Reason = "bão, lần hai"
	if r := mustDecide(t, l, again)[0]; r.Duplicate {
		t.Error("another reason is another decision")
	}
	_, err = l.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, []decision.Decision{approval("d:860@0")})
	if !errors.As(err, &conflict) || conflict.Problems[0].Code != "nothing_reported" {
		t.Errorf("an approval of nothing: %v", err)
	}
	for name, bad := range map[string]decision.Decision{
		"no reason":                  {Kind: decision.Done, Plan: planID, Deliverable: "x"},
		"no kind":                    {Plan: planID, Reason: "x"},
		"an approval of two units":   {Kind: decision.Approval, Plan: planID, Reason: "x", Units: []string{"a", "b"}, Indicators: []string{"i"}},
		"an approval of no form":     {Kind: decision.Approval, Plan: planID, Reason: "x", Units: []string{"a"}},
		"a decision about no plan":   {Kind: decision.Done, Reason: "x"},
		"a kind that nobody defined": {Kind: "x", Plan: planID, Reason: "x"},
	} {
		if _, err := l.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, []decision.Decision{bad}); err == nil {
			t.Errorf("%s was recorded", name)
		}
	}
	if _, err := l.Decide(t.Context(), ledger.Who{}, []decision.Decision{extension(21)}); err == nil {
		t.Error("a decision of nobody was recorded")
	}
	mustVerify(t, l)
}

// A, then B, then A again: the base tells a change of mind from a late retry, which must not undo what was decided since.
func testADecisionAgainOnABase(t *testing.T, open Open) {
	l := newLedger(t, open)
	on := func(d decision.Decision, base ledger.Decided) decision.Decision {
		d.Base = base.Seq
		return d
	}
	a, b := extension(20, "d:857@0"), extension(24, "d:857@0")
	firstA, firstB := mustDecide(t, l, a)[0], mustDecide(t, l, b)[0]
	other := mustDecide(t, l, extension(24, "d:858@0"))[0]
	refused := func(what, code string, d decision.Decision) {
		t.Helper()
		_, err := l.Decide(t.Context(), ledger.Who{Name: "Sở GDĐT"}, []decision.Decision{d})
		problems, _ := errors.AsType[problem.List](err)
		if conflict, ok := errors.AsType[*ledger.Conflict](err); ok {
			problems = conflict.Problems
		}
		if len(problems) == 0 || string(problems[0].Code) != code {
			t.Errorf("%s: %v, want %s", what, err, code)
		}
	}
	refused("a retry without a base", "decision_superseded", a)
	refused("on a base that was replaced", "base_moved", on(a, firstA))
	refused("on a decision about others", "base_of_other_things", on(a, other))
	secondA := mustDecide(t, l, on(a, firstB))[0]
	if secondA.Duplicate || secondA.Receipt == firstA.Receipt {
		t.Fatalf("A again: %+v", secondA)
	}
	if r := mustDecide(t, l, on(a, firstB))[0]; !r.Duplicate || r.Receipt != secondA.Receipt {
		t.Errorf("a retry of A again: %+v", r)
	}
	secondB := mustDecide(t, l, on(b, secondA))[0]
	refused("a late retry of A again", "decision_superseded", on(a, firstB))
	thirdA := mustDecide(t, l, on(a, secondB))[0]
	fresh := mustDecide(t, l, on(extension(26, "d:857@0"), thirdA))[0]
	if fresh.Base != 0 {
		t.Errorf("what was never decided before needs no base in its content: %+v", fresh.Decision)
	}
	if r := mustDecide(t, l, on(extension(26, "d:857@0"), thirdA))[0]; !r.Duplicate || r.Receipt != fresh.Receipt {
		t.Errorf("its retry: %+v", r)
	}
	var s decision.State
	if _, err := l.Decisions(t.Context(), &s, morning); err != nil || s.Until(planID, "annual-district", "d:857@0", period.Year(2024)).String() != "2024-12-26" {
		t.Errorf("what holds: %v", err)
	}
	mustVerify(t, l)
}

func testTheStateUntilAnInstant(t *testing.T, open Open) {
	now := morning
	l := open(t, t.Name(), func() time.Time { return now })
	mustDecide(t, l, extension(20, "d:857@0"))
	now = now.Add(24 * time.Hour)
	mustDecide(t, l, extension(24, "d:857@0"))
	for name, c := range map[string]struct {
		until time.Time
		added int
		want  string
	}{
		"before both": {morning.Add(-time.Second), 0, ""},
		"between":     {morning, 1, "2024-12-20"},
		"after both":  {now, 2, "2024-12-24"},
	} {
		var s decision.State
		added, err := l.Decisions(t.Context(), &s, c.until)
		if got := s.Until(planID, "annual-district", "d:857@0", period.Year(2024)); err != nil || added != c.added || got.String() != c.want {
			t.Errorf("%s: %d decisions, until %q, %v; want %d and %q", name, added, got, err, c.added, c.want)
		}
	}
}

func testCorrections(t *testing.T, open Open) {
	l := newLedger(t, open)
	mustAccept(t, l, submission("", count("d:857@0", 600), count("d:858@0", 500)))
	mustAccept(t, l, submission("nhầm cột", count("d:857@0", 610), count("d:858@0", 500), count("d:859@0", 1)))
	mustAccept(t, l, submission("", count("d:857@0", 620)))
	got, err := l.Corrections(t.Context(), 0, 5)
	if err != nil || len(got) != 2 {
		t.Fatalf("%d corrections, %v; want 2", len(got), err)
	}
	first := got[0]
	if first.Seq != 3 || first.Revision != 2 || *first.Before.Numerator != 600 || *first.Numerator != 610 || first.Note != "nhầm cột" ||
		first.Before.Key() != first.Key() || first.Reporter != "Huyện Long Hồ" || first.Plan != planID {
		t.Errorf("the first correction is %+v", first)
	}
	if last := got[1]; last.Revision != 3 || *last.Before.Numerator != 610 || last.Note != "" {
		t.Errorf("the second correction is %+v", last)
	}
	if got, err := l.Corrections(t.Context(), 2, 4); err != nil || len(got) != 1 {
		t.Errorf("entries 3 and 4 hold %d corrections, %v; want 1", len(got), err)
	}
	all, err := l.Revisions(t.Context(), []string{"info_skills_rate"}, []string{"d:857@0"}, period.Year(2024))
	if err != nil || len(all) != 3 || all[2].Revision != 3 {
		t.Errorf("revisions %+v, %v; want three", all, err)
	}
}

func list(d ...decision.Decision) []decision.Decision { return d }
