package workbook

import (
	"encoding/xml"
	"strconv"
	"strings"
	"time"
)

// rows implements source. Merged cells are listed behind the rows, so they come with a last row without cells.
func (x *xlsx) rows(sheet int, take func(Row) error) error {
	f := x.parts[x.paths[sheet]]
	if f == nil {
		return brokenPart(x.paths[sheet])
	}
	s := sheetReader{x: x, take: take, last: 0}
	if err := x.each(f, s.read); err != nil {
		return err
	}
	if !s.ended {
		return brokenPart(f.Name)
	}
	if len(s.merged) > 0 {
		return take(Row{Number: s.last, Merged: s.merged})
	}
	return nil
}

// sheetReader reads one sheet from the top.
type sheetReader struct {
	x      *xlsx
	take   func(Row) error
	d      *tokens
	last   int // row that was begun
	merged []Range
	ended  bool
}

func (s *sheetReader) read(d *tokens) error {
	s.d = d
	for {
		t, err := d.RawToken()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				if err := s.row(t); err != nil {
					return err
				}
			case "mergeCell":
				if r, ok := rangeOf(attr(t, "ref")); ok && len(s.merged) < 1<<16 {
					s.merged = append(s.merged, r)
				}
			}
		case xml.EndElement:
			s.ended = s.ended || t.Name.Local == "worksheet"
		case xml.Directive:
			return hostileXML
		}
	}
}

func (s *sheetReader) row(el xml.StartElement) error {
	row := Row{Number: s.last + 1, Hidden: truth(attr(el, "hidden"))}
	if n := number(attr(el, "r")); n > 0 {
		row.Number = n
	}
	if row.Number > maxRow || row.Number <= s.last {
		return misplaced(row.Number)
	}
	s.last = row.Number
	col := 0
	for {
		t, err := s.d.RawToken()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			if _, at, ok := refOf(attr(t, "r")); ok {
				col = at - 1
			}
			if col++; col > maxCol {
				return misplaced(row.Number)
			}
			c, err := s.cell(t, col)
			if err != nil {
				return err
			}
			if c.Kind != Empty || c.Formula {
				row.Cells = append(row.Cells, c)
			}
		case xml.EndElement:
			if t.Name.Local != "row" {
				continue
			}
			if len(row.Cells) == 0 {
				return nil
			}
			if err := s.take(row); err != nil {
				return taken{err}
			}
			return nil
		case xml.Directive:
			return hostileXML
		}
	}
}

// cell reads up to the end of a cell.
func (s *sheetReader) cell(el xml.StartElement, col int) (Cell, error) {
	var value strings.Builder
	kind, formula, inline, found, in := attr(el, "t"), false, "", false, false
	for {
		t, err := s.d.RawToken()
		if err != nil {
			return Cell{}, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "f":
				formula = true
			case "v":
				in, found = true, true
			case "is":
				if inline, err = richText(s.d, "is"); err != nil {
					return Cell{}, err
				}
				found = true
			}
		case xml.CharData:
			if in && value.Len() <= 4*maxText {
				value.Write(t)
			}
		case xml.EndElement:
			in = false
			if t.Name.Local != "c" {
				continue
			}
			if !found {
				return Cell{Col: col, Formula: formula}, nil
			}
			if kind == "inlineStr" {
				return s.x.texts.cell(col, inline, formula), nil
			}
			return s.x.valued(col, kind, number(attr(el, "s")), value.String(), formula), nil
		case xml.Directive:
			return Cell{}, hostileXML
		}
	}
}

// valued makes a cell of what is written of it.
func (x *xlsx) valued(col int, kind string, style int, value string, formula bool) Cell {
	switch kind {
	case "s":
		if i := number(value); i >= 0 && i < len(x.shared) {
			return Cell{Col: col, Kind: Text, Formula: formula, text: x.shared[i].text, Font: x.shared[i].font}
		}
		return Cell{Col: col, Kind: Error, text: "#REF!", Formula: formula}
	case "str":
		return x.texts.cell(col, escaped(value), formula)
	case "b":
		return Cell{Col: col, Kind: Bool, Formula: formula, number: float64(max(0, number(value)))}
	case "e":
		return Cell{Col: col, Kind: Error, Formula: formula, text: shorten(value)}
	case "d":
		for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04:05.999", time.RFC3339} {
			if at, err := time.Parse(layout, value); err == nil {
				return onDay(col, at, formula)
			}
		}
		return x.texts.cell(col, value, formula)
	}
	if value == "" {
		return Cell{Col: col, Formula: formula}
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return x.texts.cell(col, value, formula)
	}
	shown := asNumber
	if style >= 0 && style < len(x.formats) {
		shown = x.formats[style]
	}
	return numbered(col, v, shown, x.date1904, formula)
}

// refOf reads the name of a cell: B7 is row 7, column 2.
func refOf(ref string) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		b := ref[i] &^ 0x20
		if b < 'A' || b > 'Z' {
			break
		}
		col = col*26 + int(b-'A') + 1
	}
	row = number(ref[i:])
	return row, col, i > 0 && row > 0 && row <= maxRow && col <= maxCol
}

func rangeOf(ref string) (Range, bool) {
	from, to, _ := strings.Cut(ref, ":")
	var r Range
	var ok, also bool
	r.FromRow, r.FromCol, ok = refOf(from)
	r.ToRow, r.ToCol, also = refOf(to)
	return r, ok && also && r.ToRow >= r.FromRow && r.ToCol >= r.FromCol
}
