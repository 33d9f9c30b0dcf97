package strictyaml

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// checkText refuses text that is not UTF-8 in composed form (NFC): "Hòa" typed in two ways would be two names.
func (r *Reader) checkText(file, text string) {
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case !utf8.ValidString(line):
			r.Found.Add(problem.Problem{Code: "not_utf8", Place: problem.At(file, n),
				Rule: lang.Text{VI: "dòng này không phải là UTF-8", EN: "this line is not UTF-8"},
				Hint: lang.Text{VI: "Lưu lại tệp với bảng mã UTF-8", EN: "Save the file as UTF-8"}})
		case !norm.NFC.IsNormalString(line):
			r.Found.Add(problem.Problem{Code: "not_nfc", Place: problem.At(file, n), Value: decomposed(line),
				Rule: lang.Text{VI: "dấu tiếng Việt viết rời (không phải Unicode dựng sẵn, NFC)", EN: "accents are separate characters (the text is not in NFC)"},
				Hint: lang.Text{VI: "Gõ lại từ này bằng Unicode dựng sẵn", EN: "Type the word again in composed Unicode"}})
		}
	}
}

// decomposed returns the first word that is not composed, as it should be written.
func decomposed(line string) string {
	for word := range strings.FieldsSeq(line) {
		if !norm.NFC.IsNormalString(word) {
			return norm.NFC.String(word)
		}
	}
	return ""
}
