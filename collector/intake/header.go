package intake

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// header reads the first line; false means that the rows cannot be read.
func (c *csvReader) header() bool {
	head, line, err := c.rows.Next()
	rule := lang.Text{VI: "tệp rỗng", EN: "the file is empty"}
	for err == nil && blank(head) { // Excel keeps them above a table, too
		rule = lang.Text{VI: "tệp chỉ có dòng trống", EN: "the file holds nothing but empty lines"}
		head, line, err = c.rows.Next()
	}
	c.line = line
	if errors.Is(err, io.EOF) {
		c.doc.problems.Add(problem.Problem{Code: "csv_empty", Place: c.from.place(0), Rule: rule, Hint: columnsHint()})
		return false
	}
	if p, ok := errors.AsType[problem.Problem](err); ok {
		c.doc.problems.Add(p)
		return false
	}
	c.titles = head
	var ignored, twice []string
	seen := map[string]bool{}
	for i, title := range head {
		col := columnOf(title)
		switch {
		case strings.TrimSpace(title) == "": // Excel writes columns whose cells were emptied; row looks at what they hold
		case col == nil:
			ignored = append(ignored, shorten(strings.Join(strings.Fields(title), " ")))
		case seen[col.name]:
			twice = append(twice, shorten(title))
		default:
			seen[col.name] = true
			c.named = i + 1
		}
		c.fields = append(c.fields, col)
	}
	c.heads, c.vacant = heads(c.titles, c.fields)
	if missing := lacking(seen); len(missing) > 0 {
		c.missing(missing, len(seen))
		return false
	}
	c.columns("csv_column_twice", twice, lang.Text{VI: "cột có hai lần", EN: "columns that are there twice"}, lang.Text{VI: "Giữ lại một cột", EN: "Keep one of each"})
	if len(ignored) > 0 {
		c.doc.Notices.Add(problem.Problem{
			Code: "csv_column_ignored", Place: c.from.place(c.line), Value: strings.Join(ignored, ", "),
			Rule: lang.Text{VI: "cột không hỏi đến, bỏ qua", EN: "columns that are not asked for are left out"},
		})
	}
	return c.doc.problems.Len() == 0
}

// columns names faulty columns of the header, if there are any.
func (c *csvReader) columns(code problem.Code, titles []string, rule, hint lang.Text) {
	if len(titles) > 0 {
		c.doc.problems.Add(problem.Problem{Code: code, Place: c.from.place(c.line), Value: strings.Join(titles, ", "), Rule: rule, Hint: hint})
	}
}

// missing says why the header cannot be understood: the true cause where it can be seen, or else which columns are not there.
func (c *csvReader) missing(cols []column, found int) {
	p := problem.Problem{Code: "csv_column_missing", Place: c.from.place(c.line), Hint: columnsHint()}
	var names []string
	for _, col := range cols {
		names = append(names, col.both())
	}
	p.Value, p.Rule = strings.Join(names, ", "), lang.Text{VI: "thiếu cột", EN: "columns are missing"}
	if below := c.headerBelow(); found == 0 && below > 0 {
		p.Code, p.Value = "csv_header_below", shorten(strings.Join(c.titles, " "))
		p.Rule = lang.Textf("dòng đầu không phải tên cột; tên cột ở dòng %d", "the first line does not name the columns; line %d does", below)
		p.Hint = lang.Textf("Xóa các dòng phía trên dòng %d", "Remove the lines above line %d", below)
	} else if cause, title, ok := c.damaged(); ok {
		p.Code, p.Value, p.Rule, p.Hint = "csv_damaged", title, cause, lang.Text{VI: "Lưu lại từ tệp gốc: " + delimited.SaveAsUTF8.VI, EN: "Save it again from the original: " + delimited.SaveAsUTF8.EN}
	} else if found == 0 && len(c.titles) == 1 {
		p.Code, p.Value = "csv_separator", shorten(c.titles[0])
		p.Rule = lang.Text{VI: "không thấy dấu phân cách giữa các cột: cả dòng là một ô", EN: "nothing separates the columns: the whole line is one cell"}
		p.Hint = lang.Text{VI: "Phân cách bằng dấu chấm phẩy, dấu phẩy hoặc tab. " + columnsHint().VI, EN: "Separate them by semicolons, commas or tabs. " + columnsHint().EN}
	} else if found == 0 {
		p.Code, p.Value = "csv_no_header", shorten(strings.Join(c.titles, " "))
		p.Rule = lang.Text{VI: "dòng đầu không nêu tên cột nào", EN: "the first line names no column"}
	} else if from, to, ok := c.renamed(cols); ok {
		p.Hint = lang.Textf("Cột “%[1]s” có phải là “%[2]s” không? Nếu đúng, đổi tên thành “%[2]s”", "Is the column “%[1]s” meant for “%[3]s”? If so, name it “%[3]s”", from, to.vietnamese, to.name)
	}
	c.doc.problems.Add(p)
}

// headerBelow looks for the line that names the columns below a title that people put above a table; 0 if there is none.
func (c *csvReader) headerBelow() int {
	rows := c.from.top()
	for range 30 {
		cells, line, err := rows.Next()
		if err != nil {
			return 0
		}
		n := 0
		for _, cell := range cells {
			if col := columnOf(cell); col != nil && col.needed {
				n++
			}
		}
		if n >= 3 && line != c.line {
			return line
		}
	}
	return 0
}

// damaged finds a heading that lost its letters before it came here.
func (c *csvReader) damaged() (cause lang.Text, title string, ok bool) {
	for i, t := range c.titles {
		if cause, ok := delimited.Damaged(t); ok && c.fields[i] == nil {
			return cause, shorten(t), true
		}
	}
	return lang.Text{}, "", false
}

// renamed finds a heading that may stand for one of the missing columns.
func (c *csvReader) renamed(missing []column) (from string, to column, ok bool) {
	for i, t := range c.titles {
		if c.fields[i] != nil || strings.TrimSpace(t) == "" {
			continue
		}
		if col := like(t); col != nil {
			for _, m := range missing {
				if m.name == col.name {
					return strings.Join(strings.Fields(t), " "), m, true
				}
			}
		}
	}
	return "", column{}, false
}

// ragged says why a row has more or fewer cells than the header: another separator, or one that stands inside a value.
func (c *csvReader) ragged(place problem.Place, cells []string) {
	p := problem.Problem{
		Code: "csv_ragged", Place: place, Value: fmt.Sprint(len(cells)),
		Rule: lang.Textf("dòng có %d ô, dòng tiêu đề có %d", "the line has %d cells, the header has %d", len(cells), len(c.fields)),
		Hint: lang.Text{VI: "Đặt giá trị có dấu phân cách trong dấu ngoặc kép", EN: "Put a value that holds the separator in quotes"},
	}
	for _, s := range []rune{';', ',', '\t', '|'} {
		if n := strings.Count(cells[0], string(s)) + 1; len(cells) == 1 && s != c.from.Separator() && (n == len(c.fields) || n == c.named) {
			p.Rule = lang.Textf("dòng này phân cách bằng %[1]s, dòng tiêu đề bằng %[2]s", "this line is separated by %[3]s, the header by %[4]s",
				called(s).VI, called(c.from.Separator()).VI, called(s).EN, called(c.from.Separator()).EN)
			p.Hint = lang.Text{VI: "Dùng một dấu phân cách trong cả tệp", EN: "Use one separator in the whole file"}
		}
	}
	c.doc.problems.Add(p)
}

// called names a separator.
func called(s rune) lang.Text {
	switch s {
	case ';':
		return lang.Text{VI: "dấu chấm phẩy", EN: "semicolons"}
	case ',':
		return lang.Text{VI: "dấu phẩy", EN: "commas"}
	case '\t':
		return lang.Text{VI: "tab", EN: "tabs"}
	}
	return lang.Text{VI: strconv.Quote(string(s)), EN: strconv.Quote(string(s))}
}

// spans writes line numbers in short: 5, 7–9.
func spans(lines []int) string {
	var out []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		text := strconv.Itoa(lines[i])
		if j > i {
			text += "–" + strconv.Itoa(lines[j])
		}
		out, i = append(out, text), j+1
	}
	return shortenList(out)
}

func shortenList(list []string) string {
	const most = 20
	if len(list) > most {
		list = append(list[:most:most], "…")
	}
	return strings.Join(list, ", ")
}
