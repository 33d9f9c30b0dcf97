package answer

import (
	"fmt"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// staleAfter is how long nothing may have been written before a panel says so. Units report by the month at most, so that
// a quiet month is usual and two are not.
const staleAfter = 45 * 24 * time.Hour

// list is a table of one kind with what must be said about it: cut rows, nothing there, old data.
func list[T any](q question, rows []T, frame func([]T) *data.Frame) data.Frames {
	all := len(rows)
	f := frame(rows[:min(all, q.query.Limit)])
	switch {
	case all == 0:
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: q.whyEmpty().In(q.query.Language)})
	case all > q.query.Limit:
		f.AppendNotices(cut(all, q.query.Limit, q.query.Language))
	}
	q.notify(f)
	return data.Frames{f}
}

// series are several frames with the same said on the first.
func several(q question, out data.Frames, none *data.Frame) data.Frames {
	all := len(out)
	switch {
	case all == 0:
		none.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: q.whyEmpty().In(q.query.Language)})
		out = data.Frames{none}
	case all > q.query.Limit:
		out = out[:q.query.Limit]
		out[0].AppendNotices(cut(all, q.query.Limit, q.query.Language))
	}
	q.notify(out[0])
	return out
}

// notify says that the data are old, where somebody looks at the present, and what the plan's own text contradicts or leaves
// open about the targets shown.
func (q question) notify(f *data.Frame) {
	l := q.query.Language
	if w := q.written; !w.IsZero() && !q.asOf.Before(q.now) && q.now.Sub(w) > staleAfter {
		day := period.Day(w)
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityWarning, Text: lang.Text{
			VI: fmt.Sprintf("Số liệu đã cũ: ghi lần cuối ngày %s.", day.Vietnamese()), EN: fmt.Sprintf("The data are old: last written on %s.", day)}.In(l)})
	}
	if q.past {
		day := period.Day(q.asOf)
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: lang.Textf(
			"Theo kế hoạch có hiệu lực ngày %[1]s, nay đã thay đổi.", "By the plans that were in force on %[2]s; they have changed since.", day.Vietnamese(), day).In(l)})
	}
	contradictions, open := q.asked.Doubts(q.shows)
	for _, text := range contradictions {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityWarning, Text: lang.Text{
			VI: "Văn bản mâu thuẫn: " + text.VI, EN: "The source contradicts itself: " + text.In(lang.English)}.In(l)})
	}
	if open.VI != "" {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: open.In(l)})
	}
}

// shows reports whether the finding is about a target or form of the selection.
func (q question) shows(f plan.Finding) bool {
	switch q.query.Spec().Doubts {
	case query.DoubtsOfTargets:
		return slices.ContainsFunc(q.pairs, func(p plan.Pair) bool { return slices.Contains(f.Targets, p.Target.ID) })
	case query.DoubtsOfForms:
		return slices.ContainsFunc(f.Forms, func(id string) bool {
			form, ok := q.asked.Form(id)
			return ok && slices.Contains(form.Tiers(), q.query.Level) && (q.query.Form == "" || q.query.Form == id)
		})
	}
	return false // the other kinds show findings in a column, or have no target
}

func cut(all, limit int, l lang.Lang) data.Notice {
	return data.Notice{Severity: data.NoticeSeverityWarning, Text: lang.Textf(
		"Chỉ hiện %d trong %d dòng. Hãy thu hẹp lựa chọn hoặc tăng giới hạn (limit).",
		"Only %d of %d rows are shown. Narrow the selection or raise the limit.", limit, all).In(l)}
}

// nothingApplies is why a selection of targets is empty.
func (q question) nothingApplies() lang.Text {
	switch {
	case len(q.asked.Targets) == 0 && len(q.query.Indicators) == 0 && len(q.query.Filters) == 0:
		return lang.Text{VI: "Kế hoạch này không đặt chỉ tiêu nào có thể theo dõi.", EN: "This plan sets no target that could be followed."}
	case len(q.pairs) > 0:
		return lang.Text{VI: "Không có dòng nào có trạng thái đã chọn.", EN: "No row has the chosen status."}
	case len(q.query.Filters) > 0:
		return filtersLeaveNothing
	}
	return lang.Text{
		VI: fmt.Sprintf("Kế hoạch không đặt chỉ tiêu này cho cấp %s.", q.query.Level.Name()),
		EN: fmt.Sprintf("The plan sets no such target for the level %s.", q.query.Level)}
}

// filtersLeaveNothing is why an answer is empty that the page's filters emptied.
var filtersLeaveNothing = lang.Text{VI: "Bộ lọc không để lại chỉ tiêu hay đơn vị nào.", EN: "The filters leave no target or unit."}

// whyEmpty is why an answer has no rows: what the kind says of it, or else what the selection of targets lacks. Where the page's
// filters leave nothing that it could be about, it is not the time range that is to be changed.
func (q question) whyEmpty() lang.Text {
	if len(q.query.Filters) > 0 && (q.leavesNoUnit() || q.leavesNoIndicator()) {
		return filtersLeaveNothing
	}
	if q.narrowed {
		only, _ := q.query.Only.Spec()
		return only.None
	}
	if text, ok := q.query.Empty(); ok {
		return text
	}
	return q.nothingApplies()
}

func (q question) leavesNoUnit() bool {
	if !q.query.Spec().Reads(query.FieldUnits) {
		return false
	}
	members := q.registry.Members(q.whole, q.query.Level)
	return len(members) > 0 && !slices.ContainsFunc(members, q.wants)
}

func (q question) leavesNoIndicator() bool {
	if kind := q.query.Spec(); kind.OfPlan || !kind.Reads(query.FieldIndicators) {
		return false
	}
	known := sortedKeys(indicatorsOf(q.whole))
	return len(known) > 0 && !slices.ContainsFunc(known, func(id string) bool {
		return q.query.Keeps(query.FilterIndicator, id) && q.query.Keeps(query.FilterTheme, q.registry.Indicators[id].Theme)
	})
}
