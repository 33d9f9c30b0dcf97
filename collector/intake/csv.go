package intake

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/officialform"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/spelling"
)

// DecodeCSV reads a file with a header line, in whatever way it was saved (internal/delimited). Empty lines and empty columns are no
// faults; columns that nobody asked for are left out, which the notices say. A *Malformed error means that the rows could not be
// read at all.
func DecodeCSV(name string, r io.Reader, limits Limits) (Document, error) {
	name = filepath.Base(name)
	data, err := readAll(r, limits.Bytes)
	if err != nil {
		return Document{}, inFile(name, err)
	}
	file, err := delimited.Open(name, data, func(title string) bool { return columnOf(title) != nil })
	if p, ok := errors.AsType[problem.Problem](err); ok {
		return Document{}, &Malformed{p}
	}
	if personal(file) {
		persons := officialform.Persons
		persons.Place = problem.At(name, 0)
		return Document{}, &Malformed{persons}
	}
	return readTable(name, textTable{file, name}, limits), nil
}

// personal reports whether the first rows of a file are headings of a list of persons.
func personal(file delimited.File) bool {
	rows := file.Rows()
	for range 30 {
		cells, _, err := rows.Next()
		if err != nil {
			return false
		}
		if officialform.Personal(cells) {
			return true
		}
	}
	return false
}

// readTable reads a table with a header line.
func readTable(name string, from table, limits Limits) Document {
	c := csvReader{name: name, limits: limits, from: from, rows: from.top()}
	if !c.header() {
		return Document{problems: c.doc.problems}
	}
	c.body()
	c.tellEmpty()
	c.doc.bound(c.over, limits.Rows)
	return c.doc
}

// table is where rows of cells come from: a text or a sheet.
type table interface {
	top() rowsFrom                // from the first row on
	Separator() rune              // between the columns; 0 in a sheet
	place(line int) problem.Place // of a row; line 0 is the table as a whole
	dress(r *row, line int, fields []*column)
}

type rowsFrom interface {
	// Next returns the next row that holds something, and its number; the error is io.EOF or a problem.Problem.
	Next() (cells []string, line int, err error)
}

// textTable is a table that was saved as text.
type textTable struct {
	delimited.File
	name string
}

func (t textTable) top() rowsFrom                { return t.Rows() }
func (t textTable) place(line int) problem.Place { return problem.At(t.name, line) }
func (t textTable) dress(*row, int, []*column)   {}

func inFile(name string, err error) error {
	var m *Malformed
	if errors.As(err, &m) && m.Problem.Place == (problem.Place{}) {
		m.Problem.Place.File = name
	}
	return err
}

type csvReader struct {
	name    string
	limits  Limits
	from    table
	rows    rowsFrom
	doc     Document
	line    int       // that is read
	titles  []string  // of the columns
	fields  []*column // by position; nil is a column that nobody asked for
	heads   report.Heads
	vacant  report.Heads
	named   int // columns up to the last that is asked for
	over    over
	empty   []int // lines that name a cell and give no number
	remarks []int // rows of a sheet that name none
}

func (c *csvReader) body() {
	for {
		cells, line, err := c.rows.Next()
		c.line = line
		if errors.Is(err, io.EOF) {
			return
		}
		if p, ok := errors.AsType[problem.Problem](err); ok {
			c.doc.problems.Add(p)
			return
		}
		place := c.from.place(c.line)
		switch {
		case blank(cells): // Excel keeps lines whose cells were emptied
		case len(cells) != len(c.fields) && len(cells) != c.named && !c.padded(cells):
			c.ragged(place, cells)
		case len(c.doc.rows) >= c.limits.Rows:
			c.over.add(place)
		default:
			c.row(place, cells[:min(len(cells), len(c.fields))])
		}
	}
}

func blank(record []string) bool {
	for _, cell := range record {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

// padded reports whether the row is only longer than the header by empty cells.
func (c *csvReader) padded(cells []string) bool {
	return len(cells) > len(c.fields) && blank(cells[len(c.fields):])
}

func (c *csvReader) row(place problem.Place, cells []string) {
	r, ok := row{Row: report.Row{Place: place, Heads: c.heads, Vacant: c.vacant}}, true
	c.from.dress(&r, c.line, c.fields)
	for i, cell := range cells {
		if c.fields[i] == nil {
			ok = c.unasked(place, i, cell) && ok
			continue
		}
		if c.fields[i].field == nil {
			continue
		}
		longest := maxCell
		if c.fields[i].name == "reason" {
			longest = maxNote
		}
		text, p, fine := clean(cell, longest)
		if !fine {
			p.Place = r.At(c.fields[i].name)
			c.doc.problems.Add(p)
			ok = false
		}
		*c.fields[i].field(&r) = text
	}
	ok = c.confirmed(&r) && ok
	if r.Group == "" {
		r.Group = r.groupName
	}
	_, text := c.from.(textTable)
	switch {
	case !ok:
	case !text && r.Unit+r.Period+r.Numerator+r.Denominator+r.Value+r.Nobody+r.Unverified == "":
		c.remarks = append(c.remarks, c.line) // below a table stand who made it, and notes
	case r.Numerator+r.Denominator+r.Value+r.Nobody+r.Unverified+r.Over+r.Reason == "" && r.Unit != "" && r.Indicator != "":
		c.empty = append(c.empty, c.line)
	default:
		c.doc.rows = append(c.doc.rows, r)
	}
}

// confirmed takes the numbers of last time where the row says that they hold again.
func (c *csvReader) confirmed(r *row) bool {
	if r.asLast == "" {
		return true
	}
	p := problem.Problem{Code: "as_last", Place: r.At("as_last"), Value: shorten(r.asLast)}
	switch yes, understood := saysYes(r.asLast); {
	case !understood:
		p.Rule = lang.Text{VI: "không rõ là có hay không", EN: "it is not clear whether this is a yes or a no"}
		p.Hint = lang.Text{VI: "Ghi x nếu số lần trước vẫn đúng, hoặc để trống", EN: "Write x if the numbers of last time still hold, or leave it empty"}
	case !yes:
		return true
	case r.Numerator+r.Denominator+r.Value+r.Nobody+r.Unverified != "":
		p.Rule = lang.Text{VI: "vừa ghi số mới vừa giữ số lần trước", EN: "the row gives new numbers and keeps those of last time, too"}
		p.Hint = lang.Text{VI: "Xóa số mới, hoặc xóa dấu x", EN: "Delete the new numbers, or the x"}
	case r.last.Numerator+r.last.Denominator+r.last.Value == "":
		p.Rule = lang.Text{VI: "lần trước không có số để giữ", EN: "there is no number of last time to keep"}
		p.Hint = lang.Text{VI: "Ghi số, hoặc xóa dấu x", EN: "Give the number, or delete the x"}
	default:
		r.Numerator, r.Denominator, r.Value = r.last.Numerator, r.last.Denominator, r.last.Value
		r.Literal = report.Literal{Numerator: true, Denominator: true, Value: true} // our own program wrote them
		return true
	}
	c.doc.problems.Add(p)
	return false
}

// saysYes reads the mark by which a person says yes.
func saysYes(text string) (yes, understood bool) {
	switch spelling.Bare(text) {
	case "x", "1", "co", "yes", "true", "dung":
		return true, true
	case "0", "khong", "no", "false":
		return false, true
	}
	return false, false
}

// unasked refuses what stands below no name, or below one that may have been meant for a column that is asked for: nobody can tell
// what it is. What stands below any other name is not asked for.
func (c *csvReader) unasked(place problem.Place, i int, cell string) bool {
	title := strings.TrimSpace(c.titles[i])
	if strings.TrimSpace(cell) == "" || title != "" && c.meant(title) == nil {
		return true
	}
	p := problem.Problem{
		Code: "csv_column_unnamed", Place: place, Value: shorten(strings.TrimSpace(cell)),
		Rule: lang.Textf("cột %d (không có tên) có nội dung", "column %d (it has no name) is not empty", i+1),
		Hint: lang.Text{VI: "Đặt tên cho cột ở dòng đầu, hoặc xóa cột", EN: "Name the column in the first line, or remove it"},
	}
	if title != "" {
		col := c.meant(title)
		p.Code = "csv_column_near"
		p.Rule = lang.Textf("cột “%[1]s” có nội dung nhưng không rõ có phải là cột “%[2]s” không", "column “%[1]s” is not empty, but may or may not be the column “%[3]s”", title, col.vietnamese, col.name)
		p.Hint = lang.Textf("Đổi tên cột thành “%[1]s”, hoặc thành một tên khác hẳn để bỏ qua", "Name it “%[2]s”, or something else altogether to have it ignored", col.vietnamese, col.name)
	}
	c.doc.problems.Add(p)
	return false
}

// meant is the column that a heading of another name may stand for, unless that one is there by its own name.
func (c *csvReader) meant(title string) *column {
	col := like(title)
	if col == nil || c.heads[col.name] != "" {
		return nil
	}
	return col
}

// tellEmpty says which rows name a cell and give no number: an officer fills in some rows of a form and leaves others for later.
func (c *csvReader) tellEmpty() {
	if len(c.remarks) > 0 {
		c.doc.Notices.Add(problem.Problem{
			Code: "rows_ignored", Place: c.from.place(0), Value: spans(c.remarks),
			Rule: lang.Text{VI: "dòng không nêu đơn vị, kỳ hay số nào, bỏ qua", EN: "rows without a unit, a period or a number are left out"},
		})
	}
	if len(c.empty) == 0 {
		return
	}
	c.doc.Notices.Add(problem.Problem{
		Code: "csv_rows_empty", Place: c.from.place(0), Value: spans(c.empty),
		Rule: lang.Textf("%d dòng chưa có số, không tính là đã báo cáo", "%d lines give no number and count as not reported", len(c.empty)),
	})
}
