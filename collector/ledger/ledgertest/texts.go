package ledgertest

import (
	"errors"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
)

func generation(names ...string) decision.Decision {
	d := decision.Decision{Kind: decision.PlanGeneration, Reason: "kế hoạch hiện hành", Before: true, Texts: map[string]string{}}
	for _, text := range names {
		d.Texts["plans/"+text[:1]] = ledger.TextHash(text)
	}
	return d
}

func testTextsAreKeptOnceAndProven(t *testing.T, open Open) {
	l := newLedger(t, open)
	who := ledger.Who{Name: "collector", Subject: "machine-1", Body: "so-gddt"}
	decide := func(d decision.Decision, texts ...string) ([]ledger.Decided, error) {
		return l.Decide(t.Context(), who, []decision.Decision{d}, texts...)
	}
	if _, err := decide(generation("a: 1", "b: 2"), "a: 1"); err == nil {
		t.Fatal("a text that was not given is named by the chain")
	}
	first, err := decide(generation("a: 1", "b: 2"), "a: 1", "b: 2")
	if err != nil {
		t.Fatal(err)
	}
	next := generation("a: 1", "b: 3")
	if _, err := decide(next, "b: 3"); !errors.Is(err, ledger.ErrNotNewest) {
		t.Fatalf("a generation that was held against none: %v", err)
	}
	next.Base = first[0].Seq
	second, err := decide(next, "b: 3")
	if err != nil {
		t.Fatalf("a text that is there already was asked for again: %v", err)
	}
	if seq, err := l.Generation(t.Context()); err != nil || seq != second[0].Seq {
		t.Errorf("generation %d is in force, %v; want %d", seq, err, second[0].Seq)
	}
	if list, err := l.Generations(t.Context()); err != nil || len(list) != 2 || list[0].Receipt != first[0].Receipt || list[1].Base != list[0].Seq {
		t.Errorf("generations %+v, %v", list, err)
	}
	if text, err := l.Text(t.Context(), first[0].Texts["plans/b"]); err != nil || text != "b: 2" {
		t.Errorf("text %q, %v", text, err)
	}
	if _, err := l.Text(t.Context(), ledger.TextHash("c")); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("an unknown text: %v", err)
	}
	read := decisions(t, l)[0]
	if read.Subject != "machine-1" || read.ForBody != "so-gddt" || !read.Before || len(read.Texts) != 2 {
		t.Errorf("the generation reads %+v", read)
	}
	mustVerify(t, l)

}
