// Package delimited makes tables readable that were saved as text by whatever program people have: UTF-8 or UTF-16, with or
// without a byte order mark, lines that end in CR, LF or both, columns between semicolons, commas, tabs or bars, cells in Excel's
// disguises ("sep=;", ="857", '857). The doors for CSV files call it. It names what is no such text, an Excel workbook or a page of
// HTML, for what it is; it converts no 8-bit encoding, because which of the many it was cannot be told for certain.
package delimited

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/problem"
)

// File is a text whose encoding, line ends and separator are known.
type File struct {
	name      string
	data      []byte // UTF-8, lines end in LF, Excel's disguises of whole cells are off
	separator rune
}

// Open finds out how a file was saved. Known tells a heading that the caller has a use for: of several possible separators the
// one that finds most of them is meant. An error is a problem.Problem about the file.
func Open(name string, data []byte, known func(heading string) bool) (File, error) {
	if err := refuseForeign(name, data); err != nil {
		return File{}, err
	}
	data, err := decode(name, data)
	if err != nil {
		return File{}, err
	}
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	data, stated := takeSepLine(data)
	f := File{name: name, separator: findSeparator(data, stated, known)}
	f.data = undisguise(data, byte(f.separator))
	return f, nil
}

// Separator is what stands between the columns.
func (f File) Separator() rune { return f.separator }

// Rows reads the file from its beginning.
func (f File) Rows() *Rows { return &Rows{name: f.name, csv: reader(f.data, f.separator)} }

func reader(data []byte, separator rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = separator
	r.FieldsPerRecord = -1 // ragged rows are named one by one
	r.TrimLeadingSpace = separator != '\t'
	return r
}

// Rows are the rows of a file that is read from the top.
type Rows struct {
	name string
	csv  *csv.Reader
	line int
}

// Next returns the cells of the next row that is not an empty line, without Excel's marks of text, and the line it begins on. The
// error is io.EOF after the last, or a problem.Problem: after quotes that do not match nobody can tell where cells end.
func (r *Rows) Next() (cells []string, line int, err error) {
	cells, err = r.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, r.line, io.EOF
	}
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		r.line = parse.StartLine
	}
	if err != nil {
		return nil, r.line, unmatched(problem.At(r.name, r.line))
	}
	r.line, _ = r.csv.FieldPos(0)
	for i, cell := range cells {
		cells[i] = text(cell)
	}
	return cells, r.line, nil
}

// text takes off the marks by which Excel keeps a cell from becoming a number: ="857" and '857.
func text(cell string) string {
	cell = strings.TrimSpace(cell)
	if inner, ok := strings.CutPrefix(cell, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `""`, `"`)
	}
	return strings.TrimPrefix(cell, "'")
}

// takeSepLine takes away the line "sep=;" with which programs tell Excel the separator; its line stays, so that places are right.
func takeSepLine(data []byte) (rest []byte, separator rune) {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	m := sepLine.FindSubmatch(first)
	if m == nil {
		return data, 0
	}
	return data[len(first):], rune(m[1][0])
}

// sepLine may have been saved by Excel once more, with the separators of its empty cells behind it.
var sepLine = regexp.MustCompile(`^\s*"?(?i:sep)=([;,\t|:^~])"?[\s;,"]*$`)

var separators = []rune{';', ',', '\t', '|'}

// findSeparator looks at the first row only: later ones may hold any of the characters. What was stated counts unless the headings
// say otherwise.
func findSeparator(data []byte, stated rune, known func(string) bool) rune {
	best, most, widest := ',', -1, -1
	candidates := separators
	if stated != 0 {
		candidates = slices.Concat([]rune{stated}, separators)
	}
	for _, s := range candidates {
		r := reader(data, s)
		r.LazyQuotes = true // what is wrong with the quotes is told later
		row, err := r.Read()
		if err != nil {
			continue
		}
		n := 0
		for _, heading := range row {
			if known(text(heading)) {
				n++
			}
		}
		if n > most || n == most && len(row) > widest {
			best, most, widest = s, n, len(row)
		}
	}
	return best
}

// undisguise rewrites ="857" at the beginning of a cell as "857", and drops spaces between a closing quote and the separator: both
// would else be quotes inside a cell.
func undisguise(data []byte, separator byte) []byte {
	if !bytes.Contains(data, []byte(`="`)) && !bytes.Contains(data, []byte(`" `)) {
		return data
	}
	out := make([]byte, 0, len(data))
	start, quoted := true, false
	for i := 0; i < len(data); i++ {
		b := data[i]
		switch {
		case quoted && b == '"' && i+1 < len(data) && data[i+1] == '"':
			out, i = append(out, b, b), i+1
			continue
		case quoted && b == '"':
			quoted = false
			out, i = append(out, b), spacesAfter(data, i, separator)
			continue
		case quoted:
		case start && b == '=' && i+1 < len(data) && data[i+1] == '"':
			continue
		case start && b == '"':
			quoted, start = true, false
		case b == separator || b == '\n':
			start = true
		case b != ' ':
			start = false
		}
		out = append(out, b)
	}
	return out
}

// spacesAfter returns the last of the spaces behind i, if the cell ends there; else i.
func spacesAfter(data []byte, i int, separator byte) int {
	end := i
	for end+1 < len(data) && data[end+1] == ' ' {
		end++
	}
	if end+1 == len(data) || data[end+1] == separator || data[end+1] == '\n' {
		return end
	}
	return i
}
