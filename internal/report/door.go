package report

import (
	"cmp"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// A row comes out of a table, whose columns have headings, or from a program, which writes keys. A hint says what to write in the
// words of the door that the row came in by.

// Heads are the headings of columns: numerator → Tử số.
type Heads map[string]string

// At is the place of one of the row's fields, called as the source calls it.
func (r Row) At(field string) problem.Place {
	place := r.Place.WithField(r.Head(field))
	if col := r.Columns[field]; col != "" {
		place.Col = col
	}
	return place
}

// Head is how the source calls a field.
func (r Row) Head(field string) string { return cmp.Or(r.Heads[field], r.Vacant[field], field) }

func (r Row) table() bool { return r.Heads != nil }

// Called names a field in a sentence.
func (r Row) Called(field string) lang.Text {
	if r.table() {
		return lang.Textf("cột “%s”", "the column “%s”", r.Head(field))
	}
	return lang.Text{VI: `"` + field + `"`, EN: `"` + field + `"`}
}

// Write says how to give a field: what goes into a cell of its column, which may have to be added, or as what a program writes it
// (empty: the same).
func (r Row) Write(field string, cell lang.Text, json string) lang.Text {
	if !r.table() && json != "" {
		return lang.Textf(`ghi "%[1]s": %[2]s`, `give "%[1]s": %[2]s`, field, json)
	}
	at := r.Called(field)
	out := lang.Text{VI: "ghi " + cell.VI + " vào " + at.VI, EN: "write " + cell.EN + " into " + at.EN}
	if r.table() && r.Heads[field] == "" {
		out.VI, out.EN = out.VI+" (thêm cột này vào tệp)", out.EN+" (add that column to the file)"
	}
	return out
}

// SayWhy says how a question about the row is answered.
func (r Row) SayWhy() lang.Text {
	return r.Write("reason", lang.Text{VI: "lý do", EN: "why"}, `"…"`)
}

// sayNobody says how to write that there is nobody to count. A table need not have a column for it.
func (r Row) sayNobody() lang.Text {
	if r.table() && r.Heads["nobody"] == "" {
		return lang.Text{VI: "ghi “không có ai” vào ô này", EN: "write “nobody” into this cell"}
	}
	return r.Write("nobody", lang.Text{VI: "x", EN: "x"}, "true")
}

// countMissing mends a count or quantity that is not there: what was counted and is none is 0, and where there is nobody to count is
// a statement of its own.
func (r Row) countMissing() lang.Text {
	nobody := r.sayNobody()
	return lang.Text{
		VI: "Ghi số đã đếm, 0 nếu đã đếm và không có; không có đối tượng nào để đếm thì " + nobody.VI + "; chưa có số liệu thì bỏ cả dòng",
		EN: "Give the number, 0 if it was counted and is none; where there is nobody to count " + nobody.EN + "; where it is not known leave the row out",
	}
}

// wholeMissing mends a denominator that is not there: of 0 there is no rate.
func (r Row) wholeMissing() lang.Text {
	nobody := r.sayNobody()
	return lang.Text{
		VI: "Ghi tổng số đã đếm; không có đối tượng nào để đếm thì bỏ tử số và " + nobody.VI + "; chưa có số liệu thì bỏ cả dòng",
		EN: "Give the number of all; where there is nobody to count leave the numerator out and " + nobody.EN + "; where it is not known leave the row out",
	}
}

// levelMissing mends a level or status that is not there.
var levelMissing = lang.Text{VI: "Ghi mức độ, 0 nếu chưa đạt; chưa có kết quả thì bỏ cả dòng", EN: "Give the level, 0 if none was reached; where it is not known leave the row out"}

// countsLost mends a percentage that came alone.
func (r Row) countsLost() lang.Text {
	lost := r.Write("unverified", lang.Text{VI: "tỷ lệ phần trăm", EN: "the percentage"}, "")
	return lang.Text{
		VI: "Điền tử số và mẫu số (số người hoặc số cơ sở); hệ thống tự tính tỷ lệ. Không còn số đếm thì " + lost.VI,
		EN: "Fill numerator and denominator; the percentage is computed from them. Where the counts are lost, " + lost.EN,
	}
}
