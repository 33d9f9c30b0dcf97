package workspacetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// everything puts one of each kind into the store, all of it over and done, and what waits beside it.
func everything(tb testing.TB, s workspace.Store, c *clock) {
	tb.Helper()
	ctx := tb.Context()
	an := added(tb, s, "An")
	_, err := s.SaveDraft(ctx, slot, an, 0, []workspace.Typed{typed("a", "1")})
	ok(tb, err)
	open := shown(c, "open", an)
	ok(tb, s.PutPreview(ctx, open))
	done := shown(c, "done", an)
	done.BytesHash = "other"
	ok(tb, s.PutPreview(ctx, done))
	_, err = s.ConfirmPreview(ctx, "done", an, []string{"XHHT-1"})
	ok(tb, err)
	ok(tb, s.StartSession(ctx, workspace.Session{Hash: "ended", Subject: an, Ends: c.now.Add(30 * day)}))
	ok(tb, s.StartSession(ctx, workspace.Session{Hash: "past", Subject: an, Ends: c.now.Add(day)}))
	ok(tb, s.EndSession(ctx, "ended"))
	ok(tb, s.NoteFailedSignIns(ctx, []workspace.FailedSignIn{{At: c.now, Door: "api", Why: workspace.Unknown, Times: 1}}, 10))
	ok(tb, s.HoldSamples(ctx, []workspace.Sample{sampleOf(an, "waits", "a", "a"), sampleOf(an, "settled", "b", "b")}))
	ok(tb, s.SettleSample(ctx, "settled", workspace.Settlement{State: workspace.SampleTaken, By: an, Receipt: "XHHT-1"}))
	for _, end := range []workspace.ReminderState{workspace.ReminderSent, workspace.ReminderFailed, workspace.ReminderBegun, workspace.ReminderIntended} {
		r, _ := intend(tb, s, letter(an, item(string(end), "-7")))
		if end == workspace.ReminderIntended {
			continue
		}
		ok(tb, s.BeginReminder(ctx, r.ID))
		if end != workspace.ReminderBegun {
			ok(tb, s.EndReminder(ctx, r.ID, end, ""))
		}
	}
}

func purge(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	everything(t, s, c)
	keep := workspace.Retention{DraftDays: 10, PreviewDays: 20, SessionDays: 30, SignInLogDays: 40, SampleDays: 50, ReminderDays: 60, SignInLogRows: 10}
	c.pass(time.Hour)
	_, err := s.UnsureReminders(ctx, c.now) // the one that was begun
	ok(t, err)
	for _, step := range []struct {
		days int // since the last step
		want workspace.Purged
	}{
		{0, workspace.Purged{}}, {9, workspace.Purged{}}, {1, workspace.Purged{Drafts: 1}},
		{10, workspace.Purged{Previews: 1}}, // the other one expired a week after it was made
		{7, workspace.Purged{Previews: 1}}, {3, workspace.Purged{Sessions: 1}}, {1, workspace.Purged{Sessions: 1}},
		{9, workspace.Purged{FailedSignIns: 1}}, {10, workspace.Purged{Samples: 1}}, {10, workspace.Purged{Reminders: 2}}, {1000, workspace.Purged{}},
	} {
		c.pass(time.Duration(step.days) * day)
		held, err := s.Holdings(ctx, keep)
		ok(t, err)
		due := 0
		for _, h := range held {
			due += h.Due
		}
		gone, err := s.Purge(ctx, keep)
		ok(t, err)
		if gone != step.want || due != step.want.Total() {
			t.Errorf("%s: removed %+v (foretold %d), want %+v", c.now.Format(time.DateOnly), gone, due, step.want)
		}
	}
	waits, err := s.ListSamples(ctx, workspace.SampleHeld, "")
	ok(t, err)
	unsure, err := s.UnsureReminders(ctx, c.now)
	ok(t, err)
	if len(waits) != 1 || len(unsure) != 1 {
		t.Errorf("what waits for somebody was purged: %d samples, %d letters", len(waits), len(unsure))
	}
	left, err := s.Holdings(ctx, keep)
	ok(t, err)
	for _, h := range left {
		if want := map[string]int{"samples": 1, "reminders": 2}[h.Kind]; h.Count != want {
			t.Errorf("%d %s are left, want %d", h.Count, h.Kind, want)
		}
	}
	purgeSignInLog(t, s, c, keep)
}

func purgeSignInLog(t *testing.T, s workspace.Store, c *clock, keep workspace.Retention) {
	ctx := t.Context()
	for range 20 {
		ok(t, s.NoteFailedSignIns(ctx, []workspace.FailedSignIn{{At: c.now, Door: "api", Why: workspace.Unknown, Times: 1}}, 100))
	}
	_, err := s.Purge(ctx, keep)
	ok(t, err)
	if log, err := s.FailedSignIns(ctx, 100); err != nil || len(log) != keep.SignInLogRows {
		t.Errorf("%d lines are left, %v", len(log), err)
	}
	ok(t, s.Probe(ctx))
	ok(t, s.Probe(ctx))
}

// reopened: what was written is there for a second program, and for the next one.
func reopened(t *testing.T, open Open) {
	c := newClock()
	everything(t, open(t, t.Name(), c.Now), c)
	second := open(t, t.Name(), c.Now)
	there, err := second.Holdings(t.Context(), workspace.Retention{})
	ok(t, err)
	for _, h := range there {
		if h.Count == 0 || h.Oldest.IsZero() {
			t.Errorf("another program finds no %s: %+v", h.Kind, h)
		}
	}
	ok(t, second.Probe(t.Context()))
}

// races: two programs do the same thing at once, many times; each time one of them is first and the other is told.
func races(t *testing.T, open Open) {
	c := newClock()
	stores := []workspace.Store{open(t, t.Name(), c.Now), open(t, t.Name(), c.Now)}
	ctx := t.Context()
	const rounds = 20
	an := subject.NewID()
	for n := range rounds {
		ok(t, stores[0].HoldSamples(ctx, []workspace.Sample{sampleOf(an, fmt.Sprint(n), fmt.Sprint(n), fmt.Sprint(n))}))
		at := slot
		at.Period = fmt.Sprint(2000 + n)
		var draftWon, settled, intended atomicCount
		var named [2]subject.ID
		var wg sync.WaitGroup
		for i, s := range stores {
			wg.Go(func() {
				_, err := s.SaveDraft(ctx, at, an, 0, []workspace.Typed{typed("a", fmt.Sprint(i))})
				draftWon.first(t, err, new(*workspace.Stale))
				settled.first(t, s.SettleSample(ctx, fmt.Sprint(n), workspace.Settlement{State: workspace.SampleRefused, By: an, Reason: "x"}), new(*workspace.Settled))
				_, was, err := s.IntendReminder(ctx, letter(an, item(fmt.Sprint(n), "-7")))
				if err != nil || was {
					intended.first(t, err, nil)
				}
				if named[i], err = s.SubjectNamed(ctx, fmt.Sprint("Sở ", n)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if draftWon.n != 1 || settled.n != 1 || intended.n != 1 || named[0] != named[1] {
			t.Errorf("round %d: %d drafts, %d settlements, %d letters, names %v", n, draftWon.n, settled.n, intended.n, named)
		}
	}
}

// atomicCount counts those who were first.
type atomicCount struct {
	mu sync.Mutex
	n  int
}

func (a *atomicCount) first(t *testing.T, err error, late any) {
	switch {
	case err == nil:
		a.mu.Lock()
		defer a.mu.Unlock()
		a.n++
	case late == nil || !errors.As(err, late):
		t.Error(err)
	}
}
