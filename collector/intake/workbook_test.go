package intake_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/timeliness"
	"github.com/xhht/xhht/internal/workbook/workbooktest"
)

// decodeBook reads a workbook and says what its rows hold, or its problems and notices by code and place.
func decodeBook(t *testing.T, data []byte) (rows, told []string) {
	t.Helper()
	doc, err := intake.Decode("bao-cao.xlsx", bytes.NewReader(data), intake.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range doc.Notices {
		told = append(told, string(n.Code)+" @"+n.Place.String())
	}
	list, err := doc.Rows()
	if err != nil {
		for _, p := range problemsOf(t, err) {
			told = append(told, string(p.Code)+" @"+p.Place.String())
		}
		return nil, told
	}
	for _, r := range list {
		rows = append(rows, strings.Join([]string{r.Place.String(), r.Unit, r.Indicator, r.Period, r.Group, r.Numerator, r.Denominator, r.Value}, "|"))
	}
	return rows, told
}

var bookHead = []any{"Đơn vị", "Chỉ số", "Kỳ", "Nhóm", "Tử số", "Mẫu số", "Giá trị"}

// A table is found wherever it stands in whichever sheet, in whatever order its columns are; a number is the number it is.
func TestTablesOfWorkbooksAreFound(t *testing.T) {
	want := []string{"bao-cao.xlsx: Biểu!5|857|info_skills_rate|2024||60123|121000|"}
	for name, b := range map[string]workbooktest.Book{
		"below titles": workbooktest.One([]any{"ỦY BAN NHÂN DÂN"}, nil, []any{"Biểu số liệu năm 2024"}, bookHead, []any{857, "info_skills_rate", 2024, nil, 60123, 121000}),
		"moved columns and a remark beside": workbooktest.One(nil, nil, nil, []any{"Mẫu số", "Kỳ", "TỬ SỐ*", "Ghi chú", "Chi\u0309 so\u0302\u0301", "Đơn vị"},
			[]any{121000, "2024", workbooktest.Formula{Text: "A1", Result: 60123}, nil, "info_skills_rate", "857", "đã kiểm tra"}),
		"typed for an old font": workbooktest.One(nil, nil, nil, []any{"§¬n vÞ", "ChØ sè", "Kú", "Tö sè", "MÉu sè"}, []any{"857", "info_skills_rate", "2024", 60123, 121000}),
	} {
		for format, data := range map[string][]byte{"xlsx": b.XLSX(), "xls": b.XLS()} {
			if got, told := decodeBook(t, data); !slices.Equal(got, want) {
				t.Errorf("%s, %s: %q, %q", name, format, got, told)
			}
		}
	}
}

// What is left out is said; what cannot be read is refused by its cell.
func TestWorkbooksAreToldOf(t *testing.T) {
	row := []any{"857", "info_skills_rate", "2024", nil, 1, 2}
	for name, tc := range map[string]struct {
		book workbooktest.Book
		told []string
	}{
		"other and hidden sheets": {workbooktest.Book{Sheets: []workbooktest.Sheet{{Name: "A", Rows: [][]any{bookHead, row}}, {Name: "B", Rows: [][]any{{"x"}}}, {Name: "C", State: "hidden", Rows: [][]any{bookHead, row}}}},
			[]string{"sheet_ignored @bao-cao.xlsx", "sheet_hidden @bao-cao.xlsx"}},
		"no table":         {workbooktest.One([]any{"x"}), []string{"workbook_no_table @bao-cao.xlsx"}},
		"an error":         {workbooktest.One(bookHead, []any{"857", "info_skills_rate", "2024", nil, workbooktest.Err("#REF!"), 2}), []string{"cell_error @bao-cao.xlsx: Biểu!E2"}},
		"no result":        {workbooktest.One(bookHead, []any{"857", "info_skills_rate", "2024", nil, 1, workbooktest.Formula{Text: "E2*2"}}), []string{"formula_without_result @bao-cao.xlsx: Biểu!F2"}},
		"a column is gone": {workbooktest.One([]any{"Đơn vị", "Chỉ số", "Kỳ"}, row[:3]), []string{"csv_column_missing @bao-cao.xlsx: Biểu!1"}},
		"an unclear yes":   {workbooktest.One(slices.Concat(bookHead, []any{"Như lần trước"}), []any{"857", "info_skills_rate", "2024", nil, nil, nil, nil, "?"}), []string{"as_last @bao-cao.xlsx: Biểu!H2"}},
		"new and as last":  {workbooktest.One(slices.Concat(bookHead, []any{"Như lần trước"}), []any{"857", "info_skills_rate", "2024", nil, 1, 2, nil, "x"}), []string{"as_last @bao-cao.xlsx: Biểu!H2"}},
		"nothing to keep":  {workbooktest.One(slices.Concat(bookHead, []any{"Như lần trước"}), []any{"857", "info_skills_rate", "2024", nil, nil, nil, nil, "x"}), []string{"as_last @bao-cao.xlsx: Biểu!H2"}},
		"a newer program":  {workbooktest.Book{Sheets: []workbooktest.Sheet{{Name: "A", Rows: [][]any{bookHead, row}}, {Name: "_xhht", State: "veryHidden", Rows: [][]any{{"version", "9"}}}}}, []string{"workbook_version @bao-cao.xlsx"}},
	} {
		if _, told := decodeBook(t, tc.book.XLSX()); !slices.Equal(told, tc.told) {
			t.Errorf("%s: %q, want %q", name, told, tc.told)
		}
	}
}

// A file that says it is a workbook and is none, or has a password, is refused as a whole.
func TestWorkbooksThatCannotBeRead(t *testing.T) {
	for want, data := range map[string][]byte{"workbook_broken": []byte("PK\x03\x04"), "workbook_locked": workbooktest.Compound(map[string][]byte{"EncryptedPackage": {1}})} {
		_, err := intake.Decode("a.xlsx", bytes.NewReader(data), intake.DefaultLimits)
		if list := problemsOf(t, err); len(list) != 1 || string(list[0].Code) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// Our own workbook comes back as it was filled in: also with its columns in another order, its codes deleted, rows added, another name
// and its other sheets gone. The numbers of last time count where they were confirmed, and nowhere else.
func TestOurWorkbookComesBack(t *testing.T) {
	want := "60123|121000|"
	kept := "7|9|"
	for name, change := range map[string]func(*excelize.File, string){
		"as it is":           func(*excelize.File, string) {},
		"codes deleted":      func(f *excelize.File, s string) { remove(t, f, s, "F"); remove(t, f, s, "C"); remove(t, f, s, "A") },
		"a column moved":     func(f *excelize.File, s string) { f.InsertCols(s, "D", 2); f.InsertRows(s, 2, 3) },
		"headings merged":    func(f *excelize.File, s string) { f.MergeCell(s, "A1", "O1") },
		"sheet renamed":      func(f *excelize.File, s string) { f.SetSheetName(s, "Số liệu của tôi") },
		"identity deleted":   func(f *excelize.File, _ string) { f.DeleteSheet("_xhht") },
		"a remark below":     func(f *excelize.File, s string) { f.SetCellStr(s, "D90", "Người lập biểu") },
		"hidden rows":        func(f *excelize.File, s string) { f.SetRowVisible(s, 6, false) },
		"an empty row added": func(f *excelize.File, s string) { f.InsertRows(s, 7, 1) },
	} {
		f, sheet := filledBook(t)
		change(f, sheet)
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		rows, told := decodeBook(t, out.Bytes())
		if len(rows) != 2 || !strings.HasSuffix(rows[0], want) || !strings.HasSuffix(rows[1], kept) {
			t.Errorf("%s: %q, %q", name, rows, told)
		}
	}
}

func remove(t *testing.T, f *excelize.File, sheet, col string) {
	t.Helper()
	if err := f.RemoveCol(sheet, col); err != nil {
		t.Fatal(err)
	}
}

// filledBook is our workbook with one new number and one of last time that holds again; a third is not confirmed.
func filledBook(t *testing.T) (*excelize.File, string) {
	t.Helper()
	var out bytes.Buffer
	reg, blanks, reported := aBlank(t)
	if err := intake.WriteBlankBook(&out, lang.Vietnamese, reg, blanks, reported); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetList()[0]
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	at := 1 + slices.IndexFunc(rows, func(r []string) bool { return len(r) > 5 && r[2] == "info_skills_rate" && r[5] == "all" })
	f.SetCellInt(sheet, fmt.Sprint("H", at), 60123)
	f.SetCellInt(sheet, fmt.Sprint("I", at), 121000)
	f.SetCellStr(sheet, fmt.Sprint("M", at+1), "x")
	return f, sheet
}

// aBlank is the form of a district, of which women and men were reported the year before.
func aBlank(t testing.TB) (plan.Registry, []intake.Blank, []report.Entry) {
	t.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan(vinhLong)
	form := p.Forms[slices.IndexFunc(p.Forms, func(f plan.Form) bool { return f.ID == "annual-district" })]
	unit, _ := reg.Areas.Get("d:857@0")
	var before []report.Entry
	for _, group := range []string{"sex=female", "sex=male"} {
		before = append(before, report.Entry{Unit: unit.UID, Indicator: "info_skills_rate", Period: period.Year(2023), Group: group, Numerator: new(7.0), Denominator: new(9.0)})
	}
	return reg, []intake.Blank{{Duty: timeliness.DutyOf(reg, p, form), Unit: unit, Period: period.Year(2024)}}, before
}
