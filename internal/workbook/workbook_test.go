package workbook_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/workbook"
	"github.com/xhht/xhht/internal/workbook/workbooktest"
)

// dump writes what is read of a workbook: a letter for the kind, and what the cell says.
func dump(data []byte) (string, error) {
	b, err := workbook.Open("a.xlsx", data, workbook.DefaultLimits)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for i, s := range b.Sheets {
		fmt.Fprintf(&out, "%s:", s.Name)
		if s.Hidden {
			out.WriteString(" (hidden)")
		}
		err := b.Rows("a.xlsx", i, func(r workbook.Row) error {
			for _, c := range r.Cells {
				fmt.Fprintf(&out, " %s%d=%s%s", workbook.Column(c.Col), r.Number, []string{"", "t", "n", "%", "d", "b", "e"}[c.Kind], c)
				if c.Formula {
					out.WriteString("(f)")
				}
			}
			for _, m := range r.Merged {
				fmt.Fprintf(&out, " [%s%d:%s%d]", workbook.Column(m.FromCol), m.FromRow, workbook.Column(m.ToCol), m.ToRow)
			}
			return nil
		})
		if err != nil {
			return out.String(), err
		}
		out.WriteString("\n")
	}
	if b.Macros {
		out.WriteString("macros\n")
	}
	if b.External {
		out.WriteString("external\n")
	}
	if b.Font != 0 {
		fmt.Fprintf(&out, "%s\n", b.Font)
	}
	return out.String(), nil
}

var everything = workbooktest.Book{Sheets: []workbooktest.Sheet{
	{Name: "Biểu 1", Merged: []string{"A1:C1"}, Rows: [][]any{
		{"BIỂU SỐ LIỆU"},
		{"To\u0302\u0309ng so\u0302\u0301", nil, 1250, 1.25, "1.250", workbooktest.Percent(0.985)},
		{workbooktest.Day(45991), true, workbooktest.Err("#REF!"), workbooktest.Inline("trong ô"), 0.30000000000000004, -3},
		{workbooktest.Formula{Text: "SUM(C2:C3)", Result: 1250}, workbooktest.Formula{Text: "A1"}, workbooktest.Formula{Text: `"a"`, Result: "chữ"}, workbooktest.Formula{Text: "1/0", Result: workbooktest.Err("#REF!")}},
	}},
	{Name: "Ẩn", State: "hidden", Rows: [][]any{{"x"}}},
}}

// Both formats say the same of the same workbook, a number is told from a text that looks like one, and a formula's result counts only
// where the file kept it.
func TestBothFormatsSayTheSame(t *testing.T) {
	want := "Biểu 1: A1=tBIỂU SỐ LIỆU A2=tTổng số C2=n1250 D2=n1.25 E2=t1.250 F2=%98.5 " +
		"A3=d2025-11-30 B3=bTRUE C3=e#REF! D3=ttrong ô E3=n0.3 F3=n-3 A4=n1250(f) B4=(f) C4=tchữ(f) D4=e#REF!(f) [A1:C1]\nẨn: (hidden) A1=tx\n"
	for name, data := range map[string][]byte{"xlsx": everything.XLSX(), "xls": everything.XLS()} {
		if got, err := dump(data); err != nil || got != want {
			t.Errorf("%s:\n%s%v\nwant:\n%s", name, got, err, want)
		}
	}
}

// Days are counted from 1900, with a 29 February that never was, or from 1904.
func TestDatesAreRead(t *testing.T) {
	for _, tc := range []struct {
		day  float64
		from bool
		want string
	}{
		{45991, false, "d2025-11-30"}, {44529, true, "d2025-11-30"}, {45991.75, false, "d2025-11-30"}, {1, false, "d1900-01-01"}, {59, false, "d1900-02-28"},
		{61, false, "d1900-03-01"}, {0, true, "d1904-01-01"}, {-1, false, "n-1"}, {9e9, false, "n9000000000"},
	} {
		b := workbooktest.One([]any{workbooktest.Day(tc.day)})
		b.Date1904 = tc.from
		for name, data := range map[string][]byte{"xlsx": b.XLSX(), "xls": b.XLS()} {
			if got, err := dump(data); err != nil || got != "Biểu: A1="+tc.want+"\n" {
				t.Errorf("%s, day %v: %s%v, want %s", name, tc.day, got, err, tc.want)
			}
		}
	}
}

// Texts typed for the old fonts are read, in either format, and Unicode beside them stays.
func TestOldFontsAreRead(t *testing.T) {
	b := workbooktest.One([]any{"Tæng sè", "D©n téc", "N÷", "téc", "Vĩnh Long", "2026"})
	want := "Biểu: A1=tTổng số B1=tDân tộc C1=tNữ D1=ttộc E1=tVĩnh Long F1=t2026\nTCVN3 (ABC)\n"
	for name, data := range map[string][]byte{"xlsx": b.XLSX(), "xls": b.XLS()} {
		if got, err := dump(data); err != nil || got != want {
			t.Errorf("%s: %s%v", name, got, err)
		}
	}
}

// A table of texts that is longer than one record of the old format goes on in the next, in the middle of a letter's text.
func TestLongTablesOfTextGoOn(t *testing.T) {
	row, want := []any{}, "Biểu:"
	for i := range 200 {
		text := fmt.Sprintf("%03d%s", i, strings.Repeat("abcdefghij", 20))
		if i%3 == 0 {
			text += "ế"
		}
		row = append(row, text)
		want += fmt.Sprintf(" %s1=t%s", workbook.Column(i+1), text)
	}
	if got, err := dump(workbooktest.One(row).XLS()); err != nil || got != want+"\n" {
		t.Errorf("%d bytes and %v, want %d", len(got), err, len(want))
	}
}

// What excelize writes and xlwt wrote is read as they meant it: both know the formats from other sources than we do.
func TestWhatOthersWriteIsRead(t *testing.T) {
	f := excelize.NewFile()
	f.SetSheetName("Sheet1", "Số liệu")
	f.SetSheetRow("Số liệu", "A1", &[]any{"Đơn vị", 1250, 1.5, true, "1.250"})
	f.SetCellFormula("Số liệu", "A2", "SUM(B1:C1)")
	f.MergeCell("Số liệu", "A3", "C3")
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	if got, err := dump(out.Bytes()); err != nil || got != "Số liệu: A1=tĐơn vị B1=n1250 C1=n1.5 D1=bTRUE E1=t1.250 A2=(f) [A3:C3]\n" {
		t.Errorf("excelize: %s%v", got, err)
	}
	data, err := os.ReadFile("testdata/xlwt.xls")
	if err != nil {
		t.Fatal(err)
	}
	want := "Biểu XMC: A1=tTỔNG HỢP KẾT QUẢ XÓA MÙ CHỮ A2=tTổng A3=n1250 B3=n1.25 C3=t1.250 D3=%98.5 E3=d2025-11-30 F3=bTRUE A4=(f) [A1:F1]\nẨn: (hidden) A1=n-7 B1=n1000000000\n"
	if got, err := dump(data); err != nil || got != want {
		t.Errorf("xlwt: %s%v\nwant %s", got, err, want)
	}
}

// Good files with a few bytes changed are read or refused in a moment, and nothing breaks: the old format is full of numbers that say
// where something else begins.
func TestDamagedFilesAreReadOrRefused(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same files every time
	good := [][]byte{everything.XLSX(), everything.XLS()}
	for i := range 3000 {
		data := bytes.Clone(good[i%2])
		for range 1 + random.IntN(4) {
			data[random.IntN(len(data))] = byte(random.IntN(256))
		}
		if i%4 == 1 { // the head of a compound file
			data[44+4*random.IntN(8)] = byte(random.IntN(256))
		}
		begin := time.Now()
		if _, err := dump(data); err != nil {
			if _, told := errors.AsType[problem.Problem](err); !told {
				t.Fatalf("file %d: %v is no problem", i, err)
			}
		}
		if took := time.Since(begin); took > 10*time.Second {
			t.Fatalf("file %d took %s", i, took)
		}
	}
}

// Whatever a small file is, it is read or refused with a problem, and nothing breaks.
func FuzzOpen(f *testing.F) {
	f.Add(everything.XLSX())
	f.Add(everything.XLS())
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := dump(data); err != nil {
			if _, told := errors.AsType[problem.Problem](err); !told {
				t.Errorf("%v is no problem", err)
			}
		}
	})
}

// The old format's records without the compound file around them, which hides most of them from a fuzzer.
func FuzzBIFF(f *testing.F) {
	f.Add(everything.BIFF())
	f.Fuzz(func(t *testing.T, stream []byte) {
		if _, err := dump(workbooktest.Compound(map[string][]byte{"Workbook": stream})); err != nil {
			if _, told := errors.AsType[problem.Problem](err); !told {
				t.Errorf("%v is no problem", err)
			}
		}
	})
}

// A sheet's XML without the zip file around it.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row>`)
	f.Add(`<row><c s="1"><f>A1</f><v>1e400</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/>`)
	f.Fuzz(func(t *testing.T, xml string) {
		b := workbooktest.Book{Sheets: []workbooktest.Sheet{{Name: "a", Data: xml}}}
		if _, err := dump(b.XLSX()); err != nil {
			if _, told := errors.AsType[problem.Problem](err); !told {
				t.Errorf("%v is no problem", err)
			}
		}
	})
}

func TestColumnsHaveLetters(t *testing.T) {
	var got []string
	for _, n := range []int{1, 26, 27, 52, 703, 16384} {
		got = append(got, workbook.Column(n))
	}
	if want := []string{"A", "Z", "AA", "AZ", "AAA", "XFD"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
