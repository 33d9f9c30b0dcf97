package api

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// asked reads what an address asks after its question mark. A parameter that nobody knows, or that is given twice, is refused: its
// sender would take an answer to another question for the one to theirs.
func asked(raw string, known ...string) (url.Values, problem.List) {
	q, err := url.ParseQuery(raw)
	if err != nil {
		return nil, problem.List{{
			Code: "query_unreadable", Value: strings.ToValidUTF8(raw, "�"),
			Rule: lang.Text{VI: "phần sau dấu hỏi của địa chỉ không đọc được", EN: "what follows the address's question mark cannot be read"},
			Hint: lang.Text{VI: "Viết tên=giá trị, cách nhau bằng &; ký tự lạ viết dạng %XX", EN: "Write name=value, with & between them; odd characters as %XX"},
		}}
	}
	var out problem.Bounded
	list := strings.Join(known, ", ")
	for _, name := range slices.Sorted(maps.Keys(q)) {
		switch {
		case !slices.Contains(known, name):
			out.Add(problem.Problem{
				Code: "unknown_parameter", Place: problem.Field(strings.ToValidUTF8(name, "�")),
				Rule: lang.Text{VI: "địa chỉ này không có tham số đó", EN: "this address has no such parameter"},
				Hint: lang.Textf("Các tham số: %s", "Parameters: %s", list),
			})
		case len(q[name]) > 1:
			out.Add(problem.Problem{
				Code: "repeated_parameter", Place: problem.Field(name), Value: strings.ToValidUTF8(strings.Join(q[name], ", "), "�"),
				Rule: lang.Text{VI: "tham số này có hai lần", EN: "this parameter is there twice"}, Hint: lang.Text{VI: "Giữ lại một", EN: "Keep one of them"},
			})
		}
	}
	return q, out.List()
}
