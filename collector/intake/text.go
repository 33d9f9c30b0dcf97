package intake

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Malformed says that an input could not be read at all: not JSON, not UTF-8, too large, no header.
type Malformed struct{ Problem problem.Problem }

func (m *Malformed) Error() string { return m.Problem.Error() }

// Unwrap makes the problem itself reachable for whoever shows it.
func (m *Malformed) Unwrap() error { return m.Problem }

// readAll reads at most limit bytes, and refuses an input that has more.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, &Malformed{TooLarge(limit)}
	}
	return data, nil
}

// TooLarge is the problem of an input above the limit.
func TooLarge(limit int64) problem.Problem {
	size := fmt.Sprintf("%d byte", limit)
	if limit >= 1<<20 {
		size = fmt.Sprintf("%.4g MiB", float64(limit)/(1<<20))
	}
	return problem.Problem{
		Code: "too_large",
		Rule: lang.Textf("dữ liệu lớn hơn mức cho phép (%s)", "the data is larger than allowed (%s)", size),
		Hint: lang.Text{VI: "Chia thành nhiều báo cáo nhỏ hơn", EN: "Split it into several smaller reports"},
	}
}

var bom = []byte("\ufeff")

// checkUTF8 refuses text in any other encoding by the first line that shows it.
func checkUTF8(name string, data []byte, hint lang.Text) error {
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
			return &Malformed{problem.Problem{
				Code: "not_utf8", Place: problem.At(name, i+1), Hint: hint,
				Rule: lang.Text{VI: "dòng này không phải UTF-8", EN: "this line is not UTF-8"},
			}}
		}
	}
	return nil
}

// The longest cell is far above the longest unit name; a note is a paragraph.
const (
	maxCell = 200
	maxNote = 2000
)

// clean composes text (an input method may type ế as e + ̂ + ́) and trims it; ok is false if no person typed it.
func clean(text string, longest int) (cleaned string, p problem.Problem, ok bool) {
	text = strings.TrimSpace(norm.NFC.String(strings.Map(visible, text)))
	switch {
	case utf8.RuneCountInString(text) > longest:
		return "", problem.Problem{
			Code: "text_too_long", Value: shorten(text),
			Rule: lang.Textf("dài hơn %d ký tự", "longer than %d characters", longest),
			Hint: lang.Text{VI: "Rút gọn; trong tệp CSV, kiểm tra dấu phân cách và ngoặc kép: nhiều ô có thể đã dính làm một", EN: "Shorten it; in a CSV file check separators and quotes: several cells may have become one"},
		}, false
	case strings.ContainsFunc(text, strange):
		return "", problem.Problem{
			Code: "strange_character", Value: shorten(text),
			Rule: lang.Text{VI: "có ký tự điều khiển hoặc ký tự hỏng", EN: "it has control characters or broken ones"},
			Hint: lang.Text{VI: "Gõ lại nội dung ô này", EN: "Type it again"},
		}, false
	}
	return text, p, true
}

// visible drops characters that nobody sees: a page or a chat puts them between letters that are copied from it.
func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

func strange(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
}

// shorten keeps a problem readable when the value is not.
func shorten(text string) string {
	const most = 40
	runes := []rune(text[:min(len(text), 4*most)])
	if len(runes) <= most && len(text) <= 4*most {
		return text
	}
	return string(runes[:min(len(runes), most)]) + "…"
}
