package officialform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/officialform"
	"github.com/xhht/xhht/internal/workbook"
	"github.com/xhht/xhht/internal/workbook/workbooktest"
)

// read builds a workbook and reads its first sheet.
func read(t *testing.T, b workbooktest.Book) (officialform.Reading, bool) {
	t.Helper()
	return officialform.Read(rows(t, b.XLS()))
}

func rows(t *testing.T, data []byte) []workbook.Row {
	t.Helper()
	book, err := workbook.Open("a.xls", data, workbook.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	var out []workbook.Row
	if err := book.Rows("a.xls", 0, func(r workbook.Row) error { out = append(out, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// xmc3 prints the form for a commune in which every age has 100 people, of whom one was illiterate at level 1 and three more at level
// 2 only. Level 2 is printed with those of level 1 or without.
func xmc3(including bool) [][]any {
	out := [][]any{{"XÃ/PHƯỜNG: Quới Thiện", nil, nil, "Biểu XMC-3"}, {"TỔNG HỢP KẾT QUẢ XÓA MÙ CHỮ"}, {"Thời điểm: ngày 30 tháng 9 năm 2025"},
		{"Độ tuổi", "Năm sinh", "TRONG ĐỘ TUỔI", nil, nil, nil, "MÙ CHỮ"}, {nil, nil, nil, nil, nil, nil, "Mù chữ mức 1"}, {nil, nil, "TS", "Nữ"}}
	numbers := []any{}
	for n := 1; n <= 19; n++ {
		numbers = append(numbers, n)
	}
	out = append(out, numbers)
	two := 3
	if including {
		two = 4
	}
	line := func(label any, n int) []any {
		return []any{label, nil, 100 * n, 50 * n, nil, "-", n, nil, nil, nil, two * n, 2 * n, "", "–", 96 * n, nil, nil, nil, 96.0}
	}
	for age := 15; age <= 60; age++ {
		out = append(out, line(age, 1))
		switch age {
		case 25, 35, 60:
			out = append(out, line(fmt.Sprintf("Cộng 15-%d", age), age-14))
		}
	}
	return append(out, []any{nil, "Quới Thiện, ngày 02 tháng 10 năm 2025"}, []any{"NGƯỜI LẬP BIỂU", nil, nil, "TM. BAN CHỈ ĐẠO"})
}

func facts(r officialform.Reading) (out []string) {
	for _, f := range r.Facts {
		out = append(out, fmt.Sprintf("%s %s %.0f/%.0f", f.Unit, f.Indicator, f.Numerator, f.Denominator))
	}
	return out
}

func codes(r officialform.Reading) (out []string) {
	for _, p := range r.Faults {
		out = append(out, string(p.Code)+"@"+p.Place.Col+fmt.Sprint(p.Place.Line))
	}
	return out
}

// The rows of ages are added up once, the totals between them never; the file's own numbers say what level 2 means.
func TestXMC3IsReadAsItIsPrinted(t *testing.T) {
	want := []string{"Quới Thiện age15_25_literate1 1089/1100", "Quới Thiện age15_35_literate1 2079/2100", "Quới Thiện age15_35_literate2 2016/2100", "Quới Thiện age15_60_literate2 4416/4600"}
	for name, including := range map[string]bool{"gồm cả": true, "không gồm": false} {
		r, ok := read(t, workbooktest.One(xmc3(including)...))
		if !ok || r.Form.Code != "XMC-3" || r.Year != 2025 || !slices.Equal(facts(r), want) || len(r.Faults) > 0 {
			t.Errorf("%s: %v %+v %q %v", name, ok, r.Form, facts(r), r.Faults)
		}
		if len(r.Notices) != 1 || !strings.Contains(r.Notices[0].Rule.VI, name) {
			t.Errorf("%s: %v", name, r.Notices)
		}
	}
}

// A form with slips is refused by its cells, all at once.
func TestXMC3WithSlipsIsRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		change func([][]any) [][]any
		want   []string
	}{
		"more women than people": {func(r [][]any) [][]any { r[7][3] = 157; return r }, []string{"part_above_whole@D8"}},
		"a letter O":             {func(r [][]any) [][]any { r[7][2] = "19O"; return r }, []string{"not_a_count@C8"}},
		"half a person":          {func(r [][]any) [][]any { r[7][2] = 99.5; return r }, []string{"not_a_count@C8"}},
		"an error":               {func(r [][]any) [][]any { r[7][2] = workbooktest.Err("#REF!"); return r }, []string{"not_a_count@C8"}},
		"a total with a slip":    {func(r [][]any) [][]any { r[18][2] = 1101; return r }, []string{"sum_differs@19"}},
		"an age there twice":     {func(r [][]any) [][]any { r[8][0] = 15; return r }, []string{"age_twice@9", "age_missing@0"}},
		"an age missing":         {func(r [][]any) [][]any { return slices.Delete(r, 7, 8) }, []string{"age_missing@0"}},
		"no reading holds": {func(r [][]any) [][]any {
			r[7][14], r[18][14] = 90, 96*11-6
			r[29][14], r[55][14] = 96*21-6, 96*46-6
			return r
		}, []string{"illiterate_level2@8"}},
		"no row of numbers":           {func(r [][]any) [][]any { r[6] = nil; return r }, []string{"form_columns@0"}},
		"no year":                     {func(r [][]any) [][]any { r[2], r[len(r)-2] = nil, nil; return r }, []string{"form_year@0"}},
		"no unit":                     {func(r [][]any) [][]any { r[0][0] = nil; return r }, []string{"form_unit@0"}},
		"a formula without its value": {func(r [][]any) [][]any { r[7][2] = workbooktest.Formula{Text: "1"}; return r }, []string{"not_a_count@C8"}},
	} {
		r, ok := read(t, workbooktest.One(tc.change(xmc3(true))...))
		if got := codes(r); !ok || !slices.Equal(got, tc.want) || len(r.Facts) > 0 {
			t.Errorf("%s: %q %v, want %q", name, got, r.Faults, tc.want)
		}
	}
}

// Totals whose formulas were never worked out hold nothing up: the rows are there.
func TestTotalsWithoutResultsAreNoMatter(t *testing.T) {
	r := xmc3(true)
	for _, at := range []int{18, 29, 55} {
		for col := 2; col < 18; col++ {
			r[at][col] = workbooktest.Formula{Text: "SUM(C8:C18)"}
		}
	}
	if got, _ := read(t, workbooktest.One(r...)); len(got.Facts) != 4 || len(got.Faults) > 0 {
		t.Errorf("%q %v", facts(got), got.Faults)
	}
}

func numbered(ns ...int) (out []any) {
	for _, n := range ns {
		out = append(out, n)
	}
	return out
}

func to(n int) (out []any) {
	for i := 1; i <= n; i++ {
		out = append(out, i)
	}
	return out
}

// A split print keeps the numbers of the whole form: 1, 2, 13–17.
func TestXMC4IsReadAlsoInPieces(t *testing.T) {
	r, ok := read(t, workbooktest.One([]any{"THỐNG KÊ ĐẠT CHUẨN XÓA MÙ CHỮ"}, []any{"Thời điểm: ngày 30 tháng 9 năm 2025"}, []any{"TT", "Đơn vị điều tra", "Tổng số"},
		numbered(1, 2, 13, 14, 15, 16, 17), []any{1, "Xã An Bình", 5000, 4900, 98.0, 4800, 96.0}, []any{2, "Xã Quới Thiện", 4600, 4550, nil, 4416, nil}, []any{nil, "Tổng cộng", 9600, 9450, nil, 9216}))
	want := []string{"Xã An Bình age15_60_literate2 4800/5000", "Xã Quới Thiện age15_60_literate2 4416/4600"}
	if !ok || !slices.Equal(facts(r), want) {
		t.Errorf("%v %q %v", ok, facts(r), r.Faults)
	}
}

// CMC-1 and CMC-2 do not count the literate: where level 2 could be read in two ways that differ, they are refused with both.
func TestCMCIsReadWhereItsNumbersDecide(t *testing.T) {
	cmc2 := func(one, two int) workbooktest.Book {
		return workbooktest.One([]any{"XÃ: Quới Thiện"}, []any{"CMC-2"}, []any{"Thống kê số người mù chữ trong các độ tuổi, năm 2025"}, to(19),
			[]any{"15-25", 100, nil, nil, nil, one, nil, nil, nil, two}, []any{"26-35", 100, nil, nil, nil, one, nil, nil, nil, two}, []any{"36-60", 300, nil, nil, nil, one, nil, nil, nil, two},
			[]any{"Cộng (15-60)", 500, nil, nil, nil, 3 * one, nil, nil, nil, 3 * two})
	}
	for _, tc := range []struct {
		one, two int
		want     string
	}{
		{5, 2, "[Quới Thiện age15_25_literate1 95/100 Quới Thiện age15_35_literate1 190/200 Quới Thiện age15_35_literate2 186/200 Quới Thiện age15_60_literate2 479/500] []"},
		{0, 2, "[Quới Thiện age15_25_literate1 100/100 Quới Thiện age15_35_literate1 200/200 Quới Thiện age15_35_literate2 196/200 Quới Thiện age15_60_literate2 494/500] []"},
		{2, 5, "[] [illiterate_level2@5]"},
	} {
		r, _ := read(t, cmc2(tc.one, tc.two))
		if got := fmt.Sprint(facts(r), codes(r)); got != tc.want {
			t.Errorf("%d and %d: %s, want %s", tc.one, tc.two, got, tc.want)
		}
	}
	row := make([]any, 66)
	row[0], row[1] = 1, "Xã An Bình"
	for _, at := range []int{6, 26, 46} {
		row[at], row[at+4], row[at+12] = 100, 5, 2
	}
	r, ok := read(t, workbooktest.One([]any{"Tổng hợp tình hình số liệu công tác chống mù chữ năm 2025"}, to(66), row))
	if got := fmt.Sprint(facts(r)); !ok || r.Form.Code != "CMC-1" || got != "[Xã An Bình age15_25_literate1 95/100 Xã An Bình age15_35_literate1 95/100 Xã An Bình age15_35_literate2 93/100 Xã An Bình age15_60_literate2 93/100]" {
		t.Errorf("%v %s %v", ok, got, r.Faults)
	}
}

// Each of the thirteen is known by its code; those that are not read yet are answered so, and nothing else is taken for one.
func TestTheThirteenFormsAreKnown(t *testing.T) {
	if n := len(officialform.Forms()); n != 13 {
		t.Fatalf("%d forms", n)
	}
	for _, f := range officialform.Forms() {
		r, ok := read(t, workbooktest.One([]any{"Biểu " + f.Code}, []any{"x"}))
		readable := slices.Contains([]string{"XMC-3", "XMC-4", "CMC-1", "CMC-2"}, f.Code)
		if !ok || r.Form != f || len(r.Faults) != 1 || (r.Faults[0].Code == "form_not_read") == readable {
			t.Errorf("%s: %v %+v %v", f.Code, ok, r.Form, r.Faults)
		}
	}
	for _, text := range []string{"Báo cáo", "XMC-33", "Kết quả"} {
		if r, ok := read(t, workbooktest.One([]any{text})); ok {
			t.Errorf("%q is taken for %s", text, r.Form.Code)
		}
	}
}

// A list of persons is known by its headings, also in two rows; a form with a signature is none.
func TestListsOfPersonsAreKnown(t *testing.T) {
	for _, tc := range []struct {
		rows [][]any
		want bool
	}{
		{[][]any{{"DANH SÁCH"}, {"TT", "Họ đệm", "Tên", "Ngày", "Tháng", "Năm sinh", "Nữ"}, {nil, nil, nil, nil, nil, nil, nil, "Điện thoại"}}, true},
		{[][]any{{"Họ và tên", "CCCD"}}, true},
		{[][]any{{"Chủ hộ", nil, "Địa chỉ: số nhà, tên đường, tổ (nếu có)"}, {"Họ đệm", "Tên"}}, true},
		{[][]any{{"TT", "Họ tên", "Năm sinh", "Địa chỉ"}}, true},
		{[][]any{{"Họ và tên", "Nguyễn Thị Lan", "Điện thoại", "0900000000"}}, false},
		{[][]any{{"Đơn vị", "Tên đơn vị", "Kỳ"}, {"Người lập biểu", "Họ và tên"}}, false},
	} {
		if got := officialform.PersonalSheet(rows(t, workbooktest.One(tc.rows...).XLS())); got != tc.want {
			t.Errorf("%v: %v", tc.rows, got)
		}
	}
}

// Whatever stands in a sheet, it is read or refused.
func FuzzRead(f *testing.F) {
	var seed strings.Builder
	for _, r := range xmc3(true) {
		for _, c := range r {
			fmt.Fprint(&seed, c, "\t")
		}
		seed.WriteString("\n")
	}
	f.Add(strings.ReplaceAll(seed.String(), "<nil>", ""))
	f.Add("XMC-4 năm 2025\n1\t2\t13\t14\t15\t16\n1\tXã A\t9\t8\t\t7")
	f.Add("CMC-2 năm 2025\n1\t2\t6\t10\t11\n15-25\t9\t1\t2\n26-35\t9\t1\t2\n36-60\t9\t1\t2")
	f.Fuzz(func(t *testing.T, text string) {
		var all [][]any
		for l := range strings.SplitSeq(text, "\n") {
			var row []any
			for c := range strings.SplitSeq(l, "\t") {
				if c == "" {
					row = append(row, nil)
				} else {
					row = append(row, workbooktest.Inline(c))
				}
			}
			all = append(all, row)
		}
		if len(all) > 500 {
			return
		}
		book, err := workbook.Open("a.xlsx", workbooktest.One(all...).XLSX(), workbook.DefaultLimits)
		if err != nil {
			return
		}
		var list []workbook.Row
		if book.Rows("a.xlsx", 0, func(r workbook.Row) error { list = append(list, r); return nil }) != nil {
			return
		}
		if r, ok := officialform.Read(list); ok && len(r.Faults) > 0 && len(r.Facts) > 0 {
			t.Errorf("faults %v and facts %v", r.Faults, r.Facts)
		}
		officialform.PersonalSheet(list)
	})
}
