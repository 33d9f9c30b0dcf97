package frames

import (
	"math"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
	"github.com/xhht/xhht/internal/wording"
)

var deliverableStates = states[timeliness.DeliverableState]{
	{timeliness.DeliverableDone, lang.Text{VI: "Xong", EN: "Done"}, wording.Green},
	{timeliness.DeliverableDoneLate, lang.Text{VI: "Xong, trễ hạn", EN: "Done late"}, wording.Yellow},
	{timeliness.DeliverableOpen, lang.Text{VI: "Chưa đến hạn", EN: "Not due yet"}, wording.Blue},
	{timeliness.DeliverableUndated, lang.Text{VI: "Không có hạn", EN: "No day given"}, wording.SlateGrey},
	{timeliness.DeliverableOverdue, lang.Text{VI: "Quá hạn", EN: "Overdue"}, wording.Red},
}

// unrecorded are the same states of an archive: its run is over, and all that is known is that nobody recorded the end.
var unrecorded = deliverableStates.subdued(timeliness.DeliverableOverdue, lang.Text{VI: "Chưa ghi nhận", EN: "Not recorded"})

// tasks are the states of the plan's tasks.
func (v View) tasks() states[timeliness.DeliverableState] {
	if v.Plan.Kind == plan.Archive {
		return unrecorded
	}
	return deliverableStates
}

// Deliverables is one table with one row per task of the plan.
func Deliverables(v View, rows []owed.Task) *data.Frame {
	t := tableOf(v, rows)
	of := func(read func(plan.Deliverable) string) func(owed.Task) string {
		return func(r owed.Task) string { return read(r.Deliverable) }
	}
	t.text(column.Deliverable, "Mã nhiệm vụ", "Task ID", of(func(d plan.Deliverable) string { return d.ID }))
	t.text(column.Title, "Nhiệm vụ", "Task", of(func(d plan.Deliverable) string { return d.Title.In(v.Lang) }))
	enum(t, column.State, "Tình trạng", "State", v.tasks(), func(r owed.Task) timeliness.DeliverableState { return r.State })
	t.text(column.Timing, "So với hạn", "Against the day", func(r owed.Task) string {
		if r.State == timeliness.DeliverableOverdue && v.Plan.Kind == plan.Archive {
			return ""
		}
		return timing(r).In(v.Lang)
	})
	t.instant(column.Due, "Hạn", "Due", func(r owed.Task) time.Time { return r.Due })
	t.text(column.Lead, "Chủ trì", "Lead", of(func(d plan.Deliverable) string { return d.Lead.In(v.Lang) }))
	t.instant(column.Done, "Ngày xong", "Done", func(r owed.Task) time.Time { return r.Done })
	t.text(column.DueText, "Thời gian theo văn bản", "Time as written", of(func(d plan.Deliverable) string { return d.DueText }))
	t.text(column.Partners, "Phối hợp", "Partners", of(func(d plan.Deliverable) string { return d.Partners.In(v.Lang) }))
	t.text(column.SubmitTo, "Nộp cho", "Submitted to", of(func(d plan.Deliverable) string { return d.SubmitTo.In(v.Lang) }))
	t.count(column.DaysOverdue, "Quá hạn (ngày)", "Days overdue", func(r owed.Task) *int {
		return known(int(math.Ceil(r.DaysOverdue)), !r.Due.IsZero()) // a task without a day is not 0 days late
	})
	t.text(column.Note, "Ghi chú", "Note", func(r owed.Task) string { return r.Note })
	t.text(column.Clause, "Điều khoản", "Clause", of(func(d plan.Deliverable) string { return d.Clause }))
	t.text(column.Quote, "Trích dẫn", "Quote", of(func(d plan.Deliverable) string { return d.Quote }))
	t.text(column.Findings, "Điều văn bản để ngỏ", "Open in the source", func(r owed.Task) string { return findingsText(r.Findings, v.Lang) })
	return t.frame("deliverables")
}

// timing says how a task stands against its day: how long it is overdue, how long there is, by how much it was early or late.
func timing(r owed.Task) lang.Text {
	late := int(math.Ceil(r.DaysOverdue))
	switch r.State {
	case timeliness.DeliverableOverdue:
		return lang.Textf("quá hạn %d ngày", "overdue by %d days", late)
	case timeliness.DeliverableOpen:
		return lang.Textf("còn %d ngày", "%d days left", r.DaysLeft)
	case timeliness.DeliverableDoneLate:
		return lang.Textf("xong %s, sau hạn %d ngày", "done on %s, %d days late", period.Day(r.Done), late)
	case timeliness.DeliverableDone:
		return lang.Textf("xong %s", "done on %s", period.Day(r.Done))
	}
	return lang.Text{}
}

// Leads is one table with one row per lead agency: what it has to do, and how that stands.
func Leads(v View, rows []owed.Lead) *data.Frame {
	t := tableOf(v, rows)
	t.text(column.Lead, "Chủ trì", "Lead", func(l owed.Lead) string { return l.Name.In(v.Lang) })
	for _, s := range []struct {
		name   column.Name
		vi, en string
		state  []timeliness.DeliverableState
	}{
		{column.Overdue, "Quá hạn", "Overdue", []timeliness.DeliverableState{timeliness.DeliverableOverdue}},
		{column.Open, "Chưa đến hạn", "Not due yet", []timeliness.DeliverableState{timeliness.DeliverableOpen}},
		{column.Done, "Xong", "Done", []timeliness.DeliverableState{timeliness.DeliverableDone, timeliness.DeliverableDoneLate}},
		{column.Undated, "Không có hạn", "No day given", []timeliness.DeliverableState{timeliness.DeliverableUndated}},
	} {
		t.whole(s.name, s.vi, s.en, func(l owed.Lead) int { return l.Count(s.state...) })
	}
	t.whole(column.Tasks, "Số nhiệm vụ", "Tasks", func(l owed.Lead) int { return len(l.Tasks) })
	t.instant(column.Next, "Hạn kế tiếp", "Next due", func(l owed.Lead) time.Time { return l.Next() })
	return t.frame("deliverables")
}
