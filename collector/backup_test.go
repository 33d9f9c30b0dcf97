package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBackup(t *testing.T) {
	d := newDesk(t)
	d.must(t, d.imports(d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,1,2\n"))...)
	_, head, _ := strings.Cut(d.must(t, "verify", "--ledger", d.ledger), "head: ")
	address := d.serve(t) // a copy is made while the collector serves
	saved := filepath.Join(d.dir, "copy.db")
	if out := d.must(t, "backup", "--ledger", d.ledger, saved); !strings.Contains(out, "1 submissions, 1 decisions, 1 entries\nhead: "+head) {
		t.Errorf("backup said %q, the ledger's head is %q", out, head)
	}
	if code, body := post(t, address, "", row("858", 1)); code != 201 {
		t.Fatalf("%d %s", code, body)
	}
	if out := d.must(t, "verify", "--ledger", saved); out != "verified: 1 submissions, 1 decisions, 1 entries\nhead: "+head {
		t.Errorf("the copy: %s", out)
	}

	before, err := os.ReadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	empty := d.file(t, "empty.db", "")
	for _, taken := range []string{saved, empty, d.ledger} {
		if exit, _, stderr := d.run(t, "backup", "--ledger", d.ledger, taken); exit != 1 || !strings.Contains(stderr, "exists") {
			t.Errorf("over %s: exit %d, %s", taken, exit, stderr)
		}
	}
	if after, err := os.ReadFile(saved); err != nil || string(after) != string(before) {
		t.Errorf("the older copy was changed (%v)", err)
	}
	if info, err := os.Stat(empty); err != nil || info.Size() != 0 {
		t.Errorf("the empty file was filled: %v, %v", info, err)
	}
	if exit, _, stderr := d.run(t, "backup", "--ledger", d.dir+"/none.db", d.dir+"/b.db"); exit != 1 || !strings.Contains(stderr, "none.db") {
		t.Errorf("no ledger: exit %d, %s", exit, stderr)
	}
	if left, err := filepath.Glob(d.dir + "/b.db*"); err != nil || len(left) > 0 {
		t.Errorf("a backup of nothing left %q", left)
	}
}

func TestConfigurationNamedByTheEnvironment(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "collector.yml", "ledger: "+d.dir+"/named.db\n")
	var out, errs strings.Builder
	a := app{stdout: &out, stderr: &errs, getenv: func(key string) string { return map[string]string{"XHHT_CONFIG": path}[key] }}
	if exit := a.run(t.Context(), []string{"config", "--check"}); exit != 0 || !strings.Contains(out.String(), "named.db") {
		t.Errorf("exit %d, %s%s", exit, out.String(), errs.String())
	}
	out.Reset()
	other := d.file(t, "other.yml", "ledger: "+d.dir+"/given.db\n")
	if exit := a.run(t.Context(), []string{"config", "--check", "--config", other}); exit != 0 || !strings.Contains(out.String(), "given.db") {
		t.Errorf("--config does not win: exit %d, %s%s", exit, out.String(), errs.String())
	}
}
