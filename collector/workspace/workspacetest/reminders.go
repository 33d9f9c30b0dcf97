package workspacetest

import (
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

func item(unit, rung string) workspace.ReminderItem {
	s := slot
	s.Unit = unit
	return workspace.ReminderItem{Slot: s, Rung: rung}
}

func letter(to subject.ID, items ...workspace.ReminderItem) workspace.Reminder {
	return workspace.Reminder{To: to, Channel: "email", Items: items}
}

func intend(tb testing.TB, s workspace.Store, r workspace.Reminder) (workspace.Reminder, bool) {
	tb.Helper()
	kept, intended, err := s.IntendReminder(tb.Context(), r)
	ok(tb, err)
	return kept, intended
}

func reminders(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	an, binh := subject.NewID(), subject.NewID()
	first, stored := intend(t, s, letter(an, item("c:2@0", "-7"), item("c:1@0", "-7"), item("c:1@0", "-7")))
	if !stored || len(first.Items) != 2 || first.ID != workspace.Identify(letter(an, item("c:1@0", "-7"), item("c:2@0", "-7"))) {
		t.Errorf("intended as %+v", first)
	}
	if id := first.MessageID("xhht.example"); id != "<"+first.ID+"@xhht.example>" {
		t.Errorf("Message-ID %s", id)
	}
	if _, again := intend(t, s, letter(an, item("c:1@0", "-7"), item("c:2@0", "-7"))); again {
		t.Error("intended twice")
	}
	part, stored := intend(t, s, letter(an, item("c:1@0", "-7"), item("c:1@0", "-1")))
	if !stored || len(part.Items) != 1 || part.Items[0].Rung != "-1" {
		t.Errorf("what was said already is said again: %+v", part.Items)
	}
	for name, other := range map[string]workspace.Reminder{"to somebody else": letter(binh, item("c:1@0", "-7")), "by another channel": {To: an, Channel: "webhook", Items: []workspace.ReminderItem{item("c:1@0", "-7")}}} {
		if _, stored := intend(t, s, other); !stored {
			t.Errorf("%s: not intended", name)
		}
	}
	list, err := s.ListReminders(ctx, workspace.ReminderIntended)
	ok(t, err)
	if len(list) != 4 {
		t.Fatalf("%d letters are intended", len(list))
	}
	same(t, "first", list[0], workspace.Reminder{ID: first.ID, To: an, Channel: "email", State: workspace.ReminderIntended, Intended: c.now,
		Items: []workspace.ReminderItem{item("c:1@0", "-7"), item("c:2@0", "-7")}})
	if _, _, err := s.IntendReminder(ctx, workspace.Reminder{Items: first.Items}); err == nil {
		t.Error("a letter to nobody")
	}
	if _, stored := intend(t, s, letter(binh)); stored {
		t.Error("a letter that says nothing")
	}
}

// remindersOnce: whatever dies between the intent and its end, nothing goes out twice unless somebody asks for it.
func remindersOnce(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	an, office := subject.NewID(), subject.NewID()
	r, _ := intend(t, s, letter(an, item("c:1@0", "-7")))
	notFound(t, "no letter", s.BeginReminder(ctx, "x"))
	if err := s.EndReminder(ctx, r.ID, workspace.ReminderSent, ""); err == nil {
		t.Error("a letter ended that was never begun")
	}
	ok(t, s.BeginReminder(ctx, r.ID))
	is[*workspace.Sent](t, s.BeginReminder(ctx, r.ID))
	is[*workspace.Sent](t, s.AgainReminder(ctx, r.ID, office)) // it may be under way
	unsure, err := s.UnsureReminders(ctx, c.now)
	ok(t, err)
	if len(unsure) > 0 {
		t.Errorf("under way since just now, but unsure: %+v", unsure)
	}
	// The program dies here; the next one looks for what was begun before it started.
	c.pass(time.Minute)
	unsure, err = s.UnsureReminders(ctx, c.now)
	ok(t, err)
	if len(unsure) != 1 || unsure[0].ID != r.ID || unsure[0].State != workspace.ReminderUnsure || unsure[0].Times != 1 || len(unsure[0].Items) != 1 {
		t.Fatalf("perhaps sent: %+v", unsure)
	}
	is[*workspace.Sent](t, s.BeginReminder(ctx, r.ID))
	is[*workspace.Sent](t, s.EndReminder(ctx, r.ID, workspace.ReminderSent, ""))
	if _, again := intend(t, s, letter(an, item("c:1@0", "-7"))); again {
		t.Error("intended again though it was perhaps sent")
	}
	ok(t, s.AgainReminder(ctx, r.ID, office))
	ok(t, s.BeginReminder(ctx, r.ID))
	ok(t, s.EndReminder(ctx, r.ID, workspace.ReminderFailed, "550 no such user"))
	failed, err := s.ListReminders(ctx, workspace.ReminderFailed)
	ok(t, err)
	if len(failed) != 1 || failed[0].Note != "550 no such user" || failed[0].Times != 2 || !failed[0].Ended.Equal(c.now) {
		t.Errorf("failed: %+v", failed)
	}
	ok(t, s.AgainReminder(ctx, r.ID, office))
	ok(t, s.BeginReminder(ctx, r.ID))
	ok(t, s.EndReminder(ctx, r.ID, workspace.ReminderSent, "250 ok"))
	is[*workspace.Sent](t, s.AgainReminder(ctx, r.ID, office))
	if s.EndReminder(ctx, r.ID, workspace.ReminderUnsure, "") == nil {
		t.Error("unsure is no outcome that anybody reports")
	}
}
