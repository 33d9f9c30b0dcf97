package workbook

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/oldfont"
	"github.com/xhht/xhht/internal/problem"
)

// The records of BIFF8 that say what a cell holds ([MS-XLS] 2.3). Every other one is passed over.
const (
	recFormula   = 0x0006
	recEOF       = 0x000a
	recDate1904  = 0x0022
	recFilePass  = 0x002f
	recContinue  = 0x003c
	recSheet     = 0x0085
	recMulRK     = 0x00bd
	recXF        = 0x00e0
	recMerged    = 0x00e5
	recTexts     = 0x00fc
	recTextCell  = 0x00fd
	recSupBook   = 0x01ae
	recNumber    = 0x0203
	recLabel     = 0x0204
	recBoolErr   = 0x0205
	recString    = 0x0207
	recRow       = 0x0208
	recRK        = 0x027e
	recFormat    = 0x041e
	recBOF       = 0x0809
	biff8        = 0x0600
	mostRowCells = 1 << 8 // columns of an .xls
	mostXLSRows  = 1 << 16
	mostXLSCells = 400_000 // that are held at once
)

// xls is a workbook of the old kind: one stream of records inside a compound file.
type xls struct {
	stream   []byte
	date1904 bool
	formats  []format
	shared   []shared
	texts    texts
	starts   []int // of the sheets in the stream
}

// openXLS reads the part on the workbook as a whole. The library that takes the compound file apart is not ours, so whatever it does
// with a file made to break it is that file's fault.
func openXLS(name string, data []byte, limits Limits) (b *Book, err error) {
	defer func() {
		if recover() != nil {
			b, err = nil, broken(name)
		}
	}()
	stream, macros, err := workbookStream(data, limits)
	if err != nil {
		return nil, err
	}
	x := &xls{stream: stream}
	b = &Book{source: x, limits: limits, Macros: macros}
	g := globals{x: x, b: b, codes: map[int]string{}, limits: limits}
	if err := g.read(); err != nil {
		return nil, err
	}
	b.Font = x.texts.usual
	return b, nil
}

// workbookStream takes the compound file apart.
func workbookStream(data []byte, limits Limits) (stream []byte, macros bool, err error) {
	if !sane(data) {
		return nil, false, broken("")
	}
	file, err := mscfb.New(strings.NewReader(string(data)))
	if err != nil {
		return nil, false, broken("")
	}
	var old, encrypted, word bool
	for n := 0; n < limits.Parts; n++ {
		entry, err := file.Next()
		if err != nil {
			break
		}
		switch {
		case entry.Name == "Workbook" && len(entry.Path) == 0 && stream == nil:
			if entry.Size > int64(len(data)) {
				return nil, false, broken("")
			}
			if stream, err = io.ReadAll(io.LimitReader(entry, int64(len(data)))); err != nil {
				return nil, false, broken("")
			}
		case entry.Name == "Book":
			old = true
		case entry.Name == "EncryptedPackage":
			encrypted = true
		case entry.Name == "WordDocument":
			word = true
		case entry.Name == "_VBA_PROJECT_CUR" || entry.Name == "VBA":
			macros = true
		}
	}
	switch {
	case stream != nil:
		return stream, macros, nil
	case encrypted:
		return nil, false, locked
	case word:
		return nil, false, foreign(lang.Text{VI: "văn bản Word cũ (.doc)", EN: "an old Word document (.doc)"})
	case old:
		return nil, false, tooOld
	}
	return nil, false, foreign(lang.Text{VI: "một tệp Office cũ", EN: "an old Office file"})
}

// sane reports whether the file has room for the tables that its head counts: the library believes the counts.
func sane(data []byte) bool {
	if len(data) < 1536 {
		return false
	}
	sectors := uint32(len(data) / 512)
	for _, at := range []int{40, 44, 64, 72} { // directory, FAT, mini FAT, DIFAT
		if binary.LittleEndian.Uint32(data[at:]) > sectors {
			return false
		}
	}
	return true
}

var tooOld = problem.Problem{Code: "workbook_too_old", Hint: saveAsXLSX,
	Rule: lang.Text{VI: "đây là sổ tính của Excel 95 hoặc cũ hơn", EN: "this is a workbook of Excel 95 or older"}}

// record is one record with what follows it where it was too long for one.
type record struct {
	id     uint16
	data   []byte
	pieces [][]byte // of the records that continue it
}

// records are read from the stream one by one.
type records struct {
	stream []byte
	at     int
}

var errCut = errors.New("cut off")

func (r *records) next() (record, error) {
	var out record
	var err error
	if out.id, out.data, err = r.one(); err != nil {
		return out, err
	}
	for r.at+4 <= len(r.stream) && binary.LittleEndian.Uint16(r.stream[r.at:]) == recContinue {
		_, more, err := r.one()
		if err != nil {
			return out, err
		}
		out.pieces = append(out.pieces, more)
	}
	return out, nil
}

func (r *records) one() (uint16, []byte, error) {
	if r.at < 0 || r.at+4 > len(r.stream) {
		return 0, nil, errCut
	}
	id, size := binary.LittleEndian.Uint16(r.stream[r.at:]), int(binary.LittleEndian.Uint16(r.stream[r.at+2:]))
	begin := r.at + 4
	if begin+size > len(r.stream) {
		return 0, nil, errCut
	}
	r.at = begin + size
	return id, r.stream[begin:r.at], nil
}

// globals reads what stands before the sheets.
type globals struct {
	x      *xls
	b      *Book
	codes  map[int]string
	styles []int // formats of the styles, by number
	raw    []string
	limits Limits
}

func (g *globals) read() error {
	r := records{stream: g.x.stream}
	for first := true; ; first = false {
		rec, err := r.next()
		if err != nil {
			return broken("")
		}
		if first && (rec.id != recBOF || len(rec.data) < 4) {
			return broken("")
		}
		if first && binary.LittleEndian.Uint16(rec.data) != biff8 {
			return tooOld
		}
		if rec.id == recEOF {
			break
		}
		if err := g.take(rec); err != nil {
			return err
		}
	}
	for _, id := range g.styles {
		g.x.formats = append(g.x.formats, formatOf(id, g.codes[id]))
	}
	g.x.texts.usual = oldfont.Of(g.raw)
	for _, text := range g.raw {
		c := g.x.texts.cell(0, text, false)
		g.x.shared = append(g.x.shared, shared{c.text, c.Font})
	}
	return nil
}

func (g *globals) take(rec record) error {
	d := rec.data
	switch rec.id {
	case recFilePass:
		return locked
	case recDate1904:
		g.x.date1904 = len(d) >= 2 && d[0] == 1
	case recSheet:
		if len(d) >= 8 && d[5] == 0 { // a worksheet, no chart or macro sheet
			name, _ := (&pieces{data: d[6:]}).text(1)
			g.b.Sheets = append(g.b.Sheets, Sheet{Name: cleanName(name), Hidden: d[4]&3 != 0})
			g.x.starts = append(g.x.starts, int(binary.LittleEndian.Uint32(d)))
		}
		g.b.Macros = g.b.Macros || len(d) >= 8 && d[5] == 1
	case recFormat:
		if len(d) >= 5 {
			code, _ := (&pieces{data: d[2:]}).text(2)
			g.codes[int(binary.LittleEndian.Uint16(d))] = code
		}
	case recXF:
		if len(d) >= 4 {
			g.styles = append(g.styles, int(binary.LittleEndian.Uint16(d[2:])))
		}
	case recSupBook:
		g.b.External = g.b.External || len(d) > 4
	case recTexts:
		return g.table(rec)
	}
	return nil
}

// table reads the texts that cells name by their number.
func (g *globals) table(rec record) error {
	if len(rec.data) < 8 {
		return broken("")
	}
	n, size := int(binary.LittleEndian.Uint32(rec.data[4:])), int64(0)
	p := &pieces{data: rec.data[8:], more: rec.pieces}
	for range n {
		if p.empty() {
			return nil // cells that name what is not there say so
		}
		text, err := p.text(2)
		if err != nil {
			return broken("")
		}
		if size += int64(len(text)) + 32; size > g.limits.Texts {
			return tooMuchText(g.limits.Texts)
		}
		g.raw = append(g.raw, text)
	}
	return nil
}

// pieces is data that goes on in further records.
type pieces struct {
	data []byte
	more [][]byte
}

func (p *pieces) empty() bool {
	for len(p.data) == 0 && len(p.more) > 0 {
		p.data, p.more = p.more[0], p.more[1:]
	}
	return len(p.data) == 0
}

func (p *pieces) take(n int) ([]byte, error) {
	var out []byte
	for n > len(p.data) {
		out = append(out, p.data...)
		n -= len(p.data)
		if p.data = nil; p.empty() {
			return nil, errCut
		}
	}
	if out == nil {
		out = p.data[:n:n]
	} else {
		out = append(out, p.data[:n]...)
	}
	p.data = p.data[n:]
	return out, nil
}

// text reads a string whose length has so many bytes. Where its letters go on in another record, that one says anew how wide they are.
func (p *pieces) text(lengthBytes int) (string, error) {
	head, err := p.take(lengthBytes + 1)
	if err != nil {
		return "", err
	}
	left := int(head[0])
	if lengthBytes == 2 {
		left = int(binary.LittleEndian.Uint16(head))
	}
	flags := head[lengthBytes]
	runs, extra := 0, 0
	if flags&8 != 0 {
		b, err := p.take(2)
		if err != nil {
			return "", err
		}
		runs = int(binary.LittleEndian.Uint16(b))
	}
	if flags&4 != 0 {
		b, err := p.take(4)
		if err != nil {
			return "", err
		}
		extra = int(int32(binary.LittleEndian.Uint32(b)))
	}
	units, err := p.letters(left, flags&1 != 0)
	if err != nil {
		return "", err
	}
	if extra < 0 {
		return "", errCut
	}
	if _, err := p.take(4*runs + extra); err != nil {
		return "", err
	}
	return string(utf16.Decode(units)), nil
}

func (p *pieces) letters(left int, wide bool) ([]uint16, error) {
	units := make([]uint16, 0, left)
	for left > 0 {
		if len(p.data) == 0 {
			if p.empty() {
				return nil, errCut
			}
			wide = p.data[0]&1 != 0
			p.data = p.data[1:]
			continue
		}
		if !wide {
			n := min(left, len(p.data))
			for _, b := range p.data[:n] {
				units = append(units, uint16(b))
			}
			p.data, left = p.data[n:], left-n
			continue
		}
		n := min(left, len(p.data)/2)
		if n == 0 {
			return nil, errCut
		}
		for i := range n {
			units = append(units, binary.LittleEndian.Uint16(p.data[2*i:]))
		}
		p.data, left = p.data[2*n:], left-n
	}
	return units, nil
}

// rk is a number in four bytes: an integer or the upper half of a float, perhaps times 100.
func rk(raw uint32) float64 {
	var v float64
	if raw&2 != 0 {
		v = float64(int32(raw) >> 2)
	} else {
		v = math.Float64frombits(uint64(raw&^3) << 32)
	}
	if raw&1 != 0 {
		v /= 100
	}
	return v
}

var errorNames = map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0f: "#VALUE!", 0x17: "#REF!", 0x1d: "#NAME?", 0x24: "#NUM!", 0x2a: "#N/A"}

func errorName(code byte) string {
	if name, ok := errorNames[code]; ok {
		return name
	}
	return fmt.Sprintf("#%d", code)
}
