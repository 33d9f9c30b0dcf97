package area

import (
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/spelling"
)

// Tree is every known unit with its history. It is read-only after loading and safe for concurrent use.
type Tree struct {
	byUID    map[string]Area
	order    []string            // UIDs in file order
	parents  map[string][]string // UID → UIDs above it, in time
	children map[string][]string // parent UID → UIDs
	byKey    map[string][]string // code or folded name → UIDs
	byBare   map[string][]string // the same without marks → UIDs
	after    map[string][]Link   // UID → what became of it
	before   map[string][]Link   // UID → what it came from
}

// NewTree builds a tree; two units with one UID, or a parent or a link's end that is not in the list, are errors.
func NewTree(areas []Area, links ...Link) (*Tree, error) {
	t := &Tree{byUID: map[string]Area{}, parents: map[string][]string{}, children: map[string][]string{}, byKey: map[string][]string{}, byBare: map[string][]string{},
		after: map[string][]Link{}, before: map[string][]Link{}}
	for _, a := range areas {
		if _, dup := t.byUID[a.UID]; dup {
			return nil, refused(lang.Textf("đơn vị %s có hai lần", "unit %s is listed twice", a.UID))
		}
		t.byUID[a.UID] = a
		t.order = append(t.order, a.UID)
		for _, key := range distinct(a.Code, spelling.Key(a.Name), spelling.Key(a.FullName)) {
			t.byKey[key] = append(t.byKey[key], a.UID)
		}
		for _, key := range distinct(spelling.Bare(a.Name), spelling.Bare(a.FullName)) {
			t.byBare[key] = append(t.byBare[key], a.UID)
		}
	}
	if err := t.link(links); err != nil {
		return nil, err
	}
	for _, uid := range t.order {
		a := t.byUID[uid]
		if a.Parent == "" {
			continue
		}
		if _, ok := t.byUID[a.Parent]; !ok {
			return nil, refused(lang.Textf("đơn vị %s thuộc %s, không nằm trong danh sách", "unit %s lies in %s, which is not listed", uid, a.Parent))
		}
		t.parents[uid] = t.parentsOf(a)
		for _, p := range t.parents[uid] {
			t.children[p] = append(t.children[p], uid)
		}
	}
	return t, nil
}

// parentsOf follows the unit above through its renames: a commune outlives the day on which its huyện becomes a thị xã.
func (t *Tree) parentsOf(a Area) []string {
	out := []string{a.Parent}
	for p := t.byUID[a.Parent]; ; {
		next := t.after[p.UID]
		if len(next) != 1 || next[0].Relation != Renamed {
			return out
		}
		if p = t.byUID[next[0].To]; !p.overlaps(a.ValidFrom, a.ValidTo) {
			return out
		}
		out = append(out, p.UID)
	}
}

// ParentOn returns the UID of the unit above on the day; the nearest in time where none was open then.
func (t *Tree) ParentOn(uid string, on period.Date) string {
	list := t.parents[uid]
	for i, p := range list {
		if t.byUID[p].OpenOn(on) || i == len(list)-1 {
			return p
		}
	}
	return ""
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
		if a := t.byUID[c]; on.IsZero() || a.OpenOn(on) && t.ParentOn(c, on) == uid {
			out = append(out, a)
		}
	}
	return out
}

// Within reports whether uid is root or lies below it: a reporter may write only inside their own subtree.
func (t *Tree) Within(uid, root string) bool {
	if uid == "" || uid == root {
		return uid != ""
	}
	return slices.ContainsFunc(t.parents[uid], func(p string) bool { return t.Within(p, root) })
}

// WithinOn reports whether uid is root or lies below it on the day: the huyện of a commune that became one of a thị xã
// is not above it any more.
func (t *Tree) WithinOn(uid, root string, on period.Date) bool {
	for ; uid != ""; uid = t.ParentOn(uid, on) {
		if uid == root {
			return true
		}
	}
	return false
}

// Links returns every link of the tree, in the order of the units that they lead to.
func (t *Tree) Links() []Link {
	var out []Link
	for _, uid := range t.order {
		out = append(out, t.before[uid]...)
	}
	return out
}
