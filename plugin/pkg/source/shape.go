package source

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

func table(sel selection, rows []scorecard.Row) data.Frames {
	q := sel.query
	if len(q.Statuses) > 0 {
		rows = slices.DeleteFunc(rows, func(row scorecard.Row) bool { return !slices.Contains(q.Statuses, string(row.Status)) })
	}
	all := len(rows)
	rows = rows[:min(all, q.Limit)]
	f := frames.Scorecard(sel.plan, rows, q.Language, q.Thresholds != query.ThresholdsOff)
	if len(rows) == 0 {
		f.Fields = nil // a frame of bare headings would hide the panel's own words for "nothing here"
	}
	switch {
	case len(sel.pairs) == 0:
		f.AppendNotices(nothingApplies(q))
	case all > q.Limit:
		f.AppendNotices(cut(all, q.Limit, q.Language))
	}
	return data.Frames{f}
}

// alert is never cut and never empty: Grafana would take a missing row for a problem solved.
func alert(sel selection, rows []scorecard.Row) (data.Frames, error) {
	f := frames.Alert(sel.plan.ID, rows, sel.query.Measure, sel.query.Language)
	if f.Rows() == 0 {
		return nil, problem.List{{Code: "alert_empty", Place: "indicators",
			Rule: problem.Text{VI: "không có chỉ tiêu nào có số để cảnh báo trong lựa chọn này", EN: "the selection holds no target with a number to alert on"},
			Hint: problem.Text{VI: "Chọn cấp, đơn vị hoặc chỉ tiêu khác", EN: "Choose another level, unit or indicator"}}}
	}
	if f.Rows() > maxAlertRows {
		return nil, problem.List{{Code: "alert_rows", Place: "indicators", Value: strconv.Itoa(f.Rows()),
			Rule: problem.Textf("một quy tắc cảnh báo có nhiều nhất %d dòng", "one alert rule has at most %d rows", maxAlertRows),
			Hint: problem.Text{VI: "Chia thành nhiều quy tắc, mỗi quy tắc vài chỉ tiêu", EN: "Split it into rules of a few indicators each"}}}
	}
	return data.Frames{f}, nil
}

// maxAlertRows keeps an answer that may not be cut below the 16 MiB that Grafana takes from a plugin: a refusal that says
// so is better than a broken connection.
const maxAlertRows = 100_000

func cut(all, limit int, l problem.Lang) data.Notice {
	return data.Notice{Severity: data.NoticeSeverityWarning, Text: problem.Textf(
		"Chỉ hiện %d trong %d dòng. Hãy thu hẹp lựa chọn hoặc tăng giới hạn (limit).",
		"Only %d of %d rows are shown. Narrow the selection or raise the limit.", limit, all).In(l)}
}

func nothingApplies(q query.Query) data.Notice {
	return data.Notice{Severity: data.NoticeSeverityInfo, Text: problem.Text{
		VI: fmt.Sprintf("Kế hoạch không đặt chỉ tiêu này cho cấp %s.", q.Level.Name()),
		EN: fmt.Sprintf("The plan sets no such target for the level %s.", q.Level)}.In(q.Language)}
}
