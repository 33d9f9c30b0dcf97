package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/owed"
)

// Events is one table in the shape of Grafana's annotations: time, timeEnd, title, text, and tags with commas between.
func Events(v View, rows []owed.Event) *data.Frame {
	t := tableOf(v, rows)
	at := func(e owed.Event) time.Time { return e.At }
	t.instant(column.Time, "Lúc", "When", at)
	t.instant(column.TimeEnd, "Đến", "Until", at)
	t.text(column.Title, "Tiêu đề", "Title", func(e owed.Event) string { return e.Title.In(v.Lang) })
	t.text(column.Text, "Nội dung", "Text", func(e owed.Event) string { return e.Text.In(v.Lang) })
	t.text(column.Tags, "Nhãn", "Tags", func(e owed.Event) string { return string(e.Kind) + "," + v.Plan.ID })
	for _, f := range t.fields {
		f.Config = nil // Grafana finds these columns by the names that people see
	}
	return t.frame("events")
}

// Ahead is one table of what is still to come, the next first.
func Ahead(v View, rows []owed.Event, asOf time.Time) *data.Frame {
	t := tableOf(v, rows)
	t.text(column.What, "Việc", "What", func(e owed.Event) string { return e.Heading().In(v.Lang) })
	t.whole(column.DaysLeft, "Còn (ngày)", "Days left", func(e owed.Event) int { return e.DaysLeft(asOf) })
	t.instant(column.Due, "Hạn", "Due", func(e owed.Event) time.Time { return e.At })
	t.text(column.Clause, "Điều khoản", "Clause", func(e owed.Event) string { return e.Clause })
	t.text(column.Text, "Nội dung", "Details", func(e owed.Event) string { return e.Text.In(v.Lang) })
	return t.frame("events")
}
