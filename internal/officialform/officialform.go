// Package officialform reads the forms on literacy that the Ministry's system prints, as they are printed: XMC-3, XMC-4, CMC-1 and CMC-2.
// Intake calls it for sheets that are no table of ours. It finds the columns by the row of their numbers, which also a split print keeps,
// adds up the rows of ages itself and holds the printed totals against that, and lets the file's own numbers say what “illiterate, level
// 2” means in it. A form that it cannot read is named; a sheet about persons is told from all of them by its headings alone.
package officialform

import (
	_ "embed"
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
	"github.com/xhht/xhht/internal/workbook"
)

//go:embed forms.csv
var formList string

// Form is one of the thirteen forms that a commune prints.
type Form struct{ Code, Title string }

// Forms lists them.
func Forms() []Form {
	rows, err := csv.NewReader(strings.NewReader(formList)).ReadAll()
	if err != nil {
		panic(err) // it is compiled in, and a test reads it
	}
	var out []Form
	for _, r := range rows[1:] {
		out = append(out, Form{r[0], r[2]})
	}
	return out
}

// Fact is one rate that a form states: so many of so many.
type Fact struct {
	Unit                   string // as the row or the head of the form names it
	Indicator              string
	Numerator, Denominator float64
	Line                   int // the row that it comes from; of a sum the last
}

// Reading is what a sheet says.
type Reading struct {
	Form    Form
	Year    int
	Facts   []Fact
	Notices problem.List
	Faults  problem.List // places have no file and no sheet
}

// headRows is how far down titles and headings may stand.
const headRows = 16

// Read recognises the form of a sheet and reads it. It is false for a sheet that is none of the thirteen.
func Read(rows []workbook.Row) (Reading, bool) {
	form, ok := recognise(rows)
	if !ok {
		return Reading{}, false
	}
	s := sheet{Reading: Reading{Form: form}, rows: rows, unread: map[int]bool{}}
	read, known := readers[form.Code]
	if !known {
		s.fault(notReadYet(form))
		return s.Reading, true
	}
	if s.columns() && s.when() {
		read(&s)
	}
	if len(s.Faults) > 0 {
		s.Facts = nil
	}
	return s.Reading, true
}

var readers = map[string]func(*sheet){"XMC-3": xmc3, "XMC-4": xmc4, "CMC-1": cmc1, "CMC-2": cmc2}

// titles are further ways in which a form calls itself, in the order in which they are looked for: a longer one says more.
var titles = []struct{ text, code string }{
	{"tong hop ket qua xoa mu chu", "XMC-3"}, {"thong ke dat chuan xoa mu chu", "XMC-4"}, {"tong hop tinh hinh so lieu cong tac chong mu chu", "CMC-1"},
	{"thong ke so nguoi mu chu", "CMC-2"}, {"tong hop chong mu chu", "CMC-1"},
}

// recognise looks for the form's code or title above the table.
func recognise(rows []workbook.Row) (Form, bool) {
	forms := Forms()
	byCode := func(code string) Form {
		return forms[slices.IndexFunc(forms, func(f Form) bool { return f.Code == code })]
	}
	var head []string
	for _, r := range rows[:min(len(rows), headRows)] {
		for _, c := range r.Cells {
			if c.Kind == workbook.Text {
				head = append(head, bare(c.String()))
			}
		}
	}
	for _, text := range head {
		for _, f := range forms {
			if code := bare(f.Code); text == code || strings.Contains(" "+text+" ", " "+code+" ") {
				return f, true
			}
		}
	}
	for _, text := range head {
		for _, t := range titles {
			if strings.Contains(text, t.text) {
				return byCode(t.code), true
			}
		}
		for _, f := range forms {
			// Forms of two levels share titles of staff and rooms: those are told apart by their codes alone.
			if text == bare(f.Title) {
				return f, true
			}
		}
	}
	return Form{}, false
}

// bare folds a text as people type and print it.
func bare(text string) string {
	return strings.Join(strings.FieldsFunc(spelling.Bare(norm.NFC.String(text)), func(r rune) bool { return strings.ContainsRune(" \n\t:;.,()", r) }), " ")
}

// personal are headings of columns that hold what is about one person. A line with the name and telephone of whoever made a report has
// two of the lighter ones, too.
var personal = map[string]int{
	"ho dem": 2, "chu ho": 2, "ho ten cha hoac me": 2, "quan he voi chu ho": 2, "so bang tot nghiep": 2, "cccd": 2, "so cccd": 2, "cmnd": 2, "so dinh danh": 2,
	"so dinh danh ca nhan": 2, "ma dinh danh": 2, "ho va ten": 1, "ho ten": 1, "ten": 1, "dien thoai": 1, "so dien thoai": 1, "dia chi": 1,
	"dia chi so nha ten duong to neu co": 1, "ngay sinh": 1, "nam sinh": 1, "gioi tinh": 1, "so phieu": 1,
}

// Personal reports whether headings are those of a list of persons. Nobody is to keep, show or log what such a list holds.
func Personal(headings []string) bool {
	found, weight := map[string]bool{}, 0
	for _, h := range headings {
		if text := bare(h); len(h) < 200 && !found[text] {
			found[text] = true
			weight += personal[text]
		}
	}
	return weight >= 3
}

// PersonalSheet looks for such headings in the first rows of a sheet; they may stand in two rows.
func PersonalSheet(rows []workbook.Row) bool {
	var above []string
	for _, r := range rows[:min(len(rows), 60)] {
		var texts []string
		for _, c := range r.Cells {
			if c.Kind == workbook.Text {
				texts = append(texts, c.String())
			}
		}
		if Personal(append(above, texts...)) {
			return true
		}
		above = texts
	}
	return false
}

// sheet is a form that is being read.
type sheet struct {
	Reading
	rows []workbook.Row
	at   map[int]int // number of a column of the form → its column in the sheet
	body int         // index of the first row below the headings

	unread map[int]bool // rows with a count that could not be read: nothing is judged by them
}

// fault notes what is wrong, once for each place.
func (s *sheet) fault(p problem.Problem) {
	for _, have := range s.Faults {
		if have.Code == p.Code && have.Place == p.Place && have.Value == p.Value {
			return
		}
	}
	s.Faults.Add(p)
}

// columns finds the row of column numbers. It says which column is which, whatever was split off.
func (s *sheet) columns() bool {
	for i, r := range s.rows[:min(len(s.rows), 2*headRows)] {
		at := map[int]int{}
		last, broken := 0, false
		for _, c := range r.Cells {
			n, err := strconv.Atoi(strings.Trim(c.String(), "() "))
			if err != nil || n <= last || n > 66 {
				broken = true
				break
			}
			at[n], last = c.Col, n
		}
		if !broken && len(at) >= 5 && at[1] > 0 && at[2] > 0 {
			s.at, s.body = at, i+1
			return true
		}
	}
	s.fault(noColumnNumbers(s.Form))
	return false
}

var yearOf = regexp.MustCompile(`(?i)năm(?:\s+học)?\s*:?\s*(20\d\d)`)

// when reads the year from the lines above the table, or from the date line below it.
func (s *sheet) when() bool {
	for i, r := range s.rows {
		if i >= headRows && i < len(s.rows)-12 {
			continue
		}
		for _, c := range r.Cells {
			if m := yearOf.FindStringSubmatch(norm.NFC.String(c.String())); m != nil && c.Kind == workbook.Text {
				s.Year, _ = strconv.Atoi(m[1])
				return true
			}
		}
	}
	s.fault(noYear)
	return false
}

var unitLine = regexp.MustCompile(`(?i)^\s*(?:đơn vị|(?:xã|phường|thị trấn|đặc khu)(?:\s*/\s*(?:xã|phường|thị trấn))*)\s*:\s*(.+?)\s*$`)
var unitName = regexp.MustCompile(`(?i)^\s*(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)?\s*((?:xã|phường|thị trấn|đặc khu)\s+\p{L}.+?)\s*$`)

// unit reads whose form it is from the lines above the table.
func (s *sheet) unit() string {
	for _, pattern := range []*regexp.Regexp{unitLine, unitName} {
		for _, r := range s.rows[:min(len(s.rows), s.body)] {
			for _, c := range r.Cells {
				if m := pattern.FindStringSubmatch(norm.NFC.String(c.String())); m != nil && c.Kind == workbook.Text {
					return m[1]
				}
			}
		}
	}
	s.fault(noUnit)
	return ""
}

// cell returns what stands in a column of the form.
func (s *sheet) cell(r workbook.Row, number int) (workbook.Cell, bool) {
	col, known := s.at[number]
	if !known {
		return workbook.Cell{}, false
	}
	for _, c := range r.Cells {
		if c.Col == col {
			return c, true
		}
	}
	return workbook.Cell{Col: col}, false
}

// text is what a column of labels says.
func (s *sheet) text(r workbook.Row, number int) string {
	c, _ := s.cell(r, number)
	return strings.TrimSpace(c.String())
}

// count reads a number of people. A blank and a dash are how these forms print none.
func (s *sheet) count(r workbook.Row, number int) float64 {
	c, there := s.cell(r, number)
	text := strings.TrimSpace(c.String())
	switch {
	case !there || c.Kind == workbook.Text && strings.Trim(text, "-–—. ") == "":
		return 0
	case c.Kind == workbook.Number:
	case c.Kind == workbook.Text && wholeNumber.MatchString(text):
	default:
		s.unread[r.Number] = true
		s.fault(notACount(r.Number, c))
		return 0
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v < 0 || v != float64(int64(v)) {
		s.unread[r.Number] = true
		s.fault(notACount(r.Number, c))
		return 0
	}
	return v
}

var wholeNumber = regexp.MustCompile(`^\d{1,9}$`)
