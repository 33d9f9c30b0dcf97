package problem

import (
	"cmp"
	"strconv"
)

// Code names a kind of problem for programs: stable, snake_case, "numerator_above_denominator".
type Code string

// Place says where in an input a problem stands. Its parts are kept apart, so that whoever knows more of it (the file that a
// line belongs to, the heading of a column) adds that, and nobody reads a number back out of a text.
type Place struct {
	File  string
	Sheet string // of a workbook
	Col   string // of a sheet: its letters
	Line  int    // of the file or sheet; 0: all of it
	Row   int    // of the input, from 1: rows are told in order; it is not shown
	Path  string // inside a document: rows[3], targets[0].milestones[1].by
	Cell  Cell   // the cell of the record that it is about; shown where nothing else says which
	Field string // the column, key or flag: numerator, plan, --until
}

// Cell is a cell of the record, as whoever holds it calls it. It has to be comparable.
type Cell interface{ String() string }

// At is a line of a file; line 0 stands for the file as a whole.
func At(file string, line int) Place { return Place{File: file, Line: line} }

// Line is a line of a file that whoever opened it will name.
func Line(n int) Place { return Place{Line: n} }

// Path is a value inside a document.
func Path(path string) Place { return Place{Path: path} }

// Field is a column, key or flag of an input that has only one of it.
func Field(name string) Place { return Place{Field: name} }

// WithField is the place of one cell of a row.
func (p Place) WithField(name string) Place {
	p.Field = name
	return p
}

// String writes the place for a person: "bao-cao.csv:7.numerator", "bao-cao.xlsx: Biểu!G7", "rows[3].numerator", "plans/x.yaml:12",
// "--until".
func (p Place) String() string {
	if p.Sheet != "" {
		return joined(p.File, ": ", p.inSheet())
	}
	text, then := p.File, ": "
	if p.Line > 0 {
		if text != "" {
			text += ":"
		}
		text, then = text+strconv.Itoa(p.Line), "."
	}
	if path := p.path(); path != "" {
		text, then = joined(text, ": ", path), "."
	}
	return joined(text, then, p.Field)
}

// inSheet is a cell as Excel calls it, or a row.
func (p Place) inSheet() string {
	switch {
	case p.Line == 0:
		return joined(p.Sheet, "!", p.Col)
	case p.Col != "":
		return p.Sheet + "!" + p.Col + strconv.Itoa(p.Line)
	}
	return joined(p.Sheet+"!"+strconv.Itoa(p.Line), ".", p.Field)
}

func (p Place) path() string {
	if p.Path == "" && p.Line == 0 && p.Cell != nil {
		return p.Cell.String()
	}
	return p.Path
}

func joined(a, sep, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + sep + b
}

// MarshalText writes the place into JSON as a person reads it.
func (p Place) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Compare puts places in the order in which a reader meets them: file, sheet, line, row.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Sheet, q.Sheet), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Row, q.Row))
}
