package workspacetest

import (
	"errors"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

func subjects(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	an := somebody("Nguyễn Thị An")
	ok(t, s.AddSubject(ctx, an))
	began := c.now
	c.pass(time.Hour)
	other := somebody("Nguyễn Thị An") // two people may have one name
	other.Email, other.Phone, other.Scopes, other.Active = "", "", nil, false
	ok(t, s.AddSubject(ctx, other))

	an.Created, an.Changed, other.Created, other.Changed = began, began, c.now, c.now
	list, err := s.ListSubjects(ctx)
	ok(t, err)
	same(t, "list", list, []workspace.Profile{an, other})
	one, err := s.Subject(ctx, an.ID)
	ok(t, err)
	same(t, "one", one, an)
	found, err := s.FindSubjects(ctx, "Nguyễn Thị An")
	ok(t, err)
	same(t, "found by name", found, list)
	found, err = s.FindSubjects(ctx, string(other.ID))
	ok(t, err)
	same(t, "found by ID", found, list[1:])
	if _, err := s.Subject(ctx, subject.NewID()); !errors.Is(err, workspace.ErrNotFound) {
		t.Errorf("an ID that nobody has: %v", err)
	}
	if err := s.AddSubject(ctx, an); err == nil {
		t.Error("an ID was given twice")
	}
	for name, bad := range map[string]workspace.Profile{"no ID": {Name: "X", Subject: subject.Subject{Kind: subject.Body}}, "no name": {Subject: subject.Subject{ID: subject.NewID(), Kind: subject.Body}}, "no kind": {Name: "X", Subject: subject.Subject{ID: subject.NewID()}}} {
		if err := s.AddSubject(ctx, bad); err == nil {
			t.Errorf("%s: added", name)
		}
	}
	changeSubject(t, s, c, an)
}

func changeSubject(t *testing.T, s workspace.Store, c *clock, an workspace.Profile) {
	ctx := t.Context()
	c.pass(time.Hour)
	changed, err := s.ChangeSubject(ctx, an.ID, func(p *workspace.Profile) error {
		p.ID, p.Created = "s-stolen", time.Time{} // who it is does not change
		p.Name, p.Phone, p.Scopes, p.Active = "Trần Văn Bình", "", []subject.Scope{{Unit: subject.Everywhere}}, false
		return nil
	})
	ok(t, err)
	want := an
	want.Name, want.Phone, want.Scopes, want.Active, want.Changed = "Trần Văn Bình", "", []subject.Scope{{Unit: subject.Everywhere}}, false, c.now
	same(t, "changed", changed, want)
	one, err := s.Subject(ctx, an.ID)
	ok(t, err)
	same(t, "stored", one, want)

	refused := errors.New("no")
	if _, err := s.ChangeSubject(ctx, an.ID, func(p *workspace.Profile) error { p.Name = "X"; return refused }); err != refused { //nolint:errorlint // as it is
		t.Errorf("got %v, want the refusal itself", err)
	}
	one, err = s.Subject(ctx, an.ID)
	ok(t, err)
	same(t, "after a refusal", one, want)
	_, err = s.ChangeSubject(ctx, subject.NewID(), func(*workspace.Profile) error { return nil })
	notFound(t, "nobody", err)
}

// subjectNamed is how a name that somebody typed becomes an ID in the chain.
func subjectNamed(t *testing.T, open Open) {
	s, _ := fresh(t, open)
	ctx := t.Context()
	office, err := s.SubjectNamed(ctx, "Sở GDĐT")
	ok(t, err)
	again, err := s.SubjectNamed(ctx, "Sở GDĐT")
	ok(t, err)
	other, err := s.SubjectNamed(ctx, "Hội Khuyến học")
	ok(t, err)
	if office != again || office == other {
		t.Errorf("one name is %s and %s, another %s", office, again, other)
	}
	p, err := s.Subject(ctx, office)
	ok(t, err)
	if p.Active || len(p.Scopes) > 0 || p.Origin != workspace.FromName {
		t.Errorf("a name alone gives rights: %+v", p)
	}
	guarded, err := s.Guarded(ctx)
	ok(t, err)
	if guarded {
		t.Error("a name alone closes the door for everybody")
	}
	known := added(t, s, "Sở GDĐT")
	if is, err := s.SubjectNamed(ctx, "Sở GDĐT"); err != nil || is != known {
		t.Errorf("got %s, %v, want %s, whom an administrator added", is, err, known)
	}
	twin := added(t, s, "Sở GDĐT")
	_, err = s.SubjectNamed(ctx, "Sở GDĐT")
	if a := is[*workspace.Ambiguous](t, err); len(a.Profiles) != 2 || a.Profiles[1].ID != twin {
		t.Errorf("ambiguous between %+v", a.Profiles)
	}
	if guarded, err := s.Guarded(ctx); err != nil || !guarded {
		t.Errorf("guarded %v, %v, though somebody was added", guarded, err)
	}
}

func names(t *testing.T, open Open) {
	s, _ := fresh(t, open)
	ctx := t.Context()
	version := func() int64 { t.Helper(); v, err := s.NamesVersion(ctx); ok(t, err); return v }
	before := version()
	an, binh := added(t, s, "An"), added(t, s, "Bình")
	if version() != before {
		t.Error("a new name changes none that was there")
	}
	list, err := s.Names(ctx, []subject.ID{an, binh, subject.NewID(), subject.Local})
	ok(t, err)
	same(t, "names", list, map[subject.ID]string{an: "An", binh: "Bình"})
	_, err = s.ChangeSubject(ctx, an, func(p *workspace.Profile) error { p.Phone = "1"; return nil })
	ok(t, err)
	if version() != before {
		t.Error("a telephone number is no name")
	}
	_, err = s.ChangeSubject(ctx, an, func(p *workspace.Profile) error { p.Name = "Ân"; return nil })
	ok(t, err)
	renamed := version()
	ok(t, s.EraseSubject(ctx, binh))
	erased := version()
	if renamed <= before || erased <= renamed {
		t.Errorf("versions %d, renamed %d, erased %d", before, renamed, erased)
	}
	ok(t, s.EraseSubject(ctx, binh))
	if version() != erased {
		t.Error("a name was erased twice")
	}
	list, err = s.Names(ctx, []subject.ID{an, binh})
	ok(t, err)
	same(t, "names", list, map[subject.ID]string{an: "Ân"})
	if list, err := s.Names(ctx, nil); err != nil || len(list) > 0 {
		t.Errorf("names of nobody: %v, %v", list, err)
	}
}

func erase(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	id := added(t, s, "Nguyễn Thị An")
	stays := added(t, s, "Trần Văn Bình")
	for n, who := range []subject.ID{id, stays} {
		hash := string(rune('a' + n))
		ok(t, s.AddToken(ctx, workspace.Token{Hash: hash, Subject: who, Label: "x"}))
		ok(t, s.PutAccount(ctx, workspace.Account{Subject: who, Login: hash, Verifier: "v"}))
		ok(t, s.StartSession(ctx, workspace.Session{Hash: hash, Subject: who, Ends: c.now.Add(day)}))
	}
	ok(t, s.NoteFailedSignIns(ctx, []workspace.FailedSignIn{{At: c.now, Door: "api", From: "192.0.2.7", Subject: id, Why: workspace.Ended, Times: 1},
		{At: c.now, Door: "api", From: "192.0.2.8", Why: workspace.Unknown, Times: 1}}, 10))
	c.pass(time.Hour)
	ok(t, s.EraseSubject(ctx, id))

	p, err := s.Subject(ctx, id)
	ok(t, err)
	same(t, "what is left", p, workspace.Profile{Subject: subject.Subject{ID: id, Kind: subject.Person}, Origin: workspace.FromCommand,
		Created: c.now.Add(-time.Hour), Changed: c.now, Erased: c.now})
	_, err = s.Bearer(ctx, "a")
	notFound(t, "their token", err)
	_, err = s.Account(ctx, "a")
	notFound(t, "their account", err)
	_, err = s.Session(ctx, "a", day)
	notFound(t, "their session", err)
	log, err := s.FailedSignIns(ctx, 10)
	ok(t, err)
	if len(log) != 1 || log[0].From != "192.0.2.8" {
		t.Errorf("the log still says from where they came: %+v", log)
	}
	if found, err := s.FindSubjects(ctx, "Nguyễn Thị An"); err != nil || len(found) > 0 {
		t.Errorf("found by an erased name: %v, %v", found, err)
	}
	_, err = s.ChangeSubject(ctx, id, func(p *workspace.Profile) error { p.Name = "An"; return nil })
	if !errors.Is(err, workspace.ErrErased) {
		t.Errorf("changed after all: %v", err)
	}
	if err := s.AddToken(ctx, workspace.Token{Hash: "z", Subject: id, Label: "z"}); !errors.Is(err, workspace.ErrErased) {
		t.Errorf("a token for somebody erased: %v", err)
	}
	if _, err := s.Bearer(ctx, "b"); err != nil {
		t.Errorf("somebody else lost their token: %v", err)
	}
	notFound(t, "nobody", s.EraseSubject(ctx, subject.NewID()))
}
