package workbook_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/xhht/xhht/internal/workbook/workbooktest"
)

// watchHeap samples how much memory is in use beyond what was before, until it is asked for the most.
func watchHeap() func() uint64 {
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var most atomic.Uint64
	sample := func() {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		if used := now.HeapInuse - min(now.HeapInuse, before.HeapInuse); used > most.Load() {
			most.Store(used)
		}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				sample()
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-stopped
		sample()
		return most.Load()
	}
}

func compound(stream string) func() []byte {
	return func() []byte { return workbooktest.Compound(map[string][]byte{stream: []byte("x")}) }
}

// biff changes the records of a good file.
func biff(change func([]byte)) func() []byte {
	return func() []byte {
		stream := everything.BIFF()
		change(stream)
		return workbooktest.Compound(map[string][]byte{"Workbook": stream})
	}
}

// moveSheet says that the first sheet begins elsewhere.
func moveSheet(stream []byte, to uint32) {
	for at := 0; at+4 < len(stream); at += 4 + int(binary.LittleEndian.Uint16(stream[at+2:])) {
		if binary.LittleEndian.Uint16(stream[at:]) == 0x85 {
			binary.LittleEndian.PutUint32(stream[at+4:], to)
			return
		}
	}
}

// longText says that the first of the texts is longer than all that follows.
func longText(stream []byte) {
	for at := 0; at+4 < len(stream); at += 4 + int(binary.LittleEndian.Uint16(stream[at+2:])) {
		if binary.LittleEndian.Uint16(stream[at:]) == 0xfc {
			binary.LittleEndian.PutUint16(stream[at+12:], 0xffff)
			return
		}
	}
}

func filePass() []byte {
	var stream bytes.Buffer
	stream.Write(everything.BIFF()[:20])
	workbooktest.Record(&stream, 0x002f, make([]byte, 54))
	workbooktest.Record(&stream, 0x000a)
	return workbooktest.Compound(map[string][]byte{"Workbook": stream.Bytes()})
}

// circle makes the first sector of the stream follow itself.
func circle() []byte {
	d := everything.XLS()
	fat := int(binary.LittleEndian.Uint32(d[76:]))*512 + 512
	binary.LittleEndian.PutUint32(d[fat:], 0)
	binary.LittleEndian.PutUint32(d[fat+4:], 0)
	return d
}

func zipFlag(flag uint16) func() []byte {
	return func() []byte { return rezip(func(h *zip.FileHeader) { h.Flags |= flag }) }
}

func zipMethod() []byte { return rezip(func(h *zip.FileHeader) { h.Method = 99 }) }

// rezip packs a good workbook with headers that say something else.
func rezip(change func(*zip.FileHeader)) []byte {
	good := workbooktest.One([]any{"a", 1}).XLSX()
	in, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		panic(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.OpenRaw()
		if err != nil {
			panic(err)
		}
		h := f.FileHeader
		change(&h)
		to, err := w.CreateRaw(&h)
		if err != nil {
			panic(err)
		}
		var b bytes.Buffer
		b.ReadFrom(r)
		to.Write(b.Bytes())
	}
	w.Close()
	return out.Bytes()
}

// doubled has its sheet twice, once in capitals.
func doubled() []byte {
	return workbooktest.Book{Sheets: []workbooktest.Sheet{{Name: "a", Rows: [][]any{{1}}}}, Parts: map[string]string{"XL/worksheets/Sheet1.xml": "<worksheet/>"}}.XLSX()
}

// flip changes a byte in the middle of the sheet's packed bytes.
func flip(good []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		panic(err)
	}
	for _, f := range in.File {
		if f.Name == "xl/worksheets/sheet1.xml" {
			at, err := f.DataOffset()
			if err != nil {
				panic(err)
			}
			out := bytes.Clone(good)
			out[at+int64(f.CompressedSize64)/2] ^= 0x55
			return out
		}
	}
	panic("no sheet")
}

// bomb has a part that packs very well: a beginning, and the same over and over. It is built when it is asked for and kept by nobody.
func bomb(part, begin, again string, size int) func() []byte {
	return func() []byte {
		return xlsxWith(part, begin+strings.Repeat(again, size/len(again)))()
	}
}

func emptyRows() []byte {
	var rows strings.Builder
	rows.WriteString(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	for i := 2; i <= 1<<20; i++ {
		fmt.Fprintf(&rows, `<row r="%d" spans="1:3"/>`, i)
	}
	return sheetOf(rows.String())()
}

func emptyCells() []byte {
	var rows strings.Builder
	rows.WriteString(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	for i := 2; i <= 200; i++ {
		rows.WriteString("<row>" + strings.Repeat("<c/>", 1<<14) + "</row>")
	}
	return sheetOf(rows.String())()
}

func manyCells() []byte {
	return sheetOf(strings.Repeat("<row>"+strings.Repeat("<c><v>1</v></c>", 1000)+"</row>", 2000))()
}

func manyXLS() []byte {
	rows := make([][]any, 2000)
	for i := range rows {
		rows[i] = make([]any, 250)
		for j := range rows[i] {
			rows[i][j] = 1
		}
	}
	return workbooktest.One(rows...).XLS()
}

func manyParts() []byte {
	parts := map[string]string{}
	for i := range 2000 {
		parts[fmt.Sprintf("a/%d", i)] = ""
	}
	return workbooktest.Book{Sheets: everything.Sheets, Parts: parts}.XLSX()
}

func manySheets() []byte {
	return workbooktest.Book{Sheets: make([]workbooktest.Sheet, 100)}.XLSX()
}

func backslashes() []byte {
	return rezip(func(h *zip.FileHeader) { h.Name = strings.ReplaceAll(h.Name, "/", `\`) })
}
