package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestImportMakesNoLedgerOfAMistypedName(t *testing.T) {
	d := newDesk(t)
	good := d.file(t, "tot.csv", csvHead+"857,info_skills_rate,2024,60123,121000\n")
	for _, args := range [][]string{{good}, {"--dry-run", good}, {"--dry-run", "--create", good}} {
		args = append([]string{"import", "--plans", "../plans", "--plan", "vinh-long", "--ledger", d.ledger}, args...)
		exit, stdout, stderr := d.run(t, args...)
		if exit != 1 || stdout != "" || !strings.Contains(stderr, "--create") {
			t.Errorf("%q: exit %d, %q, %q; want 1 and what to do", args, exit, stdout, stderr)
		}
		if left, err := filepath.Glob(d.ledger + "*"); err != nil || len(left) > 0 {
			t.Errorf("%q made %q", args, left)
		}
	}
	d.must(t, "import", "--create", "--plans", "../plans", "--plan", "vinh-long", "--ledger", d.ledger, good)
	d.must(t, "import", "--plans", "../plans", "--plan", "vinh-long", "--ledger", d.ledger, good)
}

func TestImportReadsStandardInput(t *testing.T) {
	d := newDesk(t)
	var out, errs strings.Builder
	a := app{stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: time.Now,
		stdin: strings.NewReader(csvHead + "857,info_skills_rate,2024,60123,121000\n")}
	if exit := a.run(t.Context(), d.imports("-")); exit != 0 || !strings.HasPrefix(out.String(), "stdin (") {
		t.Errorf("exit %d, %q, %q", exit, out.String(), errs.String())
	}
}

func TestEveryRefusalNamesItsFile(t *testing.T) {
	d := newDesk(t)
	if err := os.Mkdir(filepath.Join(d.dir, "khac"), 0o700); err != nil {
		t.Fatal(err)
	}
	// Each breaks another rule: a row, no rows, the encoding, a header, a day of receipt, the size of a column.
	texts := []string{
		csvHead + "999,info_skills_rate,2024,1,2\n", csvHead, csvHead + "\xff\n", "", "x\n",
		csvHead + strings.Repeat("x", 300) + ",info_skills_rate,2024,1,2\n",
	}
	var files []string
	for i, text := range texts {
		files = append(files, d.file(t, filepath.Join([]string{"", "khac"}[i%2], "xa.csv"), text))
		exit, _, stderr := d.run(t, d.imports(files[i])...)
		told(t, exit, stderr, files[i])
	}
	good := d.file(t, "tot.csv", csvHead+"857,info_skills_rate,2024,1,2\n")
	d.must(t, d.imports(good)...)
	exit, _, stderr := d.run(t, d.imports("--plan", "x", good)...)
	told(t, exit, stderr, good)
	d.must(t, d.imports(d.file(t, "sua.csv", csvHead+"857,info_skills_rate,2024,2,2\n"))...)
	exit, _, stderr = d.run(t, d.imports(good)...)
	told(t, exit, stderr, good)
	exit, _, stderr = d.run(t, d.imports("--received-on", "2024-12-01", d.file(t, "cu.csv", csvHead+"857,info_skills_rate,2024,3,3\n"))...)
	told(t, exit, stderr, filepath.Join(d.dir, "cu.csv"))
}

func told(t *testing.T, exit int, stderr, file string) {
	t.Helper()
	if exit != 1 {
		t.Errorf("%s: exit %d, want 1", file, exit)
	}
	for line := range strings.Lines(stderr) {
		if !strings.HasPrefix(line, file+":") {
			t.Errorf("a problem of %s does not start with its name: %s", file, line)
		}
	}
}
