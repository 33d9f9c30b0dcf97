package influx

import (
	"bytes"
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

	jsoniter "github.com/json-iterator/go"
)

// influxQL is the language of InfluxDB 1.x, which 2.x understands where it knows the bucket as a database.
type influxQL struct{}

// terms: the index is asked once per term. The largest province there ever was had 579 communes.
func (influxQL) terms() int { return 600 }

// request asks for JSON in chunks: unlike CSV it tells an error that comes late, and which chunk is the last.
func (influxQL) request(s *selection, org string) (path, contentType, body string, err error) {
	text, err := influxQLText(s)
	if err != nil {
		return "", "", "", err
	}
	db, rp, _ := strings.Cut(s.bucket, "/")
	form := url.Values{"db": {db}, "q": {text}, "epoch": {"ns"}, "chunked": {"true"}}
	if rp != "" {
		form.Set("rp", rp)
	}
	return "/query?org=" + url.QueryEscape(org), "application/x-www-form-urlencoded", form.Encode(), nil
}

func influxQLText(s *selection) (string, error) {
	var columns strings.Builder
	for _, t := range s.tags {
		fmt.Fprintf(&columns, "%q::tag, ", t)
	}
	if len(s.fields) == 0 {
		columns.WriteString("*::field")
	} else {
		columns.WriteString(`"` + strings.Join(s.fields, `"::field, "`) + `"::field`)
	}
	where := []string{fmt.Sprintf("time >= %d AND time <= %d", s.from.UnixNano(), s.to.UnixNano())}
	for _, c := range s.conditions {
		p, err := anyOf(c.values, influxQLLiteral, `"`+c.tag+`"::tag = `, " OR ")
		if err != nil {
			return "", fmt.Errorf("filter by %s: %w", c.tag, err)
		}
		where = append(where, p)
	}
	return fmt.Sprintf(`SELECT %s FROM %q WHERE %s`, columns.String(), s.measurement, strings.Join(where, " AND ")), nil
}

// influxQLLiteral renders a string literal. The scanner knows four escapes and takes everything else as it stands, but
// reads a carriage return as a line feed and NUL as the end, so neither can be said; nor can a tag hold them.
func influxQLLiteral(s string) (string, error) {
	if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r") {
		return "", errors.New("text has a character that no tag can hold")
	}
	return "'" + influxQLEscapes.Replace(s) + "'", nil
}

var influxQLEscapes = strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`)

// read reads one JSON document per chunk. The library walks the document and gives each cell's raw text; encoding/json
// would allocate twice per cell, which the benchmark against the usual reader forbids.
func (influxQL) read(r io.Reader, s *selection, fn func(row) error) error {
	a := &chunks{
		iter: jsoniter.Parse(jsoniter.ConfigDefault, r, 64<<10), words: words{}, cell: make([]byte, 0, 256),
		row: row{columns: s.tags, tags: make([]string, len(s.tags))}, fn: fn, more: true,
	}
	for a.going() && a.iter.WhatIsNext() != jsoniter.InvalidValue {
		a.more = false
		a.document()
		if errors.Is(a.iter.Error, io.EOF) {
			a.more = true // within a document
		}
	}
	ended := a.iter.Error == nil || errors.Is(a.iter.Error, io.EOF)
	switch {
	case a.err != nil:
		return a.err
	case !ended:
		return fmt.Errorf("read answer: %w", a.iter.Error)
	case a.more:
		return fmt.Errorf("read answer: it ends in the middle: %w", io.ErrUnexpectedEOF)
	}
	return nil
}

// chunks is the state of reading one answer.
type chunks struct {
	iter  *jsoniter.Iterator
	words words
	cell  []byte
	row   row
	fn    func(row) error
	names []string // columns of the current series: the time, the tags, the fields
	more  bool     // the answer is not whole yet
	err   error    // what the server or fn says
}

func (a *chunks) going() bool { return a.err == nil && a.iter.Error == nil }

func (a *chunks) document() {
	for f := a.iter.ReadObject(); f != "" && a.going(); f = a.iter.ReadObject() {
		switch f {
		case "results":
			for a.going() && a.iter.ReadArray() {
				a.result()
			}
		case "error":
			a.err = serverError(http.StatusInternalServerError, a.iter.ReadString())
		default:
			a.iter.Skip()
		}
	}
}

func (a *chunks) result() {
	for f := a.iter.ReadObject(); f != "" && a.going(); f = a.iter.ReadObject() {
		switch f {
		case "series":
			for a.going() && a.iter.ReadArray() {
				a.series()
			}
		case "partial":
			a.more = a.iter.ReadBool() || a.more
		case "error":
			a.err = serverError(http.StatusInternalServerError, a.iter.ReadString())
		default:
			a.iter.Skip()
		}
	}
}

func (a *chunks) series() {
	a.names = a.names[:0]
	for f := a.iter.ReadObject(); f != "" && a.going(); f = a.iter.ReadObject() {
		switch f {
		case "columns":
			for a.going() && a.iter.ReadArray() {
				a.names = append(a.names, a.iter.ReadString())
			}
			if len(a.names) < len(a.row.tags)+1 {
				a.err = errors.New("read answer: it is not a table of points")
			}
		case "values":
			for a.going() && a.iter.ReadArray() {
				a.point()
			}
		default:
			a.iter.Skip()
		}
	}
}

// point reads one row: the time, the tags, and a field value in each cell that is not null.
func (a *chunks) point() {
	i := 0
	for ; a.going() && a.iter.ReadArray(); i++ {
		a.cell = bytes.TrimSpace(a.iter.SkipAndAppendBytes(a.cell[:0]))
		if a.iter.Error != nil {
			return
		}
		switch field := i - 1 - len(a.row.tags); {
		case i == 0:
			ns, err := strconv.ParseInt(string(a.cell), 10, 64)
			if err != nil {
				a.err = fmt.Errorf("time of a point: %w", err)
			}
			a.row.at = time.Unix(0, ns).UTC()
		case field < 0:
			a.row.tags[i-1] = a.tag()
		case i >= len(a.names):
			a.err = errors.New("read answer: a row has more cells than the table has columns")
		default:
			a.field(a.names[i])
		}
	}
	if a.going() && i != len(a.names) {
		a.err = fmt.Errorf("read answer: a row has %d cells of %d: %w", i, len(a.names), io.ErrUnexpectedEOF)
	}
}

func (a *chunks) tag() string {
	switch {
	case string(a.cell) == "null":
		return ""
	case bytes.IndexByte(a.cell, '\\') < 0:
		return a.words.of(bytes.Trim(a.cell, `"`))
	}
	return a.words.same(a.text())
}

func (a *chunks) field(name string) {
	if string(a.cell) == "null" {
		return
	}
	a.row.field, a.row.value, a.row.text = name, 0, ""
	if a.cell[0] == '"' {
		a.row.text = a.text()
	} else if v, err := strconv.ParseFloat(string(a.cell), 64); err == nil {
		a.row.value = v
	} else {
		a.row.text = string(a.cell) // a truth value
	}
	if a.err == nil {
		a.err = a.fn(a.row)
	}
}

// text unquotes the cell.
func (a *chunks) text() string {
	var s string
	if err := json.Unmarshal(a.cell, &s); err != nil {
		a.err = fmt.Errorf("read answer: %w", err)
	}
	return s
}
