package delimited

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// Writer writes tables for people: they open in Excel with their letters and columns, and nothing in them is run. That is a byte
// order mark, semicolons (commas are decimal signs here), headings and words in the reader's language, and texts that no
// program takes for a formula. What it writes, Open reads.
type Writer struct {
	csv      *csv.Writer
	language lang.Lang
	begun    bool
	out      io.Writer
	err      error
}

// NewWriter returns a writer of one table.
func NewWriter(w io.Writer, l lang.Lang) *Writer {
	c := csv.NewWriter(w)
	c.Comma = ';'
	return &Writer{csv: c, language: l, out: w}
}

// Row writes a row: texts, lang.Text, numbers, truths (yes or no), nil for nothing, and anything else as it prints itself.
func (w *Writer) Row(cells ...any) {
	if !w.begun {
		_, w.err = w.out.Write(utf8BOM)
		w.begun = true
	}
	row := make([]string, len(cells))
	for i, c := range cells {
		row[i] = w.cell(c)
	}
	if err := w.csv.Write(row); w.err == nil {
		w.err = err
	}
}

// Close writes what is left, and says whether all of it could be written.
func (w *Writer) Close() error {
	w.csv.Flush()
	if w.err == nil {
		w.err = w.csv.Error()
	}
	return w.err
}

func (w *Writer) cell(c any) string {
	switch v := c.(type) {
	case nil:
		return ""
	case string:
		return Harmless(v)
	case lang.Text:
		return Harmless(v.In(w.language))
	case bool:
		if v {
			return lang.Text{VI: "có", EN: "yes"}.In(w.language)
		}
		return lang.Text{VI: "không", EN: "no"}.In(w.language)
	case int:
		return strconv.Itoa(v)
	case float64:
		return w.number(v)
	case *float64:
		if v == nil {
			return ""
		}
		return w.number(*v)
	}
	return Harmless(fmt.Sprint(c))
}

// number writes six decimals at most: a share of a count has no end of them.
func (w *Writer) number(v float64) string {
	return lang.WithDecimalSign(strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64), w.language)
}

// Harmless puts an apostrophe before a text that a spreadsheet would take for a formula. Whoever fills in a name or a note must not
// make another's computer run something.
func Harmless(text string) string {
	if len(text) > 1 && strings.ContainsRune("=+-@\t\r\n'", first(text)) {
		return "'" + text
	}
	return text
}

func first(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
