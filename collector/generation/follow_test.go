package generation_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
)

// What another store of the same file brings into force is followed; it is read once.
func TestFollowing(t *testing.T) {
	d := newDesk(t)
	book, other := d.open(), d.open()
	f := generation.Follow(book)
	if _, seq, err := f.InForce(t.Context()); err != nil || seq != 0 {
		t.Fatalf("of a ledger without plans: generation %d, %v", seq, err)
	}
	d.must(other)
	first, seq, err := f.InForce(t.Context())
	if err != nil || seq == 0 || len(first.Plans) != 1 {
		t.Fatalf("generation %d, %v", seq, err)
	}
	if again, same, err := f.InForce(t.Context()); err != nil || same != seq || again.Areas != first.Areas {
		t.Errorf("it was read again: %d, %v", same, err)
	}
	d.now = day(2025, 2, 1)
	d.edit(asked, "[info_skills_rate, learning_district_status, {id: literacy_level, first: 2026}]")
	d.must(other)
	if _, next, err := f.InForce(t.Context()); err != nil || next <= seq {
		t.Errorf("generation %d after %d, %v", next, seq, err)
	}

	text := "dạng tệp của bản sau"
	done, err := other.Decide(t.Context(), ledger.Who{Name: "collector"}, []decision.Decision{{
		Kind: decision.PlanGeneration, Texts: map[string]string{"areas.csv": ledger.TextHash(text)}, Reason: "mới", Base: lastOf(t, other).Seq}}, text)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, _, err := f.InForce(t.Context())
		if unread, ok := errors.AsType[*generation.Unread](err); !ok || unread.Receipt != done[0].Receipt {
			t.Errorf("what cannot be read: %v", err)
		}
	}
}

func lastOf(t *testing.T, book *ledger.Ledger) decision.Recorded {
	t.Helper()
	list, err := book.Generations(t.Context())
	if err != nil || len(list) == 0 {
		t.Fatalf("%d generations, %v", len(list), err)
	}
	return list[len(list)-1]
}

// Earlier and At say the same of every instant, also where a clock was ahead for one generation: order is the chain's.
func TestEarlierIsWhatWasInForceThen(t *testing.T) {
	d := newDesk(t)
	book := d.open()
	for i, at := range []time.Time{day(2024, 3, 1), day(2024, 5, 1), day(2025, 4, 1), day(2024, 7, 1), day(2024, 9, 1)} {
		d.now = at
		if i > 0 {
			d.edit("title: {vi: Kế hoạch thử", "title: {vi: Kế hoạch thử "+string(rune('0'+i))+"x")
		}
		d.must(book)
	}
	spells, err := generation.Follow(book).Earlier(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	now, _, err := generation.Follow(book).InForce(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []time.Time{day(2023, 1, 1), day(2024, 3, 1), day(2024, 4, 30), day(2024, 5, 1), day(2024, 6, 1), day(2024, 7, 1), day(2024, 8, 1), day(2024, 9, 1), day(2025, 5, 1)} {
		want, err := generation.At(t.Context(), book, at)
		if err != nil {
			t.Fatal(err)
		}
		got := now
		for _, s := range slices.Backward(spells) {
			if at.Before(s.Until) {
				got = s.Registry
			}
		}
		if got.Plans[0].Title != want.Plans[0].Title {
			t.Errorf("at %s: %q, want %q", at, got.Plans[0].Title.VI, want.Plans[0].Title.VI)
		}
	}
	if len(spells) != 3 {
		t.Errorf("%d spells, want 3: one generation was in force at no instant", len(spells))
	}
}
