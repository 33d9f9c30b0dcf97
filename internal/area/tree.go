package area

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/period"
)

// Tree is every known unit with its history. It is read-only after loading and safe for concurrent use.
type Tree struct {
	byUID    map[string]Area
	order    []string            // UIDs in file order
	children map[string][]string // parent UID → UIDs
	byKey    map[string][]string // code or folded name → UIDs
}

// NewTree builds a tree; two units with one UID, or a parent that is not in the list, are errors.
func NewTree(areas []Area) (*Tree, error) {
	t := &Tree{byUID: map[string]Area{}, children: map[string][]string{}, byKey: map[string][]string{}}
	for _, a := range areas {
		if _, dup := t.byUID[a.UID]; dup {
			return nil, fmt.Errorf("unit %s is listed twice", a.UID)
		}
		t.byUID[a.UID] = a
		t.order = append(t.order, a.UID)
		for _, key := range distinct(a.Code, Key(a.Name), Key(a.FullName)) {
			t.byKey[key] = append(t.byKey[key], a.UID)
		}
	}
	for _, uid := range t.order {
		a := t.byUID[uid]
		if a.Parent == "" {
			continue
		}
		if _, ok := t.byUID[a.Parent]; !ok {
			return nil, fmt.Errorf("unit %s lies in %s, which is not listed", uid, a.Parent)
		}
		t.children[a.Parent] = append(t.children[a.Parent], uid)
	}
	return t, nil
}

func distinct(keys ...string) []string {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Get returns the unit with the UID.
func (t *Tree) Get(uid string) (Area, bool) {
	a, ok := t.byUID[uid]
	return a, ok
}

// All returns every unit in file order; the caller must not change the slice's elements.
func (t *Tree) All() []Area {
	out := make([]Area, len(t.order))
	for i, uid := range t.order {
		out[i] = t.byUID[uid]
	}
	return out
}

// Children returns the units directly below uid that existed on the day; the zero day returns all that ever did.
func (t *Tree) Children(uid string, on period.Date) []Area {
	var out []Area
	for _, c := range t.children[uid] {
		if a := t.byUID[c]; on.IsZero() || a.OpenOn(on) {
			out = append(out, a)
		}
	}
	return out
}

// Within reports whether uid is root or lies below it: a reporter may write only inside their own subtree.
func (t *Tree) Within(uid, root string) bool {
	for uid != "" {
		if uid == root {
			return true
		}
		uid = t.byUID[uid].Parent
	}
	return false
}

// Find returns every unit that the text may mean: its UID, its official code, its name ("Long Hồ") or its full name
// ("Huyện Long Hồ"). No answer means unknown; more than one means the text is ambiguous, and the caller must list them.
func (t *Tree) Find(text string) []Area {
	text = strings.TrimSpace(text)
	if a, ok := t.byUID[text]; ok {
		return []Area{a}
	}
	var out []Area
	for _, uid := range t.byKey[Key(text)] {
		out = append(out, t.byUID[uid])
	}
	return out
}
