package delimited_test

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
)

var headings = []string{"đơn vị", "chỉ số", "kỳ"}

func known(title string) bool { return slices.Contains(headings, spelling.Key(title)) }

type row struct {
	Line  int
	Cells []string
}

func read(text string) ([]row, error) {
	f, err := delimited.Open("a.csv", []byte(text), known)
	if err != nil {
		return nil, err
	}
	var out []row
	for rows := f.Rows(); ; {
		cells, line, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		out = append(out, row{line, cells})
	}
}

func TestTablesAsPeopleSaveThem(t *testing.T) {
	want := []row{{1, headings}, {2, []string{"857", "x", "2025"}}}
	utf16le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("đơn vị\tchỉ số\tkỳ\r\n857\tx\t2025\r\n")
	utf16be, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String("đơn vị;chỉ số;kỳ\n857;x;2025\n")
	bare, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("đơn vị;chỉ số;kỳ\n857;x;2025\n")
	for name, text := range map[string]string{
		"commas":                        "đơn vị,chỉ số,kỳ\n857,x,2025\n",
		"semicolons":                    "đơn vị;chỉ số;kỳ\n857;x;2025\n",
		"tabs":                          "đơn vị\tchỉ số\tkỳ\n857\tx\t2025\n",
		"bars":                          "đơn vị|chỉ số|kỳ\n857|x|2025\n",
		"CRLF and a mark":               "\ufeffđơn vị;chỉ số;kỳ\r\n857;x;2025\r\n",
		"CR only":                       "đơn vị;chỉ số;kỳ\r857;x;2025\r",
		"no line end at the end":        "đơn vị;chỉ số;kỳ\n857;x;2025",
		"UTF-16":                        utf16le,
		"UTF-16 the other way":          utf16be,
		"UTF-16 without a mark":         bare,
		"text that looks like a number": "đơn vị;chỉ số;kỳ\n=\"857\";'x;\"2025\"\n",
		"the same, saved again":         "đơn vị;chỉ số;kỳ\n\"=\"\"857\"\"\";\"'x\";=\"2025\"\n",
		"spaces around quotes":          "đơn vị; \"chỉ số\" ;kỳ\n \"857\" ; \"x\" ; \"2025\" \n",
	} {
		got, err := read(text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestLinesAndSeparatorsInsideHeadings(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		want []row
	}{
		"sep line":                  {"sep=;\nđơn vị;chỉ số;kỳ\n857;x;2025\n", []row{{2, headings}, {3, []string{"857", "x", "2025"}}}},
		"sep line, saved again":     {"\"sep=;\",,\nđơn vị;chỉ số;kỳ\n", []row{{2, headings}}},
		"sep line that is wrong":    {"SEP=,\nđơn vị;chỉ số;kỳ\n", []row{{2, headings}}},
		"line breaks":               {"\"đơn\nvị\";\"chỉ\r\nsố\";kỳ\n857;x;2025\n", []row{{1, []string{"đơn\nvị", "chỉ\nsố", "kỳ"}}, {4, []string{"857", "x", "2025"}}}},
		"more of another separator": {"\"đơn vị\";\"chỉ số\";\"kỳ, năm, quý, tháng, ngày, giờ\"\n857;x;2025\n", []row{{1, []string{"đơn vị", "chỉ số", "kỳ, năm, quý, tháng, ngày, giờ"}}, {2, []string{"857", "x", "2025"}}}},
		"empty lines before":        {"\n\nđơn vị;chỉ số;kỳ\n", []row{{3, headings}}},
		"separators in cells":       {"đơn vị,chỉ số,kỳ\n\"a,b\",\"c;d;e;f\",\"g\"\n", []row{{1, headings}, {2, []string{"a,b", "c;d;e;f", "g"}}}},
		"a formula stays":           {"đơn vị,chỉ số,kỳ\n=1+1,\"=SUM(A1,B1)\",2025\n", []row{{1, headings}, {2, []string{"=1+1", "=SUM(A1,B1)", "2025"}}}},
	} {
		got, err := read(tc.text)
		if diff := cmp.Diff(tc.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestWhatIsNoTableIsNamed(t *testing.T) {
	for name, tc := range map[string]struct{ text, code, says string }{
		"xlsx":              {"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xb2Z[Content_Types].xml \xa2", "not_csv", "Excel (.xlsx)"},
		"ods":               {"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "not_csv", ".ods"},
		"docx":              {"PK\x03\x04\x14\x00word/document.xml", "not_csv", "Word"},
		"a zip file":        {"PK\x03\x04\x14\x00bao-cao.csv", "not_csv", "tệp nén"},
		"xls":               {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "not_csv", ".xls"},
		"HTML":              {"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>", "not_csv", "HTML"},
		"HTML with a mark":  {"\ufeff\r\n<!-- x -->\n<TABLE border=1>", "not_csv", "HTML"},
		"XML of Excel":      {"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "not_csv", "XML 2003"},
		"XML":               {"<?xml version=\"1.0\"?><a/>", "not_csv", "XML"},
		"PDF":               {"%PDF-1.7\n", "not_csv", "PDF"},
		"JSON":              {"{\"plan\":\"x\"}", "not_csv", "JSON"},
		"gzip":              {"\x1f\x8b\x08\x00", "not_csv", "gzip"},
		"a ledger":          {"SQLite format 3\x00", "not_csv", "SQLite"},
		"UTF-32":            {"\xff\xfe\x00\x00a\x00\x00\x00", "not_utf8", "UTF-32"},
		"half a UTF-16":     {"\xff\xfea\x00b", "not_utf8", "UTF-16"},
		"Windows-1258":      {"đơn vị\nHuy\xea\xf2n\n", "not_utf8", "Windows-1258"},
		"a zero byte":       {"đơn vị,chỉ số\na\x00b,c\nd,e,f,g,h,i,j,k,l,m,n", "not_utf8", "byte 0"},
		"an open quote":     {"đơn vị,chỉ số,kỳ\n\"857,x,2025\n", "csv_quote", "ngoặc kép"},
		"a quote in a cell": {"đơn vị,chỉ số,kỳ\n85\"7,x,2025\n", "csv_quote", "ngoặc kép"},
	} {
		_, err := read(tc.text)
		p, ok := errors.AsType[problem.Problem](err)
		if !ok || string(p.Code) != tc.code || !strings.Contains(p.Rule.VI, tc.says) || p.Place.File != "a.csv" || p.Hint.VI == "" || p.Hint.EN == "" {
			t.Errorf("%s: %+v, want %s that says %q", name, err, tc.code, tc.says)
		}
	}
}

func TestDamagedLettersAreSeen(t *testing.T) {
	for text, want := range map[string]bool{"don v?": true, "Ä‘Æ¡n vá»‹": true, "đơn vị": false, "unit": false, "Ghi chú": false, "Tỷ lệ (%)": false} {
		if _, got := delimited.Damaged(text); got != want {
			t.Errorf("Damaged(%q) = %v", text, got)
		}
	}
}

// saved is one way to save a table.
type saved struct {
	separator rune
	ends      string
	encoding  string
	quote     func(cell string) string
	sepLine   bool
}

func (s saved) text(table [][]string) string {
	var b strings.Builder
	if s.sepLine {
		b.WriteString("sep=" + string(s.separator) + s.ends)
	}
	for _, cells := range table {
		for i, c := range cells {
			if i > 0 {
				b.WriteRune(s.separator)
			}
			b.WriteString(s.quote(c))
		}
		b.WriteString(s.ends)
	}
	switch s.encoding {
	case "utf-8 with a mark":
		return "\ufeff" + b.String()
	case "utf-16le":
		out, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(b.String())
		return out
	case "utf-16be":
		out, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(b.String())
		return out
	}
	return b.String()
}

func quoted(c string) string { return `"` + strings.ReplaceAll(c, `"`, `""`) + `"` }

// However a table is saved, it is read as it was.
func TestEveryWayOfSavingReadsBack(t *testing.T) {
	quotes := map[string]func(string) string{
		"where needed": func(c string) string {
			if strings.ContainsAny(c, "\"\n,;|\t ") || strings.HasPrefix(c, "=") {
				return quoted(c)
			}
			return c
		},
		"always":             quoted,
		"as a formula":       func(c string) string { return "=" + quoted(c) },
		"with an apostrophe": func(c string) string { return quoted("'" + c) },
	}
	cell := rapid.StringMatching(`(|[0-9]{1,6}|[a-zđơươếH ]{1,8}|[a-z";,|\t\n]{0,6}x|=1\+1|-5|@x)`)
	rapid.Check(t, func(t *rapid.T) {
		table := [][]string{headings}
		for range rapid.IntRange(0, 4).Draw(t, "rows") {
			cells := make([]string, 3)
			for i := range cells {
				cells[i] = strings.TrimSpace(cell.Draw(t, "cell"))
			}
			if strings.Join(cells, "") == "" {
				continue
			}
			table = append(table, cells)
		}
		s := saved{
			separator: rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "separator"),
			ends:      rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line ends"),
			encoding:  rapid.SampledFrom([]string{"utf-8", "utf-8 with a mark", "utf-16le", "utf-16be"}).Draw(t, "encoding"),
			quote:     quotes[rapid.SampledFrom([]string{"where needed", "always", "as a formula", "with an apostrophe"}).Draw(t, "quotes")],
			sepLine:   rapid.Bool().Draw(t, "sep line"),
		}
		text := s.text(table)
		got, err := read(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		var cells [][]string
		for _, r := range got {
			cells = append(cells, r.Cells)
		}
		if diff := cmp.Diff(table, cells); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", text, diff)
		}
	})
}

// FuzzOpen: no bytes make the door panic, whatever was read has its line, and what is refused says why in both languages.
func FuzzOpen(f *testing.F) {
	for _, text := range []string{"", "đơn vị;chỉ số;kỳ\n857;x;2025\n", "sep=;\n=\"857\";", "\xff\xfea\x00", "PK\x03\x04", "\"a\n", "<html>", "a\x00b", "\"\" ;=\"\"\"\""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := read(text)
		last := 0
		for _, r := range rows {
			if r.Line <= last || len(r.Cells) == 0 {
				t.Errorf("row of line %d behind line %d", r.Line, last)
			}
			last = r.Line
		}
		if p, ok := errors.AsType[problem.Problem](err); err != nil && (!ok || p.Rule.VI == "" || p.Rule.EN == "" || p.Hint.VI == "" || p.Place.File != "a.csv") {
			t.Errorf("refused with %v", err)
		}
		// What encoding/csv reads of a plain file is read alike.
		if r := csv.NewReader(strings.NewReader(text)); err == nil && utf8.ValidString(text) && !strings.ContainsAny(text, "\r;\t|='\x00\ufeff ") {
			r.FieldsPerRecord = -1
			if all, err := r.ReadAll(); err == nil && len(all) != len(rows) {
				t.Errorf("%d rows, encoding/csv reads %d", len(rows), len(all))
			}
		}
	})
}
