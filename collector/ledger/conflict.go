package ledger

import (
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// Conflict says that good content contradicts what the ledger has accepted since. Nothing was written.
type Conflict struct {
	Problem problem.Problem
	Receipt string // the first receipt of the same content, if there is one
	By      string // the receipt of the submission that stands
}

func (c *Conflict) Error() string { return c.Problem.Error() }

func superseded(first, by string) *Conflict {
	return &Conflict{Receipt: first, By: by, Problem: problem.Problem{
		Code:  "content_superseded",
		Value: first,
		Rule:  lang.Textf("nội dung này đã được nhận với biên nhận %s và sau đó được sửa bằng biên nhận %s", "this content was accepted as receipt %s and has been corrected since by receipt %s", first, by),
		Hint:  lang.Text{VI: "Để khôi phục số liệu cũ, gửi lại kèm ghi chú (note) nêu lý do", EN: "To restore it, send it again with a note that says why"},
	}}
}

func olderThanCurrent(e report.Entry, received period.Date, have cell) *Conflict {
	return &Conflict{By: have.Receipt, Problem: problem.Problem{
		Code:  "received_before_current",
		Place: problem.Path(e.Unit + " / " + e.Indicator + " / " + e.Period.String() + " / " + e.Group),
		Value: received.String(),
		Rule:  lang.Textf("ô này đã có số liệu nhận ngày %s (biên nhận %s); báo cáo nhận ngày %s cũ hơn", "this cell holds numbers received on %s (receipt %s); a report received on %s is older", have.ReceivedOn, have.Receipt, received),
		Hint:  lang.Text{VI: "Nếu đây là đính chính, bỏ ngày nhận để ghi theo ngày hôm nay", EN: "If it is a correction, leave the day of receipt out: it counts from today"},
	}}
}

func changedSince(first, by string) *Conflict {
	return &Conflict{Receipt: first, By: by, Problem: problem.Problem{
		Code:  "decision_superseded",
		Value: first,
		Rule:  lang.Textf("quyết định này đã được ghi với biên nhận %s và sau đó được thay bằng biên nhận %s", "this decision was recorded as receipt %s and has been changed since by receipt %s", first, by),
		Hint:  lang.Text{VI: "Để quyết định lại như cũ, ghi lý do khác", EN: "To decide it again, give another reason"},
	}}
}

func nothingToApprove(d decision.Decision) *Conflict {
	return &Conflict{Problem: problem.Problem{
		Code:  "nothing_reported",
		Place: problem.Path(d.Units[0] + " / " + d.Form + " / " + d.Period.String()),
		Rule:  lang.Text{VI: "đơn vị chưa báo cáo ô nào của biểu trong kỳ này", EN: "the unit has reported no cell of the form for this period"},
		Hint:  lang.Text{VI: "Duyệt sau khi báo cáo đã đến", EN: "Approve it once the report has come"},
	}}
}
