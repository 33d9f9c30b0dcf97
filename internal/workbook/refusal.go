package workbook

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

var saveAsXLSX = lang.Text{VI: "Mở bằng Excel, LibreOffice hoặc WPS, chọn Lưu thành, kiểu “Sổ tính Excel (*.xlsx)”, rồi gửi lại",
	EN: "Open it in Excel, LibreOffice or WPS, save it as an Excel workbook (*.xlsx), and send it again"}

func notWorkbook(name string, data []byte) error {
	p := problem.Problem{Code: "not_workbook", Place: problem.At(name, 0), Hint: saveAsXLSX,
		Rule: lang.Text{VI: "đây không phải sổ tính Excel", EN: "this is no Excel workbook"}}
	if kind, ok := delimited.KindOf(data); ok {
		p.Rule = lang.Text{VI: "đây là " + kind.VI + ", không phải sổ tính Excel", EN: "this is " + kind.EN + ", not an Excel workbook"}
	} else if len(bytes.TrimSpace(data)) == 0 {
		p.Rule = lang.Text{VI: "tệp rỗng", EN: "the file is empty"}
	}
	return p
}

// foreign names a file that only begins as a workbook does.
func foreign(kind lang.Text) error {
	return problem.Problem{Code: "not_workbook", Hint: saveAsXLSX,
		Rule: lang.Text{VI: "đây là " + kind.VI + ", không phải sổ tính Excel", EN: "this is " + kind.EN + ", not an Excel workbook"}}
}

var anyZip = lang.Text{VI: "một tệp nén (zip)", EN: "a zip file"}

// otherZips are documents that are zip files, by a part that each has.
var otherZips = map[string]lang.Text{
	"word/document.xml":    {VI: "văn bản Word (.docx)", EN: "a Word document (.docx)"},
	"ppt/presentation.xml": {VI: "bài trình chiếu (.pptx)", EN: "a presentation (.pptx)"},
	"xl/workbook.bin":      {VI: "sổ tính Excel dạng nhị phân (.xlsb)", EN: "a binary Excel workbook (.xlsb)"},
	"content.xml":          {VI: "tài liệu LibreOffice (.ods, .odt)", EN: "a LibreOffice document (.ods, .odt)"},
}

func broken(name string) error {
	return problem.Problem{Code: "workbook_broken", Place: problem.At(name, 0), Hint: saveAsXLSX,
		Rule: lang.Text{VI: "tệp bị cắt ngang hoặc hỏng", EN: "the file was cut off or is broken"}}
}

func brokenPart(part string) error {
	return problem.Problem{Code: "workbook_broken", Value: part, Hint: saveAsXLSX,
		Rule: lang.Text{VI: "một phần của tệp thiếu hoặc hỏng", EN: "a part of the file is missing or broken"}}
}

func misplaced(row int) error {
	return problem.Problem{Code: "workbook_broken", Value: fmt.Sprint(row), Hint: saveAsXLSX,
		Rule: lang.Text{VI: "các dòng của trang tính không theo thứ tự, hoặc nằm ngoài trang tính", EN: "rows of the sheet are out of order, or beyond its end"}}
}

func twice(part string) error {
	return problem.Problem{Code: "workbook_broken", Value: part, Hint: saveAsXLSX,
		Rule: lang.Text{VI: "một phần của tệp có hai lần: không rõ phần nào đúng", EN: "a part of the file is there twice: nobody can tell which counts"}}
}

var locked = problem.Problem{Code: "workbook_locked",
	Rule: lang.Text{VI: "tệp có mật khẩu mở", EN: "the file is locked by a password"},
	Hint: lang.Text{VI: "Mở bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ Sổ tính), lưu và gửi lại. Đừng gửi mật khẩu", EN: "Open it in Excel, take the password off (File, Info, Protect Workbook), save it and send it again. Do not send the password"}}

var hostileXML = problem.Problem{Code: "workbook_hostile", Hint: saveAsXLSX,
	Rule: lang.Text{VI: "tệp có khai báo (DTD) mà Excel không bao giờ ghi", EN: "the file has declarations (a DTD) that Excel never writes"}}

func tooLarge(name, part string, most int64) error {
	return problem.Problem{Code: "too_large", Place: problem.At(name, 0), Value: part,
		Rule: lang.Textf("dữ liệu lớn hơn mức cho phép (%.4g MiB)", "the data is larger than allowed (%.4g MiB)", float64(most)/(1<<20)),
		Hint: lang.Text{VI: "Chỉ giữ trang tính có số liệu, xóa ảnh và các dòng trống ở cuối, hoặc chia thành nhiều tệp", EN: "Keep the sheets with numbers only, delete pictures and empty rows at the end, or split the file"}}
}

func tooMuchText(most int64) error {
	return problem.Problem{Code: "too_large",
		Rule: lang.Textf("chữ trong tệp nhiều hơn mức cho phép (%.4g MiB)", "there is more text in the file than allowed (%.4g MiB)", float64(most)/(1<<20)),
		Hint: lang.Text{VI: "Chỉ giữ trang tính có số liệu, hoặc chia thành nhiều tệp", EN: "Keep the sheets with numbers only, or split the file"}}
}

func tooMany(name string, n, most int) error {
	return problem.Problem{Code: "too_many_sheets", Place: problem.At(name, 0), Value: fmt.Sprint(n),
		Rule: lang.Textf("tệp có nhiều hơn %d trang tính", "the file has more than %d sheets", most),
		Hint: lang.Text{VI: "Chỉ giữ trang tính có số liệu", EN: "Keep the sheets with numbers only"}}
}

func tooManyParts(n, most int) error {
	return problem.Problem{Code: "workbook_hostile", Value: fmt.Sprint(n), Hint: saveAsXLSX,
		Rule: lang.Textf("tệp gồm nhiều hơn %d phần", "the file is made of more than %d parts", most)}
}

func tooManyCells(sheet string, most int) error {
	return problem.Problem{Code: "too_many_rows", Value: sheet,
		Rule: lang.Textf("tệp có nhiều hơn %d ô có nội dung", "more than %d cells of the file hold something", most),
		Hint: lang.Text{VI: "Chia thành nhiều tệp nhỏ hơn", EN: "Split it into several smaller files"}}
}

// cleanName is a sheet's name as it may be shown.
func cleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if runes := []rune(name); len(runes) > 31 {
		return string(runes[:31])
	}
	return name
}
