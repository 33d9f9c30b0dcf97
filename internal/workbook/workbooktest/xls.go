package workbooktest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"
)

// XLS is the workbook as Excel 97–2003 wrote it.
func (b Book) XLS() []byte { return Compound(map[string][]byte{"Workbook": b.BIFF()}) }

// BIFF is the stream of records of the old format.
func (b Book) BIFF() []byte {
	texts := &shared{at: map[string]int{}}
	var order []string
	for _, s := range b.Sheets { // number the texts as they come
		for _, row := range s.Rows {
			for _, v := range row {
				if t, ok := v.(string); ok {
					if _, known := texts.at[t]; !known {
						order = append(order, t)
					}
					texts.index(t)
				}
			}
		}
	}
	sheets := make([][]byte, len(b.Sheets))
	for i, s := range b.Sheets {
		sheets[i] = s.biff(texts)
	}
	at := len(b.globals(order, nil))
	starts := make([]int, len(sheets))
	for i := range sheets {
		starts[i] = at
		at += len(sheets[i])
	}
	return append(b.globals(order, starts), bytes.Join(sheets, nil)...)
}

func (b Book) globals(texts []string, starts []int) []byte {
	var out bytes.Buffer
	Record(&out, 0x0809, u16(0x0600), u16(0x0005), u16(0), u16(0), u32(0), u32(0))
	if b.Date1904 {
		Record(&out, 0x0022, u16(1))
	}
	Record(&out, 0x041e, u16(164), wide("dd/mm/yyyy", 2))
	for _, format := range []uint16{0, 164, 10} {
		Record(&out, 0x00e0, u16(0), u16(format), make([]byte, 16))
	}
	for i, s := range b.Sheets {
		start := 0
		if starts != nil {
			start = starts[i]
		}
		state := byte(0)
		if s.State != "" {
			state = 1
		}
		Record(&out, 0x0085, u32(uint32(start)), []byte{state, 0}, wide(s.Name, 1))
	}
	table := [][]byte{u32(uint32(len(texts))), u32(uint32(len(texts)))}
	for _, t := range texts {
		table = append(table, text(t))
	}
	Record(&out, 0x00fc, table...)
	Record(&out, 0x000a)
	return out.Bytes()
}

func (s Sheet) biff(texts *shared) []byte {
	var out bytes.Buffer
	Record(&out, 0x0809, u16(0x0600), u16(0x0010), u16(0), u16(0), u32(0), u32(0))
	for i, row := range s.Rows {
		for j, v := range row {
			at := append(u16(uint16(i)), u16(uint16(j))...)
			put(&out, at, v, texts)
		}
	}
	for _, m := range s.Merged {
		from, to, _ := strings.Cut(m, ":")
		r1, c1 := place(from)
		r2, c2 := place(to)
		Record(&out, 0x00e5, u16(1), u16(r1), u16(r2), u16(c1), u16(c2))
	}
	Record(&out, 0x000a)
	return out.Bytes()
}

func place(ref string) (row, col uint16) {
	for _, r := range ref {
		if r >= 'A' {
			col = col*26 + uint16(r-'A') + 1
		} else {
			row = row*10 + uint16(r-'0')
		}
	}
	return row - 1, col - 1
}

func put(out *bytes.Buffer, at []byte, v any, texts *shared) {
	switch v := v.(type) {
	case nil:
	case string:
		Record(out, 0x00fd, at, u16(0), u32(uint32(texts.at[v])))
	case Inline:
		Record(out, 0x0204, at, u16(0), wide(string(v), 2))
	case Err:
		Record(out, 0x0205, at, u16(0), []byte{0x17, 1})
	case bool:
		Record(out, 0x0205, at, u16(0), []byte{map[bool]byte{true: 1}[v], 0})
	case Day:
		Record(out, 0x0203, at, u16(1), f64(float64(v)))
	case Percent:
		Record(out, 0x0203, at, u16(2), f64(float64(v)))
	case int:
		Record(out, 0x027e, at, u16(0), u32(uint32(v)<<2|2)) // an RK integer
	case Formula:
		putFormula(out, at, v)
	default:
		var n float64
		fmt.Sscan(fmt.Sprint(v), &n)
		Record(out, 0x0203, at, u16(0), f64(n))
	}
}

func putFormula(out *bytes.Buffer, at []byte, v Formula) {
	result, after := []byte{3, 0, 0, 0, 0, 0, 0xff, 0xff}, []byte(nil)
	switch r := v.Result.(type) {
	case nil:
	case string:
		result[0], after = 0, wide(r, 2)
	case Err:
		result[0], result[2] = 2, 0x17
	case int:
		result = f64(float64(r))
	case float64:
		result = f64(r)
	}
	Record(out, 0x0006, at, u16(0), result, make([]byte, 8))
	if after != nil {
		Record(out, 0x0207, after)
	}
}

// Record writes one record; what is too long for it goes on in others.
func Record(out *bytes.Buffer, id uint16, parts ...[]byte) {
	const most = 8224
	var now []byte
	flush := func() {
		out.Write(u16(id))
		out.Write(u16(uint16(len(now))))
		out.Write(now)
		id, now = 0x003c, nil
	}
	for _, p := range parts {
		if len(now)+len(p) > most {
			flush()
		}
		for len(now)+len(p) > most { // a text of letters of one byte goes on behind a new mark
			n := most - len(now)
			now = append(now, p[:n]...)
			flush()
			p = append([]byte{0}, p[n:]...)
		}
		now = append(now, p...)
	}
	flush()
}

// text writes a text in bytes where its letters fit, as Excel does.
func text(s string) []byte {
	var out []byte
	for _, r := range s {
		if r > 0xff {
			return wide(s, 2)
		}
		out = append(out, byte(r))
	}
	return append(append(u16(uint16(len(out))), 0), out...)
}

func wide(s string, lengthBytes int) []byte {
	units := utf16.Encode([]rune(s))
	out := u16(uint16(len(units)))[:lengthBytes:lengthBytes]
	out = append(out, 1)
	for _, u := range units {
		out = append(out, u16(u)...)
	}
	return out
}

func u16(v uint16) []byte { return binary.LittleEndian.AppendUint16(nil, v) }
func u32(v uint32) []byte { return binary.LittleEndian.AppendUint32(nil, v) }
func f64(v float64) []byte {
	return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v))
}

const sector = 512

// Compound packs streams into a compound file of version 3, each in sectors of its own.
func Compound(streams map[string][]byte) []byte {
	var body bytes.Buffer
	var fat []uint32
	dir := entry("Root Entry", 5, 0xfffffffe, 0)
	names := []string{}
	for name := range streams {
		names = append(names, name)
	}
	starts := map[string]uint32{}
	for _, name := range names {
		data := streams[name]
		if len(data) < 4096 { // shorter ones would go elsewhere
			data = append(bytes.Clone(data), make([]byte, 4096-len(data))...)
		}
		streams[name] = data
		starts[name] = uint32(len(fat))
		n := (len(data) + sector - 1) / sector
		for i := range n {
			next := uint32(len(fat)) + 1
			if i == n-1 {
				next = 0xfffffffe
			}
			fat = append(fat, next)
		}
		body.Write(data)
		body.Write(make([]byte, n*sector-len(data)))
	}
	for i, name := range names {
		e := entry(name, 2, starts[name], len(streams[name]))
		if i+1 < len(names) {
			copy(e[72:], u32(uint32(i+2))) // right sibling
		}
		dir = append(dir, e...)
	}
	for len(dir)%sector != 0 {
		dir = append(dir, entry("", 0, 0, 0)...)
	}
	copy(dir[76:], u32(1)) // child of the root
	dirAt := uint32(len(fat))
	for i := range len(dir) / sector {
		next := dirAt + uint32(i) + 1
		if (i+1)*sector == len(dir) {
			next = 0xfffffffe
		}
		fat = append(fat, next)
	}
	body.Write(dir)
	fatAt := uint32(len(fat))
	n := (len(fat) + 127) / 127 // each sector of the FAT has an entry in it
	for range n {
		fat = append(fat, 0xfffffffd)
	}
	for len(fat)%128 != 0 {
		fat = append(fat, 0xffffffff)
	}
	n = len(fat) / 128
	for _, f := range fat {
		body.Write(u32(f))
	}
	return append(header(n, dirAt, fatAt), body.Bytes()...)
}

func header(fatSectors int, dirAt, fatAt uint32) []byte {
	h := make([]byte, sector)
	copy(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	copy(h[24:], u16(0x3e))
	copy(h[26:], u16(3))
	copy(h[28:], u16(0xfffe))
	copy(h[30:], u16(9))
	copy(h[32:], u16(6))
	copy(h[44:], u32(uint32(fatSectors)))
	copy(h[48:], u32(dirAt))
	copy(h[56:], u32(4096))
	copy(h[60:], u32(0xfffffffe))
	copy(h[68:], u32(0xfffffffe))
	for i := range 109 {
		v := uint32(0xffffffff)
		if i < fatSectors {
			v = fatAt + uint32(i)
		}
		copy(h[76+4*i:], u32(v))
	}
	return h
}

func entry(name string, kind byte, start uint32, size int) []byte {
	e := make([]byte, 128)
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		copy(e[2*i:], u16(u))
	}
	if name != "" {
		copy(e[64:], u16(uint16(2*len(units)+2)))
	}
	e[66], e[67] = kind, 1
	for _, at := range []int{68, 72, 76} {
		copy(e[at:], u32(0xffffffff))
	}
	copy(e[116:], u32(start))
	copy(e[120:], u32(uint32(size)))
	return e
}
