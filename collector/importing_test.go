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

// A server's clock that stood eleven months ahead for one import leaves a way out: a reason, or taking the receipt back; from then on
// corrections of today go through, and what counts is the order of the chain.
func TestAClockElevenMonthsAheadForOneImport(t *testing.T) {
	d := newDesk(t)
	d.now = at(2027, 11, 2)
	rows := func(name, rows string) []string { return d.imports(d.file(t, name, csvHead+rows)) }
	wrong := receiptOf.FindString(d.must(t, rows("a.csv", "857,info_skills_rate,2024,64480,104000\n858,info_skills_rate,2024,30000,60000\n")...))
	d.now = at(2026, 12, 2)
	exit, _, stderr := d.run(t, rows("b.csv", "857,info_skills_rate,2024,64490,104000\n")...)
	for _, want := range []string{"02/11/2027", "ngày chưa đến", "ghi lý do vào cột", wrong} {
		if exit != 1 || !strings.Contains(stderr, want) {
			t.Errorf("exit %d, %q is missing in %s", exit, want, stderr)
		}
	}
	d.must(t, d.imports(d.file(t, "c.csv", "unit,indicator,period,numerator,denominator,reason\n857,info_skills_rate,2024,64490,104000,đồng hồ máy chủ sai\n"))...)
	if out := d.must(t, rows("d.csv", "857,info_skills_rate,2024,64495,104000\n")...); !strings.Contains(out, "64490/104000 (62%) → 64495/104000 (62%)") {
		t.Errorf("the next correction: %s", out)
	}
	d.must(t, "withdraw", "--plans", "../plans", "--ledger", d.ledger, "--by", "Sở GDĐT", "--reason", "đồng hồ máy chủ sai", "--receipt", wrong)
	if out := d.must(t, rows("e.csv", "858,info_skills_rate,2024,30100,60000\n")...); !strings.Contains(out, "mới 1") {
		t.Errorf("what was withdrawn, filed again: %s", out)
	}
	out := d.must(t, "approve", "--plan", "vinh-long", "--plans", "../plans", "--ledger", d.ledger, "--by", "Sở GDĐT", "--reason", "đã đối chiếu",
		"--form", "annual-district", "--period", "2024", "--unit", "857")
	if !strings.Contains(out, "đã ghi với biên nhận") {
		t.Errorf("an approval of today: %s", out)
	}
	d.must(t, "verify", "--ledger", d.ledger)
}

// A machine that is named as the reporter of a file answers no question in it, and one that is named as whoever withdraws takes nothing
// back: both need somebody who has looked.
func TestAMachineNamedByACommandIsOne(t *testing.T) {
	d := newDesk(t)
	d.must(t, d.imports(d.file(t, "a.csv", csvHead+"857,info_skills_rate,2023,64480,104000\n"))...)
	d.must(t, "subjects", "add", "--plans", "../plans", "--ledger", d.ledger, "--kind", "machine", "--name", "Moodle", "--unit", "857")
	leap := d.file(t, "b.csv", "unit,indicator,period,numerator,denominator,reason\n857,info_skills_rate,2024,644800,1040000,điều tra lại toàn tỉnh\n")
	for _, dry := range [][]string{{"--dry-run"}, nil} {
		exit, _, stderr := d.run(t, d.imports(append(dry, "--reporter", "Moodle", leap)...)...)
		if exit != 1 || !strings.Contains(stderr, "máy không nêu lý do") {
			t.Errorf("%v: exit %d, %s", dry, exit, stderr)
		}
	}
	right := receiptOf.FindString(d.must(t, d.imports("--reporter", "Moodle", d.file(t, "c.csv", csvHead+"857,info_skills_rate,2024,65000,105000\n"))...))
	exit, _, stderr := d.run(t, "withdraw", "--plans", "../plans", "--ledger", d.ledger, "--receipt", right, "--reason", "đo nhầm hôm nay", "--by", "Moodle")
	if exit != 1 || !strings.Contains(stderr, "không được rút lại") {
		t.Errorf("a machine withdraws: exit %d, %s", exit, stderr)
	}
	for _, decides := range [][]string{{"approve"}, {"lock"}, {"no-reporter"}, {"extend", "--until", "2025-01-20", "--authority", "12/SGDĐT"}} {
		exit, _, stderr := d.run(t, append(decides, "--plans", "../plans", "--ledger", d.ledger, "--plan", "vinh-long", "--form", "annual-district", "--period", "2024", "--unit", "857",
			"--reason", "tự động", "--by", "Moodle")...)
		if exit != 1 || !strings.Contains(stderr, "--by: đây là máy: máy không quyết định") {
			t.Errorf("a machine decides (%s): exit %d, %s", decides[0], exit, stderr)
		}
	}
}
