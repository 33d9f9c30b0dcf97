// Package workbook reads the cells of Excel files that strangers send: .xlsx and .xlsm (ECMA-376) and .xls (BIFF8, Excel 97–2003). The
// doors of the collector call it. It gives what each cell holds, a number as a number and a text as a text, with its place; it runs no
// formula, follows no link and knows no form. What is too large, locked, broken or something else altogether is refused with its name
// before much memory is used: a file is untrusted until it was read.
//
// Reading is ours and not excelize's: its stream tells a number from a text by neither, and what does tell them apart builds the sheet
// in memory, which 1,048,576 empty rows turn into hundreds of megabytes.
package workbook

import (
	"archive/zip"
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/oldfont"
	"github.com/xhht/xhht/internal/problem"
)

// Limits bound what is read of a file.
type Limits struct {
	Bytes    int64 // of the file as it came
	Unpacked int64 // of all its parts that are read
	Pieces   int   // of XML: tags and texts
	Texts    int64 // of the table of texts
	Cells    int   // that hold something, of all sheets together
	Sheets   int
	Parts    int // in the zip file
}

// DefaultLimits hold a province's year of all indicators: 124 communes × 60 indicators × 12 periods.
var DefaultLimits = Limits{Bytes: 16 << 20, Unpacked: 128 << 20, Pieces: 10_000_000, Texts: 24 << 20, Cells: 1_500_000, Sheets: 64, Parts: 1000}

// The size of a sheet, which Excel fixed.
const (
	maxRow  = 1 << 20
	maxCol  = 1 << 14
	maxText = 32_767 // characters of a cell
)

// Book is an open workbook. It holds the file's bytes and its texts, never a whole sheet.
type Book struct {
	Sheets   []Sheet
	Font     oldfont.Font // that most of its texts were typed for, beyond Unicode
	Macros   bool         // there are some; none is run
	External bool         // cells refer to other files; what they held when it was saved counts

	source source
	limits Limits
	cells  int // read so far
}

// source is the one of the formats that a book came in.
type source interface {
	rows(sheet int, take func(Row) error) error
}

// Sheet is one sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
}

// Row is one row of a sheet, with the cells that hold something.
type Row struct {
	Number int // as Excel numbers it, from 1
	Hidden bool
	Cells  []Cell // from left to right
	Merged []Range
}

// Range is a block of cells that is shown as one.
type Range struct{ FromRow, FromCol, ToRow, ToCol int }

// Kind says what a cell holds.
type Kind uint8

// The kinds.
const (
	Empty  Kind = iota // a formula whose result was not kept
	Text               // typed as a text, also where it looks like a number
	Number             // a number: no separator can be misread
	Percent
	Date
	Bool
	Error // #REF! and the like
)

// Cell is one cell.
type Cell struct {
	Col     int // from 1
	Kind    Kind
	Formula bool
	Font    oldfont.Font // that its text was typed for

	text   string
	number float64 // of a date: its days since 1970
}

// String is what the cell says: a text as it was typed, in composed Unicode; a number in plain digits; a percentage as the number before
// its sign; a date as 2024-12-05.
func (c Cell) String() string {
	switch c.Kind {
	case Number:
		return plain(c.number)
	case Percent:
		return plain(c.number * 100)
	case Date:
		return time.Unix(int64(c.number)*secondsOfDay, 0).UTC().Format(time.DateOnly)
	case Bool:
		if c.number != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	return c.text
}

// Value is the number of a cell that holds one.
func (c Cell) Value() (float64, bool) { return c.number, c.Kind == Number }

// plain writes a number with the fifteen digits that Excel shows: it keeps more, which are its own rounding.
func plain(v float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
	if err != nil || math.Abs(rounded) >= 1e18 {
		return strconv.FormatFloat(v, 'g', 15, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// Column is the letters of a column: 1 is A, 28 is AB.
func Column(n int) string {
	var out []byte
	for ; n > 0; n = (n - 1) / 26 {
		out = append([]byte{byte('A' + (n-1)%26)}, out...)
	}
	return string(out)
}

// Is reports whether the bytes begin as a workbook does, so that whoever takes several formats knows whom to ask.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, zipMagic) || bytes.HasPrefix(data, oleMagic)
}

var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
)

// Open reads what a workbook says of itself and its texts. An error is a problem.Problem about the file.
func Open(name string, data []byte, limits Limits) (*Book, error) {
	var b *Book
	var err error
	switch {
	case int64(len(data)) > limits.Bytes:
		return nil, tooLarge(name, "", limits.Bytes)
	case bytes.HasPrefix(data, zipMagic):
		b, err = openXLSX(name, data, limits)
	case bytes.HasPrefix(data, oleMagic):
		b, err = openXLS(name, data, limits)
	default:
		return nil, notWorkbook(name, data)
	}
	if err != nil {
		return nil, placed(err, name)
	}
	if len(b.Sheets) > limits.Sheets {
		return nil, tooMany(name, len(b.Sheets), limits.Sheets)
	}
	return b, nil
}

// Rows gives the rows of a sheet that hold something, from the top. An error of take ends the reading and is returned.
func (b *Book) Rows(name string, sheet int, take func(Row) error) error {
	err := b.source.rows(sheet, func(r Row) error {
		if b.cells += len(r.Cells); b.cells > b.limits.Cells {
			return tooManyCells(b.Sheets[sheet].Name, b.limits.Cells)
		}
		return take(r)
	})
	return placed(err, name)
}

// placed names the file in a problem that names none.
func placed(err error, file string) error {
	if p, ok := err.(problem.Problem); ok && p.Place.File == "" { //nolint:errorlint // take's own errors stay as they are
		p.Place.File = file
		return p
	}
	return err
}

// texts are read as the document's font has it.
type texts struct{ usual oldfont.Font }

func (t texts) cell(col int, raw string, formula bool) Cell {
	text, font := oldfont.Read(shorten(strings.ToValidUTF8(raw, "\uFFFD")), t.usual)
	return Cell{Col: col, Kind: Text, Formula: formula, text: text, Font: font}
}

// shorten cuts what no cell of Excel can hold.
func shorten(text string) string {
	if len(text) <= maxText {
		return text
	}
	runes := []rune(text)
	return string(runes[:min(len(runes), maxText)])
}

// numbered makes a cell of a number by the format it is shown in.
func numbered(col int, v float64, shown format, date1904, formula bool) Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Cell{Col: col, Kind: Error, Formula: formula, text: "#NUM!"}
	}
	c := Cell{Col: col, Kind: Number, Formula: formula, number: v}
	switch shown {
	case asPercent:
		c.Kind = Percent
	case asDate:
		if at, ok := dateOf(v, date1904); ok {
			c = onDay(col, at, formula)
		}
	}
	return c
}

const secondsOfDay = 24 * 60 * 60

func onDay(col int, at time.Time, formula bool) Cell {
	return Cell{Col: col, Kind: Date, Formula: formula, number: math.Floor(float64(at.Unix()) / secondsOfDay)}
}

// dateOf turns a serial day into a date. Excel believes in 29 February 1900, which is day 60.
func dateOf(v float64, date1904 bool) (time.Time, bool) {
	if v < 0 || v > 2_958_465 {
		return time.Time{}, false
	}
	day := int(v)
	if date1904 {
		return time.Date(1904, 1, 1+day, 0, 0, 0, 0, time.UTC), true
	}
	if day < 60 {
		day++
	}
	return time.Date(1899, 12, 30+day, 0, 0, 0, 0, time.UTC), day > 1
}

// format is how a number is shown, as far as it changes what it means.
type format int

const (
	asNumber format = iota
	asPercent
	asDate
)

// formatOf reads a format: Excel's own by their numbers, others by their text.
func formatOf(id int, code string) format {
	switch {
	case id == 9 || id == 10:
		return asPercent
	case id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58:
		return asDate
	case id < 164:
		return asNumber
	}
	bare := unquoted(code)
	switch {
	case strings.Contains(bare, "%"):
		return asPercent
	case strings.ContainsAny(bare, "dy") && !strings.ContainsAny(bare, "0#?"):
		return asDate
	}
	return asNumber
}

// unquoted leaves of a format what is no text or colour: "d" in [Red] or "đồng" is no day.
func unquoted(code string) string {
	var out strings.Builder
	quoted, bracket, skip := false, false, false
	for _, r := range strings.ToLower(code) {
		switch {
		case skip:
			skip = false
		case r == '\\' || r == '_' || r == '*':
			skip = true
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case !bracket:
			out.WriteRune(r)
		}
	}
	return out.String()
}

func openZip(data []byte) (*zip.Reader, error) {
	return zip.NewReader(bytes.NewReader(data), int64(len(data)))
}
