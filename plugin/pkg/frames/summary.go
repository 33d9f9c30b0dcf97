package frames

import (
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// spoken is the label in one language: "SỐ LIỆU MINH HỌA | SAMPLE DATA" carries two, and one without a bar is for both.
func spoken(label string, l lang.Lang) string {
	vi, en, both := strings.Cut(label, " | ")
	if both && l == lang.English {
		return en
	}
	return vi
}

// Summary is one row: the verdict in a sentence, and how many rows have each status. Where nothing could be judged yet
// the verdicts' counts are null: a row of zeros would look like a verdict. The label is what must be said of the numbers,
// such as that they are invented; it comes first, so that a screenshot carries it.
func Summary(s scorecard.Summary, label string, asOf time.Time, l lang.Lang) *data.Frame {
	detail := s.Detail.In(l)
	said := spoken(label, l)
	if said != "" {
		detail = said + ". " + detail
	}
	if eve := period.Day(asOf.Add(-time.Nanosecond)).EndOfDay(); asOf.Sub(eve) == time.Nanosecond {
		asOf = eve // a range to the first instant of a year speaks of the year before
	}
	f := typed("summary", data.FrameTypeTable,
		field(column.Sentence, lang.Text{VI: "Tình hình", EN: "Verdict"}, l, []string{s.Sentence.In(l)}),
		field(column.Detail, lang.Text{VI: "Chi tiết", EN: "Detail"}, l, []string{detail}))
	known := func(n int, ok bool) []*float64 {
		if !ok {
			return []*float64{nil}
		}
		v := float64(n)
		return []*float64{&v}
	}
	for _, st := range standing.Statuses {
		c := data.NewField(column.CountOf(st).String(), nil, known(s.Counts[st], s.Rows > 0 && (!takesReport(st) || s.Judged > 0 || s.Counts[st] > 0)))
		c.Config = (&data.FieldConfig{DisplayNameFromDS: wording.StatusName(st, l), Color: fixed(wording.StatusColour(st))}).SetDecimals(0).SetMin(0)
		f.Fields = append(f.Fields, c)
	}
	units := field(column.Units, lang.Text{VI: "Đơn vị", EN: "Units"}, l, known(s.Units, true))
	behind := field(column.UnitsBehind, lang.Text{VI: "Đơn vị chậm lộ trình", EN: "Units behind"}, l, known(s.Behind, s.Judged > 0))
	for _, c := range []*data.Field{units, behind} {
		c.Config.SetDecimals(0).SetMin(0)
	}
	f.Fields = append(f.Fields, units, behind, field(column.AsOf, lang.Text{VI: "Tính đến", EN: "As of"}, l, []*time.Time{&asOf}),
		field(column.Label, lang.Text{VI: "Nhãn", EN: "Label"}, l, []string{said})) // for a screen that has no room for the detail
	return f
}

// takesReport reports whether somebody has to have reported, or decided, before a row can have the status: that there is nobody is a
// report, too, and that there is nobody to report is a decision.
func takesReport(s standing.Status) bool {
	return s.Verdict() || s.Excused() || s.Inconclusive()
}
