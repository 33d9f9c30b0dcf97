package workbook

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// rows implements source. An .xls keeps rows in blocks and may repeat them; it is small, 65,536 rows at most, so a sheet is put in order
// in memory.
func (x *xls) rows(sheet int, take func(Row) error) error {
	s := xlsSheet{x: x, rows: map[int][]Cell{}, hidden: map[int]bool{}}
	if err := s.read(x.starts[sheet]); err != nil {
		return err
	}
	last := 0
	for _, n := range slices.Sorted(maps.Keys(s.rows)) {
		last = n
		cells := s.rows[n]
		slices.SortStableFunc(cells, func(a, b Cell) int { return a.Col - b.Col })
		if err := take(Row{Number: n, Hidden: s.hidden[n], Cells: cells}); err != nil {
			return err
		}
	}
	if len(s.merged) > 0 {
		return take(Row{Number: last, Merged: s.merged})
	}
	return nil
}

type xlsSheet struct {
	x       *xls
	rows    map[int][]Cell
	hidden  map[int]bool
	merged  []Range
	pending *Cell // a formula whose text follows
	row     int   // of it
	cells   int
}

func (s *xlsSheet) read(start int) error {
	r := records{stream: s.x.stream, at: start}
	depth := 0
	for first := true; ; first = false {
		rec, err := r.next()
		if err != nil || first && rec.id != recBOF {
			return broken("")
		}
		switch {
		case rec.id == recBOF: // charts lie inside sheets
			depth++
		case rec.id == recEOF:
			if depth--; depth == 0 {
				return nil
			}
		case depth == 1:
			s.take(rec)
		}
		if s.cells > mostXLSCells {
			return tooManyCells("", mostXLSCells)
		}
	}
}

func (s *xlsSheet) take(rec record) {
	d := rec.data
	switch rec.id {
	case recRow:
		if len(d) >= 16 && d[12]&0x20 != 0 {
			s.hidden[int(binary.LittleEndian.Uint16(d))+1] = true
		}
	case recMerged:
		s.merges(d)
	case recString:
		if s.pending != nil {
			text, err := (&pieces{data: d, more: rec.pieces}).text(2)
			c := s.x.texts.cell(s.pending.Col, text, true)
			if err == nil {
				s.put(s.row, c)
			}
			s.pending = nil
		}
	case recMulRK:
		s.many(d)
	case recNumber, recRK, recLabel, recTextCell, recBoolErr, recFormula:
		if len(d) >= 6 {
			s.cell(rec, int(binary.LittleEndian.Uint16(d))+1, int(binary.LittleEndian.Uint16(d[2:]))+1, int(binary.LittleEndian.Uint16(d[4:])))
		}
	}
}

// cell reads a record of one cell.
func (s *xlsSheet) cell(rec record, row, col, style int) {
	d := rec.data[6:]
	switch {
	case rec.id == recNumber && len(d) >= 8:
		s.put(row, s.numbered(col, math.Float64frombits(binary.LittleEndian.Uint64(d)), style, false))
	case rec.id == recRK && len(d) >= 4:
		s.put(row, s.numbered(col, rk(binary.LittleEndian.Uint32(d)), style, false))
	case rec.id == recLabel:
		if text, err := (&pieces{data: d, more: rec.pieces}).text(2); err == nil {
			s.put(row, s.x.texts.cell(col, text, false))
		}
	case rec.id == recTextCell && len(d) >= 4:
		c := Cell{Col: col, Kind: Error, text: "#REF!"}
		if i := binary.LittleEndian.Uint32(d); i < uint32(len(s.x.shared)) {
			c = Cell{Col: col, Kind: Text, text: s.x.shared[i].text, Font: s.x.shared[i].font}
		}
		s.put(row, c)
	case rec.id == recBoolErr && len(d) >= 2:
		s.put(row, boolOrError(col, d[0], d[1] != 0, false))
	case rec.id == recFormula && len(d) >= 8:
		s.formula(row, col, style, d)
	}
}

// formula gives what was kept of a formula's result.
func (s *xlsSheet) formula(row, col, style int, d []byte) {
	if d[6] != 0xff || d[7] != 0xff {
		s.put(row, s.numbered(col, math.Float64frombits(binary.LittleEndian.Uint64(d)), style, true))
		return
	}
	switch d[0] {
	case 0:
		s.pending, s.row = &Cell{Col: col}, row
	case 1:
		s.put(row, boolOrError(col, d[2], false, true))
	case 2:
		s.put(row, boolOrError(col, d[2], true, true))
	default:
		s.put(row, Cell{Col: col, Formula: true})
	}
}

func boolOrError(col int, v byte, isError, formula bool) Cell {
	if isError {
		return Cell{Col: col, Kind: Error, Formula: formula, text: errorName(v)}
	}
	return Cell{Col: col, Kind: Bool, Formula: formula, number: float64(v)}
}

// many reads a row of numbers in one record.
func (s *xlsSheet) many(d []byte) {
	if len(d) < 6 {
		return
	}
	row, col := int(binary.LittleEndian.Uint16(d))+1, int(binary.LittleEndian.Uint16(d[2:]))+1
	for at := 4; at+6 <= len(d)-2; at, col = at+6, col+1 {
		s.put(row, s.numbered(col, rk(binary.LittleEndian.Uint32(d[at+2:])), int(binary.LittleEndian.Uint16(d[at:])), false))
	}
}

func (s *xlsSheet) merges(d []byte) {
	if len(d) < 2 {
		return
	}
	for at := 2; at+8 <= len(d) && len(s.merged) < 1<<16; at += 8 {
		n := func(i int) int { return int(binary.LittleEndian.Uint16(d[at+2*i:])) + 1 }
		if r := (Range{FromRow: n(0), ToRow: n(1), FromCol: n(2), ToCol: n(3)}); r.ToRow >= r.FromRow && r.ToCol >= r.FromCol {
			s.merged = append(s.merged, r)
		}
	}
}

func (s *xlsSheet) numbered(col int, v float64, style int, formula bool) Cell {
	shown := asNumber
	if style < len(s.x.formats) {
		shown = s.x.formats[style]
	}
	return numbered(col, v, shown, s.x.date1904, formula)
}

// put keeps the last that is said of a cell.
func (s *xlsSheet) put(row int, c Cell) {
	if row > mostXLSRows || c.Col > mostRowCells {
		return
	}
	for i, have := range s.rows[row] {
		if have.Col == c.Col {
			s.rows[row][i] = c
			return
		}
	}
	s.rows[row] = append(s.rows[row], c)
	s.cells++
}
