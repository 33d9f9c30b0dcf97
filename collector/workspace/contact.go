package workspace

import (
	"net/mail"
	"strings"
	"unicode/utf8"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// mostLetters of a name, an address or a telephone number; no honest one is longer.
const mostLetters = 200

// Faulty lists what is wrong with the name and the addresses that somebody typed, by field.
func (p Profile) Faulty() (out problem.List) {
	if strings.TrimSpace(p.Name) == "" {
		out.Add(problem.Problem{
			Code: "no_name", Place: problem.Field("name"), Rule: lang.Text{VI: "thiếu tên", EN: "the name is missing"},
			Hint: lang.Text{VI: "Ghi họ tên, hoặc tên cơ quan, hoặc tên máy", EN: "Give the name of the person, the body or the machine"},
		})
	}
	for _, f := range []struct{ field, text string }{{"name", p.Name}, {"email", p.Email}, {"phone", p.Phone}} {
		if utf8.RuneCountInString(f.text) > mostLetters || !utf8.ValidString(f.text) || strings.ContainsFunc(f.text, func(r rune) bool { return r < ' ' || r == '\u007f' || r == '\ufffd' }) {
			out.Add(problem.Problem{
				Code: "strange_text", Place: problem.Field(f.field),
				Rule: lang.Textf("dài hơn %d ký tự, hoặc có ký tự điều khiển", "longer than %d characters, or with control characters", mostLetters),
				Hint: lang.Text{VI: "Gõ lại, ngắn gọn", EN: "Type it again, in short"},
			})
		}
	}
	if a, err := mail.ParseAddress(p.Email); p.Email != "" && (err != nil || a.Address != p.Email) {
		out.Add(problem.Problem{
			Code: "no_address", Place: problem.Field("email"), Value: p.Email,
			Rule: lang.Text{VI: "không phải địa chỉ thư", EN: "this is no mail address"}, Hint: lang.Text{VI: "Ví dụ vh-xh@longho.example", EN: "For example vh-xh@longho.example"},
		})
	}
	return out
}
