package planchange

import (
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// effect counts what a difference would do to the reports that it is about, as they are on record.
type effect struct {
	reports int // that would be overdue and were not
	units   int // of whom
	days    int // the most days by which one would be overdue
	late    int // reports that came in time and would have come late
	cleared int // that are overdue and would not be
}

func (c *comparison) effectOf(before, after timeliness.Duty, slots []timeliness.Slot) effect {
	var e effect
	units := map[string]bool{}
	for _, s := range slots {
		was, is := c.report(before, s), c.report(after, s)
		switch then, now := c.state(was), c.state(is); {
		case now == timeliness.Overdue && then != timeliness.Overdue:
			e.reports++
			e.days = max(e.days, timeliness.DaysLate(*is, c.rec.Now))
			units[s.Unit] = true
		case then == timeliness.Overdue && now != timeliness.Overdue:
			e.cleared++
		case now == timeliness.ReceivedLate && then == timeliness.OnTime:
			e.late++
		}
	}
	e.units = len(units)
	return e
}

// report is the expected report, nil where none is.
func (c *comparison) report(d timeliness.Duty, s timeliness.Slot) *series.Report {
	if len(d.Asks(s.Unit, s.Period)) == 0 {
		return nil
	}
	came, by := c.rec.Came, timeliness.Decided{}
	if came == nil {
		came = func(report.Key) (time.Time, bool) { return time.Time{}, false }
	}
	if c.rec.Decided != nil {
		by = c.rec.Decided(d.Plan.ID, d.Form.ID, s.Unit, s.Period)
	}
	r := d.Report(s, came, by)
	return &r
}

func (c *comparison) state(r *series.Report) timeliness.State {
	if r == nil {
		return ""
	}
	return timeliness.StateOf(*r, c.rec.Now)
}

// say tells the effect, the worst first; nothing where nobody would notice.
func (e effect) say() lang.Text {
	var out lang.Text
	if e.reports > 0 {
		out = joined(out, lang.Text{
			VI: fmt.Sprintf("%d đơn vị sẽ quá hạn %d báo cáo, lâu nhất %d ngày", e.units, e.reports, e.days),
			EN: fmt.Sprintf("%s would be overdue with %s, by up to %s", plural(e.units, "unit"), plural(e.reports, "report"), plural(e.days, "day")),
		})
	}
	if e.late > 0 {
		out = joined(out, lang.Text{
			VI: fmt.Sprintf("%d báo cáo đã nộp đúng hạn sẽ thành nộp trễ", e.late),
			EN: plural(e.late, "report") + " that came in time would have come late",
		})
	}
	if e.cleared > 0 {
		out = joined(out, lang.Text{
			VI: fmt.Sprintf("%d báo cáo đang quá hạn sẽ hết quá hạn", e.cleared),
			EN: plural(e.cleared, "report") + " now overdue would be overdue no more",
		})
	}
	return out
}

// names lists units by name, the first few of them.
func names(tree *area.Tree, uids []string) string {
	const most = 3
	var out []string
	for _, uid := range uids {
		a, _ := tree.Get(uid)
		out = append(out, a.FullName)
	}
	return listed(out, most)
}
