package intake

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
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
	c := csvReader{name: name, limits: limits, file: file, rows: file.Rows()}
	if !c.header() {
		return Document{problems: c.doc.problems}, nil
	}
	c.body()
	c.tellEmpty()
	c.doc.bound(c.over, limits.Rows)
	return c.doc, nil
}

func inFile(name string, err error) error {
	var m *Malformed
	if errors.As(err, &m) && m.Problem.Place == (problem.Place{}) {
		m.Problem.Place.File = name
	}
	return err
}

type csvReader struct {
	name   string
	limits Limits
	file   delimited.File
	rows   *delimited.Rows
	doc    Document
	line   int       // that is read
	titles []string  // of the columns
	fields []*column // by position; nil is a column that nobody asked for
	heads  report.Heads
	vacant report.Heads
	named  int // columns up to the last that is asked for
	over   over
	empty  []int // lines that name a cell and give no number
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
		place := problem.At(c.name, c.line)
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
	switch {
	case !ok:
	case r.Numerator+r.Denominator+r.Value+r.Nobody+r.Unverified+r.Over+r.Reason == "" && r.Unit != "" && r.Indicator != "":
		c.empty = append(c.empty, c.line)
	default:
		c.doc.rows = append(c.doc.rows, r)
	}
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
	if len(c.empty) == 0 {
		return
	}
	c.doc.Notices.Add(problem.Problem{
		Code: "csv_rows_empty", Place: problem.At(c.name, 0), Value: spans(c.empty),
		Rule: lang.Textf("%d dòng chưa có số, không tính là đã báo cáo", "%d lines give no number and count as not reported", len(c.empty)),
	})
}
