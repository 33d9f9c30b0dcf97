package officialform

import (
	"fmt"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/workbook"
)

func line(n int) problem.Place { return problem.Place{Line: n} }

func cellAt(n, col int) problem.Place { return problem.Place{Line: n, Col: workbook.Column(col)} }

// shown writes a count.
func shown(v float64) string { return fmt.Sprintf("%.0f", v) }

func notReadYet(f Form) problem.Problem {
	return problem.Problem{Code: "form_not_read", Value: f.Code,
		Rule: lang.Textf("đây là biểu %[1]s “%[2]s”; hệ thống nhận ra nhưng chưa đọc được biểu này", "this is the form %[1]s (%[2]s); it is recognised, and not read yet", f.Code, f.Title),
		Hint: lang.Text{VI: "Điền các số được hỏi vào biểu Excel của hệ thống (collector workbook)", EN: "Fill the numbers that are asked for into the workbook of this system (collector workbook)"}}
}

// Persons refuses a list of persons, without a word of what it holds.
var Persons = problem.Problem{Code: "person_level",
	Rule: lang.Text{VI: "đây là danh sách từng người (có cột họ tên, chủ hộ, điện thoại…). Hệ thống chỉ nhận số tổng hợp; tệp không được lưu lại", EN: "this is a list of persons (it has columns of names, householders, telephones). Only totals are taken here; nothing of the file was kept"},
	Hint: lang.Text{VI: "Gửi biểu tổng hợp (XMC-3, XMC-4, CMC-1, CMC-2) hoặc biểu Excel của hệ thống. Đừng gửi danh sách này qua Zalo hay thư", EN: "Send a form of totals (XMC-3, XMC-4, CMC-1, CMC-2) or the workbook of this system. Do not send this list by chat or mail"}}

func noColumnNumbers(f Form) problem.Problem {
	return problem.Problem{Code: "form_columns", Value: f.Code,
		Rule: lang.Textf("biểu %[1]s không có dòng số thứ tự cột (1, 2, 3…), nên không rõ cột nào là cột nào", "the form %[1]s has no row of column numbers (1, 2, 3…), so nobody can tell which column is which", f.Code),
		Hint: lang.Text{VI: "Gửi tệp như phần mềm phổ cập in ra, giữ dòng số thứ tự cột dưới tiêu đề", EN: "Send the file as it was printed, with the row of column numbers below the headings"}}
}

var noYear = problem.Problem{Code: "form_year",
	Rule: lang.Text{VI: "không thấy năm của biểu", EN: "the form does not say its year"},
	Hint: lang.Text{VI: "Ghi dòng “Thời điểm: ngày 30 tháng 9 năm …” phía trên bảng", EN: "Write the line “Thời điểm: ngày 30 tháng 9 năm …” above the table"}}

var noUnit = problem.Problem{Code: "form_unit",
	Rule: lang.Text{VI: "không thấy biểu của xã, phường nào", EN: "the form does not say whose it is"},
	Hint: lang.Text{VI: "Ghi dòng “XÃ/PHƯỜNG: …” phía trên bảng", EN: "Write the line “XÃ/PHƯỜNG: …” above the table"}}

var noRows = problem.Problem{Code: "form_empty",
	Rule: lang.Text{VI: "biểu không có dòng đơn vị nào", EN: "the form has no row of a unit"},
	Hint: lang.Text{VI: "Mỗi đơn vị một dòng: số thứ tự, tên, các số", EN: "A row for each unit: its number, its name, the counts"}}

func notACount(row int, c workbook.Cell) problem.Problem {
	p := problem.Problem{Code: "not_a_count", Place: cellAt(row, c.Col), Value: c.String(),
		Rule: lang.Text{VI: "không phải số đếm", EN: "this is no count"},
		Hint: lang.Text{VI: "Ghi lại bằng chữ số, viết liền; không có ai thì để trống, ghi 0 hoặc “-”", EN: "Write it in digits; where there is nobody leave it empty, or write 0 or “-”"}}
	if c.Kind == workbook.Empty {
		p.Rule = lang.Text{VI: "công thức chưa có kết quả được lưu trong tệp", EN: "the file holds no result of this formula"}
		p.Hint = lang.Text{VI: "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại", EN: "Open the file in Excel or LibreOffice and save it"}
	}
	return p
}

func ageTwice(age, first, row int) problem.Problem {
	return problem.Problem{Code: "age_twice", Place: line(row), Value: fmt.Sprint(age),
		Rule: lang.Textf("tuổi này đã có ở dòng %d", "this age stands in row %d already", first), Hint: lang.Text{VI: "Giữ lại một dòng", EN: "Keep one of the rows"}}
}

func ageMissing(age int) problem.Problem {
	return problem.Problem{Code: "age_missing", Value: fmt.Sprint(age),
		Rule: lang.Text{VI: "thiếu dòng của tuổi này", EN: "the row of this age is missing"}, Hint: lang.Text{VI: "Thêm dòng; không có ai thì ghi 0", EN: "Add the row, with 0 where there is nobody"}}
}

func groupMissing(ages string) problem.Problem {
	return problem.Problem{Code: "age_missing", Value: ages,
		Rule: lang.Text{VI: "thiếu dòng của nhóm tuổi này", EN: "the row of this age group is missing"}, Hint: lang.Text{VI: "Thêm dòng; không có ai thì ghi 0", EN: "Add the row, with 0 where there is nobody"}}
}

func partAbove(row, partCol int, part float64, wholeCol int, whole float64) problem.Problem {
	at := workbook.Column(wholeCol) + fmt.Sprint(row)
	return problem.Problem{Code: "part_above_whole", Place: cellAt(row, partCol), Value: shown(part),
		Rule: lang.Textf("nhiều hơn tổng số %[1]s (ô %[2]s)", "this is more than the total of %[1]s (cell %[2]s)", shown(whole), at), Hint: lang.Text{VI: "Sửa một trong hai ô", EN: "Mend one of the two cells"}}
}

// sumDiffers says which of the printed totals differ from the rows above.
func sumDiffers(row int, printed, added people) problem.Problem {
	var vi, en string
	for _, c := range []struct {
		vi, en         string
		printed, added float64
	}{{"dân số", "population", printed.all, added.all}, {"mù chữ mức 1", "illiterate, level 1", printed.one, added.one},
		{"mù chữ mức 2", "illiterate, level 2", printed.two, added.two}, {"biết chữ", "literate", printed.literate, added.literate}} {
		if c.printed != c.added {
			vi += fmt.Sprintf("; %s: biểu ghi %s, cộng các dòng được %s", c.vi, shown(c.printed), shown(c.added))
			en += fmt.Sprintf("; %s: the form says %s, its rows add up to %s", c.en, shown(c.printed), shown(c.added))
		}
	}
	return problem.Problem{Code: "sum_differs", Place: line(row),
		Rule: lang.Text{VI: "dòng cộng không khớp các dòng chi tiết" + vi, EN: "the total differs from its rows" + en},
		Hint: lang.Text{VI: "Sửa dòng cộng hoặc dòng chi tiết bị gõ nhầm", EN: "Mend the total, or the row with the slip"}}
}

func readAs(r reading) problem.Problem {
	p := problem.Problem{Code: "illiterate_level2",
		Rule: lang.Text{VI: "“mù chữ mức 2” được hiểu là gồm cả mức 1: cách hiểu này khớp mọi dòng của tệp", EN: "“illiterate, level 2” is read as including level 1: every row of the file agrees with that"}}
	if r == apart {
		p.Rule = lang.Text{VI: "“mù chữ mức 2” được hiểu là không gồm mức 1: cách hiểu này khớp mọi dòng của tệp", EN: "“illiterate, level 2” is read as not including level 1: every row of the file agrees with that"}
	}
	return p
}

func twoReadings(row int) problem.Problem {
	return problem.Problem{Code: "illiterate_level2", Place: line(row),
		Rule: lang.Text{VI: "không rõ “mù chữ mức 2” có gồm mức 1 hay không: số trong tệp khớp cả hai cách hiểu, mà kết quả khác nhau", EN: "it is not clear whether “illiterate, level 2” includes level 1: the file agrees with both readings, and they differ"},
		Hint: lang.Text{VI: "Gửi biểu XMC-3 hoặc XMC-4, có cả số người biết chữ", EN: "Send the form XMC-3 or XMC-4, which count the literate, too"}}
}

// noReading refuses with both readings, and where each fails.
func noReading(with, without counted, literateSaid bool) problem.Problem {
	vi, en := "không quá", "not above"
	if literateSaid {
		vi, en = "bằng", "equal to"
	}
	say := func(c counted, sum float64) (string, string) {
		if literateSaid {
			sum += c.literate
		}
		return fmt.Sprintf("dòng %d: %s phải %s %s", c.line, shown(sum), vi, shown(c.all)), fmt.Sprintf("row %d: %s would have to be %s %s", c.line, shown(sum), en, shown(c.all))
	}
	aVI, aEN := say(with, with.two)
	bVI, bEN := say(without, without.one+without.two)
	return problem.Problem{Code: "illiterate_level2", Place: line(with.line),
		Rule: lang.Text{VI: "số mù chữ và biết chữ không khớp dân số theo cách hiểu nào: mức 2 gồm cả mức 1 (" + aVI + "); mức 2 không gồm mức 1 (" + bVI + ")",
			EN: "illiterate and literate do not add up to the population in either reading: level 2 includes level 1 (" + aEN + "); level 2 does not (" + bEN + ")"},
		Hint: lang.Text{VI: "Kiểm tra dòng đó; người chưa rõ trình độ phải được tính vào mù chữ hoặc biết chữ", EN: "Check that row; people of unknown schooling have to be counted as illiterate or literate"}}
}
