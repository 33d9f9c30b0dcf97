package answer

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/wording"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// alert is never cut and never empty: Grafana would take a missing row for a problem solved.
func (q question) alert(ctx context.Context) (data.Frames, error) {
	if q.query.Measure == query.Lapse {
		return q.lapse(ctx)
	}
	if q.query.Measure == query.Overdue {
		return q.overdue(ctx)
	}
	if q.query.Measure == query.Title {
		return q.titles(ctx)
	}
	rows, err := q.rows(ctx)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 && len(q.query.Filters) > 0 {
		return nil, nothingLeft
	}
	var jumps map[scorecard.Cell]scorecard.Leap
	if m := q.query.Measure; m == query.Jump || m == query.Size || m == query.Usual {
		if jumps, err = q.jumps(ctx); err != nil {
			return nil, err
		}
	}
	return bounded(frames.Alert(q.view(), rows, q.query.Measure, jumps))
}

// nothingLeft refuses filters that leave nothing: one typed wrong would make a rule that never fires and looks healthy.
var nothingLeft = problem.List{{Code: "alert_filters", Place: problem.Field("filters"),
	Rule: lang.Text{VI: "bộ lọc không để lại chỉ tiêu hay đơn vị nào cho quy tắc cảnh báo", EN: "the filters leave the alert rule no target or unit"},
	Hint: lang.Text{VI: "Bỏ bộ lọc, chọn bằng units và indicators", EN: "Drop the filters and choose by units and indicators"}}}

// lapse has a row for every unit that is expected and every programme, so that labels never depend on what came.
func (q question) lapse(ctx context.Context) (data.Frames, error) {
	programmes := q.query.Programmes
	if len(programmes) == 0 {
		programmes = law.Programs
	}
	standings, err := q.standings(ctx)
	if err != nil {
		return nil, err
	}
	var out []frames.LapseRow
	for _, r := range q.levelInput(programmes, standings).Newest() {
		if q.wants(r.Area) {
			out = append(out, frames.LapseRow{Unit: r.Area.UID, UnitName: wording.UnitName(r.Area), Programme: r.Programme, Value: r.Keeping.Years()})
		}
	}
	if len(out) == 0 && len(q.query.Filters) > 0 {
		return nil, nothingLeft
	}
	slices.SortStableFunc(out, func(a, b frames.LapseRow) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(slices.Index(law.Programs, a.Programme), slices.Index(law.Programs, b.Programme)))
	})
	return bounded(frames.LapseAlert(q.view(), out))
}

// overdue has a row for every unit and form of the newest due period, so that a report that comes turns its row to 0.
func (q question) overdue(ctx context.Context) (data.Frames, error) {
	expected, err := q.expected(ctx, period.Span{From: q.asOf.AddDate(-2, 0, 0), To: q.asOf})
	if err != nil {
		return nil, err
	}
	return bounded(frames.OverdueAlert(q.view(), owed.NewestDue(expected, q.asOf)))
}

// maxAlertRows keeps an answer that may not be cut below the 16 MiB that Grafana takes from a plugin: a refusal that says
// so is better than a broken connection.
const maxAlertRows = 100_000

func bounded(f *data.Frame) (data.Frames, error) {
	if f.Rows() > maxAlertRows {
		return nil, problem.List{{Code: "alert_rows", Place: problem.Field("indicators"), Value: strconv.Itoa(f.Rows()),
			Rule: lang.Textf("một quy tắc cảnh báo có nhiều nhất %d dòng", "one alert rule has at most %d rows", maxAlertRows),
			Hint: lang.Text{VI: "Chia thành nhiều quy tắc, mỗi quy tắc vài chỉ tiêu", EN: "Split it into rules of a few indicators each"}}}
	}
	return data.Frames{f}, nil
}
