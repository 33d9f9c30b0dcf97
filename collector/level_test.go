package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
)

// Literacy in Long Hồ, 2024, worked out by hand. The district had 15 communes on 30 September; level 2 needs 90%, which is
// 13.5, so 14. 13 communes reach it: 12 with 1900 of 2000 people, and Hòa Phú, which has special difficulties, with 900 of
// 1000 aged 15 to 35. An Bình has 1799 where it needs 1800. Phước Hậu is silent: if it reaches level 2 the district does, if
// not it does not. Level 1 is reached by 14 whatever Phước Hậu says.
func TestLevelOfADistrictWithOneCommuneSilent(t *testing.T) {
	d := newDesk(t)
	counts := filepath.Join("testdata", "level", "long-ho-2024.csv")
	for name, args := range map[string][]string{
		"long-ho.vi.txt": {"--unit", "Huyện Long Hồ", "--programme", "literacy"},
		"long-ho.en.txt": {"--unit", "857", "--programme", "literacy", "--lang", "en"},
		"an-binh.vi.txt": {"--unit", "29587", "--programme", "literacy", "--year", "2024"},
		"hoa-phu.vi.txt": {"--unit", "c:29617@0", "--programme", "literacy"},
		"lapse.en.txt":   {"--unit", "29587", "--programme", "primary", "--facts", filepath.Join("testdata", "level", "an-binh-2021-2024.csv"), "--lang", "en"},
		"lapse.vi.txt":   {"--unit", "29587", "--programme", "primary", "--facts", filepath.Join("testdata", "level", "an-binh-2021-2024.csv")},
	} {
		t.Run(name, func(t *testing.T) {
			args = append([]string{"level", "--plans", "../plans", "--facts", counts}, args...)
			golden.Equal(t, filepath.Join("testdata", "level", name), d.must(t, args...))
		})
	}
}

// The page for people shows the same answer beside the calculation by hand.
func TestTheHandCalculationShowsWhatTheProgramSays(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "tinh-tay-muc-do.md"))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := os.ReadFile(filepath.Join("testdata", "level", "long-ho.vi.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "```\n"+string(answer)+"```") {
		t.Errorf("docs/tinh-tay-muc-do.md does not show the answer:\n%s", answer)
	}
}

// The same numbers, reported and kept in the ledger, give the same page word by word.
func TestLevelOfWhatWasReported(t *testing.T) {
	d := newDesk(t)
	d.must(t, d.regimeImport(d.file(t, "bao-cao.csv", reported(t, filepath.Join("testdata", "level", "long-ho-2024.csv"))))...)
	for name, args := range map[string][]string{
		"long-ho.vi.txt": {"--unit", "Huyện Long Hồ", "--programme", "literacy"},
		"long-ho.en.txt": {"--unit", "857", "--programme", "literacy", "--lang", "en"},
		"an-binh.vi.txt": {"--unit", "An Bình", "--programme", "literacy", "--year", "2024"},
		"hoa-phu.vi.txt": {"--unit", "c:29617@0", "--programme", "literacy"},
	} {
		t.Run(name, func(t *testing.T) {
			args = append([]string{"level", "--plans", "../plans", "--ledger", d.ledger}, args...)
			golden.Equal(t, filepath.Join("testdata", "level", name), d.must(t, args...))
		})
	}
}

// A ledger from before the rules holds two numbers of one whole: that is told, and nothing is concluded from either. A new commune
// of the old territory, and the territory itself, are judged by what came for them.
func TestLevelConcludesNothingFromWhatContradictsItself(t *testing.T) {
	d := newDesk(t)
	head := "unit,indicator,period,numerator,denominator,value\n"
	d.must(t, d.regimeImport(d.file(t, "1.csv", head+"29587,age15_18_graduated,2024,80,100,\n29587,lower_secondary_universal_level,2024,,,3\nc:29551@2025-07-01,age6_in_grade1,2025,97,100,\n"))...)
	book, err := ledger.Open(t.Context(), d.ledger, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	_, err = book.Accept(t.Context(), ledger.Submission{Plan: "pcgd-xmc-vinh-long", Reporter: "trước khi có quy tắc", Source: ledger.SourceImport,
		Entries: []report.Entry{{Unit: "c:29587@0", Indicator: "age15_18_in_upper", Period: period.Year(2024), Group: catalogue.GroupAll, Numerator: new(80.0), Denominator: new(101.0)}}})
	if err := errors.Join(err, book.Close()); err != nil {
		t.Fatal(err)
	}
	level := func(args ...string) string {
		return d.must(t, append([]string{"level", "--plans", "../plans", "--ledger", d.ledger, "--unit"}, args...)...)
	}
	golden.Equal(t, filepath.Join("testdata", "level", "contradiction.vi.txt"), level("29587", "--programme", "lower_secondary"))
	golden.Equal(t, filepath.Join("testdata", "level", "after-the-reform.vi.txt"), level("p:86@0", "--programme", "literacy", "--year", "2025"))
	if out := level("c:29551@2025-07-01", "--programme", "primary"); !strings.Contains(out, "năm 2025") || !strings.Contains(out, "có 97 (97%)") {
		t.Errorf("a commune of after the reform:\n%s", out)
	}
}

func (d desk) regimeImport(file string) []string {
	return []string{"import", "--create", "--plans", "../plans", "--plan", "pcgd", "--ledger", d.ledger, file}
}

// reported turns a file of counts into the rows of a report: every part over its whole.
func reported(t *testing.T, path string) string {
	t.Helper()
	reg, err := planfile.Load("../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("pcgd-xmc-vinh-long")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := "unit,indicator,period,numerator,denominator,value\n"
	for _, rec := range records[1:] {
		cell := map[string]string{}
		for i, title := range records[0] {
			cell[title] = rec[i]
		}
		row := func(indicator, numerator, denominator, value string) {
			out += strings.Join([]string{cell["unit"], indicator, cell["year"], numerator, denominator, value}, ",") + "\n"
		}
		for _, f := range reg.Law.Facts {
			if f.Of != "" && cell[f.ID] != "" {
				row(f.ID, cell[f.ID], cell[f.Of], "")
			}
		}
		if v := cell["declared_literacy"]; v != "" {
			row(p.Judging.Declared[law.Literacy], "", "", v)
		}
		if v := map[string]string{"có": "1", "không": "0"}[cell["special_difficulty"]]; v != "" {
			row(p.Judging.Special, "", "", v)
		}
	}
	return out
}

func TestLevelLeavesOutProgrammesWithoutRules(t *testing.T) {
	d := newDesk(t)
	counts := d.file(t, "2024.csv", "unit,year\n29587,2024\n")
	args := []string{"level", "--plans", "../plans", "--facts", counts, "--unit", "29587"}
	out := d.must(t, args...)
	if strings.Contains(out, "3 đến 5 tuổi") || !strings.Contains(out, "xóa mù chữ: chưa rõ") || !strings.Contains(out, "xã chưa có số liệu") {
		t.Errorf("a commune that reported nothing in 2024:\n%s", out)
	}
	province := d.file(t, "2025.csv", "unit,year\np:86@2025-07-01,2025\n")
	out = d.must(t, "level", "--plans", "../plans", "--facts", province, "--unit", "86")
	if !strings.Contains(out, "mầm non cho trẻ em 5 tuổi: chưa rõ, dữ liệu luật không có quy định nào") || !strings.Contains(out, "cần 101/124 xã (≥ 81%)") {
		t.Errorf("a two-tier province, for which no rule on 5-year-olds is known:\n%s", out)
	}
	if out := d.must(t, append(args, "--programme", "preschool_3_5")...); !strings.Contains(out, "không có quy định nào có hiệu lực") {
		t.Errorf("a programme that was asked for and has no rule:\n%s", out)
	}
}

func TestLevelRefuses(t *testing.T) {
	d := newDesk(t)
	good := d.file(t, "tot.csv", "unit,year,age6\n29587,2024,100\n")
	empty := filepath.Join(d.dir, "empty.db")
	d.must(t, "import", "--create", "--plans", "../plans", "--plan", "vinh-long", "--ledger", empty, d.file(t, "khac.csv", csvHead+"857,info_skills_rate,2024,1,2\n"))
	bad := d.file(t, "xau.csv", "unit,year,age6\n29587,2024,1.000\n")
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"no ledger":         {[]string{"--unit", "857", "--ledger", d.dir + "/none.db"}, "thêm --facts TỆP"},
		"no regime":         {[]string{"--unit", "Huyện Gia Bình", "--ledger", empty}, "không chế độ báo cáo nào"},
		"nothing reported":  {[]string{"--unit", "857", "--ledger", empty}, "sổ chưa có số liệu"},
		"no unit named":     {[]string{"--facts", good}, "--unit: thiếu cờ này"},
		"a file not there":  {[]string{"--facts", d.dir + "/none.csv", "--unit", "857"}, "none.csv"},
		"faulty counts":     {[]string{"--facts", bad, "--unit", "857"}, "xau.csv:2: cột age6 cần một số nguyên"},
		"only a header":     {[]string{"--facts", d.file(t, "rong.csv", "unit,year\n"), "--unit", "857"}, "không có dòng số liệu nào"},
		"an unknown unit":   {[]string{"--facts", good, "--unit", "Không Có"}, "không có đơn vị này vào ngày 30/9/2024"},
		"a name of several": {[]string{"--facts", good, "--unit", "An Bình"}, "c:29587@0 Xã An Bình, Huyện Long Hồ, Tỉnh Vĩnh Long"},
		"a unit that ended": {[]string{"--facts", good, "--unit", "857", "--year", "2025"}, "Cấp huyện đã kết thúc"},
		"a programme":       {[]string{"--facts", good, "--unit", "857", "--programme", "thcs"}, "không có chương trình này"},
		"plans not there":   {[]string{"--facts", good, "--unit", "857", "--plans", d.dir + "/none"}, "none/areas.csv: không có tệp này. Kiểm tra thư mục kế hoạch"},
		"a unit of nowhere": {[]string{"--unit", "Không Có", "--ledger", empty}, "không có đơn vị nào mang mã hoặc tên này"},
		"before any law":    {[]string{"--unit", "29587", "--ledger", empty, "--year", "1900"}, "không quy định nào về mức độ có hiệu lực vào ngày 30/09/1900"},
		"a day to come":     {[]string{"--unit", "29587", "--ledger", empty, "--as-of", "2999-01-01"}, "--as-of: ngày này chưa đến"},
		"another language":  {[]string{"--facts", good, "--unit", "857", "--lang", "fr"}, "--lang: cờ này không nhận giá trị đó (\"fr\"). Ghi vi hoặc en"},
	} {
		t.Run(name, func(t *testing.T) {
			exit, stdout, stderr := d.run(t, append([]string{"level", "--plans", "../plans"}, tc.args...)...)
			if exit != 1 || stdout != "" || !strings.Contains(stderr, tc.want) {
				t.Errorf("exit %d, %q, %q; want 1 and %q", exit, stdout, stderr, tc.want)
			}
		})
	}
}
