package api_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

// admit adds somebody with a token and returns who they are.
func (o office) admit(tb testing.TB, kind subject.Kind, token string, scopes ...subject.Scope) subject.ID {
	tb.Helper()
	p := workspace.Profile{Subject: subject.Subject{ID: subject.NewID(), Kind: kind, Active: true, Scopes: scopes}, Name: "Nguyễn Thị An", Origin: workspace.FromCommand}
	if err := o.room.AddSubject(tb.Context(), p); err != nil {
		tb.Fatal(err)
	}
	if err := o.room.AddToken(tb.Context(), workspace.Token{Hash: workspace.HashToken(token), Subject: p.ID, Label: token}); err != nil {
		tb.Fatal(err)
	}
	return p.ID
}

// The first subject closes the door for everybody else, while the collector serves, and for good.
func TestTheFirstSubjectClosesTheDoor(t *testing.T) {
	o := open(t)
	report := func(token string) int {
		t.Helper()
		code, _, _ := o.ask(t, "POST", submissions, rows(row("857", "1")), "Authorization", "Bearer "+token)
		return code
	}
	if code := report(""); code != http.StatusCreated {
		t.Fatalf("without subjects: %d", code)
	}
	if _, err := o.room.SubjectNamed(t.Context(), "Sở GDĐT"); err != nil {
		t.Fatal(err)
	}
	if code := report(""); code != http.StatusOK {
		t.Errorf("somebody was named, who may do nothing: %d", code)
	}
	id := o.admit(t, subject.Body, "long-ho", subject.Below("d:857@0"))
	if open, own := report(""), report("long-ho"); open != http.StatusUnauthorized || own != http.StatusOK {
		t.Errorf("with a subject: %d without a token, %d with it", open, own)
	}
	_, err := o.room.ChangeSubject(t.Context(), id, func(p *workspace.Profile) error { p.Active = false; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if open, own := report(""), report("long-ho"); open != http.StatusUnauthorized || own != http.StatusUnauthorized {
		t.Errorf("with nobody active: %d without a token, %d with it", open, own)
	}
}

func TestScopesOfTheAPI(t *testing.T) {
	o := open(t)
	const plan = "vinh-long-2021-2030"
	o.admit(t, subject.Person, "form", subject.Scope{Unit: "p:86@0", Forms: []string{subject.FormOf(plan, "annual-district")}})
	o.admit(t, subject.Person, "other-form", subject.Scope{Unit: "p:86@0", Forms: []string{"pcgd-xmc-vinh-long"}})
	o.admit(t, subject.Machine, "machine", subject.Scope{Unit: "d:857@0", Sources: []string{"api"}})
	o.admit(t, subject.Machine, "exporter", subject.Scope{Unit: "d:857@0", Sources: []string{"exporter"}})
	o.admit(t, subject.Person, "two", subject.Below("d:858@0"), subject.Below("d:857@0"))
	o.admit(t, subject.Person, "none")
	code, _, body := o.ask(t, "POST", submissions, rows(row("857", "60123")), "Authorization", "Bearer two")
	if code != http.StatusCreated {
		t.Fatalf("%d %s", code, body)
	}
	var first receipt
	decode(t, body, &first)
	for token, want := range map[string]struct {
		submit, receipt int
		reports         bool
	}{
		"form": {200, 200, true}, "other-form": {403, 404, false}, "machine": {200, 200, true}, "exporter": {403, 200, true}, "two": {200, 200, true}, "none": {403, 404, false},
	} {
		auth := []string{"Authorization", "Bearer " + token}
		if code, _, body := o.ask(t, "POST", submissions, rows(row("857", "60123")), auth...); code != want.submit {
			t.Errorf("%s submits: %d %s", token, code, body)
		}
		if code, _, body := o.ask(t, "GET", submissions+"/"+first.Receipt, "", auth...); code != want.receipt {
			t.Errorf("%s reads: %d %s", token, code, body)
		}
		code, _, body := o.ask(t, "GET", "/api/v1/reports?period=2024&plan="+plan, "", auth...)
		if sees := strings.Contains(body, `"unit":"d:857@0"`); code != http.StatusOK || sees != want.reports {
			t.Errorf("%s asks for reports: %d, sees the district %v", token, code, sees)
		}
	}
	for _, tc := range []struct {
		token string
		want  int
	}{{"machine", 403}, {"other-form", 404}, {"none", 404}, {"form", 201}} {
		if code, _, body := o.ask(t, "POST", withdrawals, `{"receipt":"`+first.Receipt+`","reason":"nhầm đơn vị"}`, "Authorization", "Bearer "+tc.token); code != tc.want {
			t.Errorf("%s withdraws: %d %s, want %d", tc.token, code, body, tc.want)
		}
	}
	if log := o.log.String(); strings.Contains(log, "Nguyễn") {
		t.Errorf("a name is in the log, where nobody can erase it: %s", log)
	}
}

func TestReceiptShowsTheNameThereIs(t *testing.T) {
	o := open(t)
	id := o.admit(t, subject.Person, "an", subject.Below("d:857@0"))
	o.admit(t, subject.Person, "office", subject.Below("p:86@0"))
	_, _, body := o.ask(t, "POST", submissions, rows(row("857", "60123")), "Authorization", "Bearer an")
	var first receipt
	decode(t, body, &first)
	called := func() string {
		t.Helper()
		_, _, body := o.ask(t, "GET", submissions+"/"+first.Receipt, "", "Authorization", "Bearer office")
		var answer struct{ Reporter string }
		decode(t, body, &answer)
		return answer.Reporter
	}
	if got := called(); got != "Nguyễn Thị An" {
		t.Errorf("reporter %q", got)
	}
	_, err := o.room.ChangeSubject(t.Context(), id, func(p *workspace.Profile) error { p.Name = "Nguyễn Thị Ân"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if got := called(); got != "Nguyễn Thị Ân" {
		t.Errorf("renamed: reporter %q", got)
	}
	if err := o.room.EraseSubject(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if got := called(); got != string(id) {
		t.Errorf("erased: reporter %q, want %s", got, id)
	}
	accepted, err := o.book.Find(t.Context(), first.Receipt)
	if err != nil || accepted.Subject != string(id) || accepted.Reporter != "" {
		t.Errorf("the chain holds %q and %q, %v", accepted.Subject, accepted.Reporter, err)
	}
}

func TestFailedSignInsAreNoted(t *testing.T) {
	o := open(t)
	id := o.admit(t, subject.Body, "long-ho", subject.Below("d:857@0"))
	try := func(header ...string) {
		t.Helper()
		if code, _, _ := o.ask(t, "GET", submissions+"/XHHT-0000-0000-0000", "", header...); code != http.StatusUnauthorized {
			t.Errorf("%q: %d", header, code)
		}
	}
	try()
	try("Authorization", "Bearer ")
	if len(o.failed.list) > 0 {
		t.Errorf("who shows no token tries nothing: %+v", o.failed.list)
	}
	try("Authorization", "Bearer nothing-like-it")
	if err := o.room.RevokeToken(t.Context(), id, "long-ho"); err != nil {
		t.Fatal(err)
	}
	try("Authorization", "Bearer long-ho")
	want := []workspace.FailedSignIn{
		{At: now(), Door: "api", From: "127.0.0.1", Why: workspace.Unknown, Times: 1},
		{At: now(), Door: "api", From: "127.0.0.1", Subject: id, Why: workspace.Revoked, Times: 1},
	}
	if diff := cmp.Diff(want, o.failed.list); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	_, _, metrics := o.ask(t, "GET", "/metrics", "")
	for why, n := range map[string]int{workspace.Unknown: 1, workspace.Revoked: 1, workspace.Ended: 0, workspace.NotActive: 0} {
		if want := fmt.Sprintf("\nxhht_collector_failed_sign_ins_total{why=%q} %d\n", why, n); !strings.Contains(metrics, want) {
			t.Errorf("%q is missing in the metrics", want)
		}
	}
}

func TestNobodyComesInWhereTheWorkspaceIsBroken(t *testing.T) {
	o := open(t, withReporters(t))
	if err := o.room.Close(); err != nil {
		t.Fatal(err)
	}
	code, _, body := o.ask(t, "POST", submissions, rows(row("857", "1")), "Authorization", "Bearer long-ho")
	if code != http.StatusServiceUnavailable || strings.Contains(body, "sql") || o.entries(t) != 0 {
		t.Errorf("%d %s, %d entries", code, body, o.entries(t))
	}
	if _, err := o.room.Guarded(t.Context()); err == nil || errors.Is(err, workspace.ErrNotFound) {
		t.Errorf("the workspace is not broken: %v", err)
	}
}
