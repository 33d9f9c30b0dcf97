package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// archivedPlan is a plan that was reported on and has left the folder, with an indicator that only it asks for.
const archivedPlan, archivedIndicator = "phu-my-2024", "out_of_school_disadvantaged_children"

// What was reported on a plan that is no longer in force, of an indicator that today's catalogue does not know, is taken back by its
// receipt; by the cell it is refused with that advice.
func TestWithdrawWithoutItsPlan(t *testing.T) {
	d := newRegimeDesk(t)
	takes := func(name, rows string) string {
		file := d.file(t, name, "unit,indicator,period,numerator,denominator,value\n"+rows)
		return receiptOf.FindString(d.must(t, d.with("import", "--plan", archivedPlan, "--reporter", "UBND thị trấn", file)...))
	}
	first := takes("a.csv", "30406,info_skills_rate,2024,1000,4000,\n30406,"+archivedIndicator+",2024,,,12\n")
	second := takes("b.csv", "30406,info_skills_rate,2024,1200,4000,\n30406,"+archivedIndicator+",2024,,,14\n")
	d.archives(t)
	why := []string{"--reason", "kế hoạch đã hết", "--by", "Sở GDĐT"}
	if exit, _, stderr := d.run(t, d.with("plan", "accept")...); exit == 0 {
		t.Fatalf("the past changes without a reason: %s", stderr)
	}
	d.must(t, slices.Concat([]string{"plan", "accept", "--plans", d.plans, "--ledger", d.ledger}, why)...)

	withdraw := func(args ...string) []string {
		return d.with("withdraw", append([]string{"--reason", "nhầm số", "--by", "Sở GDĐT"}, args...)...)
	}
	out := d.must(t, withdraw("--receipt", second)...)
	for _, want := range []string{"rút 2", "1200/4000 (30%) → 1000/4000 (25%)", archivedIndicator + ", 2024: 14 → 12"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in %s", want, out)
		}
	}
	cell := func(indicator string) []string {
		return withdraw("--unit", "30406", "--indicator", indicator, "--period", "2024", "--revision", "1")
	}
	if out := d.must(t, cell("info_skills_rate")...); !strings.Contains(out, "1000/4000 (25%) → không còn số liệu") {
		t.Errorf("by cell: %s", out)
	}
	if exit, _, stderr := d.run(t, cell(archivedIndicator)...); exit != 1 || !strings.Contains(stderr, "rút theo biên nhận (--receipt)") {
		t.Errorf("by a cell that nobody knows: exit %d, %s", exit, stderr)
	}
	if out := d.must(t, withdraw("--receipt", first)...); !strings.Contains(out, "12 → không còn số liệu") {
		t.Errorf("the rest: %s", out)
	}
	d.must(t, "verify", "--ledger", d.ledger)
	d.must(t, d.with("reports", "--plan", "vinh-long")...)
}

// archives takes the plan and its indicator out of the folder.
func (d *regimeDesk) archives(t *testing.T) {
	t.Helper()
	path := filepath.Join(d.plans, "indicators.yaml")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(raw), "  - id: "+archivedIndicator+"\n")
	_, after, _ := strings.Cut(rest, "\n  - id: ")
	if err := os.WriteFile(path, []byte(before+"  - id: "+after), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(d.plans, archivedPlan+".yaml")); err != nil {
		t.Fatal(err)
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
