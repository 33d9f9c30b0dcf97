package delimited

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

var (
	utf8BOM  = []byte("\xef\xbb\xbf")
	utf16LE  = []byte{0xFF, 0xFE}
	utf16BE  = []byte{0xFE, 0xFF}
	utf32LE  = []byte{0xFF, 0xFE, 0, 0}
	utf32BE  = []byte{0, 0, 0xFE, 0xFF}
	notUTF16 = lang.Text{VI: "nội dung mở đầu như UTF-16 nhưng bị cắt hoặc hỏng", EN: "this begins as UTF-16 but is cut off or broken"}
)

// decode makes UTF-8 without a mark of UTF-8 and UTF-16. Everything else is refused by the first line that shows it.
func decode(name string, data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, utf32LE) || bytes.HasPrefix(data, utf32BE):
		return nil, notText(problem.At(name, 1), lang.Text{VI: "nội dung là UTF-32", EN: "this is UTF-32"})
	case bytes.HasPrefix(data, utf16LE):
		return fromUTF16(name, data, unicode.LittleEndian)
	case bytes.HasPrefix(data, utf16BE):
		return fromUTF16(name, data, unicode.BigEndian)
	}
	if order, ok := unmarked(data); ok {
		return fromUTF16(name, data, order)
	}
	data = bytes.TrimPrefix(data, utf8BOM)
	return data, checkUTF8(name, data)
}

// fromUTF16 is what Excel saves as “Unicode Text”.
func fromUTF16(name string, data []byte, order unicode.Endianness) ([]byte, error) {
	if len(data)%2 != 0 {
		return nil, notText(problem.At(name, 1), notUTF16)
	}
	out, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	if err != nil || bytes.Contains(out, []byte("\uFFFD")) || bytes.IndexByte(out, 0) >= 0 {
		return nil, notText(problem.At(name, 1), notUTF16)
	}
	return bytes.TrimPrefix(out, utf8BOM), nil
}

// unmarked recognises UTF-16 without a mark by its zero bytes: separators, digits and line ends have one each, all on one side.
func unmarked(data []byte) (unicode.Endianness, bool) {
	sides := [2]int{}
	for i, b := range data {
		if b == 0 {
			sides[i%2]++
		}
	}
	switch few := len(data) / 20; {
	case len(data)%2 != 0 || len(data) < 8:
	case sides[0] == 0 && sides[1] > few:
		return unicode.LittleEndian, true
	case sides[1] == 0 && sides[0] > few:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

func checkUTF8(name string, data []byte) error {
	for i, line := range bytes.Split(data, []byte("\n")) {
		switch {
		case !utf8.Valid(line):
			return notText(problem.At(name, i+1), lang.Text{VI: "dòng này không phải UTF-8 (có thể là Windows-1258, TCVN3 hoặc VNI)", EN: "this line is not UTF-8 (it may be Windows-1258, TCVN3 or VNI)"})
		case bytes.IndexByte(line, 0) >= 0:
			return notText(problem.At(name, i+1), lang.Text{VI: "dòng này có byte 0 (có thể là UTF-16 bị hỏng hoặc tệp nhị phân)", EN: "this line has a zero byte (it may be broken UTF-16, or no text at all)"})
		}
	}
	return nil
}

func notText(place problem.Place, rule lang.Text) problem.Problem {
	return problem.Problem{Code: "not_utf8", Place: place, Rule: rule, Hint: SaveAsUTF8}
}

// SaveAsUTF8 says how to save a file so that every letter is kept.
var SaveAsUTF8 = lang.Text{VI: "Trong Excel chọn Lưu thành, kiểu “CSV UTF-8 (Comma delimited)”", EN: "In Excel choose Save As, type “CSV UTF-8 (Comma delimited)”"}

// Damaged says how a text lost its Vietnamese letters before it came here, if it did: they became question marks in an encoding
// that has none, or were written as UTF-8 and read as something else.
func Damaged(text string) (lang.Text, bool) {
	if bytes.ContainsAny([]byte(text), "?\uFFFD") {
		return lang.Text{VI: "chữ có dấu đã thành dấu hỏi khi lưu", EN: "letters with marks became question marks when it was saved"}, true
	}
	back, err := charmap.Windows1252.NewEncoder().String(text)
	if err == nil && utf8.ValidString(back) && utf8.RuneCountInString(back) < utf8.RuneCountInString(text) {
		return lang.Text{VI: "chữ bị hỏng: UTF-8 đã được đọc nhầm bảng mã rồi lưu lại (" + back + ")", EN: "the letters are broken: UTF-8 was read in another encoding and saved again (" + back + ")"}, true
	}
	return lang.Text{}, false
}

func unmatched(place problem.Place) problem.Problem {
	return problem.Problem{
		Code: "csv_quote", Place: place,
		Rule: lang.Text{VI: "dấu ngoặc kép không khớp; phần còn lại của tệp không đọc được", EN: "quotes do not match; the rest of the file cannot be read"},
		Hint: lang.Text{VI: `Đóng ngoặc kép, hoặc viết "" cho một dấu ngoặc kép trong ô`, EN: `Close the quotes, or write "" for a quote inside a cell`},
	}
}
