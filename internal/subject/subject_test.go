package subject_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/subject"
)

func TestIDsAreOpaqueAndTheirOwn(t *testing.T) {
	seen := map[subject.ID]bool{}
	for range 1000 {
		id := subject.NewID()
		if seen[id] {
			t.Fatalf("%s came twice", id)
		}
		seen[id] = true
		if back, ok := subject.Parse(string(id)); !ok || back != id {
			t.Fatalf("%s is not read back: %s, %v", id, back, ok)
		}
		if strings.ContainsAny(string(id)[2:], "ilou") || len(id) != 18 {
			t.Fatalf("%s cannot be read out", id)
		}
	}
}

// Older entries of the chain hold names where newer ones hold IDs.
func TestNamesAreNoIDs(t *testing.T) {
	for _, name := range []string{"", "local", "Huyện Long Hồ", "import:a.csv", "demo", "s-", "s-abc", "s-ABCDEFGHJKMNPQRS", "s-abcdefghijklmnop", "s-0123456789abcde-", "x0123456789abcdefg"} {
		if id, ok := subject.Parse(name); ok {
			t.Errorf("%q passes for the ID %s", name, id)
		}
	}
}

func TestKinds(t *testing.T) {
	for _, kind := range subject.Kinds {
		if !kind.Valid() {
			t.Errorf("%s is not valid", kind)
		}
		for _, verb := range subject.Verbs {
			want := kind != subject.Machine || verb == subject.Read || verb == subject.Submit
			if got := kind.Does(verb); got != want {
				t.Errorf("a %s does %s: %v, want %v", kind, verb, got, want)
			}
		}
		if kind.Does("steal") {
			t.Errorf("a %s does what nobody has heard of", kind)
		}
	}
	if subject.Kind("ghost").Valid() || subject.Kind("ghost").Does(subject.Read) {
		t.Error("an unknown kind is let through")
	}
}
