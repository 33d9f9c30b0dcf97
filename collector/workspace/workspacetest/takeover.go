package workspacetest

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

func line(name, unit, token string) workspace.Reporter {
	return workspace.Reporter{Name: name, Unit: unit, TokenHash: token}
}

// ids are whom the tokens let in.
func bearers(tb testing.TB, s workspace.Store, tokens ...string) (out []subject.ID) {
	tb.Helper()
	for _, token := range tokens {
		p, err := s.Bearer(tb.Context(), token)
		var barred *workspace.Barred
		if err != nil && !errors.Is(err, workspace.ErrNotFound) && !errors.As(err, &barred) {
			tb.Fatal(err)
		}
		out = append(out, p.ID)
	}
	return out
}

func takeOver(t *testing.T, open Open) {
	s, _ := fresh(t, open)
	ctx := t.Context()
	follow := func(lines ...workspace.Reporter) workspace.TakenOver {
		t.Helper()
		out, err := s.TakeOver(ctx, lines)
		ok(t, err)
		return out
	}
	counts := func(what string, out workspace.TakenOver, added, changed, gone int) {
		t.Helper()
		if len(out.Added) != added || len(out.Changed) != changed || len(out.Deactivated) != gone || out.Nothing() != (added+changed+gone == 0) {
			t.Errorf("%s: %d added, %d changed, %d deactivated, want %d, %d, %d", what, len(out.Added), len(out.Changed), len(out.Deactivated), added, changed, gone)
		}
	}
	longHo, office := line("Huyện Long Hồ", "d:857@0", "t1"), line("Sở GDĐT", "p:86@0", "t2")
	counts("first", follow(longHo, office), 2, 0, 0)
	first := bearers(t, s, "t1", "t2")
	p, err := s.Subject(ctx, first[0])
	ok(t, err)
	if p.Name != "Huyện Long Hồ" || p.Kind != subject.Body || !p.Active || p.Origin != workspace.FromFile {
		t.Errorf("taken over as %+v", p)
	}
	same(t, "scope", p.Scopes, []subject.Scope{{Unit: "d:857@0"}})
	counts("again", follow(office, longHo), 0, 0, 0)

	counts("another unit", follow(line("Huyện Long Hồ", "d:858@0", "t1"), office), 0, 1, 0)
	counts("another token", follow(line("Huyện Long Hồ", "d:858@0", "t3"), office), 0, 1, 0)
	same(t, "the same one", bearers(t, s, "t1", "t3", "t2"), []subject.ID{"", first[0], first[1]})
	counts("another name", follow(line("Huyện Mang Thít", "d:858@0", "t3"), office), 0, 1, 0)
	same(t, "still the same", bearers(t, s, "t3"), first[:1])
	counts("tokens changed hands", follow(line("Huyện Mang Thít", "d:858@0", "t2"), line("Sở GDĐT", "p:86@0", "t3")), 0, 2, 0)
	same(t, "by their names", bearers(t, s, "t2", "t3"), first)

	counts("a line went", follow(line("Sở GDĐT", "p:86@0", "t3")), 0, 0, 1)
	same(t, "shut out", bearers(t, s, "t2", "t3"), []subject.ID{"", first[1]})
	counts("it came back", follow(line("Sở GDĐT", "p:86@0", "t3"), line("Huyện Mang Thít", "d:858@0", "t2")), 0, 1, 0)
	same(t, "as who they were", bearers(t, s, "t2"), first[:1])
	if err := s.EraseSubject(ctx, first[0]); !errors.Is(err, workspace.ErrListed) {
		t.Errorf("erased though the file lists them: %v", err)
	}
	counts("it went for good", follow(line("Sở GDĐT", "p:86@0", "t3")), 0, 0, 1)
	ok(t, s.EraseSubject(ctx, first[0]))
	counts("somebody new", follow(line("Sở GDĐT", "p:86@0", "t3"), line("Huyện Mang Thít", "d:858@0", "t2")), 1, 0, 0)
	if now := bearers(t, s, "t2"); now[0] == first[0] || now[0] == "" {
		t.Errorf("somebody erased came back as %s", now[0])
	}
	byCommand := added(t, s, "Sở GDĐT")
	ok(t, s.AddToken(ctx, workspace.Token{Hash: "t9", Subject: byCommand, Label: "x"}))
	counts("subjects of commands are not the file's", follow(line("Sở GDĐT", "p:86@0", "t3")), 0, 0, 1)
	same(t, "and stay", bearers(t, s, "t9"), []subject.ID{byCommand})
	_, err = s.TakeOver(ctx, []workspace.Reporter{line("Sở GDĐT", "p:86@0", "t9")})
	is[*workspace.TokenTaken](t, err)
	same(t, "nothing of it happened", bearers(t, s, "t3"), first[1:])
}

// takeOverModel: after any series of files exactly the lines of the last one let anybody in, each for its unit and under its
// name, and a line that kept its name is whom it was.
func takeOverModel(t *testing.T, open Open) {
	s, _ := fresh(t, open)
	rapid.Check(t, func(rt *rapid.T) {
		if _, err := s.TakeOver(t.Context(), nil); err != nil {
			rt.Fatal(err)
		}
		before := map[string]subject.ID{}
		for range rapid.IntRange(1, 5).Draw(rt, "files") {
			names := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"A", "B", "C", "D"}), 1, 4, rapid.ID).Draw(rt, "names")
			tokens := rapid.Permutation([]string{"1", "2", "3", "4", "5"}).Draw(rt, "tokens")
			var lines []workspace.Reporter
			for i, name := range names {
				lines = append(lines, line(name, rapid.SampledFrom([]string{"d:1@0", "d:2@0"}).Draw(rt, "unit"), tokens[i]))
			}
			if _, err := s.TakeOver(t.Context(), lines); err != nil {
				rt.Fatal(err)
			}
			if again, err := s.TakeOver(t.Context(), lines); err != nil || !again.Nothing() {
				rt.Fatalf("the same file again changes %+v, %v", again, err)
			}
			now := map[string]subject.ID{}
			for _, token := range tokens {
				p, err := s.Bearer(t.Context(), token)
				i := slices.IndexFunc(lines, func(l workspace.Reporter) bool { return l.TokenHash == token })
				if (err == nil) != (i >= 0) {
					rt.Fatalf("token %s: %+v, %v; lines %+v", token, p, err, lines)
				}
				if i < 0 {
					continue
				}
				if l := lines[i]; p.Name != l.Name || len(p.Scopes) != 1 || p.Scopes[0].Unit != l.Unit {
					rt.Fatalf("line %+v is %+v", l, p)
				}
				now[p.Name] = p.ID
			}
			for name, id := range now {
				if was, ok := before[name]; ok && was != id {
					rt.Fatalf("%s was %s and is %s", name, was, id)
				}
			}
			before = now
		}
	})
}
