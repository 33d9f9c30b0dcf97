package workbook_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/workbook/workbooktest"
)

// hostile is a file that is broken, made to break its reader, or only unusual, and what has to come of it: the code of the refusal, or
// what is read.
type hostile struct {
	name string
	data func() []byte
	want string
}

func xlsxWith(part, content string) func() []byte {
	return func() []byte {
		b := workbooktest.One([]any{"a", 1})
		b.Parts = map[string]string{part: content}
		return b.XLSX()
	}
}

func sheetOf(data string) func() []byte {
	return func() []byte { return workbooktest.Book{Sheets: []workbooktest.Sheet{{Name: "S", Data: data}}}.XLSX() }
}

func rowOf(cells ...any) func() []byte {
	return func() []byte { return workbooktest.One(cells).XLSX() }
}

func raw(text string) func() []byte { return func() []byte { return []byte(text) } }

func cut(data []byte, share float64) func() []byte {
	return func() []byte { return data[:int(float64(len(data))*share)] }
}

const (
	sheet1      = "xl/worksheets/sheet1.xml"
	sharedTexts = "xl/sharedStrings.xml"
)

const billion = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`

var worksheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>`

func files() []hostile {
	good, old := everything.XLSX(), everything.XLS()
	return append(append([]hostile{
		// What is no workbook
		{"nothing", raw(""), "not_workbook"},
		{"spaces", raw("  \n "), "not_workbook"},
		{"PDF renamed", raw("%PDF-1.7\n1 0 obj"), "not_workbook"},
		{"HTML renamed", raw("<html><table><tr><td>1</td></tr></table></html>"), "not_workbook"},
		{"XML of Excel 2003", raw(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), "not_workbook"},
		{"CSV renamed", raw("đơn vị;chỉ số\n857;x\n"), "not_workbook"},
		{"RTF renamed", raw(`{\rtf1 x}`), "not_workbook"},
		{"picture renamed", raw("\x89PNG\r\n\x1a\n"), "not_workbook"},
		{"gzip renamed", raw("\x1f\x8b\x08\x00"), "not_workbook"},
		{"zip of something", func() []byte { return workbooktest.Zip(map[string]string{"a.txt": "a"}) }, "not_workbook"},
		{"docx renamed", func() []byte { return workbooktest.Zip(map[string]string{"word/document.xml": "<a/>"}) }, "not_workbook"},
		{"ods renamed", func() []byte { return workbooktest.Zip(map[string]string{"content.xml": "<a/>"}) }, "not_workbook"},
		{"xlsb renamed", func() []byte { return workbooktest.Zip(map[string]string{"xl/workbook.bin": "a"}) }, "not_workbook"},
		{"doc renamed", compound("WordDocument"), "not_workbook"},
		{"some other compound file", compound("Contents"), "not_workbook"},
		{"Excel 95", compound("Book"), "workbook_too_old"},
		{"an .xls of BIFF5", biff(func(s []byte) { s[5] = 5 }), "workbook_too_old"},

		// Locked
		{"password of .xlsx", compound("EncryptedPackage"), "workbook_locked"},
		{"password of .xls", filePass, "workbook_locked"},
		{"password of zip", zipFlag(1), "workbook_locked"},
		{"a way of packing that nobody uses", zipMethod, "workbook_locked"},

		// Cut off and broken
		{"zip cut in half", cut(good, 0.5), "workbook_broken"},
		{"zip without its end", cut(good, 0.98), "workbook_broken"},
		{"zip head alone", raw("PK\x03\x04"), "workbook_broken"},
		{".xls cut in half", cut(old, 0.5), "workbook_broken"},
		{".xls head alone", cut(old, 0.1), "workbook_broken"},
		{".xls of magic alone", raw("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "workbook_broken"},
		{".xls that counts tables it has no room for", func() []byte { d := bytes.Clone(old); binary.LittleEndian.PutUint32(d[44:], 1<<31); return d }, "workbook_broken"},
		{".xls whose table of sectors runs in a circle", circle, "workbook_broken"},
		{".xls whose sheet begins nowhere", biff(func(s []byte) { moveSheet(s, 1<<30) }), "workbook_broken"},
		{".xls whose sheet begins in the middle", biff(func(s []byte) { moveSheet(s, 3) }), "workbook_broken"},
		{".xls whose text is longer than the file", biff(func(s []byte) { longText(s) }), "workbook_broken"},
		{"a byte of the zip changed", func() []byte { return flip(good) }, "workbook_broken"},
		{"sheet that stops in the middle", xlsxWith("xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v>`), "workbook_broken"},
		{"sheet that is no XML", xlsxWith("xl/worksheets/sheet1.xml", "\x00\x01\x02<<<"), "workbook_broken"},
		{"sheet that is not there", xlsxWith("xl/worksheets/sheet1.xml", "-"), "workbook_broken"},
		{"sheet in UTF-16", xlsxWith("xl/worksheets/sheet1.xml", "\xff\xfe<\x00a\x00>\x00"), "workbook_broken"},
		{"part there twice", doubled, "workbook_broken"},
		{"rows out of order", sheetOf(`<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>`), "workbook_broken"},
		{"a row there twice", sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>`), "workbook_broken"},
		{"row beyond the last", sheetOf(`<row r="1048577"><c><v>1</v></c></row>`), "workbook_broken"},
		{"column beyond the last", sheetOf(`<row r="1"><c r="XFD1"><v>1</v></c><c><v>2</v></c></row>`), "workbook_broken"},

		// Made to exhaust
		{"zip bomb in a sheet", bomb(sheet1, "<worksheet><sheetData>", "<x/>", 140<<20), "too_large"},
		{"zip bomb of spaces", bomb(sheet1, "<worksheet><sheetData>", " ", 140<<20), "workbook_broken"},
		{"zip bomb in the texts", bomb(sharedTexts, "<sst>", "<si><t>"+strings.Repeat("a", 30000)+"</t></si>", 60<<20), "too_large"},
		{"a million short texts", bomb(sharedTexts, "<sst>", "<si><t>a</t></si>", 17<<20), "too_large"},
		{"zip bomb in a part that nobody reads", bomb("xl/media/image1.png", "", "a", 140<<20), "Biểu: A1=ta B1=n1\n"},
		{"one tag of 100 MB", bomb(sheet1, `<worksheet a="`, "a", 100<<20), "workbook_broken"},
		{"one text of 100 MB", bomb(sheet1, `<worksheet><sheetData><row><c t="inlineStr"><is><t>`, "a", 100<<20), "workbook_broken"},
		{"entities that expand, in a sheet", xlsxWith("xl/worksheets/sheet1.xml", billion+fmt.Sprintf(worksheet, `<row r="1"><c t="str"><v>&b;</v></c></row>`)), "workbook_hostile"},
		{"entities that expand, in the texts", xlsxWith("xl/sharedStrings.xml", billion+`<sst><si><t>&b;</t></si></sst>`), "workbook_hostile"},
		{"an entity from another file", xlsxWith("xl/workbook.xml", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>`), "workbook_hostile"},
		{"an entity that nobody declared", sheetOf(`<row r="1"><c t="str"><v>&lol;</v></c></row>`), "workbook_broken"},
		{"1,048,576 empty rows", emptyRows, "S: A1=n1\n"},
		{"16,384 empty cells in 2,000 rows", emptyCells, "S: A1=n1\n"},
		{"two million cells", manyCells, "too_many_rows"},
		{"an .xls of half a million numbers", manyXLS, "too_many_rows"},
		{"2,000 parts", manyParts, "workbook_hostile"},
		{"100 sheets", manySheets, "too_many_sheets"},
		{"tags nested 100,000 deep", bomb(sheet1, "<worksheet><sheetData>", "<a>", 300_000), "workbook_broken"},
		{"a million merged blocks that never end", bomb(sheet1, `<worksheet><sheetData/><mergeCells>`, `<mergeCell ref="A1:A1"/>`, 24<<20), "workbook_broken"},
	}, unusual()...), links()...)
}

// unusual files are read as they are meant.
func unusual() []hostile {
	return []hostile{
		{"cell of 32,767 characters", rowOf(strings.Repeat("ế", 32_767)), strings.Repeat("ế", 32_767)},
		{"cell of 40,000 characters", rowOf(strings.Repeat("a", 40_000)), "A1=t" + strings.Repeat("a", 32_767) + "\n"},
		{"macros", xlsxWith("xl/vbaProject.bin", "x"), "macros"},
		{"macros in .xls", func() []byte {
			return workbooktest.Compound(map[string][]byte{"Workbook": everything.BIFF(), "VBA": {1}})
		}, "macros"},
		{"error cells", rowOf(workbooktest.Err("#REF!"), workbooktest.Err("#N/A"), workbooktest.Err("#DIV/0!")), "A1=e#REF! B1=e#N/A C1=e#DIV/0!"},
		{"numbers that are none", sheetOf(`<row r="1"><c><v>1e999</v></c><c><v>NaN</v></c><c><v>abc</v></c><c><v></v></c></row>`), "S: A1=t1e999 B1=e#NUM! C1=tabc\n"},
		{"the smallest and the largest number", rowOf(5e-324, 1.7976931348623157e308), "B1=n1.79769313486232e+308"},
		{"formula whose result was not kept", rowOf(workbooktest.Formula{Text: "SUM(A1:A9)"}), "A1=(f)"},
		{"date as a number", rowOf(workbooktest.Day(45991), 45991), "A1=d2025-11-30 B1=n45991"},
		{"hidden sheet", func() []byte {
			return workbooktest.Book{Sheets: []workbooktest.Sheet{{Name: "A", State: "veryHidden", Rows: [][]any{{1}}}}}.XLSX()
		}, "A: (hidden) A1=n1"},
		{"two sheets of one name", func() []byte {
			return workbooktest.Book{Sheets: []workbooktest.Sheet{{Name: "A", Rows: [][]any{{1}}}, {Name: "A", Rows: [][]any{{2}}}}}.XLSX()
		}, "A: A1=n1\nA: A1=n2"},
		{"two sheets that are one part", xlsxWith("xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="A" r:id="rId1"/><sheet name="B" r:id="rId1"/></sheets></workbook>`), "A: A1=ta B1=n1\nB: A1=ta B1=n1"},
		{"no sheet", xlsxWith("xl/workbook.xml", `<workbook/>`), ""},
		{"name of a sheet that turns the line around", xlsxWith("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\u202eb\u200bc\" r:id=\"rId1\"/></sheets></workbook>"), "abc: A1"},
		{"backslashes in the names of parts", backslashes, "Biểu: A1=ta B1=n1\n"},
		{"no table of texts", xlsxWith("xl/sharedStrings.xml", "-"), "A1=e#REF! B1=n1"},
		{"no styles", xlsxWith("xl/styles.xml", "-"), "A1=ta B1=n1"},
		{"cells without names", sheetOf(`<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`), "S: A1=n1 B1=n2 A2=n3"},
		{"text that Excel escaped", rowOf("a_x000D_b_x0041_"), "A1=ta\rbA"},
		{"bytes that are no UTF-8", xlsxWith("xl/sharedStrings.xml", "<sst><si><t>a\xffb</t></si></sst>"), "workbook_broken"},
		{"letters of two directions and of no width", rowOf("1\u200b25\u202e0"), "A1=t1\u200b25\u202e0"},
		{"bytes behind the end of the zip", func() []byte { return append(everything.XLSX(), "rubbish"...) }, "Biểu 1:"},
		{"bytes behind the records of the .xls", func() []byte {
			return workbooktest.Compound(map[string][]byte{"Workbook": append(everything.BIFF(), bytes.Repeat([]byte{0xff}, 5000)...)})
		}, "Biểu 1:"},
	}
}

// links and formulas that reach out: none is followed.
func links() []hostile {
	return []hostile{
		{"formula that calls out", rowOf(workbooktest.Formula{Text: `WEBSERVICE("http://127.0.0.1:1/")`, Result: "x"}, workbooktest.Formula{Text: `cmd|'/c calc'!A0`, Result: 7}), "A1=tx(f) B1=n7(f)"},
		{"link to another workbook", xlsxWith("xl/externalLinks/externalLink1.xml", `<externalLink/>`), "external"},
		{"sheet that lies elsewhere", xlsxWith("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="http://127.0.0.1:1/a.xml" TargetMode="External"/></Relationships>`), ""},
		{"sheet outside the file", xlsxWith("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>`), "workbook_broken"},
		{"text that looks like a formula", rowOf("=1+1", "@SUM(A1)", "+84"), "A1=t=1+1 B1=t@SUM(A1) C1=t+84"},
	}
}

// TestHostileFiles reads every file of the table within 256 MB, and prints what the largest took.
func TestHostileFiles(t *testing.T) {
	list := files()
	if len(list) < 60 {
		t.Fatalf("%d files", len(list))
	}
	var most uint64
	var worst string
	for _, f := range list {
		data := f.data()
		runtime.GC()
		debug.FreeOSMemory()
		peak := watchHeap()
		begin := time.Now()
		got, err := dump(data)
		if took := time.Since(begin); took > time.Second {
			t.Logf("%s: %s", f.name, took.Round(time.Millisecond))
		}
		if held := peak(); held > most {
			most, worst = held, f.name
		}
		if p, ok := errors.AsType[problem.Problem](err); ok {
			if string(p.Code) != f.want || p.Place.File == "" || p.Rule.VI == "" || p.Rule.EN == "" || p.Hint.VI == "" || p.Hint.EN == "" {
				t.Errorf("%s: %s, %v; want %.200s", f.name, p.Code, p, f.want)
			}
			continue
		}
		if err != nil || !strings.Contains(got, f.want) {
			t.Errorf("%s: %.300q, %v; want %.200q", f.name, got, err, f.want)
		}
	}
	t.Logf("%d files; %d MB at most, of %s", len(list), most>>20, worst)
	if most > 256<<20 {
		t.Errorf("%s took %d MB", worst, most>>20)
	}
}
