// Package ledgertest is what every ledger has to do, whatever it keeps its rows in. A test of each kind of store calls Run with
// how to open one; it refuses to know anything but ledger.Store.
package ledgertest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// Open opens the ledger called name, which is empty at first; opening a name again is a second program on the same ledger. The
// test's end closes it.
type Open func(tb testing.TB, name string, now func() time.Time) ledger.Store

// Run runs the whole suite.
func Run(t *testing.T, open Open) {
	for name, test := range map[string]func(*testing.T, Open){
		"AcceptKeepsEveryRevision": testAcceptKeepsEveryRevision, "CellsSelects": testCellsSelects, "SameContentSameReceipt": testSameContentSameReceipt,
		"CorrectedContentIsRefused": testCorrectedContentIsRefused, "AcceptAllIsAllOrNothing": testAcceptAllIsAllOrNothing,
		"AcceptRefuses": testAcceptRefuses, "AcceptOfSameContentAtOnce": testAcceptOfSameContentAtOnce,
		"AcceptStopsWithItsContext": testAcceptStopsWithItsContext, "Find": testFind, "Head": testHead, "Cursor": testCursor, "Probe": testProbe,
		"ASenderChangesItsMindAndBack": testASenderChangesItsMindAndBack, "ALateRetryUndoesNothing": testALateRetryUndoesNothing,
		"ABaseThatMoved": testABaseThatMoved, "ABaseOfSomethingElseIsRefused": testABaseOfSomethingElseIsRefused,
		"SamplesAreTheBaseOfAMachine": testSamplesAreTheBaseOfAMachine, "LatePaperIsAQuestion": testLatePaperIsAQuestion,
		"AReasonAloneIsKept": testAReasonAloneIsKept, "DecisionsAreLinksOfTheChain": testDecisionsAreLinksOfTheChain,
		"SameDecisionSameReceipt": testSameDecisionSameReceipt, "ADecisionThatWasChangedSinceIsRefused": testADecisionThatWasChangedSinceIsRefused,
		"ADecisionAgainOnABase":  testADecisionAgainOnABase,
		"TheStateUntilAnInstant": testTheStateUntilAnInstant, "Corrections": testCorrections, "LedgerIsTheModel": testLedgerIsTheModel,
		"TheQuarantineKeepsEachPointOnceUntilItIsReleased": testTheQuarantineKeepsEachPointOnceUntilItIsReleased,
		"TextsAreKeptOnceAndProven":                        testTextsAreKeptOnceAndProven, "EverySenderGetsTheirOwnAnswer": testEverySenderGetsTheirOwnAnswer,
		"APanicStaysWhereItBelongs": testAPanicStaysWhereItBelongs, "AChecksViewIsInsideTheTransaction": testAChecksViewIsInsideTheTransaction,
		"ChecksSeeWhatStands": testChecksSeeWhatStands, "AWithdrawalIsCheckedToo": testAWithdrawalIsCheckedToo, "TheNewestRevisionThatIsNotWithdrawnStands": testTheNewestRevisionThatIsNotWithdrawnStands,
		"AnOldRevisionIsWithdrawnBehindTheNewest": testAnOldRevisionIsWithdrawnBehindTheNewest,
		"TheSameWithdrawalSameReceipt":            testTheSameWithdrawalSameReceipt, "WhatCannotBeWithdrawn": testWhatCannotBeWithdrawn,
		"LatePaperAfterAWithdrawal": testLatePaperAfterAWithdrawal, "AnApprovalOfWhatStands": testAnApprovalOfWhatStands,
		"AReceiptShowsWhatWasWithdrawn": testAReceiptShowsWhatWasWithdrawn, "AClockThatRanAhead": testAClockThatRanAhead, "Metrics": testMetrics, "TheFormatIsTheNewest": testTheFormatIsTheNewest,
	} {
		t.Run(name, func(t *testing.T) { test(t, open) })
	}
}

// newLedger opens the test's own ledger; again, as another program.
func newLedger(tb testing.TB, open Open) ledger.Store {
	tb.Helper()
	return open(tb, tb.Name(), clock)
}

// morning is the ledger's clock in tests: 5 December 2024, 08:00 in Vietnam.
var morning = time.Date(2024, 12, 5, 1, 0, 0, 0, time.UTC)

func clock() time.Time { return morning }

func count(unit string, numerator float64) report.Entry {
	denominator := 1000.0
	return report.Entry{
		Unit: unit, Indicator: "info_skills_rate", Period: period.Year(2024), Group: "all",
		Numerator: &numerator, Denominator: &denominator,
	}
}

func submission(note string, entries ...report.Entry) ledger.Submission {
	return ledger.Submission{Plan: "vinh-long-2021-2030", Reporter: "Huyện Long Hồ", Source: ledger.SourceAPI, Note: note, Entries: entries}
}

func mustAccept(tb testing.TB, l ledger.Store, s ledger.Submission) ledger.Receipt {
	tb.Helper()
	r, err := l.Accept(tb.Context(), s)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// all returns every entry, to prove that a refusal wrote nothing.
func all(tb testing.TB, l ledger.Store) []ledger.Recorded {
	tb.Helper()
	out, err := l.EntriesAfter(tb.Context(), 0, 1000)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

func mustVerify(tb testing.TB, l ledger.Store) {
	tb.Helper()
	if err := l.Verify(tb.Context()); err != nil {
		tb.Fatal(err)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	diff := cmp.Diff(want, got, cmp.Comparer(func(a, b period.Period) bool { return a == b }),
		cmp.Comparer(func(a, b period.Date) bool { return a.String() == b.String() }))
	if diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
