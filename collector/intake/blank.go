package intake

import (
	"io"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/timeliness"
	"github.com/xhht/xhht/internal/wording"
)

// Blank is a form that a unit is to fill in for a period.
type Blank struct {
	Duty   timeliness.Duty
	Unit   area.Area
	Period period.Period
	Older  bool // than the newest that is taken: the unit owes no later one
}

// WriteBlanks writes empty forms as one table that opens in Excel and that import takes back: every number that the unit owes, with
// names, how to fill it in and what was reported last, and below each the groups that may be told apart. Rows left empty count as
// not reported.
func WriteBlanks(w io.Writer, l lang.Lang, reg plan.Registry, blanks []Blank, reported []report.Entry) error {
	out := delimited.NewWriter(w, l)
	var heads []any
	for _, col := range columns {
		if col.printed {
			heads = append(heads, lang.Text{VI: lang.Capital(col.vietnamese), EN: col.name})
		}
	}
	out.Row(heads...)
	for _, b := range blanks {
		for _, id := range b.Duty.Owed(b.Unit.UID, b.Period) {
			ind := reg.Indicators[id]
			for _, group := range slices.Concat([]string{catalogue.GroupAll}, ind.Groups) {
				out.Row(b.row(ind, group, lastOf(reported, report.Key{Unit: b.Unit.UID, Indicator: id, Group: group, Period: b.Period}))...)
			}
		}
	}
	return out.Close()
}

// row has a cell for each column that is printed, those for numbers empty.
func (b Blank) row(ind catalogue.Indicator, group string, last lang.Text) []any {
	known := map[string]any{
		"unit": b.Unit.UID, "unit_name": b.Unit.Written(), "indicator": ind.ID, "indicator_name": ind.Name, "period": b.Period.String(),
		"group": group, "hint": howTo(ind), "last": last,
		"group_name": lang.Text{VI: wording.GroupName(group, lang.Vietnamese), EN: wording.GroupName(group, lang.English)},
	}
	if group == catalogue.GroupAll {
		known["group_name"] = lang.Text{VI: "Chung", EN: "All"}
	}
	var out []any
	for _, col := range columns {
		if col.printed {
			out = append(out, known[col.name])
		}
	}
	return out
}

// howTo says what goes where.
func howTo(ind catalogue.Indicator) lang.Text {
	switch ind.Measure {
	case catalogue.Rate:
		return lang.Textf("Tử số: %[1]s. Mẫu số: %[2]s", "Numerator: %[3]s. Denominator: %[4]s", ind.Numerator.VI, ind.Denominator.VI, ind.Numerator.In(lang.English), ind.Denominator.In(lang.English))
	case catalogue.Level:
		return lang.Textf("Giá trị: mức độ từ 0 đến %g", "Value: the level, 0 to %g", ind.Max)
	case catalogue.Status:
		return lang.Text{VI: "Giá trị: 1 nếu có (đạt), 0 nếu chưa", EN: "Value: 1 for yes (reached), 0 for not yet"}
	case catalogue.Quantity:
		if ind.Decimals > 0 {
			return lang.Textf("Giá trị: %[1]s, nhiều nhất %[3]d số lẻ sau dấu phẩy", "Value: %[2]s, at most %[3]d decimals behind a comma", ind.Unit.VI, ind.Unit.EN, ind.Decimals)
		}
		return lang.Textf("Giá trị: số %[1]s, số nguyên viết liền", "Value: %[2]s, a whole number with nothing between its digits", ind.Unit.VI, ind.Unit.EN)
	}
	return lang.Text{}
}

// lastOf says what the cell, or the one of the nearest period before, holds.
func lastOf(reported []report.Entry, k report.Key) lang.Text {
	last, had := lastEntry(reported, k)
	if !had {
		return lang.Text{}
	}
	words := last.Words()
	return lang.Textf("%[1]s: %[2]s", "%[1]s: %[3]s", last.Period.String(), words.VI, words.EN)
}
