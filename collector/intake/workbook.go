package intake

import (
	"errors"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/officialform"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/workbook"
)

// Decode reads a file of reports: a workbook (.xlsx, .xls) or a table saved as text, whatever its name says.
func Decode(name string, r io.Reader, limits Limits) (Document, error) {
	begin := make([]byte, 8)
	n, err := io.ReadFull(r, begin)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return Document{}, err
	}
	whole := io.MultiReader(strings.NewReader(string(begin[:n])), r)
	if workbook.Is(begin[:n]) {
		return DecodeWorkbook(name, whole, limits)
	}
	return DecodeCSV(name, whole, limits)
}

// DecodeWorkbook reads the tables of a workbook: the sheets that have a row with the headings of a form, wherever it stands and in
// whatever order. Other sheets and hidden ones are left out, which the notices say; so is what lies beside a table. A number counts as
// the number it is, not as it is shown. A *Malformed error means that it could not be read at all.
func DecodeWorkbook(name string, r io.Reader, limits Limits) (Document, error) {
	name = filepath.Base(name)
	data, err := readAll(r, limits.Bytes)
	if err != nil {
		return Document{}, inFile(name, err)
	}
	bounds := workbook.DefaultLimits
	bounds.Bytes = limits.Bytes
	book, err := workbook.Open(name, data, bounds)
	if err != nil {
		return Document{}, unread(err)
	}
	w := workbookReader{name: name, book: book, limits: limits}
	for i := range book.Sheets {
		if err := w.sheet(i); err != nil {
			return Document{}, unread(err)
		}
	}
	w.tell()
	return w.doc, nil
}

func unread(err error) error {
	if p, ok := errors.AsType[problem.Problem](err); ok {
		return &Malformed{p}
	}
	return err
}

type workbookReader struct {
	name   string
	book   *workbook.Book
	limits Limits
	doc    Document
	tables int
	hidden []string // sheets with a table that nobody sees
	others []string
}

func (w *workbookReader) sheet(i int) error {
	s := &sheetTable{name: w.name, sheet: w.book.Sheets[i].Name, header: -1}
	if err := w.book.Rows(w.name, i, s.take); err != nil {
		return err
	}
	plain := make([]workbook.Row, len(s.rows))
	for i, r := range s.rows {
		plain[i] = workbook.Row{Number: r.number, Cells: r.cells}
	}
	if officialform.PersonalSheet(plain) { // also where nobody sees it
		persons := officialform.Persons
		persons.Place = problem.At(w.name, 0)
		return persons
	}
	official, known := officialform.Reading{}, false
	if s.header < 0 && !w.book.Sheets[i].Hidden {
		official, known = officialform.Read(plain)
	}
	switch {
	case known:
		w.tables++
		w.official(s, official)
	case s.sheet == identitySheet:
		w.identity(s)
	case len(s.rows) == 0:
	case s.header < 0:
		w.others = append(w.others, s.sheet)
	case w.book.Sheets[i].Hidden:
		w.hidden = append(w.hidden, s.sheet)
	default:
		w.tables++
		part := readTable(w.name, s, w.limits)
		w.doc.Notices = append(w.doc.Notices, part.Notices...)
		w.doc.rows = append(w.doc.rows, part.rows...)
		for _, p := range append(part.problems.List(), s.faults...) {
			w.doc.problems.Add(p)
		}
	}
	return nil
}

// tell says what was left out, and how texts were read; a workbook without any table is refused.
func (w *workbookReader) tell() {
	at := problem.At(w.name, 0)
	if w.tables == 0 {
		w.doc.problems.Add(problem.Problem{
			Code: "workbook_no_table", Place: at, Value: shortenList(append(w.others, w.hidden...)),
			Rule: lang.Text{VI: "không trang tính nào có dòng tên cột của biểu", EN: "no sheet has a row with the headings of a form"},
			Hint: columnsHint(),
		})
	}
	notices := []struct {
		code  problem.Code
		value string
		rule  lang.Text
		holds bool
	}{
		{"sheet_ignored", shortenList(w.others), lang.Text{VI: "trang tính không phải biểu số liệu, bỏ qua", EN: "sheets that are no form are left out"}, w.tables > 0 && len(w.others) > 0},
		{"sheet_hidden", shortenList(w.hidden), lang.Text{VI: "trang tính ẩn, bỏ qua", EN: "hidden sheets are left out"}, w.tables > 0 && len(w.hidden) > 0},
		{"old_font", w.book.Font.String(), lang.Textf("chữ gõ theo bảng mã %[1]s, đã chuyển sang Unicode", "texts typed for %[1]s were read as Unicode", w.book.Font), w.book.Font != 0},
		{"macros_ignored", "", lang.Text{VI: "tệp có macro; không chạy macro nào", EN: "the file has macros; none was run"}, w.book.Macros},
		{"links_ignored", "", lang.Text{VI: "tệp lấy số từ tệp khác; dùng kết quả đã lưu, không mở tệp đó", EN: "the file takes numbers from other files; the results it kept count, the other files were not opened"}, w.book.External},
	}
	for _, n := range notices {
		if n.holds {
			w.doc.Notices.Add(problem.Problem{Code: n.code, Place: at, Value: n.value, Rule: n.rule})
		}
	}
	if len(w.doc.rows) > w.limits.Rows {
		w.doc.bound(over{rows: len(w.doc.rows) - w.limits.Rows, first: w.doc.rows[w.limits.Rows].Place}, w.limits.Rows)
	}
}

// official takes what a form of the Ministry's says as if it had been written into ours.
func (w *workbookReader) official(s *sheetTable, form officialform.Reading) {
	for _, p := range form.Faults {
		p.Place.File, p.Place.Sheet = w.name, s.sheet
		w.doc.problems.Add(p)
	}
	for _, p := range form.Notices {
		p.Place.File, p.Place.Sheet = w.name, s.sheet
		w.doc.Notices.Add(p)
	}
	if len(form.Faults) == 0 {
		at := s.place(0)
		w.doc.Notices.Add(problem.Problem{Code: "official_form", Place: at, Value: form.Form.Code,
			Rule: lang.Textf("đọc theo biểu %[1]s “%[2]s”, năm %[3]d: %[4]d số liệu; các cột khác không hỏi đến", "read as the form %[1]s (%[2]s) of %[3]d: %[4]d rates; its other columns are not asked for",
				form.Form.Code, form.Form.Title, form.Year, len(form.Facts))})
	}
	for _, f := range form.Facts {
		w.doc.rows = append(w.doc.rows, row{Row: report.Row{
			Place: s.place(f.Line), Unit: f.Unit, Indicator: f.Indicator, Period: strconv.Itoa(form.Year),
			Numerator: strconv.FormatFloat(f.Numerator, 'f', -1, 64), Denominator: strconv.FormatFloat(f.Denominator, 'f', -1, 64),
			Literal: report.Literal{Numerator: true, Denominator: true}, Heads: report.Heads{}, Vacant: officialHeads,
		}})
	}
}

// officialHeads is what hints on an official form call what it has no column for.
var officialHeads = report.Heads{"numerator": "số biết chữ", "denominator": "dân số", "reason": "lý do", "nobody": "không có đối tượng", "unit": "đơn vị", "period": "năm"}

// identitySheet is the hidden sheet by which our workbook says what it is, whatever became of its name and its other sheets.
const identitySheet = "_xhht"

// identity reads for which plan a workbook of ours was made.
func (w *workbookReader) identity(s *sheetTable) {
	for _, r := range s.rows {
		if len(r.cells) != 2 {
			continue
		}
		switch value := r.cells[1].String(); r.cells[0].String() {
		case "plan":
			w.doc.Plan = value
		case "version":
			if value != formVersion {
				w.doc.problems.Add(problem.Problem{
					Code: "workbook_version", Place: problem.At(w.name, 0), Value: shorten(value),
					Rule: lang.Text{VI: "biểu do một phiên bản khác của phần mềm tạo ra", EN: "another version of the program made this form"},
					Hint: lang.Text{VI: "Xin biểu mới, chép số sang rồi gửi lại", EN: "Ask for a new form, copy the numbers into it and send it again"},
				})
			}
		}
	}
}

// sheetTable is a sheet with a table in it.
type sheetTable struct {
	name, sheet string
	rows        []sheetRow
	header      int // in rows; -1: none yet
	read        bool
	faults      problem.List
}

type sheetRow struct {
	number int
	cells  []workbook.Cell
}

// headingsDown is how far down the headings of a table may stand, below titles and remarks.
const headingsDown = 60

func (s *sheetTable) take(r workbook.Row) error {
	if len(r.Cells) == 0 {
		return nil
	}
	if s.header < 0 && len(s.rows) < headingsDown && headings(r.Cells) {
		s.header = len(s.rows)
	}
	s.rows = append(s.rows, sheetRow{r.Number, r.Cells})
	return nil
}

// headings reports whether a row names the columns without which a table says nothing.
func headings(cells []workbook.Cell) bool {
	there := map[string]bool{}
	for _, c := range cells {
		if col := columnOf(c.String()); c.Kind == workbook.Text && col != nil {
			there[strings.TrimSuffix(col.name, "_name")] = true
		}
	}
	return there["unit"] && there["indicator"] && there["period"]
}

func (s *sheetTable) Separator() rune { return 0 }

func (s *sheetTable) place(line int) problem.Place {
	return problem.Place{File: s.name, Sheet: s.sheet, Line: line}
}

func (s *sheetTable) top() rowsFrom {
	again := s.read
	s.read = true
	return &sheetRows{of: s, next: s.header, again: again}
}

// dress says which of the row's numbers are numbers, and where its cells stand.
func (s *sheetTable) dress(r *row, line int, fields []*column) {
	r.Columns = map[string]string{}
	for i, col := range fields {
		if col != nil {
			r.Columns[col.name] = workbook.Column(i + 1)
		}
	}
	for _, c := range s.at(line) {
		if c.Col > len(fields) || fields[c.Col-1] == nil || c.Kind != workbook.Number && c.Kind != workbook.Percent {
			continue
		}
		switch fields[c.Col-1].name {
		case "numerator":
			r.Literal.Numerator = true
		case "denominator":
			r.Literal.Denominator = true
		case "value":
			r.Literal.Value = true
		}
	}
}

func (s *sheetTable) at(line int) []workbook.Cell {
	lo, hi := 0, len(s.rows)
	for lo < hi {
		if mid := (lo + hi) / 2; s.rows[mid].number < line {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(s.rows) && s.rows[lo].number == line {
		return s.rows[lo].cells
	}
	return nil
}

// sheetRows gives the rows of a table as texts, as wide as its headings.
type sheetRows struct {
	of     *sheetTable
	next   int
	fields []*column // known below the headings
	again  bool      // what is wrong was told before
}

func (s *sheetRows) Next() ([]string, int, error) {
	for s.next < len(s.of.rows) {
		r := s.of.rows[s.next]
		s.next++
		if s.fields == nil {
			return s.headings(r), r.number, nil
		}
		cells, ok := make([]string, len(s.fields)), true
		for _, c := range r.cells {
			if c.Col > len(s.fields) {
				continue // beside the table: a remark, a sum of somebody's own
			}
			if s.fields[c.Col-1] != nil && s.fields[c.Col-1].field != nil && (c.Kind == workbook.Error || c.Kind == workbook.Empty) {
				if ok = false; !s.again {
					s.of.faults.Add(noResult(s.of.place(r.number), c))
				}
				continue
			}
			cells[c.Col-1] = c.String()
		}
		if ok {
			return cells, r.number, nil
		}
	}
	return nil, 0, io.EOF
}

func (s *sheetRows) headings(r sheetRow) []string {
	titles := make([]string, r.cells[len(r.cells)-1].Col)
	s.fields = make([]*column, len(titles))
	for _, c := range r.cells {
		titles[c.Col-1] = c.String()
		s.fields[c.Col-1] = columnOf(titles[c.Col-1])
	}
	for _, code := range []string{"unit", "indicator"} {
		s.named(titles, code)
	}
	return titles
}

// named lets the column of names be the one of codes where somebody deleted that: they are hidden in our workbook.
func (s *sheetRows) named(titles []string, code string) {
	names := -1
	for i, col := range s.fields {
		switch {
		case col == nil:
		case col.name == code:
			return
		case col.name == code+"_name":
			names = i
		}
	}
	for i := range columns {
		if names >= 0 && columns[i].name == code {
			titles[names], s.fields[names] = columns[i].vietnamese, &columns[i]
		}
	}
}

// noResult refuses a cell whose number is an error, or was never worked out.
func noResult(at problem.Place, c workbook.Cell) problem.Problem {
	at.Col = workbook.Column(c.Col)
	p := problem.Problem{
		Code: "cell_error", Place: at, Value: c.String(),
		Rule: lang.Text{VI: "ô báo lỗi, không có số", EN: "the cell shows an error, and no number"},
		Hint: lang.Text{VI: "Sửa công thức, hoặc ghi số vào ô", EN: "Mend the formula, or write the number into the cell"},
	}
	if c.Kind == workbook.Empty {
		p.Code, p.Value = "formula_without_result", ""
		p.Rule = lang.Text{VI: "công thức chưa có kết quả được lưu trong tệp; ở đây không tính công thức", EN: "the file holds no result of this formula; formulas are not worked out here"}
		p.Hint = lang.Text{VI: "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại, hoặc ghi số vào ô", EN: "Open the file in Excel or LibreOffice and save it, or write the number into the cell"}
	}
	return p
}
