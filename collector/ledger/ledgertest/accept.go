package ledgertest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

func testAcceptKeepsEveryRevision(t *testing.T, open Open) {
	l := newLedger(t, open)
	paper := submission("", count("d:857@0", 600), count("d:858@0", 500))
	paper.ReceivedOn = period.DateOf(2024, 12, 2)
	first := mustAccept(t, l, paper)
	second := mustAccept(t, l, submission("sửa huyện Long Hồ", count("d:857@0", 610), count("d:858@0", 500)))

	if got := [3]int{first.New, first.Changed, first.Unchanged}; got != [3]int{2, 0, 0} {
		t.Errorf("first receipt counts %v, want 2 new", got)
	}
	if got := [3]int{second.New, second.Changed, second.Unchanged}; got != [3]int{0, 1, 1} {
		t.Errorf("second receipt counts %v, want 1 changed and 1 unchanged", got)
	}
	recorded := func(seq int64, e report.Entry, revision int, r ledger.Receipt) ledger.Recorded {
		return ledger.Recorded{
			Seq: seq, Entry: e, Plan: paper.Plan, Revision: revision, ReceivedOn: r.ReceivedOn,
			FirstReceived: paper.ReceivedOn, RecordedAt: morning, Receipt: r.ID, Reporter: paper.Reporter, Source: paper.Source,
		}
	}
	one, two, three := recorded(1, count("d:857@0", 600), 1, first), recorded(2, count("d:858@0", 500), 1, first), recorded(3, count("d:857@0", 610), 2, second)
	if second.ReceivedOn != period.DateOf(2024, 12, 5) {
		t.Errorf("received on %s, want the ledger's own day", second.ReceivedOn)
	}
	same(t, "all entries", all(t, l), []ledger.Recorded{one, two, three})

	newest, err := l.Cells(t.Context(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "newest of each cell", newest, []ledger.Recorded{two, three})
	after, err := l.EntriesAfter(t.Context(), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "one entry after 1", after, []ledger.Recorded{two})
	mustVerify(t, l)
}

func testCellsSelects(t *testing.T, open Open) {
	l := newLedger(t, open)
	level := 2.0
	other := report.Entry{Unit: "d:857@0", Indicator: "xmc_level", Period: period.Year(2023), Group: "all", Value: &level}
	mustAccept(t, l, submission("", count("d:857@0", 1), count("d:858@0", 2), other))
	for name, tc := range map[string]struct {
		indicators, units []string
		periods           []period.Period
		want              int
	}{
		"everything":       {want: 3},
		"one indicator":    {indicators: []string{"info_skills_rate"}, want: 2},
		"one unit":         {units: []string{"d:857@0"}, want: 2},
		"two units":        {units: []string{"d:857@0", "d:858@0"}, want: 3},
		"one period":       {periods: []period.Period{period.Year(2023)}, want: 1},
		"all three":        {[]string{"xmc_level"}, []string{"d:857@0"}, []period.Period{period.Year(2023)}, 1},
		"nothing like it":  {indicators: []string{"xmc_level"}, units: []string{"d:858@0"}},
		"a quote in a uid": {units: []string{`d:857@0' OR "1"="1`}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := l.Cells(t.Context(), tc.indicators, tc.units, tc.periods...)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != tc.want {
				t.Errorf("got %d cells, want %d: %v", len(got), tc.want, got)
			}
		})
	}
}

func testSameContentSameReceipt(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustAccept(t, l, submission("", count("d:857@0", 600), count("d:858@0", 500)))
	again := submission("", count("d:858@0", 500), count("d:857@0", 600)) // in another order
	again.Reporter, again.Source = "Sở GDĐT", ledger.SourceImport
	second := mustAccept(t, l, again)
	if !second.Duplicate {
		t.Error("the second receipt does not say that it is a duplicate")
	}
	second.Duplicate = false
	same(t, "second receipt", second, first)
	if n := len(all(t, l)); n != 2 {
		t.Errorf("%d entries, want the 2 of the first submission", n)
	}
	if third := mustAccept(t, l, submission("nộp lại", count("d:857@0", 600))); third.Duplicate || third.Unchanged != 1 {
		t.Errorf("other content with the same numbers: %+v, want a new receipt with 1 unchanged", third)
	}
}

func testCorrectedContentIsRefused(t *testing.T, open Open) {
	l := newLedger(t, open)
	a := submission("", count("d:857@0", 600), count("d:858@0", 500))
	first := mustAccept(t, l, a)
	correction := mustAccept(t, l, submission("", count("d:857@0", 610)))
	before := all(t, l)

	_, err := l.Accept(t.Context(), a)
	var conflict *ledger.Conflict
	if !errors.As(err, &conflict) {
		t.Fatalf("got %v, want a conflict", err)
	}
	if conflict.Receipt != first.ID || conflict.By != correction.ID {
		t.Errorf("conflict names %s and %s, want %s and %s", conflict.Receipt, conflict.By, first.ID, correction.ID)
	}
	for _, language := range []lang.Lang{lang.Vietnamese, lang.English} {
		if text := conflict.Problems.In(language); !strings.Contains(text, first.ID) || !strings.Contains(text, correction.ID) || !strings.Contains(text, "note") {
			t.Errorf("%s text misses a receipt or the way out: %s", language, text)
		}
	}
	same(t, "entries after the refusal", all(t, l), before)

	a.Note = "khôi phục theo biên bản ngày 04/12"
	if restored := mustAccept(t, l, a); restored.Changed != 1 || restored.Unchanged != 1 {
		t.Errorf("restored with a note: %+v, want 1 changed and 1 unchanged", restored)
	}
	if again := mustAccept(t, l, submission("", count("d:857@0", 600), count("d:858@0", 500))); again.ID != first.ID || !again.Duplicate {
		t.Errorf("the numbers stand again, so %s was due, got %+v", first.ID, again)
	}
}

func testAcceptAllIsAllOrNothing(t *testing.T, open Open) {
	l := newLedger(t, open)
	a, b := submission("", count("d:857@0", 600)), submission("", count("d:857@0", 610))
	a.ReceivedOn, b.ReceivedOn = period.DateOf(2024, 12, 1), period.DateOf(2024, 12, 3)
	older := submission("", count("d:857@0", 590))
	older.ReceivedOn = period.DateOf(2024, 12, 2)

	_, err := l.AcceptAll(t.Context(), []ledger.Submission{a, b, older})
	var conflict *ledger.Conflict
	if !errors.As(err, &conflict) || conflict.Problems[0].Code != "received_before_current" {
		t.Fatalf("got %v, want received_before_current", err)
	}
	if got := all(t, l); len(got) != 0 {
		t.Fatalf("a refused batch left %v", got)
	}
	preview, err := l.Preview(t.Context(), []ledger.Submission{a, b})
	if err != nil || len(preview) != 2 || preview[1].Changed != 1 {
		t.Fatalf("preview: %+v, %v; want the second to change the cell", preview, err)
	}
	if got := all(t, l); len(got) != 0 {
		t.Fatalf("a preview left %v", got)
	}
	first, err := l.AcceptAll(t.Context(), []ledger.Submission{a, b})
	if err != nil {
		t.Fatal(err)
	}
	again, err := l.AcceptAll(t.Context(), []ledger.Submission{a, b})
	if err != nil {
		t.Fatalf("the same file again, correction included: %v", err)
	}
	for i := range again {
		if again[i].ID != first[i].ID || !again[i].Duplicate {
			t.Errorf("submission %d again: %+v, want receipt %s", i, again[i], first[i].ID)
		}
	}
	if _, err := l.AcceptAll(t.Context(), []ledger.Submission{b, a}); !errors.As(err, &conflict) {
		t.Errorf("the corrected content after its correction: %v, want a conflict", err)
	}
	mustVerify(t, l)
}

func testAcceptRefuses(t *testing.T, open Open) {
	l := newLedger(t, open)
	good := submission("", count("d:857@0", 1))
	for name, change := range map[string]func(*ledger.Submission){
		"no plan":         func(s *ledger.Submission) { s.Plan = "" },
		"no reporter":     func(s *ledger.Submission) { s.Reporter = "" },
		"unknown source":  func(s *ledger.Submission) { s.Source = "fax" },
		"no entries":      func(s *ledger.Submission) { s.Entries = nil },
		"a day to come":   func(s *ledger.Submission) { s.ReceivedOn = period.DateOf(2024, 12, 6) },
		"one cell twice":  func(s *ledger.Submission) { s.Entries = append(s.Entries, count("d:857@0", 2)) },
		"not a number":    func(s *ledger.Submission) { v := nan(); s.Entries[0].Value = &v },
		"a zero division": func(s *ledger.Submission) { v := 1 / zero(); s.Entries[0].Value = &v },
	} {
		t.Run(name, func(t *testing.T) {
			s := good
			s.Entries = []report.Entry{count("d:857@0", 1)}
			change(&s)
			if r, err := l.Accept(t.Context(), s); err == nil {
				t.Errorf("accepted as %s", r.ID)
			}
			if got := all(t, l); len(got) != 0 {
				t.Errorf("left %v", got)
			}
		})
	}
}

func zero() float64 { return 0 }
func nan() float64  { return zero() / zero() }

func testAcceptOfSameContentAtOnce(t *testing.T, open Open) {
	newLedger(t, open)
	const racers = 16
	receipts := make([]ledger.Receipt, racers)
	var wg sync.WaitGroup
	for i := range racers {
		l := newLedger(t, open) // each like a process of its own
		wg.Go(func() {
			var err error
			if receipts[i], err = l.Accept(context.Background(), submission("", count("d:857@0", 600))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	firsts := 0
	for _, r := range receipts {
		if !r.Duplicate {
			firsts++
		}
		if r.ID != receipts[0].ID {
			t.Errorf("two receipts for one content: %s and %s", r.ID, receipts[0].ID)
		}
	}
	if firsts != 1 {
		t.Errorf("%d submissions were written, want 1", firsts)
	}
	if got := all(t, newLedger(t, open)); len(got) != 1 {
		t.Errorf("%d entries, want 1", len(got))
	}
}

func testAcceptStopsWithItsContext(t *testing.T, open Open) {
	l := newLedger(t, open)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Accept(ctx, submission("", count("d:857@0", 1))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if got := all(t, l); len(got) != 0 {
		t.Errorf("left %v", got)
	}
}

func testFind(t *testing.T, open Open) {
	l := newLedger(t, open)
	first := mustAccept(t, l, submission("số liệu tháng 12", count("d:857@0", 600), count("d:858@0", 500)))
	second := mustAccept(t, l, submission("", count("d:857@0", 610), count("d:858@0", 500)))

	got, err := l.Find(t.Context(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := ledger.Accepted{
		Receipt: first, Plan: "vinh-long-2021-2030", Reporter: "Huyện Long Hồ", Source: ledger.SourceAPI, Note: "số liệu tháng 12",
		Cells: []ledger.AcceptedCell{{Entry: count("d:857@0", 600), Revision: 1, Newest: 2, Wrote: true}, {Entry: count("d:858@0", 500), Revision: 1, Newest: 1, Wrote: true}},
	}
	same(t, "first submission", got, want)
	got, err = l.Find(t.Context(), second.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "cells of the second", got.Cells, []ledger.AcceptedCell{{Entry: count("d:857@0", 610), Revision: 2, Newest: 2, Wrote: true, Before: new(count("d:857@0", 600))}, {Entry: count("d:858@0", 500), Revision: 1, Newest: 1}})
	if _, err := l.Find(t.Context(), "XHHT-0000-0000-0000"); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("unknown receipt: %v, want ErrNotFound", err)
	}
}

func testHead(t *testing.T, open Open) {
	l := newLedger(t, open)
	empty, err := l.Head(t.Context())
	if err != nil || empty != (ledger.Head{}) {
		t.Errorf("empty ledger: %+v, %v", empty, err)
	}
	mustAccept(t, l, submission("", count("d:857@0", 1), count("d:858@0", 1)))
	last := mustAccept(t, l, submission("", count("d:857@0", 2)))
	got, err := l.Head(t.Context())
	if want := (ledger.Head{Seq: 2, Submissions: 2, Entries: 3, Hash: last.Hash, RecordedAt: morning}); err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if seq, err := l.LastSeq(t.Context()); seq != 3 || err != nil {
		t.Errorf("LastSeq %d, %v; want 3", seq, err)
	}
}

func testCursor(t *testing.T, open Open) {
	l := newLedger(t, open)
	for _, want := range []int64{0, 7, 3} {
		if want > 0 {
			if err := l.SetCursor(t.Context(), "influx", want); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := l.Cursor(t.Context(), "influx"); got != want || err != nil {
			t.Errorf("cursor %d, %v; want %d", got, err, want)
		}
	}
	if other, err := l.Cursor(t.Context(), "portal"); other != 0 || err != nil {
		t.Errorf("another cursor: %d, %v; want 0", other, err)
	}
}

func testProbe(t *testing.T, open Open) {
	l := newLedger(t, open)
	for range 2 {
		if err := l.Probe(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
