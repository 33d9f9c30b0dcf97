package influx

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// flux is the language of InfluxDB 2.x, and of 1.8 where it is enabled.
type flux struct{}

// terms: Flux parses a long or-chain recursively and slowly, and 2.x refuses to at some 500.
func (flux) terms() int { return 300 }

// request asks for one ungrouped table: InfluxDB answers it twice as fast as a table per series. Columns that nobody asked
// for come along, since dropping them costs the server three times as much as sending them.
func (flux) request(s *selection, org string) (path, contentType, body string, err error) {
	text, err := fluxText(s)
	if err != nil {
		return "", "", "", err
	}
	doc, err := json.Marshal(map[string]any{
		"query": text, "type": "flux",
		"dialect": map[string]any{"header": true, "delimiter": ",", "annotations": []string{"datatype"}},
	})
	return "/api/v2/query?org=" + url.QueryEscape(org), "application/json", string(doc), err
}

func fluxText(s *selection) (string, error) {
	bucket, err := fluxLiteral(s.bucket)
	if err != nil {
		return "", err
	}
	conditions := s.conditions
	if len(s.fields) > 0 {
		conditions = append([]condition{{fieldColumn, s.fields}}, conditions...)
	}
	where := []string{fmt.Sprintf("r._measurement == %q", s.measurement)}
	for _, c := range conditions {
		p, err := anyOf(c.values, fluxLiteral, "r."+c.tag+" == ", " or ")
		if err != nil {
			return "", fmt.Errorf("filter by %s: %w", c.tag, err)
		}
		where = append(where, p)
	}
	stop := s.to.Add(time.Nanosecond) // Flux excludes the stop
	return fmt.Sprintf("from(bucket: %s)\n  |> range(start: %s, stop: %s)\n  |> filter(fn: (r) => %s)\n  |> group()\n",
		bucket, s.from.Format(time.RFC3339Nano), stop.Format(time.RFC3339Nano), strings.Join(where, " and ")), nil
}

// anyOf renders a predicate that holds when the column has one of the values. Column names are ours, never a user's.
func anyOf(values []string, literal func(string) (string, error), equals, or string) (string, error) {
	terms := make([]string, len(values))
	for i, v := range values {
		lit, err := literal(v)
		if err != nil {
			return "", err
		}
		terms[i] = equals + lit
	}
	return "(" + strings.Join(terms, or) + ")", nil
}

// fluxLiteral renders a string literal. InfluxDB OSS has no query parameters, so every value is escaped here: a quote
// would end the string, and "${" would run what follows. strconv.Quote is wrong for Flux: it writes \u and leaves "${".
// A dollar is written as \x24, since the scanner of Flux 0.65 (InfluxDB 1.8) refuses "\$x" and "$\${".
func fluxLiteral(s string) (string, error) {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		return "", errors.New("text is not valid UTF-8")
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f || r == '$':
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String(), nil
}

// read reads annotated CSV: tables separated by blank lines, each with annotation lines and a header. InfluxDB reports an
// error that comes after the 200 as a table with the columns error and reference. A whole answer ends with a blank line.
// encoding/csv makes one string per line and the rest is slices of it, so nothing here allocates per cell.
func (flux) read(r io.Reader, s *selection, fn func(row) error) error {
	end := &tail{r: r}
	cr := csv.NewReader(end)
	cr.ReuseRecord = true
	cr.FieldsPerRecord = -1
	t := fluxTable{words: words{}, row: row{columns: s.tags, tags: make([]string, len(s.tags))}}
	header := true
	for {
		rec, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return end.whole()
		}
		if err != nil {
			return fmt.Errorf("read answer: %w", err)
		}
		switch {
		case strings.HasPrefix(rec[0], "#"):
			header = true
		case header:
			header = false
			err = t.head(rec)
		default:
			err = t.line(rec, fn)
		}
		if err != nil {
			return err
		}
	}
}

// fluxTable knows where the columns of the current table are.
type fluxTable struct {
	words            words
	row              row
	at, field, value int
	failed, width    int // column of an error's text, or -1; how many columns there are
	tags             []int
	last             string // time as text: an answer has few
}

func (t *fluxTable) head(rec []string) error {
	find := func(name string) int {
		for i, c := range rec {
			if c == name {
				return i
			}
		}
		return -1
	}
	t.failed = -1
	if find("reference") > 0 {
		t.failed = find("error")
	}
	t.at, t.field, t.value = find(timeColumn), find(fieldColumn), find(valueColumn)
	t.width = len(rec)
	if t.failed < 0 && (t.at < 0 || t.field < 0 || t.value < 0) {
		return errors.New("read answer: it is not a table of points")
	}
	t.tags = t.tags[:0]
	for _, name := range t.row.columns {
		t.tags = append(t.tags, find(name))
	}
	return nil
}

func (t *fluxTable) line(rec []string, fn func(row) error) error {
	if len(rec) != t.width {
		return fmt.Errorf("read answer: a line has %d cells of %d: %w", len(rec), t.width, io.ErrUnexpectedEOF)
	}
	if t.failed >= 0 {
		return serverError(http.StatusInternalServerError, strings.Clone(rec[t.failed]))
	}
	if rec[t.at] != t.last {
		at, err := time.Parse(time.RFC3339Nano, rec[t.at])
		if err != nil {
			return fmt.Errorf("time of a point: %w", err)
		}
		t.row.at, t.last = at.UTC(), strings.Clone(rec[t.at])
	}
	for i, column := range t.tags {
		t.row.tags[i] = ""
		if column >= 0 {
			t.row.tags[i] = t.words.same(rec[column])
		}
	}
	t.row.field, t.row.text = t.words.same(rec[t.field]), ""
	v, err := strconv.ParseFloat(rec[t.value], 64)
	t.row.value = v
	if err != nil {
		t.row.text = rec[t.value]
	}
	return fn(t.row)
}

// same returns the kept copy of the text, so that no line of the answer is kept alive by one of its cells.
func (w words) same(s string) string {
	if k, ok := w[s]; ok {
		return k
	}
	s = strings.Clone(s)
	w[s] = s
	return s
}

// tail remembers how the answer ended: a proxy that gives up in the middle may still end the transfer in good order.
type tail struct {
	r    io.Reader
	last [3]byte
}

func (t *tail) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	for _, b := range p[max(0, n-len(t.last)):n] {
		t.last = [3]byte{t.last[1], t.last[2], b}
	}
	return n, err
}

// whole reports a missing end: a table ends with a blank line, and no table at all is a blank line.
func (t *tail) whole() error {
	if t.last == [3]byte{'\n', '\r', '\n'} || t.last == [3]byte{0, '\r', '\n'} {
		return nil
	}
	return fmt.Errorf("read answer: it ends in the middle: %w", io.ErrUnexpectedEOF)
}
