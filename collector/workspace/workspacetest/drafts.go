package workspacetest

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

var slot = workspace.Slot{Plan: "vinh-long-2021-2030", Form: "annual-commune", Unit: "c:29584@0", Period: "2026"}

// typed is a numerator as somebody typed it.
func typed(indicator, text string) workspace.Typed {
	return workspace.Typed{Indicator: indicator, Group: "all", Field: "numerator", Text: text}
}

func texts(d workspace.Draft) map[string]string {
	out := map[string]string{}
	for _, f := range d.Fields {
		out[f.Indicator] = f.Text
	}
	return out
}

func drafts(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	an := subject.NewID()
	_, err := s.Draft(ctx, slot, 0)
	notFound(t, "no draft", err)
	first, err := s.SaveDraft(ctx, slot, an, 0, []workspace.Typed{typed("a", "12,5"), typed("b", "x"), typed("c", "")})
	ok(t, err)
	if first.Version == 0 || first.Slot != slot || first.Of != 2 {
		t.Errorf("saved as %+v", first)
	}
	same(t, "as typed", texts(first), map[string]string{"a": "12,5", "b": "x"})
	began := c.now
	c.pass(time.Minute)
	second, err := s.SaveDraft(ctx, slot, an, first.Version, []workspace.Typed{typed("b", ""), typed("a", "12,5")})
	ok(t, err)
	same(t, "what changed", second.Fields, []workspace.DraftField{{Typed: typed("b", ""), By: an, Version: second.Version, At: c.now}})
	again, err := s.SaveDraft(ctx, slot, an, first.Version, []workspace.Typed{typed("b", "")})
	ok(t, err)
	if again.Version != second.Version {
		t.Error("the same again is a version of its own")
	}
	whole, err := s.Draft(ctx, slot, 0)
	ok(t, err)
	same(t, "whole", whole, workspace.Draft{Slot: slot, Version: second.Version, Created: began, Changed: c.now, Of: 2, Fields: []workspace.DraftField{
		{Typed: typed("a", "12,5"), By: an, Version: first.Version, At: began}, {Typed: typed("b", ""), By: an, Version: second.Version, At: c.now},
	}})
	later, err := s.Draft(ctx, slot, first.Version)
	ok(t, err)
	same(t, "since the first", texts(later), map[string]string{"b": ""})

	elsewhere := slot
	elsewhere.Unit = "c:29587@0"
	_, err = s.SaveDraft(ctx, elsewhere, an, 0, []workspace.Typed{typed("a", "1")})
	ok(t, err)
	var units []string
	for _, list := range [][]string{nil, {slot.Unit}, {"c:0@0"}, {slot.Unit, elsewhere.Unit}} {
		found, err := s.ListDrafts(ctx, list...)
		ok(t, err)
		for _, d := range found {
			units = append(units, d.Unit)
		}
		units = append(units, "|")
	}
	same(t, "listed", units, []string{elsewhere.Unit, slot.Unit, "|", slot.Unit, "|", "|", elsewhere.Unit, slot.Unit, "|"})
}

// draftsOfTwo: two people type into one report; nobody writes over what they have not seen.
func draftsOfTwo(t *testing.T, open Open) {
	s, _ := fresh(t, open)
	ctx := t.Context()
	an, binh := subject.NewID(), subject.NewID()
	first, err := s.SaveDraft(ctx, slot, an, 0, []workspace.Typed{typed("a", "1"), typed("b", "2")})
	ok(t, err)
	theirs, err := s.SaveDraft(ctx, slot, binh, first.Version, []workspace.Typed{typed("b", "3"), typed("c", "4")})
	ok(t, err)
	mine, err := s.SaveDraft(ctx, slot, an, first.Version, []workspace.Typed{typed("a", "9")})
	ok(t, err)
	same(t, "my save shows theirs", texts(mine), map[string]string{"a": "9", "b": "3", "c": "4"})

	_, err = s.SaveDraft(ctx, slot, an, first.Version, []workspace.Typed{typed("a", "10"), typed("b", "8"), typed("d", "7")})
	stale := is[*workspace.Stale](t, err)
	if len(stale.Fields) != 2 || stale.Fields[1].By != binh || stale.Fields[1].Text != "3" || stale.Fields[0].By != an {
		t.Errorf("in the way: %+v", stale.Fields) // what the same person typed in another window counts as well
	}
	same(t, "nothing of it was written", texts(stale.Now), map[string]string{"a": "9", "b": "3", "c": "4"})
	_, err = s.SaveDraft(ctx, slot, an, first.Version, []workspace.Typed{typed("b", "3")})
	ok(t, err) // both mean the same
	_, err = s.SaveDraft(ctx, slot, an, theirs.Version, []workspace.Typed{typed("b", "8")})
	ok(t, err)
	_, err = s.SaveDraft(ctx, slot, binh, 0, []workspace.Typed{typed("b", "1"), typed("e", "5")})
	is[*workspace.Stale](t, err)
	_, err = s.SaveDraft(ctx, slot, binh, 0, []workspace.Typed{typed("e", "5")})
	ok(t, err)
}

func dropDraft(t *testing.T, open Open) {
	s, _ := fresh(t, open)
	ctx := t.Context()
	an, binh := subject.NewID(), subject.NewID()
	first, err := s.SaveDraft(ctx, slot, an, 0, []workspace.Typed{typed("a", "1")})
	ok(t, err)
	_, err = s.SaveDraft(ctx, slot, binh, first.Version, []workspace.Typed{typed("b", "2")})
	ok(t, err)
	ok(t, s.DropDraft(ctx, slot, first.Version))
	left, err := s.Draft(ctx, slot, 0)
	ok(t, err)
	same(t, "what came later stays", texts(left), map[string]string{"b": "2"})
	_, err = s.SaveDraft(ctx, slot, an, first.Version, []workspace.Typed{typed("a", "9")})
	if stale := is[*workspace.Stale](t, err); stale.Now.Of != 1 {
		t.Errorf("typed on top of what was sent: %+v", stale)
	}
	ok(t, s.DropDraft(ctx, slot, left.Version))
	ok(t, s.DropDraft(ctx, slot, left.Version))
	_, err = s.Draft(ctx, slot, 0)
	notFound(t, "dropped", err)
	_, err = s.SaveDraft(ctx, slot, an, left.Version, []workspace.Typed{typed("a", "9")})
	if stale := is[*workspace.Stale](t, err); stale.Now.Of != 0 || stale.Now.Slot != slot {
		t.Errorf("typed into a draft that is gone: %+v", stale)
	}
	next, err := s.SaveDraft(ctx, slot, an, 0, []workspace.Typed{typed("a", "5")})
	ok(t, err)
	if next.Version <= left.Version {
		t.Errorf("version %d came again after %d", next.Version, left.Version)
	}
	_, err = s.SaveDraft(ctx, slot, binh, left.Version, []workspace.Typed{typed("z", "9")})
	is[*workspace.Stale](t, err)
}

// person is somebody who types, and what they see.
type person struct {
	id      subject.ID
	version int64
	sees    map[string]string
}

// draftModel: people who type, look and are told that they are stale never lose a field that somebody else typed unseen.
func draftModel(t *testing.T, open Open) {
	s, _ := fresh(t, open)
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		report := slot
		report.Period = fmt.Sprint(run)
		people := []*person{{id: subject.NewID(), sees: map[string]string{}}, {id: subject.NewID(), sees: map[string]string{}}, {id: subject.NewID(), sees: map[string]string{}}}
		stands, written := map[string]string{}, map[string]int64{} // field → text, version
		for range rapid.IntRange(1, 15).Draw(rt, "steps") {
			who := people[rapid.IntRange(0, 2).Draw(rt, "who")]
			name, text := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(rt, "field"), rapid.SampledFrom([]string{"1", "2", "3"}).Draw(rt, "text")
			unseen := written[name] > who.version && stands[name] != text
			d, err := s.SaveDraft(t.Context(), report, who.id, who.version, []workspace.Typed{typed(name, text)})
			switch {
			case err == nil && unseen:
				rt.Fatalf("%s was written over %s, which its writer had not seen (they saw %q)", text, stands[name], who.sees[name])
			case err == nil && stands[name] != text:
				stands[name], written[name] = text, d.Version
			case err != nil:
				if d = is[*workspace.Stale](t, err).Now; !unseen {
					rt.Fatalf("stale, though nobody had touched it: %v", err)
				}
			}
			who.version = d.Version
			maps.Copy(who.sees, texts(d))
			if !maps.Equal(who.sees, stands) {
				rt.Fatalf("somebody sees %v, but %v stands", who.sees, stands)
			}
		}
		if whole, err := s.Draft(t.Context(), report, 0); err != nil || !maps.Equal(texts(whole), stands) || whole.Of != len(stands) {
			rt.Fatalf("the draft is %v, %v, want %v", whole, err, stands)
		}
	})
}
