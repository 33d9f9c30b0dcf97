package main

import (
	"strings"
	"testing"
)

// One level, two plans: 3 under the duty that is its source, 2 under the other. Nothing is corrected, the source's stands, the other
// is kept beside it as a question, and the source answers.
func TestTwoPlansOneCell(t *testing.T) {
	d := newDesk(t)
	send := func(plan, name, text string, more ...string) string {
		t.Helper()
		args := append([]string{"import", "--plans", "../plans", "--ledger", d.ledger, "--plan", plan, "--create", d.file(t, name, text)}, more...)
		exit, stdout, stderr := d.run(t, args...)
		if exit != 0 {
			t.Fatalf("%s: %s%s", name, stdout, stderr)
		}
		return stdout
	}
	questions := func(args ...string) string {
		t.Helper()
		exit, stdout, stderr := d.run(t, append([]string{"questions", "--plans", "../plans", "--ledger", d.ledger}, args...)...)
		if exit != 0 {
			t.Fatal(stdout, stderr)
		}
		return stdout
	}
	const level = "unit,indicator,period,value,reason\n857,primary_universal_level,2024,"
	send("pcgd-xmc", "source.csv", level+"3,\n")
	if said := send("vinh-long", "other.csv", level+"2,\n"); !strings.Contains(said, "báo theo kế hoạch vinh-long-2021-2030") {
		t.Errorf("the sender is not told where the number went: %s", said)
	}
	if blank := d.must(t, "form", "857", "--plans", "../plans", "--ledger", d.ledger, "--plan", "vinh-long", "--period", "2024"); !strings.Contains(blank, "Giá trị: mức độ từ 0 đến 3;2024: 2") {
		t.Errorf("the form does not offer what was said on it:\n%s", blank)
	}
	if said := questions(); !strings.Contains(said, "Long Hồ (d:857@0), Phổ cập tiểu học, 2024: nguồn PCGD – XMC Vĩnh Long 3,") || !strings.Contains(said, "báo 2") || !strings.Contains(said, "chưa trả lời") {
		t.Errorf("questions:\n%s", said)
	}
	send("pcgd-xmc", "answer.csv", level+"3,Quyết định 12 ngày 20/11 công nhận mức 3\n")
	if said := questions("--period", "2024"); !strings.Contains(said, "trả lời: Quyết định 12") || !strings.Contains(said, "0 chưa trả lời") {
		t.Errorf("answered:\n%s", said)
	}
	approved := d.must(t, "approve", "--plans", "../plans", "--ledger", d.ledger, "--plan", "pcgd-xmc", "--form", "district", "--period", "2024", "--unit", "857", "--reason", "đã đối chiếu", "--by", "Sở GDĐT")
	if !strings.Contains(approved, " 1 ô") {
		t.Errorf("what another plan was told is approved, too: %s", approved)
	}
	send("vinh-long", "mended.csv", level+"3,\n")
	if said := questions(); strings.Contains(said, "Long Hồ") || !strings.Contains(said, "1 khớp") {
		t.Errorf("agreed:\n%s", said)
	}
	if said := questions("--all"); !strings.Contains(said, "Long Hồ") {
		t.Errorf("all:\n%s", said)
	}
	d.must(t, "verify", "--ledger", d.ledger)
}
