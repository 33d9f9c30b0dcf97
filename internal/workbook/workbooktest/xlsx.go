// Package workbooktest builds workbooks byte by byte, good ones and hostile ones, for the tests of whoever reads them. It shares no code
// with the readers, so that a misunderstanding of the format shows.
package workbooktest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"html"
	"io"
	"maps"
	"slices"
	"strings"
)

// Book is a workbook to be built.
type Book struct {
	Sheets   []Sheet
	Date1904 bool
	Parts    map[string]string // further parts, or others in the place of those that are built; "-" takes one away
}

// Sheet is one of its sheets.
type Sheet struct {
	Name   string
	State  string // hidden, veryHidden
	Rows   [][]any
	Data   string   // in the place of what is made of Rows
	Merged []string // "A1:C1"
}

// What a cell may be beside a string, a number and nil.
type (
	// Formula has a result that was kept; nil: none was.
	Formula struct {
		Text   string
		Result any
	}
	// Err is an error value.
	Err string
	// Day is a number that is shown as a date.
	Day float64
	// Percent is a number that is shown as a percentage.
	Percent float64
	// Inline is a text that stands in the cell itself.
	Inline string
)

// One is a book of one sheet.
func One(rows ...[]any) Book { return Book{Sheets: []Sheet{{Name: "Biểu", Rows: rows}}} }

// XLSX is the workbook as a zip file.
func (b Book) XLSX() []byte {
	return Zip(b.parts())
}

// Zip packs parts.
func Zip(parts map[string]string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if parts[name] == "-" {
			continue
		}
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(parts[name]))
		}
		if err != nil {
			panic(err) // memory does not fail
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const (
	mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relNS  = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relOf  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

func (b Book) parts() map[string]string {
	var sheets, rels, types strings.Builder
	texts := &shared{at: map[string]int{}}
	out := map[string]string{}
	for i, s := range b.Sheets {
		state := ""
		if s.State != "" {
			state = fmt.Sprintf(` state="%s"`, s.State)
		}
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, html.EscapeString(s.Name), i+1, state, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relOf, i+1)
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		out[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = s.xml(texts)
	}
	fmt.Fprintf(&rels, `<Relationship Id="rIdS" Type="%sstyles" Target="styles.xml"/><Relationship Id="rIdT" Type="%ssharedStrings" Target="sharedStrings.xml"/>`, relOf, relOf)
	date := ""
	if b.Date1904 {
		date = ` date1904="1"`
	}
	out["[Content_Types].xml"] = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` + types.String() + `</Types>`
	out["_rels/.rels"] = head + `<Relationships ` + relNS + `><Relationship Id="rId1" Type="` + relOf + `officeDocument" Target="xl/workbook.xml"/></Relationships>`
	out["xl/_rels/workbook.xml.rels"] = head + `<Relationships ` + relNS + `>` + rels.String() + `</Relationships>`
	out["xl/workbook.xml"] = head + `<workbook ` + mainNS + `><workbookPr` + date + `/><sheets>` + sheets.String() + `</sheets></workbook>`
	out["xl/styles.xml"] = head + `<styleSheet ` + mainNS + `><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>` +
		`<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>`
	out["xl/sharedStrings.xml"] = head + `<sst ` + mainNS + `>` + texts.xml.String() + `</sst>`
	maps.Copy(out, b.Parts)
	return out
}

type shared struct {
	at  map[string]int
	xml strings.Builder
}

func (s *shared) index(text string) int {
	if i, ok := s.at[text]; ok {
		return i
	}
	i := len(s.at)
	s.at[text] = i
	fmt.Fprintf(&s.xml, `<si><t xml:space="preserve">%s</t></si>`, html.EscapeString(text))
	return i
}

func (s Sheet) xml(texts *shared) string {
	var out strings.Builder
	out.WriteString(head + `<worksheet ` + mainNS + `><sheetData>`)
	if s.Data != "" {
		out.WriteString(s.Data)
	}
	for i, row := range s.Rows {
		fmt.Fprintf(&out, `<row r="%d">`, i+1)
		for j, v := range row {
			out.WriteString(cell(ref(i+1, j+1), v, texts))
		}
		out.WriteString(`</row>`)
	}
	out.WriteString(`</sheetData>`)
	if len(s.Merged) > 0 {
		out.WriteString(`<mergeCells>`)
		for _, m := range s.Merged {
			fmt.Fprintf(&out, `<mergeCell ref="%s"/>`, m)
		}
		out.WriteString(`</mergeCells>`)
	}
	out.WriteString(`</worksheet>`)
	return out.String()
}

func ref(row, col int) string {
	letters := ""
	for n := col; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return fmt.Sprint(letters, row)
}

func cell(at string, v any, texts *shared) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return fmt.Sprintf(`<c r="%s" t="s"><v>%d</v></c>`, at, texts.index(v))
	case Inline:
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, html.EscapeString(string(v)))
	case Err:
		return fmt.Sprintf(`<c r="%s" t="e"><v>%s</v></c>`, at, string(v))
	case bool:
		n := 0
		if v {
			n = 1
		}
		return fmt.Sprintf(`<c r="%s" t="b"><v>%d</v></c>`, at, n)
	case Day:
		return fmt.Sprintf(`<c r="%s" s="1"><v>%v</v></c>`, at, float64(v))
	case Percent:
		return fmt.Sprintf(`<c r="%s" s="2"><v>%v</v></c>`, at, float64(v))
	case Formula:
		return formula(at, v)
	}
	return fmt.Sprintf(`<c r="%s"><v>%v</v></c>`, at, v)
}

func formula(at string, v Formula) string {
	text := html.EscapeString(v.Text)
	switch r := v.Result.(type) {
	case nil:
		return fmt.Sprintf(`<c r="%s"><f>%s</f></c>`, at, text)
	case string:
		return fmt.Sprintf(`<c r="%s" t="str"><f>%s</f><v>%s</v></c>`, at, text, html.EscapeString(r))
	case Err:
		return fmt.Sprintf(`<c r="%s" t="e"><f>%s</f><v>%s</v></c>`, at, text, string(r))
	default:
		return fmt.Sprintf(`<c r="%s"><f>%s</f><v>%v</v></c>`, at, text, r)
	}
}
