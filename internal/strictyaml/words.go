package strictyaml

import (
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// causes are what the library says of a text that is no YAML, told in words of ours; it has none in Vietnamese, and its English is
// for programmers.
var causes = []struct {
	said string // part of the library's sentence
	text lang.Text
}{
	{"found character '\t'", lang.Text{VI: "có dấu tab; YAML thụt dòng bằng dấu cách", EN: "there is a tab; YAML indents with spaces"}},
	{"tab character", lang.Text{VI: "có dấu tab; YAML thụt dòng bằng dấu cách", EN: "there is a tab; YAML indents with spaces"}},
	{"double-quoted", lang.Text{VI: "dấu ngoặc kép không được đóng", EN: "a double quote is not closed"}},
	{"single-quoted", lang.Text{VI: "dấu nháy đơn không được đóng", EN: "a single quote is not closed"}},
	{"',' or ']'", lang.Text{VI: "dấu [ không được đóng, hoặc thiếu dấu phẩy", EN: "a [ is not closed, or a comma is missing"}},
	{"',' or '}'", lang.Text{VI: "dấu { không được đóng, hoặc thiếu dấu phẩy", EN: "a { is not closed, or a comma is missing"}},
	{"']'", lang.Text{VI: "dấu [ không được đóng", EN: "a [ is not closed"}},
	{"'}'", lang.Text{VI: "dấu { không được đóng", EN: "a { is not closed"}},
	{"reserved character", lang.Text{VI: "giá trị bắt đầu bằng ký tự dành riêng; để giá trị trong ngoặc kép", EN: "a value begins with a reserved character; put it in quotes"}},
	{"mapping value is not allowed", lang.Text{VI: "dấu hai chấm ở chỗ không được có, hoặc dòng thụt sai", EN: "a colon where none may be, or a line indented wrongly"}},
	{"key name", lang.Text{VI: "trước dấu hai chấm không có tên khóa", EN: "no key stands before the colon"}},
	{"directive", lang.Text{VI: "dòng bắt đầu bằng % không dùng ở đây", EN: "a line that begins with % has no use here"}},
}

// notYAML says why a text is no YAML, as far as that is known.
func notYAML(message string) lang.Text {
	rule := lang.Text{VI: "không phải là YAML hợp lệ", EN: "not valid YAML"}
	for _, c := range causes {
		if strings.Contains(message, c.said) {
			return lang.Text{VI: rule.VI + ": " + c.text.VI, EN: rule.EN + ": " + c.text.EN}
		}
	}
	return rule
}
