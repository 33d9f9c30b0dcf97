package main

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

var receiptOf = regexp.MustCompile(`XHHT(-[0-9A-Z]{4}){3}`)

func TestWithdraw(t *testing.T) {
	d := newDesk(t)
	withdraw := func(args ...string) []string {
		return append([]string{"withdraw", "--plans", "../plans", "--ledger", d.ledger, "--by", "Sở GDĐT", "--reason", "nộp nhầm"}, args...)
	}
	file := d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,60123,121000\n858,info_skills_rate,2024,70000,100000\n")
	first := receiptOf.FindString(d.must(t, d.imports(file)...))
	d.must(t, d.imports(d.file(t, "b.csv", csvHead+"857,info_skills_rate,2024,60124,121000\n"))...)
	cell := withdraw("--unit", "Huyện Long Hồ", "--indicator", "info_skills_rate", "--period", "2024", "--revision", "2")

	if out := d.must(t, append(cell, "--dry-run")...); !strings.Contains(out, "Xem trước, chưa ghi gì: 1 ô số liệu, sẽ rút 1") {
		t.Errorf("preview: %s", out)
	}
	out := d.must(t, cell...)
	if !strings.Contains(out, "Đã rút lại với biên nhận XHHT-") {
		t.Errorf("receipt: %s", out)
	}
	if again := d.must(t, cell...); !strings.Contains(again, receiptOf.FindString(out)) || !strings.Contains(again, "không ghi thêm gì") {
		t.Errorf("the same withdrawal again: %s", again)
	}
	if out := d.must(t, withdraw("--receipt", first, "--lang", "en")...); !strings.Contains(out, "2 cells, 2 taken back, 0 were before") {
		t.Errorf("a whole receipt: %s", out)
	}
	if out := d.must(t, d.imports(file)...); !strings.Contains(out, "mới 2") {
		t.Errorf("the same file filed again: %s", out)
	}
	for want, args := range map[string][]string{
		"đã được rút lại bằng biên nhận":    withdraw("--receipt", first, "--reason", "lý do khác"),
		"--receipt: sổ không có biên nhận":  withdraw("--receipt", "XHHT-0000-0000-0000"),
		"chưa nêu rút lại gì":               withdraw(),
		"--revision: chưa nêu lần ghi nào":  withdraw("--unit", "857", "--indicator", "info_skills_rate", "--period", "2024"),
		"--reason: thiếu lý do":             withdraw("--receipt", first, "--reason", ""),
		"--by: thiếu tên người":             withdraw("--receipt", first, "--by", ""),
		"ô này không có lần ghi số liệu đó": withdraw("--unit", "857", "--indicator", "info_skills_rate", "--period", "2024", "--revision", "9"),
	} {
		if exit, _, stderr := d.run(t, args...); exit != 1 || !strings.Contains(stderr, want) {
			t.Errorf("exit %d, %q is missing in %s", exit, want, stderr)
		}
	}
	if out := d.must(t, "verify", "--ledger", d.ledger); !strings.HasPrefix(out, "verified: 5 submissions, 1 decisions, 8 entries\n") {
		t.Errorf("verify: %s", out)
	}
}

func TestLock(t *testing.T) {
	d := newDesk(t)
	file := d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,60123,121000\n")
	d.must(t, d.imports(file)...)
	lock := func(args ...string) []string {
		return d.decides("lock", append([]string{"--form", "annual-district", "--period", "2024", "--reason", "chốt số liệu", "--by", "Sở GDĐT"}, args...)...)
	}
	if out := d.must(t, lock("--all")...); !strings.Contains(out, "Khóa sổ biểu annual-district kỳ 2024, tất cả đơn vị: đã ghi với biên nhận XHHT-") {
		t.Errorf("receipt: %s", out)
	}
	fixed := d.file(t, "b.csv", csvHead+"857,info_skills_rate,2024,60124,121000\n")
	if exit, _, stderr := d.run(t, d.imports(fixed)...); exit != 1 || !strings.Contains(stderr, "kỳ này đã khóa sổ") {
		t.Errorf("a file for a locked period: exit %d, %s", exit, stderr)
	}
	d.must(t, d.imports("--note", "đính chính theo biên bản", fixed)...)
	d.must(t, lock("--unit", "857", "--withdraw")...)
	d.must(t, d.imports(d.file(t, "c.csv", csvHead+"857,info_skills_rate,2024,60125,121000\n"))...)
	if exit, _, stderr := d.run(t, lock("--all", "--period", "2030")...); exit != 1 || !strings.Contains(stderr, "kỳ chưa bắt đầu") {
		t.Errorf("a period that has not begun: exit %d, %s", exit, stderr)
	}
}

// A, B, then A again out of files: the operator says what was seen, and invents no reason.
func TestImportOnABase(t *testing.T) {
	d := newDesk(t)
	a := d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,60123,121000\n")
	b := d.file(t, "b.csv", csvHead+"857,info_skills_rate,2024,60124,121000\n")
	d.must(t, d.imports(a)...)
	second := receiptOf.FindString(d.must(t, d.imports(b)...))
	exit, _, stderr := d.run(t, d.imports(a)...)
	if exit != 1 || !strings.Contains(stderr, "(--base "+second+")") || !strings.Contains(stderr, "60124/121000") || !strings.Contains(stderr, "import:b.csv") {
		t.Errorf("exit %d: %s", exit, stderr)
	}
	if out := d.must(t, d.imports("--base", second, a)...); !strings.Contains(out, "sửa 1") {
		t.Errorf("on the base: %s", out)
	}
	if exit, _, stderr := d.run(t, d.imports("--base", second, b)...); exit != 1 || !strings.Contains(stderr, "từ đó đã thành") {
		t.Errorf("the base moved: exit %d, %s", exit, stderr)
	}
}

// What a file is called proves nothing about who saw what: its content is what it was before, whatever brought it. So three files taken
// twice leave what the last of them says, and it gets its receipt again.
func TestAFilesNameIsNoSender(t *testing.T) {
	const first, then, last = "858,info_skills_rate,2024,1,100\n", "858,info_skills_rate,2024,2,100\n", "858,info_skills_rate,2024,3,100\n"
	for name, file := range map[string]func(d desk, rows, name string) []string{
		"of three names": func(d desk, rows, name string) []string { return d.imports(d.file(t, name, csvHead+rows)) },
		"of one name":    func(d desk, rows, _ string) []string { return d.imports(d.file(t, "x.csv", csvHead+rows)) },
		"of a named sender": func(d desk, rows, name string) []string {
			return d.imports("--reporter", "Huyện Mang Thít", d.file(t, name, csvHead+rows))
		},
		"of another sender": func(d desk, rows, name string) []string {
			return d.imports("--reporter", name, d.file(t, name, csvHead+rows))
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.must(t, file(d, first, "i.csv")...)
			d.must(t, file(d, then, "a.csv")...)
			receipt := receiptOf.FindString(d.must(t, file(d, last, "b.csv")...))
			for _, rows := range []string{first, then} {
				if exit, out, stderr := d.run(t, file(d, rows, "old.csv")...); exit != 1 || !strings.Contains(stderr, "đã được nhận") {
					t.Errorf("an older file: exit %d, %s%s", exit, out, stderr)
				}
			}
			if out := d.must(t, file(d, last, "b.csv")...); !strings.Contains(out, receipt+"; không ghi thêm gì") {
				t.Errorf("the last file again: %s, want %s", out, receipt)
			}
		})
	}
}

// What a report says beside numbers, and what was taken back, as of before and after.
func TestReportsShowNobodyUnverifiedAndWithdrawn(t *testing.T) {
	d := office2024(t)
	const head = "unit,indicator,period,numerator,denominator,nobody,unverified,reason\n"
	d.must(t, d.imports("--received-on", "2024-12-09", d.file(t, "e.csv", head+"861,clc_ict_rate,2024,,,x,,huyện không có trung tâm\n861,info_skills_rate,2024,,,,61.5,\n861,life_skills_rate,2024,50,100,,,\n"))...)
	line := func(args ...string) string {
		t.Helper()
		for row := range strings.Lines(d.must(t, d.decides("reports", append([]string{"--period", "2024", "--form", "annual-district"}, args...)...)...)) {
			if strings.Contains(row, "d:861@0") {
				return row
			}
		}
		t.Fatal("the unit is in no line")
		return ""
	}
	if got := line(); !strings.Contains(got, "có 2/12 ô; 1 ô không có đối tượng; 1 tỷ lệ chưa có số đếm") {
		t.Errorf("nobody and unverified: %s", got)
	}
	d.now = func() time.Time { return time.Date(2024, 12, 22, 3, 0, 0, 0, time.UTC) }
	d.must(t, "withdraw", "--plans", "../plans", "--ledger", d.ledger, "--by", "Sở GDĐT", "--reason", "nhầm đơn vị", "--unit", "861", "--indicator", "life_skills_rate", "--period", "2024", "--revision", "1")
	if got := line(); !strings.Contains(got, "có 1/12 ô") || !strings.Contains(got, "1 ô đã rút lại") {
		t.Errorf("withdrawn: %s", got)
	}
	if got := line("--as-of", "2024-12-21"); !strings.Contains(got, "có 2/12 ô") || strings.Contains(got, "rút lại") {
		t.Errorf("as of the day before: %s", got)
	}
	if got := line("--csv"); !strings.HasSuffix(strings.TrimSpace(got), ";1;12;1;1;1") {
		t.Errorf("CSV: %s", got)
	}
}
