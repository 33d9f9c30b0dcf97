package main

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
)

// subjects runs a command of subjects on the desk's workspace, in English.
func (d desk) subjects(t *testing.T, args ...string) (exit int, stdout, stderr string) {
	t.Helper()
	return d.run(t, append([]string{"subjects"}, append(args, "--plans", "../plans", "--ledger", d.ledger, "--lang", "en")...)...)
}

func (d desk) mustSubjects(t *testing.T, args ...string) string {
	t.Helper()
	exit, stdout, stderr := d.subjects(t, args...)
	if exit != 0 {
		t.Fatalf("subjects %q: exit %d\n%s%s", args, exit, stdout, stderr)
	}
	return stdout
}

var idIn, tokenIn = regexp.MustCompile(`s-[0-9a-z]{16}`), regexp.MustCompile(`xhht_\S+`)

func TestSubjectsFromFirstToErased(t *testing.T) {
	d := newDesk(t)
	out := d.mustSubjects(t, "add", "--create", "--kind", "person", "--name", "Nguyễn Thị An", "--unit", "857", "--email", "an@longho.example", "--token")
	id, token := idIn.FindString(out), tokenIn.FindString(out)
	address := d.serve(t)
	sends := func(token string, n, want int) {
		t.Helper()
		if code, body := post(t, address, token, row("857", n)); code != want {
			t.Errorf("%d %s, want %d", code, body, want)
		}
	}
	sends("", 1, http.StatusUnauthorized)
	sends(token, 1, http.StatusCreated)

	second := tokenIn.FindString(d.mustSubjects(t, "token", id, "--label", "mới", "--until", "2999-12-31"))
	sends(second, 2, http.StatusCreated)
	d.mustSubjects(t, "token", "Nguyễn Thị An", "--revoke", "1")
	sends(token, 3, http.StatusUnauthorized)
	d.mustSubjects(t, "scope", id, "--unit", "858")
	sends(second, 3, http.StatusForbidden)
	d.mustSubjects(t, "scope", id, "--add", "--unit", "857", "--form", "vinh-long", "--source", "api")
	sends(second, 3, http.StatusCreated)
	if out := d.mustSubjects(t, "list"); !strings.Contains(out, id+"  person  Nguyễn Thị An  d:858@0 Huyện Mang Thít") ||
		!strings.Contains(out, "d:857@0 Huyện Long Hồ; form vinh-long-2021-2030; by api") || !strings.Contains(out, "mới (to the end of 2999-12-31)") {
		t.Errorf("listed as\n%s", out)
	}
	d.mustSubjects(t, "deactivate", id)
	sends(second, 4, http.StatusUnauthorized)
	if out := d.mustSubjects(t, "list"); strings.Contains(out, id) {
		t.Errorf("listed among those who may act: %s", out)
	}
	d.mustSubjects(t, "activate", id)
	sends(second, 4, http.StatusCreated)
	d.mustSubjects(t, "contact", id, "--name", "Trần Thị An", "--email", "")
	if out := d.mustSubjects(t, "list"); !strings.Contains(out, "Trần Thị An") || strings.Contains(out, "Nguyễn") {
		t.Errorf("renamed, but listed as\n%s", out)
	}
	d.mustSubjects(t, "erase", id)
	sends(second, 5, http.StatusUnauthorized)
	if out := d.mustSubjects(t, "list", "--all"); !strings.Contains(out, id+"  person, erased  –") {
		t.Errorf("after the erasure\n%s", out)
	}
	if exit, _, stderr := d.subjects(t, "contact", id, "--name", "X"); exit != 1 || !strings.Contains(stderr, "add them anew") {
		t.Errorf("changed after all: %d %s", exit, stderr)
	}
}

func TestSubjectsRefuse(t *testing.T) {
	d := newDesk(t)
	if exit, _, stderr := d.subjects(t, "list"); exit != 1 || !strings.Contains(stderr, "--create") {
		t.Errorf("no workspace: exit %d, %s", exit, stderr)
	}
	if _, err := os.Stat(d.dir + "/ledger-workspace.db"); err == nil {
		t.Error("list made a workspace of a mistyped name")
	}
	good := []string{"add", "--create", "--kind", "body", "--name", "Sở GDĐT", "--unit", "p:86@0"}
	d.mustSubjects(t, good...)
	d.mustSubjects(t, good...) // two may have one name
	for name, tc := range map[string]struct {
		args []string
		want []string
	}{
		"everything wrong": {[]string{"add", "--kind", "ghost", "--email", "an", "--phone", "1\n2", "--unit", "xyz", "--form", "mars", "--source", "fax", "--until", "tomorrow"},
			[]string{"--kind: ", "--name: ", "--email: ", "--phone: ", "--unit: ", "--form: ", "--source: ", "--until: "}},
		"a day that is over": {[]string{"add", "--kind", "body", "--name", "X", "--unit", "*", "--token", "--until", "2020-01-01"}, []string{"--until: ", "is over"}},
		"nobody":             {[]string{"token", "Ông Không"}, []string{"nobody has the ID or the name"}},
		"two of a name":      {[]string{"token", "Sở GDĐT"}, []string{"several are called", "s-"}},
		"no such token":      {[]string{"token", "s-0000000000000000", "--revoke", "1"}, []string{"nobody has"}},
		"no subject":         {[]string{"scope", "--unit", "857"}, []string{"arg"}},
	} {
		exit, stdout, stderr := d.subjects(t, tc.args...)
		if exit != 1 || stdout != "" {
			t.Errorf("%s: exit %d, %q", name, exit, stdout)
		}
		for _, want := range tc.want {
			if !strings.Contains(stderr, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, stderr)
			}
		}
	}
}

func TestSubjectsOfTheReportersFile(t *testing.T) {
	d := newDesk(t)
	d.mustSubjects(t, "add", "--create", "--kind", "machine", "--name", "Moodle", "--unit", "*")
	file := []string{"--config", d.file(t, "collector.yml", "reporters: "+d.file(t, "reporters.yml", "reporters:\n"+line("Huyện Long Hồ", "a"))+"\n")}
	with := func(args ...string) []string { return append(args, file...) }
	if out := d.mustSubjects(t, with("list")...); !strings.Contains(out, "body, by the file  Huyện Long Hồ") {
		t.Errorf("the file was not taken over:\n%s", out)
	}
	for _, args := range [][]string{{"scope", "Huyện Long Hồ", "--unit", "858"}, {"contact", "Huyện Long Hồ", "--name", "X"}, {"token", "Huyện Long Hồ"}, {"deactivate", "Huyện Long Hồ"}} {
		if exit, _, stderr := d.subjects(t, with(args...)...); exit != 1 || !strings.Contains(stderr, "change it there") {
			t.Errorf("%q: exit %d, %s", args, exit, stderr)
		}
	}
	if exit, _, stderr := d.subjects(t, with("erase", "Huyện Long Hồ")...); exit != 1 || !strings.Contains(stderr, "take their lines out first") {
		t.Errorf("erase: exit %d, %s", exit, stderr)
	}
	if out := d.mustSubjects(t, with("adopt")...); !strings.Contains(out, "Adopted 1 subjects") {
		t.Errorf("adopt: %s", out)
	}
	d.mustSubjects(t, "scope", "Huyện Long Hồ", "--unit", "858")
	if exit, _, stderr := d.subjects(t, with("list")...); exit != 1 || !strings.Contains(stderr, "has this token already") {
		t.Errorf("the file is still followed: exit %d, %s", exit, stderr)
	}
}

func TestSubjectsFailures(t *testing.T) {
	d := newDesk(t)
	d.mustSubjects(t, "add", "--create", "--kind", "body", "--name", "X", "--unit", "*")
	store, err := sqlite.Open(t.Context(), d.dir+"/ledger-workspace.db", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	at := time.Date(2026, 1, 15, 20, 0, 0, 0, time.UTC)
	err = store.NoteFailedSignIns(t.Context(), []workspace.FailedSignIn{{At: at, Door: "api", From: "192.0.2.7", Why: workspace.Unknown, Times: 12}}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if out := d.mustSubjects(t, "failures"); out != "2026-01-16 03:00:00  api  192.0.2.7  12  unknown  –\n" {
		t.Errorf("failures: %q", out)
	}
}

// A name that was only mentioned may be given a scope.
func TestSubjectsOutOfANameAlone(t *testing.T) {
	d := newDesk(t)
	d.must(t, d.imports("--reporter", "Phòng GDĐT", d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,1,2\n"))...)
	if out := d.mustSubjects(t, "list"); out != "" {
		t.Errorf("may act: %s", out)
	}
	if out := d.mustSubjects(t, "list", "--all"); !strings.Contains(out, "body, a name alone  Phòng GDĐT  –  –") {
		t.Errorf("listed as %s", out)
	}
	if out := d.mustSubjects(t, "scope", "Phòng GDĐT", "--unit", "857"); !strings.Contains(out, "body  Phòng GDĐT") || !strings.Contains(out, "Huyện Long Hồ") {
		t.Errorf("scope: %s", out)
	}
	if out := d.mustSubjects(t, "list"); !strings.Contains(out, "Phòng GDĐT") {
		t.Errorf("listed as %s", out)
	}
}
