package workspacetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

func tokens(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	id := added(t, s, "Máy chủ Moodle")
	add := func(hash, label string, ends time.Time) error {
		return s.AddToken(ctx, workspace.Token{Hash: hash, Subject: id, Label: label, Ends: ends})
	}
	ok(t, add("a", "first", time.Time{}))
	ok(t, add("b", "second", c.now.Add(day)))
	is[*workspace.TokenTaken](t, add("a", "third", time.Time{}))
	is[*workspace.TokenTaken](t, add("c", "first", time.Time{}))
	notFound(t, "a token of nobody", s.AddToken(ctx, workspace.Token{Hash: "d", Subject: subject.NewID(), Label: "x"}))
	same(t, "bearers", bearers(t, s, "a", "b", "c", "d", ""), []subject.ID{id, id, "", "", ""})
	_, err := s.Bearer(ctx, "c")
	notFound(t, "an unknown token", err)

	c.pass(day)
	_, err = s.Bearer(ctx, "b")
	if why := is[*workspace.Barred](t, err); why.Why != workspace.Ended || why.Subject != id {
		t.Errorf("past its end: %+v", why)
	}
	ok(t, s.RevokeToken(ctx, id, "first"))
	notFound(t, "revoked twice", s.RevokeToken(ctx, id, "first"))
	_, err = s.Bearer(ctx, "a")
	if why := is[*workspace.Barred](t, err); why.Why != workspace.Revoked {
		t.Errorf("revoked: %+v", why)
	}
	ok(t, add("e", "first", time.Time{})) // the label is free again
	_, err = s.ChangeSubject(ctx, id, func(p *workspace.Profile) error { p.Active = false; return nil })
	ok(t, err)
	_, err = s.Bearer(ctx, "e")
	if why := is[*workspace.Barred](t, err); why.Why != workspace.NotActive {
		t.Errorf("not active: %+v", why)
	}
	list, err := s.TokensOf(ctx, id)
	ok(t, err)
	began := c.now.Add(-day)
	same(t, "tokens", list, []workspace.Token{
		{Hash: "a", Subject: id, Label: "first", Created: began, Revoked: c.now}, {Hash: "b", Subject: id, Label: "second", Created: began, Ends: c.now},
		{Hash: "e", Subject: id, Label: "first", Created: c.now},
	})
}

func accounts(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	an, binh := added(t, s, "An"), added(t, s, "Bình")
	a := workspace.Account{Subject: an, Login: "An.LongHồ", Verifier: "$argon2id$1", SecondFactor: "otpauth"}
	ok(t, s.PutAccount(ctx, a))
	a.Changed = c.now
	have, err := s.Account(ctx, "an.longhồ")
	ok(t, err)
	same(t, "account", have, a)
	if taken := is[*workspace.Taken](t, s.PutAccount(ctx, workspace.Account{Subject: binh, Login: "AN.longhồ", Verifier: "x"})); taken.Login != "AN.longhồ" {
		t.Errorf("taken: %+v", taken)
	}
	c.pass(time.Hour)
	a.Verifier, a.SecondFactor, a.Login = "$argon2id$2", "", "an"
	ok(t, s.PutAccount(ctx, a))
	a.Changed = c.now
	have, err = s.Account(ctx, "AN")
	ok(t, err)
	same(t, "changed", have, a)
	_, err = s.Account(ctx, "An.LongHồ")
	notFound(t, "the old login", err)
	notFound(t, "nobody's account", s.PutAccount(ctx, workspace.Account{Subject: subject.NewID(), Login: "x", Verifier: "x"}))
	if s.PutAccount(ctx, workspace.Account{Subject: an, Login: "an"}) == nil {
		t.Error("an account without a verifier")
	}
	ok(t, s.RemoveAccount(ctx, an))
	ok(t, s.RemoveAccount(ctx, an))
	_, err = s.Account(ctx, "an")
	notFound(t, "removed", err)
}

func sessions(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	an := added(t, s, "An")
	start := func(hash string) {
		t.Helper()
		ok(t, s.StartSession(ctx, workspace.Session{Hash: hash, Subject: an, Ends: c.now.Add(10 * time.Hour)}))
	}
	in := func(hash string) bool {
		t.Helper()
		one, err := s.Session(ctx, hash, time.Hour)
		if err != nil {
			notFound(t, hash, err)
			return false
		}
		return one.Subject == an
	}
	start("a")
	for range 11 { // used every fifty minutes it is never idle for an hour, until its end comes
		if c.pass(50 * time.Minute); !in("a") {
			t.Fatalf("out at %s", c.now)
		}
	}
	if c.pass(50 * time.Minute); in("a") {
		t.Error("in past its end")
	}
	start("b")
	if c.pass(time.Hour); in("b") {
		t.Error("in after an idle hour")
	}
	start("c")
	ok(t, s.RotateSession(ctx, "c", "d"))
	if in("c") || !in("d") {
		t.Error("a rotated session goes on under its new hash alone")
	}
	notFound(t, "rotating the old one", s.RotateSession(ctx, "c", "x"))
	ok(t, s.EndSession(ctx, "d"))
	ok(t, s.EndSession(ctx, "d"))
	if in("d") {
		t.Error("in after the end")
	}
	notFound(t, "rotating an ended one", s.RotateSession(ctx, "d", "x"))
	start("e")
	start("f")
	_, err := s.ChangeSubject(ctx, an, func(p *workspace.Profile) error { p.Active = false; return nil })
	ok(t, err)
	if in("e") {
		t.Error("in though not active")
	}
	_, err = s.ChangeSubject(ctx, an, func(p *workspace.Profile) error { p.Active = true; return nil })
	ok(t, err)
	ok(t, s.EndSessionsOf(ctx, an))
	if in("e") || in("f") {
		t.Error("in after being signed out everywhere")
	}
	notFound(t, "a session of nobody", s.StartSession(ctx, workspace.Session{Hash: "g", Subject: subject.NewID(), Ends: c.now.Add(day)}))
}

func signInLog(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	line := func(n int) workspace.FailedSignIn {
		return workspace.FailedSignIn{At: c.now.Add(time.Duration(n) * time.Second), Door: "api", From: fmt.Sprint("192.0.2.", n), Why: workspace.Unknown, Times: n + 1}
	}
	ok(t, s.NoteFailedSignIns(ctx, []workspace.FailedSignIn{line(0), line(1)}, 3))
	ok(t, s.NoteFailedSignIns(ctx, []workspace.FailedSignIn{line(2), line(3)}, 3))
	log, err := s.FailedSignIns(ctx, 10)
	ok(t, err)
	same(t, "the newest three", log, []workspace.FailedSignIn{line(3), line(2), line(1)})
	log, err = s.FailedSignIns(ctx, 1)
	ok(t, err)
	same(t, "the newest", log, []workspace.FailedSignIn{line(3)})
}
