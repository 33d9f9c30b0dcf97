package reporting

import (
	"fmt"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/timeliness"
)

// Words says what became of the report in a few words.
func (l Line) Words() lang.Text {
	var t lang.Text
	switch {
	case l.State == timeliness.OnTime && l.Due.IsZero():
		t = lang.Text{VI: "đã nộp (không ghi hạn)", EN: "received (no deadline)"}
	case l.State == timeliness.OnTime:
		t = lang.Text{VI: "đã nộp, đúng hạn", EN: "received, on time"}
	case l.State == timeliness.ReceivedLate:
		t = lang.Text{VI: fmt.Sprintf("đã nộp, trễ %d ngày", l.Days), EN: fmt.Sprintf("received, %s late", days(l.Days))}
	case l.State == timeliness.Overdue:
		t = lang.Textf("có %g/%g ô", "%g of %g cells", l.Cells, l.CellsOf)
		t.VI, t.EN = fmt.Sprintf("quá hạn %d ngày, ", l.Days)+t.VI, "overdue by "+days(l.Days)+", "+t.EN
	case l.State == timeliness.NoReporter:
		t = StateName(l.State)
		if l.Vacancy.Reason != "" {
			t.VI, t.EN = t.VI+": "+l.Vacancy.Reason, t.EN+": "+l.Vacancy.Reason
		}
	case l.Due.IsZero():
		t = lang.Textf("không ghi hạn, có %g/%g ô", "no deadline, %g of %g cells", l.Cells, l.CellsOf)
	default:
		t = lang.Textf("chưa đến hạn, có %g/%g ô", "not due yet, %g of %g cells", l.Cells, l.CellsOf)
	}
	if !l.Extended.IsZero() {
		until := lang.Textf("; gia hạn đến %s", "; extended until %s", Day(l.Extended))
		t.VI, t.EN = t.VI+until.VI, t.EN+until.EN
	}
	for _, more := range []struct {
		n      int
		vi, en string
	}{
		{l.Nobody, "; %d ô không có đối tượng", "; %d cells of nobody"},
		{l.Unverified, "; %d tỷ lệ chưa có số đếm", "; %d rates without counts"},
		{l.Withdrawn, "; %d ô đã rút lại", "; %d cells withdrawn"},
	} {
		if more.n > 0 {
			t.VI, t.EN = t.VI+fmt.Sprintf(more.vi, more.n), t.EN+fmt.Sprintf(more.en, more.n)
		}
	}
	return t
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// Day is the day in Vietnam of an instant; the zero Date for none.
func Day(at time.Time) period.Date {
	if at.IsZero() {
		return period.Date{}
	}
	return period.Day(at)
}

func oneOf(ids []string) lang.Text {
	return lang.Textf("Một trong: %s", "One of: %s", strings.Join(ids, ", "))
}
