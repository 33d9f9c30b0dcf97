package intake

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/spelling"
)

// column is one column that a CSV file may have, and the field of a row it fills.
type column struct {
	name       string
	vietnamese string
	needed     bool // in every file; of those for what a cell holds some have to be there, see lacking
	printed    bool // the empty form has it
	field      func(*row) *string
}

var columns = []column{
	{"unit", "đơn vị", true, true, func(r *row) *string { return &r.Unit }},
	{"unit_name", "tên đơn vị", false, true, func(r *row) *string { return &r.UnitName }},
	{"indicator", "chỉ số", true, true, func(r *row) *string { return &r.Indicator }},
	{"indicator_name", "tên chỉ số", false, true, func(r *row) *string { return &r.IndicatorName }},
	{"period", "kỳ", true, true, func(r *row) *string { return &r.Period }},
	{"group", "nhóm", false, true, func(r *row) *string { return &r.Group }},
	{"group_name", "tên nhóm", false, true, func(r *row) *string { return &r.groupName }},
	{"numerator", "tử số", false, true, func(r *row) *string { return &r.Numerator }},
	{"denominator", "mẫu số", false, true, func(r *row) *string { return &r.Denominator }},
	{"value", "giá trị", false, true, func(r *row) *string { return &r.Value }},
	{"nobody", "không có đối tượng", false, true, func(r *row) *string { return &r.Nobody }},
	{"unverified", "tỷ lệ chưa kiểm chứng", false, false, func(r *row) *string { return &r.Unverified }},
	{"denominator_kind", "loại mẫu số", false, false, func(r *row) *string { return &r.Over }},
	{"reason", "lý do", false, true, func(r *row) *string { return &r.Reason }},
	{"received_on", "ngày nhận", false, false, func(r *row) *string { return &r.receivedOn }},
	{"hint", "cách điền", false, true, nil},
	{"last", "số lần trước", false, true, nil},
	{"as_last", "như lần trước", false, false, func(r *row) *string { return &r.asLast }},
	{"last_numerator", "tử số lần trước", false, false, func(r *row) *string { return &r.last.Numerator }},
	{"last_denominator", "mẫu số lần trước", false, false, func(r *row) *string { return &r.last.Denominator }},
	{"last_value", "giá trị lần trước", false, false, func(r *row) *string { return &r.last.Value }},
}

// ours reports whether only our own workbook has the column: nobody else is told of it.
func (c column) ours() bool { return strings.Contains(c.name, "last") }

// columnOf finds the column that a heading means: its name in either language, whatever the case, the marks and the line breaks,
// with or without the star of a needed one.
func columnOf(heading string) *column {
	heading = strings.TrimRight(norm.NFC.String(strings.TrimSpace(heading)), "*: ")
	for i, col := range columns {
		if spelling.Typed(heading, col.vietnamese) || spelling.Key(heading) == col.name {
			return &columns[i]
		}
	}
	return nil
}

// like finds the column that a heading of another name seems to mean, as "Tử số (người)" and "mẫu sồ" do.
func like(heading string) *column {
	bare := spelling.Bare(norm.NFC.String(heading))
	for i, col := range columns {
		if col.field == nil || col.ours() || col.name == "group_name" {
			continue
		}
		for _, name := range []string{spelling.Bare(col.vietnamese), col.name} {
			behind, begins := strings.CutPrefix(bare, name)
			if begins && strings.TrimLeft(behind, " (,:;/*-–[") != behind || len(name) > 4 && spelling.Slip(bare, name) {
				return &columns[i]
			}
		}
	}
	return nil
}

// both names a column in the reader's language and as programs write it.
func (c column) both() string { return c.name + " (" + c.vietnamese + ")" }

func columnsHint() lang.Text {
	var en, vi []string
	for _, col := range columns {
		if col.field != nil && !strings.HasSuffix(col.name, "_name") && !col.ours() {
			en, vi = append(en, col.name), append(vi, col.vietnamese)
		}
	}
	return lang.Text{
		VI: "Dòng đầu gồm các cột: " + strings.Join(vi, ", ") + " (hoặc " + strings.Join(en, ", ") + ")",
		EN: "The first line has the columns " + strings.Join(en, ", "),
	}
}

// lacking are the columns without which the rows say nothing: which cell they are about, and of what a cell can hold, counts or a level
// or that there is nobody, at least one.
func lacking(seen map[string]bool) []column {
	var out []column
	for _, col := range columns {
		needed := col.needed
		switch col.name {
		case "numerator", "denominator":
			needed = seen["numerator"] || seen["denominator"] || !seen["value"] && !seen["nobody"] && !seen["unverified"]
		}
		if needed && !seen[col.name] {
			out = append(out, col)
		}
	}
	return out
}

// heads says how the file itself calls the fields of a row, so that messages do, too, and how it would call those that it lacks.
func heads(titles []string, fields []*column) (there, vacant report.Heads) {
	there, vacant = report.Heads{}, report.Heads{}
	vietnamese := false
	for i, col := range fields {
		if col != nil && col.field != nil {
			there[col.name] = strings.Join(strings.Fields(titles[i]), " ")
			vietnamese = vietnamese || spelling.Key(titles[i]) != col.name
		}
	}
	for _, col := range columns {
		if there[col.name] == "" {
			vacant[col.name] = col.name
			if vietnamese {
				vacant[col.name] = col.vietnamese
			}
		}
	}
	return there, vacant
}
