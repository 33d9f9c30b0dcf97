package delimited

import (
	"bytes"
	"regexp"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// signature is how files of a kind begin, and what people call them.
type signature struct {
	begins string
	kind   lang.Text
}

var signatures = []signature{
	{"PK\x03\x04", lang.Text{VI: "sổ tính Excel (.xlsx) hoặc một tệp nén khác", EN: "an Excel workbook (.xlsx), or another zipped file"}},
	{"PK\x05\x06", lang.Text{VI: "một tệp nén rỗng (zip)", EN: "an empty zip file"}},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", lang.Text{VI: "sổ tính Excel cũ (.xls)", EN: "an old Excel workbook (.xls)"}},
	{"\x09\x08", lang.Text{VI: "sổ tính Excel rất cũ (.xls)", EN: "a very old Excel workbook (.xls)"}},
	{"%PDF-", lang.Text{VI: "tệp PDF", EN: "a PDF file"}},
	{"{\\rtf", lang.Text{VI: "văn bản RTF", EN: "an RTF document"}},
	{"\x1f\x8b", lang.Text{VI: "tệp nén (gzip)", EN: "a compressed file (gzip)"}},
	{"\x89PNG", lang.Text{VI: "tệp ảnh", EN: "a picture"}},
	{"\xff\xd8\xff", lang.Text{VI: "tệp ảnh", EN: "a picture"}},
	{"SQLite format 3", lang.Text{VI: "cơ sở dữ liệu SQLite (sổ cái?)", EN: "an SQLite database (a ledger?)"}},
}

// inside tell zipped documents apart by what their first names are.
var inside = []signature{
	{"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", lang.Text{VI: "sổ tính LibreOffice (.ods)", EN: "a LibreOffice workbook (.ods)"}},
	{"word/", lang.Text{VI: "văn bản Word (.docx)", EN: "a Word document (.docx)"}},
	{"[Content_Types].xml", lang.Text{VI: "sổ tính Excel (.xlsx)", EN: "an Excel workbook (.xlsx)"}},
	{"xl/", lang.Text{VI: "sổ tính Excel (.xlsx)", EN: "an Excel workbook (.xlsx)"}},
}

var (
	htmlPage = regexp.MustCompile(`(?i)^(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|meta|table|style|script)\b`)
	xmlText  = regexp.MustCompile(`^<(?:\?xml|[A-Za-z])`)
	jsonText = regexp.MustCompile(`^(?:\{\s*"|\[\s*[\[{"])`)
)

// refuseForeign names what is no delimited text by its first bytes. Excel opens most of these without a word, whatever the file is
// called, so whoever saved it believes that it is a table.
func refuseForeign(name string, data []byte) error {
	kind, ok := KindOf(data)
	if !ok {
		return nil
	}
	return problem.Problem{
		Code: "not_csv", Place: problem.At(name, 0),
		Rule: lang.Text{VI: "đây là " + kind.VI + ", không phải CSV", EN: "this is " + kind.EN + ", not CSV"},
		Hint: SaveAsCSV,
	}
}

// SaveAsCSV says how to make a file that is taken.
var SaveAsCSV = lang.Text{VI: "Mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8 (Comma delimited)”", EN: "Open it in Excel and choose Save As, type “CSV UTF-8 (Comma delimited)”"}

// KindOf names what a file is by its first bytes, if it is none of ours.
func KindOf(data []byte) (lang.Text, bool) {
	for _, s := range signatures {
		if !bytes.HasPrefix(data, []byte(s.begins)) {
			continue
		}
		if s.begins == "PK\x03\x04" {
			for _, t := range inside {
				if bytes.Contains(data[:min(len(data), 4096)], []byte(t.begins)) {
					return t.kind, true
				}
			}
		}
		return s.kind, true
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4096)], utf8BOM), " \t\r\n")
	switch {
	case htmlPage.Match(head):
		return lang.Text{VI: "trang HTML (phần mềm khác lưu với đuôi .xls hoặc .csv)", EN: "a page of HTML (other programs save it as .xls or .csv)"}, true
	case bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return lang.Text{VI: "sổ tính Excel dạng XML 2003", EN: "an Excel workbook as XML 2003"}, true
	case xmlText.Match(head):
		return lang.Text{VI: "tệp XML", EN: "XML"}, true
	case jsonText.Match(head):
		return lang.Text{VI: "JSON", EN: "JSON"}, true
	}
	return lang.Text{}, false
}
