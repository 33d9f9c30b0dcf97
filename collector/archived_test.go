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
