package reporting

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/timeliness"
)

// StateName is what a report's state is called where its days and cells stand beside it.
func StateName(s timeliness.State) lang.Text {
	switch s {
	case timeliness.OnTime:
		return lang.Text{VI: "đã nộp, đúng hạn", EN: "received, on time"}
	case timeliness.ReceivedLate:
		return lang.Text{VI: "đã nộp, trễ", EN: "received, late"}
	case timeliness.Overdue:
		return lang.Text{VI: "quá hạn", EN: "overdue"}
	case timeliness.NotDue:
		return lang.Text{VI: "chưa đến hạn", EN: "not due yet"}
	case timeliness.NoReporter:
		return lang.Text{VI: "không có nơi báo cáo", EN: "no reporter"}
	}
	return lang.Text{VI: string(s), EN: string(s)}
}
