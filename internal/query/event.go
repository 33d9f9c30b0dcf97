package query

import "github.com/xhht/xhht/internal/lang"

// EventKind sorts the events that a chart marks.
type EventKind string

// The kinds of events.
const (
	EventMilestone  EventKind = "milestone"
	EventDeadline   EventKind = "deadline"
	EventCorrection EventKind = "correction"
	EventReform     EventKind = "reform"
)

var eventKinds = words[EventKind]{
	{EventMilestone, lang.Text{VI: "Mốc của kế hoạch", EN: "Milestone of the plan"}, lang.Text{}},
	{EventDeadline, lang.Text{VI: "Hạn báo cáo", EN: "Deadline of reports"}, lang.Text{}},
	{EventCorrection, lang.Text{VI: "Đính chính", EN: "Correction"}, lang.Text{}},
	{EventReform, lang.Text{VI: "Sắp xếp đơn vị hành chính", EN: "Reform of the units"}, lang.Text{}},
}
