package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/xhht/xhht/internal/golden"
)

// atForm is a desk on a day on which 2025 is reported.
func atForm(t *testing.T) desk {
	d := newDesk(t)
	d.now = func() time.Time { return time.Date(2026, 1, 15, 3, 0, 0, 0, time.UTC) }
	return d
}

// atOldForm is a desk on a day on which 2024 is reported, the last year of the districts.
func atOldForm(t *testing.T) desk {
	d := newDesk(t)
	d.now = func() time.Time { return time.Date(2025, 1, 15, 3, 0, 0, 0, time.UTC) }
	return d
}

func (d desk) forms(args ...string) []string {
	return append([]string{"form", "--plans", "../plans", "--ledger", d.ledger}, args...)
}

// The empty form is what import takes back: filled in, by somebody who leaves some rows for later.
func TestTheEmptyFormIsTakenBack(t *testing.T) {
	d := atOldForm(t)
	blank := d.must(t, d.forms("857", "--plan", "vinh-long")...)
	golden.Equal(t, "testdata/form/857.vi.csv", blank)
	golden.Equal(t, "testdata/form/857.en.csv", d.must(t, d.forms("--unit", "Huyện Long Hồ", "--plan", "vinh-long", "--lang", "en")...))
	lines := strings.Split(blank, "\n")
	for i, l := range lines {
		switch {
		case strings.Contains(l, ";info_skills_rate;") && strings.Contains(l, ";all;Chung;"):
			lines[i] = strings.Replace(l, ";all;Chung;;;", ";all;Chung;53040;104000;", 1)
		case strings.Contains(l, ";info_skills_rate;") && strings.Contains(l, ";sex=female;Nữ;"):
			lines[i] = strings.Replace(l, ";Nữ;;;", ";Nữ;26450;53000;", 1)
		case strings.Contains(l, ";primary_universal_level;"):
			lines[i] = strings.Replace(l, ";Chung;;;;", ";Chung;;;3;", 1)
		}
	}
	exit, stdout, stderr := d.run(t, d.imports("--plan", "vinh-long", d.file(t, "bieu.csv", strings.Join(lines, "\n")))...)
	if exit != 0 || !strings.Contains(stdout, "3 ô số liệu") || !strings.Contains(stderr, "dòng chưa có số, không tính là đã báo cáo") {
		t.Fatalf("exit %d, %q, %q", exit, stdout, stderr)
	}
	if again := d.must(t, d.forms("857", "--plan", "vinh-long")...); !strings.Contains(again, ";2024: 53040/104000\n") {
		t.Errorf("the last number is missing in\n%s", again)
	}
	missing := d.must(t, "reports", "--missing", "--plans", "../plans", "--ledger", d.ledger, "--plan", "vinh-long", "--period", "2024", "--form", "annual-district")
	golden.Equal(t, "testdata/reports/missing.vi.txt", missing)
	golden.Equal(t, "testdata/reports/missing.csv", d.must(t, "reports", "--missing", "--csv", "--plans", "../plans", "--ledger", d.ledger, "--plan", "vinh-long", "--period", "2024", "--form", "annual-district"))
}

// The same as a workbook is taken back, under another name and without saying for which plan it is.
func TestTheWorkbookIsTakenBack(t *testing.T) {
	d := atOldForm(t)
	f, err := excelize.OpenReader(strings.NewReader(d.must(t, append([]string{"workbook"}, d.forms("857", "--plan", "vinh-long")[1:]...)...)))
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetList()[0]
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	at := 1 + slices.IndexFunc(rows, func(r []string) bool { return len(r) > 5 && r[2] == "info_skills_rate" && r[5] == "all" })
	f.SetCellInt(sheet, fmt.Sprint("H", at), 53040)
	f.SetCellInt(sheet, fmt.Sprint("I", at), 104000)
	var filled strings.Builder
	if err := f.Write(&filled); err != nil {
		t.Fatal(err)
	}
	imports := []string{"import", "--create", "--plans", "../plans", "--ledger", d.ledger, d.file(t, "gửi qua zalo.xlsx", filled.String())}
	exit, stdout, stderr := d.run(t, imports...)
	if exit != 0 || !strings.Contains(stdout, "1 ô số liệu, mới 1") || !strings.Contains(stderr, "chưa có số, không tính là đã báo cáo") {
		t.Fatalf("exit %d, %q, %q", exit, stdout, stderr)
	}
	next, err := excelize.OpenReader(strings.NewReader(d.must(t, append([]string{"workbook"}, d.forms("857", "--plan", "vinh-long")[1:]...)...)))
	if err != nil {
		t.Fatal(err)
	}
	if last, _ := next.GetCellValue(sheet, fmt.Sprint("L", at)); last != "2024: 53040/104000" {
		t.Errorf("the last number is %q", last)
	}
}

func TestFormsAreRefused(t *testing.T) {
	d := atForm(t)
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"no unit":         {[]string{"--plan", "vinh-long"}, "--unit: thiếu cờ này"},
		"an unknown unit": {[]string{"Huyện Long Hổ", "--plan", "vinh-long"}, "Gần giống: Huyện Long Hồ (857)"},
		"no such duty":    {[]string{"c:29587@0", "--plan", "vinh-long"}, "không yêu cầu đơn vị này nộp biểu nào"},
		"a closed unit":   {[]string{"29587", "--plan", "pcgd", "--period", "2025"}, "từ 01/07/2025 là Xã An Bình (29584)"},
		"another form":    {[]string{"857", "--plan", "vinh-long", "--form", "x"}, "Một trong: annual-"},
		"another period":  {[]string{"857", "--plan", "vinh-long", "--period", "năm 2025"}, "kỳ báo cáo không đúng dạng"},
		"no plan":         {[]string{"857"}, "--plan: thiếu cờ này"},
	} {
		if exit, stdout, stderr := d.run(t, d.forms(tc.args...)...); exit != 1 || stdout != "" || !strings.Contains(stderr, tc.want) {
			t.Errorf("%s: exit %d, %q, %q; want %q", name, exit, stdout, stderr, tc.want)
		}
	}
	// Without a period the last form that the unit owed is printed, and what it is now is said.
	if exit, stdout, stderr := d.run(t, d.forms("29587", "--plan", "pcgd")...); exit != 0 || !strings.Contains(stdout, ";2024;") || !strings.Contains(stderr, "Xã An Bình (29584)") {
		t.Errorf("exit %d, %q, %q", exit, stdout[:200], stderr)
	}
}
