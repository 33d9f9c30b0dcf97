package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/xhht/xhht/collector/ledger/ledgertest"
)

// onLedgers are all commands that open a ledger: what they are called with, and whether they only look at it.
func (d desk) onLedgers(t *testing.T) map[string]struct {
	args  []string
	looks bool
	trial bool // a dry run
} {
	csv := d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,1,2\n")
	by := []string{"--plans", "../plans", "--reason", "thử", "--by", "Sở GDĐT"}
	slot := append([]string{"--plan", "vinh-long", "--form", "annual-district", "--period", "2024"}, by...)
	withdraw := append([]string{"--unit", "857", "--indicator", "info_skills_rate", "--period", "2024", "--revision", "1"}, by...)
	type command = struct {
		args  []string
		looks bool
		trial bool
	}
	return map[string]command{
		"serve":            {args: []string{"--plans", "../plans", "--listen", "127.0.0.1:0", "--influx-url", ""}},
		"replay":           {args: []string{"--plans", "../plans", "--influx-url", "http://127.0.0.1:1"}},
		"import":           {args: []string{"--plans", "../plans", "--plan", "vinh-long", csv}},
		"import --dry-run": {args: []string{"--plans", "../plans", "--plan", "vinh-long", csv}, trial: true},
		"extend":           {args: append([]string{"--all", "--until", "2025-01-20"}, slot...)},
		"approve":          {args: append([]string{"--unit", "857"}, slot...)},
		"lock":             {args: append([]string{"--all"}, slot...)},
		"no-reporter":      {args: append([]string{"--unit", "857"}, slot...)},
		"recognise": {args: append([]string{"--plan", "vinh-long", "--indicator", "primary_universal_level", "--period", "2024", "--unit", "857", "--level", "3",
			"--on", "2024-12-20", "--authority", "1/QĐ", "--issuer", "UBND tỉnh"}, by...)},
		"done":               {args: append([]string{"--plan", "vinh-long", "--deliverable", "own-plans", "--on", "2021-08-30"}, by...)},
		"withdraw":           {args: withdraw},
		"withdraw --dry-run": {args: withdraw, trial: true},
		"plan accept":        {args: by},
		"quarantine retry":   {},
		"quarantine list":    {looks: true},
		"check":              {args: []string{"../plans"}, looks: true},
		"questions":          {args: []string{"--plans", "../plans"}, looks: true},
		"reports":            {args: []string{"--plans", "../plans", "--plan", "vinh-long"}, looks: true},
		"level":              {args: []string{"--plans", "../plans", "--unit", "857"}, looks: true},
		"form":               {args: []string{"--plans", "../plans", "857", "--plan", "vinh-long"}, looks: true},
		"workbook":           {args: []string{"--plans", "../plans", "857", "--plan", "vinh-long"}, looks: true},
		"verify":             {looks: true},
		"backup":             {args: []string{filepath.Join(d.dir, "copy.db")}, looks: true},
	}
}

// workspaceOnly are commands whose ledger says no more than where the workspace lies.
var workspaceOnly = []string{"subjects", "workspace"}

// No command that opens a ledger is missing in the table.
func TestEveryCommandOnALedgerIsTried(t *testing.T) {
	tried := newDesk(t).onLedgers(t)
	a := app{}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		name := strings.TrimPrefix(c.CommandPath(), "collector ")
		top, _, _ := strings.Cut(name, " ")
		if _, ok := tried[name]; c.LocalFlags().Lookup("ledger") != nil && !ok && !slices.Contains(workspaceOnly, top) {
			t.Errorf("%s has --ledger, and is not in the table", name)
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(a.root())
}

// Every command says of a ledger that it cannot open what is wrong and what to do, in Vietnamese, and touches nothing.
func TestACommandRefusesALedgerByName(t *testing.T) {
	for what, tc := range map[string]struct {
		make func(d desk, t *testing.T)
		says string
		hint string
		but  []string // commands that make a ledger, or go without one
	}{
		"newer": {func(d desk, t *testing.T) {
			d.must(t, d.imports(d.file(t, "first.csv", csvHead+"858,info_skills_rate,2024,1,2\n"))...)
			ledgertest.Newer(t, d.ledger)
		}, "sổ cái có định dạng 4, chương trình này chỉ biết đến định dạng 3", "Một bản collector mới hơn đã nâng cấp tệp: dùng bản đó", nil},
		"empty":   {func(d desk, t *testing.T) { d.file(t, "ledger.db", "") }, "tệp rỗng, chưa phải là sổ cái", "khôi phục từ bản sao lưu", []string{"serve"}},
		"junk":    {func(d desk, t *testing.T) { d.file(t, "ledger.db", strings.Repeat("báo cáo tháng 12\n", 100)) }, "tệp không phải là sổ cái", "Kiểm tra đường dẫn", nil},
		"missing": {func(desk, *testing.T) {}, "không có tệp này", "Kiểm tra", []string{"serve", "form", "workbook"}},
	} {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t)
			tc.make(d, t)
			for name, c := range d.onLedgers(t) {
				if slices.Contains(tc.but, name) {
					continue
				}
				before := d.files(t)
				exit, stdout, stderr := d.run(t, slices.Concat(strings.Fields(name), c.args, []string{"--ledger", d.ledger})...)
				line := lineWith(stderr, tc.says)
				if exit != 1 || !strings.HasPrefix(line, d.ledger+": "+tc.says+". ") || !strings.Contains(line, tc.hint) {
					t.Errorf("%s: exit %d, %s%s", name, exit, stdout, stderr)
				}
				if after := d.files(t); after != before {
					t.Errorf("%s: the folder holds\n%s\nand held\n%s", name, after, before)
				}
			}
		})
	}
}

// lineWith is the line in which something is said; not more of a message may be in another language.
func lineWith(text, said string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, said) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// files are what lies in the desk's folder, with a hash of each; the lock of a collector that serves is none.
func (d desk) files(t *testing.T) string {
	t.Helper()
	list, err := os.ReadDir(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range list {
		if text, err := os.ReadFile(filepath.Join(d.dir, f.Name())); err == nil && !strings.HasSuffix(f.Name(), ".lock") {
			sum := sha256.Sum256(text)
			out.WriteString(f.Name() + " " + hex.EncodeToString(sum[:8]) + "\n")
		}
	}
	return out.String()
}

// Commands that look read a ledger of an older format and leave it as it is; dry runs name the format and what brings it up to
// date; commands that write bring it up to date.
func TestCommandsOnAnOlderLedger(t *testing.T) {
	for file, format := range map[string]string{"version-1.sql": "định dạng 1", "version-2.sql": "định dạng 2"} {
		t.Run(file, func(t *testing.T) {
			d := newDesk(t)
			ledgertest.Restore(t, d.ledger, filepath.Join("ledger", "testdata", file))
			before := d.ledgerHash(t)
			for name, c := range d.onLedgers(t) {
				if !c.looks && !c.trial {
					continue
				}
				exit, stdout, stderr := d.run(t, slices.Concat(strings.Fields(name), c.args, []string{"--ledger", d.ledger})...)
				switch {
				case c.trial && (exit != 1 || !strings.Contains(stderr, "sổ cái còn ở "+format+", việc này cần định dạng 3") || !strings.Contains(stderr, "collector serve")):
					t.Errorf("%s: exit %d, %s%s", name, exit, stdout, stderr)
				case name == "level": // there are no counts in it
				case name == "check": // half a person was counted in it: one number is at fault, and no more
					if exit != 1 || !strings.Contains(stdout, "Số liệu mâu thuẫn trong sổ (1)") {
						t.Errorf("%s: exit %d, %s%s", name, exit, stdout, stderr)
					}
				case c.looks && exit != 0:
					t.Errorf("%s: exit %d, %s%s", name, exit, stdout, stderr)
				case (name == "verify" || name == "backup") && !strings.Contains(stderr, "sổ cái có "+format+", được đọc nguyên như vậy"):
					t.Errorf("%s does not name the format: %s", name, stderr)
				}
				if after := d.ledgerHash(t); after != before {
					t.Fatalf("%s changed the ledger", name)
				}
			}
			d.must(t, "lock", "--plans", "../plans", "--ledger", d.ledger, "--plan", "vinh-long", "--form", "annual-district", "--period", "2024", "--all", "--reason", "thử", "--by", "Sở GDĐT")
			if exit, out, stderr := d.run(t, "verify", "--ledger", d.ledger); exit != 0 || stderr != "" {
				t.Errorf("after a command that writes: exit %d, %s%s", exit, out, stderr)
			}
		})
	}
}

func (d desk) ledgerHash(t *testing.T) string { return lineWith(d.files(t), "ledger.db ") }

// A ledger that somebody changed is told of in the reader's language, with what to do; the same for a head that is gone.
func TestVerifyTellsWhatIsBroken(t *testing.T) {
	d := newDesk(t)
	d.must(t, d.imports(d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,1,2\n"))...)
	gone := strings.Repeat("0", 64)
	if exit, _, stderr := d.run(t, "verify", "--ledger", d.ledger, "--head", gone); exit != 1 || !strings.Contains(stderr, "chuỗi không còn chứa đầu chuỗi này") || !strings.Contains(stderr, gone) {
		t.Errorf("a head that is gone: exit %d, %s", exit, stderr)
	}
	ledgertest.SQL(t, d.ledger, `DROP TRIGGER entries_keep`, `UPDATE entries SET numerator = 2`)
	for language, want := range map[string]string{
		"vi": "Sổ cái không còn nguyên vẹn từ số 2: các ô số liệu đã bị sửa. Giữ nguyên tệp này làm bằng chứng",
		"en": "The ledger is broken at number 2: its entries were changed. Keep this file as evidence",
	} {
		if exit, out, stderr := d.run(t, "verify", "--ledger", d.ledger, "--lang", language); exit != 1 || out != "" || !strings.HasPrefix(stderr, want) {
			t.Errorf("exit %d, %s%s", exit, out, stderr)
		}
	}
}

// The file of a configuration may be given as it is named, without a flag.
func TestConfigChecksAFile(t *testing.T) {
	d := newDesk(t)
	good, bad := d.file(t, "good.yml", "limits: {rows: 5}\n"), d.file(t, "bad.yml", "limit: {rows: 5}\n")
	if out := d.must(t, "config", good); !strings.Contains(out, "rows: 5") {
		t.Errorf("%s", out)
	}
	if exit, out, stderr := d.run(t, "config", bad); exit != 1 || out != "" || !strings.Contains(stderr, "bad.yml:1") {
		t.Errorf("exit %d, %s%s", exit, out, stderr)
	}
}
