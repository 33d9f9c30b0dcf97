package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// column is one column that a CSV file may have, and the field of a row it fills.
type column struct {
	name       string
	vietnamese string
	needed     bool
	field      func(*row) *string
}

var columns = []column{
	{"unit", "đơn vị", true, func(r *row) *string { return &r.Unit }},
	{"indicator", "chỉ số", true, func(r *row) *string { return &r.Indicator }},
	{"period", "kỳ", true, func(r *row) *string { return &r.Period }},
	{"group", "nhóm", false, func(r *row) *string { return &r.Group }},
	{"numerator", "tử số", true, func(r *row) *string { return &r.Numerator }},
	{"denominator", "mẫu số", true, func(r *row) *string { return &r.Denominator }},
	{"value", "giá trị", false, func(r *row) *string { return &r.Value }},
	{"nobody", "không có đối tượng", false, func(r *row) *string { return &r.Nobody }},
	{"unverified", "tỷ lệ chưa kiểm chứng", false, func(r *row) *string { return &r.Unverified }},
	{"reason", "lý do", false, func(r *row) *string { return &r.Reason }},
	{"received_on", "ngày nhận", false, func(r *row) *string { return &r.receivedOn }},
}

// DecodeCSV reads a file with a header line. Columns are separated by commas or semicolons, whichever the header uses:
// Excel writes semicolons where the comma is the decimal point. A byte order mark, CRLF, empty lines and empty columns,
// which Excel writes too, are no faults. A *Malformed error means that the rows could not be read at all.
func DecodeCSV(name string, r io.Reader, limits Limits) (Document, error) {
	name = filepath.Base(name)
	data, err := readAll(r, limits.Bytes)
	if err != nil {
		return Document{}, inFile(name, err)
	}
	if err := checkUTF8(name, data, saveAsUTF8); err != nil {
		return Document{}, err
	}
	data = bytes.TrimPrefix(data, bom)
	c := csvReader{name: name, limits: limits, csv: csv.NewReader(bytes.NewReader(data))}
	c.csv.Comma = separator(data)
	c.csv.FieldsPerRecord = -1 // ragged rows are named one by one
	c.csv.ReuseRecord = true
	if !c.header() {
		return Document{problems: c.doc.problems}, nil
	}
	c.body()
	return c.doc, nil
}

var saveAsUTF8 = lang.Text{VI: "Trong Excel chọn Lưu thành, kiểu “CSV UTF-8 (Comma delimited)”", EN: "In Excel choose Save As, type “CSV UTF-8 (Comma delimited)”"}

func inFile(name string, err error) error {
	var m *Malformed
	if errors.As(err, &m) && m.Problem.Place == (problem.Place{}) {
		m.Problem.Place.File = name
	}
	return err
}

// separator looks at the header line only: values may hold either character.
func separator(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	if bytes.Count(line, []byte(";")) > bytes.Count(line, []byte(",")) {
		return ';'
	}
	return ','
}

type csvReader struct {
	name   string
	limits Limits
	csv    *csv.Reader
	doc    Document
	line   int       // that is read
	fields []*column // by position; nil is a column without a name
	named  int       // columns up to the last that has a name
}

// header reads the first line; false means that the rows cannot be read.
func (c *csvReader) header() bool {
	head, err := c.csv.Read()
	if errors.Is(err, io.EOF) {
		c.doc.problems.Add(problem.Problem{Code: "csv_empty", Place: problem.At(c.name, 0), Rule: lang.Text{VI: "tệp rỗng", EN: "the file is empty"}, Hint: columnsHint()})
		return false
	}
	if err != nil {
		c.broken(err)
		return false
	}
	c.line, _ = c.csv.FieldPos(0)
	var unknown, twice, missing []string
	seen := map[string]bool{}
	for i, title := range head {
		col := columnOf(title)
		switch {
		case strings.TrimSpace(title) == "": // Excel writes columns whose cells were emptied; row looks at what they hold
		case col == nil:
			unknown = append(unknown, shorten(strings.TrimSpace(title)))
		case seen[col.name]:
			twice = append(twice, shorten(title))
		default:
			seen[col.name] = true
			c.named = i + 1
		}
		c.fields = append(c.fields, col)
	}
	for _, col := range columns {
		if col.needed && !seen[col.name] {
			missing = append(missing, col.name+" ("+col.vietnamese+")")
		}
	}
	c.columns("csv_column_unknown", unknown, lang.Text{VI: "cột không dùng được", EN: "columns that are not used"}, lang.Text{VI: "Xóa cột hoặc sửa tên", EN: "Remove or rename them"})
	c.columns("csv_column_twice", twice, lang.Text{VI: "cột có hai lần", EN: "columns that are there twice"}, lang.Text{VI: "Giữ lại một cột", EN: "Keep one of each"})
	c.columns("csv_column_missing", missing, lang.Text{VI: "thiếu cột", EN: "columns are missing"}, columnsHint())
	return c.doc.problems.Len() == 0
}

// columns names faulty columns of the header, if there are any.
func (c *csvReader) columns(code problem.Code, titles []string, rule, hint lang.Text) {
	if len(titles) > 0 {
		c.doc.problems.Add(problem.Problem{Code: code, Place: problem.At(c.name, c.line), Value: strings.Join(titles, ", "), Rule: rule, Hint: hint})
	}
}

func columnOf(title string) *column {
	title = strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(title))), " ")
	for i, col := range columns {
		if title == col.name || title == col.vietnamese {
			return &columns[i]
		}
	}
	return nil
}

func columnsHint() lang.Text {
	var en, vi []string
	for _, col := range columns {
		en, vi = append(en, col.name), append(vi, col.vietnamese)
	}
	return lang.Text{
		VI: "Dòng đầu gồm các cột: " + strings.Join(vi, ", ") + " (hoặc " + strings.Join(en, ", ") + ")",
		EN: "The first line has the columns " + strings.Join(en, ", "),
	}
}

func (c *csvReader) body() {
	for {
		record, err := c.csv.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			c.broken(err)
			return
		}
		c.line, _ = c.csv.FieldPos(0)
		place := problem.At(c.name, c.line)
		switch {
		case blank(record): // Excel keeps lines whose cells were emptied
		case len(record) != len(c.fields) && len(record) != c.named:
			c.doc.problems.Add(problem.Problem{
				Code: "csv_ragged", Place: place, Value: fmt.Sprint(len(record)),
				Rule: lang.Textf("dòng có %d ô, dòng tiêu đề có %d", "the line has %d cells, the header has %d", len(record), len(c.fields)),
				Hint: lang.Text{VI: "Đặt giá trị có dấu phân cách trong dấu ngoặc kép", EN: "Put a value that holds the separator in quotes"},
			})
		case len(c.doc.rows) == c.limits.Rows:
			c.doc.problems.Add(tooManyRows(place, c.limits.Rows))
			return
		default:
			c.row(place, record)
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

func (c *csvReader) row(place problem.Place, record []string) {
	r, ok := row{Row: report.Row{Place: place}}, true
	for i, cell := range record {
		if c.fields[i] == nil {
			ok = c.unnamed(place, i, cell) && ok
			continue
		}
		longest := maxCell
		if c.fields[i].name == "reason" {
			longest = maxNote
		}
		text, p, fine := clean(cell, longest)
		if !fine {
			p.Place = place.WithField(c.fields[i].name)
			c.doc.problems.Add(p)
			ok = false
		}
		*c.fields[i].field(&r) = text
	}
	if ok {
		c.doc.rows = append(c.doc.rows, r)
	}
}

// unnamed refuses what stands below no name: nobody can tell what it is.
func (c *csvReader) unnamed(place problem.Place, i int, cell string) bool {
	if strings.TrimSpace(cell) == "" {
		return true
	}
	c.doc.problems.Add(problem.Problem{
		Code: "csv_column_unnamed", Place: place, Value: shorten(strings.TrimSpace(cell)),
		Rule: lang.Textf("cột %d (không có tên) có nội dung", "column %d (it has no name) is not empty", i+1),
		Hint: lang.Text{VI: "Đặt tên cho cột ở dòng đầu, hoặc xóa cột", EN: "Name the column in the first line, or remove it"},
	})
	return false
}

// broken names a quote that is not closed or stands inside a cell: from there on nobody can tell where cells end.
func (c *csvReader) broken(err error) {
	p := problem.Problem{
		Code: "csv_quote", Place: problem.At(c.name, 0),
		Rule: lang.Text{VI: "dấu ngoặc kép không khớp; phần còn lại của tệp không đọc được", EN: "quotes do not match; the rest of the file cannot be read"},
		Hint: lang.Text{VI: `Đóng ngoặc kép, hoặc viết "" cho một dấu ngoặc kép trong ô`, EN: `Close the quotes, or write "" for a quote inside a cell`},
	}
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		c.line = parse.StartLine
		p.Place.Line = c.line
	}
	c.doc.problems.Add(p)
}
