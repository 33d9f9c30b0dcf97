// Package workspacetest is what every workspace has to do, whatever it keeps its rows in. A test of each kind of store calls
// Run with how to open one; it refuses to know anything but workspace.Store.
package workspacetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/subject"
)

// Open opens the store called name, which is empty at first; opening a name again is a second program on the same store.
// The test's end closes it.
type Open func(tb testing.TB, name string, now func() time.Time) workspace.Store

// Run runs the whole suite.
func Run(t *testing.T, open Open) {
	for name, test := range map[string]func(*testing.T, Open){
		"Subjects": subjects, "SubjectNamed": subjectNamed, "Erase": erase, "Names": names, "TakeOver": takeOver, "TakeOverIsTheModel": takeOverModel,
		"Tokens": tokens, "Accounts": accounts, "Sessions": sessions, "SignInLog": signInLog,
		"Drafts": drafts, "DraftsOfTwo": draftsOfTwo, "DropDraft": dropDraft, "DraftIsTheModel": draftModel,
		"Previews": previews, "ClosedPreviews": closedPreviews, "Samples": samples, "SettledSamples": settledSamples,
		"Reminders": reminders, "RemindersGoOutOnce": remindersOnce, "Purge": purge, "Reopened": reopened, "Races": races,
	} {
		t.Run(name, func(t *testing.T) { test(t, open) })
	}
}

// clock is a clock that a test turns.
type clock struct{ now time.Time }

// newClock starts at 15 January 2026, 08:00 in Vietnam.
func newClock() *clock { return &clock{time.Date(2026, 1, 15, 1, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time { return c.now }

func (c *clock) pass(d time.Duration) { c.now = c.now.Add(d) }

const day = 24 * time.Hour

// fresh opens an empty store.
func fresh(tb testing.TB, open Open) (workspace.Store, *clock) {
	tb.Helper()
	c := newClock()
	return open(tb, tb.Name(), c.Now), c
}

func ok(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// same compares; nil and empty lists are alike, and instants are compared as such.
func same(tb testing.TB, what string, have, want any) {
	tb.Helper()
	if diff := cmp.Diff(want, have, cmpopts.EquateEmpty(), cmpopts.EquateApproxTime(0), cmpopts.EquateComparable(period.Period{})); diff != "" {
		tb.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// is fails unless the error is of the type, and returns it.
func is[E error](tb testing.TB, err error) E {
	tb.Helper()
	var e E
	if !errors.As(err, &e) {
		tb.Fatalf("got %v, want a %T", err, e)
	}
	return e
}

func notFound(tb testing.TB, what string, err error) {
	tb.Helper()
	if !errors.Is(err, workspace.ErrNotFound) {
		tb.Errorf("%s: got %v, want ErrNotFound", what, err)
	}
}

// somebody is a person with a scope, who is not stored yet.
func somebody(name string) workspace.Profile {
	return workspace.Profile{
		Subject: subject.Subject{ID: subject.NewID(), Kind: subject.Person, Active: true,
			Scopes: []subject.Scope{{Unit: "c:29584@0", Forms: []string{"vinh-long-2021-2030/annual-commune"}, Sources: []string{"portal"}}}},
		Name: name, Email: "a@xhht.example", Phone: "0270 3822 111", Origin: workspace.FromCommand,
	}
}

// added stores somebody.
func added(tb testing.TB, s workspace.Store, name string) subject.ID {
	tb.Helper()
	p := somebody(name)
	ok(tb, s.AddSubject(tb.Context(), p))
	return p.ID
}
