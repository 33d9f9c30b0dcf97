package intake

import (
	"errors"
	"slices"
	"strings"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// machine reports whether no person stands behind what is handed in.
func (s Sender) machine() bool {
	return s.Kind == subject.Machine || s.Source == ledger.SourceExporter
}

// reasonsOf refuses the reasons that a machine gives: a reason answers a question, and who answers one has looked. A note answers none.
func reasonsOf(rows []report.Row) problem.List {
	var out problem.List
	for _, r := range rows {
		if strings.TrimSpace(r.Reason) != "" {
			out = append(out, problem.Problem{
				Code: "reason_of_a_machine", Place: r.At("reason"), Value: r.Reason,
				Rule: lang.Text{VI: "máy không nêu lý do: lý do trả lời một câu hỏi, và chỉ người đã xem số mới trả lời được", EN: "a machine gives no reason: a reason answers a question, which only somebody can who has looked at the number"},
				Hint: lang.Text{VI: "Bỏ lý do ở dòng này; số nào bị hỏi thì người phụ trách nguồn tự nộp kèm lý do, bằng tài khoản của mình", EN: "Leave the reason out of this row; a number that is asked about is handed in by the source's owner, with the reason and under their own account"},
			})
		}
	}
	return out
}

// questions are the problems that a person answers with a reason.
var questions = []problem.Code{"size_doubtful", "counts_lost", "fraction_or_percent", "received_before_current"}

// toldFrom tells whoever runs a machine who answers its questions, in place of how.
func (s Sender) toldFrom(err error) error {
	if !s.machine() {
		return err
	}
	var list problem.List
	var conflict *ledger.Conflict
	switch {
	case errors.As(err, &conflict):
		told := *conflict
		told.Problems = forOwner(conflict.Problems)
		return &told
	case errors.As(err, &list):
		return forOwner(list)
	}
	return err
}

func forOwner(list problem.List) problem.List {
	list = slices.Clone(list)
	for i, p := range list {
		if slices.Contains(questions, p.Code) {
			list[i].Hint = lang.Text{VI: "Nếu máy đo sai thì sửa máy; nếu đúng thì người phụ trách nguồn nộp số này kèm lý do, bằng tài khoản của mình: máy không trả lời câu hỏi",
				EN: "If the machine is wrong, mend it; if it is right, the source's owner hands this number in with a reason, under their own account: a machine answers no question"}
		}
	}
	return list
}
