package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// What was erased is not in the bytes of the files either, wherever SQLite had put it.
func TestErasedIsGoneFromTheDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "workspace.db")
	s := mustOpen(t, path, time.Now)
	ctx := t.Context()
	const name, mail, phone, login = "Nguyễn Thị Rất-Riêng", "rat-rieng@xhht.example", "0270 987 654", "rat.rieng.login"
	p := workspace.Profile{Subject: subject.Subject{ID: subject.NewID(), Kind: subject.Person, Active: true}, Name: name, Email: mail, Phone: phone, Origin: workspace.FromCommand}
	if err := s.AddSubject(ctx, p); err != nil {
		t.Fatal(err)
	}
	if err := s.PutAccount(ctx, workspace.Account{Subject: p.ID, Login: login, Verifier: "x"}); err != nil {
		t.Fatal(err)
	}
	for range 3 { // older versions of the row are somewhere as well
		_, err := s.ChangeSubject(ctx, p.ID, func(p *workspace.Profile) error { p.Phone += " "; return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	if where := holding(t, path, name); len(where) == 0 {
		t.Fatal("the name was nowhere: this test proves nothing")
	}
	if err := s.EraseSubject(ctx, p.ID); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{name, mail, phone, login} {
		if where := holding(t, path, text); len(where) > 0 {
			t.Errorf("%q is still in %q", text, where)
		}
	}
	if where := holding(t, path, string(p.ID)); len(where) == 0 {
		t.Error("the ID is gone as well")
	}
}

// holding names the workspace's files that hold a text.
func holding(t *testing.T, path, text string) (where []string) {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte(text)) {
			where = append(where, strings.TrimPrefix(f, filepath.Dir(path)))
		}
	}
	return where
}
