package generation

import (
	"strings"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Acceptance is somebody's word that a change of the past is meant.
type Acceptance struct {
	By                ledger.Who
	Reason, Authority string
}

// Problems says what is missing: whoever looks at it in years has nothing else to go by.
func (a Acceptance) Problems() (out problem.List) {
	if strings.TrimSpace(a.Reason) == "" {
		out.Add(problem.Problem{
			Code: "no_reason", Place: problem.Field("--reason"),
			Rule: lang.Text{VI: "thiếu lý do thay đổi quá khứ", EN: "the reason for changing the past is missing"},
			Hint: lang.Text{VI: "Ghi một câu; người xem sau này sẽ đọc câu đó", EN: "Write one sentence; whoever looks at it later reads it"},
		})
	}
	if strings.TrimSpace(a.By.Name) == "" && a.By.Subject == "" {
		out.Add(problem.Problem{
			Code: "nobody", Place: problem.Field("--by"),
			Rule: lang.Text{VI: "thiếu tên người hoặc cơ quan chấp nhận", EN: "who accepts it is missing"},
			Hint: lang.Text{VI: "Ví dụ --by \"Sở GDĐT\"", EN: "For example --by \"Sở GDĐT\""},
		})
	}
	return out
}
