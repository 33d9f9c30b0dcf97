package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// DecodeJSON reads one submission:
//
//	{"plan":"…","note":"…","rows":[{"unit":"857","indicator":"…","period":"2024","group":"all","numerator":1,"denominator":2,"value":null}]}
//
// A row may say nobody, unverified, denominator_kind and reason; base is the receipt that the sender has seen, of a row the revision of its cell.
// Numbers may be JSON numbers or strings and keep their text. Unknown and repeated keys and wrong types become problems
// of the document; a *Malformed error means that the input is no JSON at all.
func DecodeJSON(r io.Reader, limits Limits) (Document, error) {
	d, err := walk(r, limits)
	if err != nil {
		return Document{}, err
	}
	d.submission()
	if d.err != nil {
		return Document{}, fmt.Errorf("read JSON: %w", d.err)
	}
	return d.doc, nil
}

// walk reads a body that is JSON as a whole, trailing text and depth included.
func walk(r io.Reader, limits Limits) (*walker, error) {
	data, err := readAll(r, limits.Bytes)
	if err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, bom)
	if err := checkUTF8(body, data, lang.Text{VI: "JSON phải là UTF-8", EN: "JSON must be UTF-8"}); err != nil {
		return nil, err
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		return nil, notJSON(data, err)
	}
	d := &walker{dec: json.NewDecoder(bytes.NewReader(data)), limits: limits}
	d.dec.UseNumber()
	return d, nil
}

// body is the name of a text that came in no file.
const body = "body"

// notJSON says where a text stops being JSON, in our words: the library's are for programmers.
func notJSON(data []byte, err error) error {
	p := problem.Problem{
		Code: "not_json",
		Rule: lang.Text{VI: "nội dung không phải là JSON", EN: "the body is not JSON"},
		Hint: lang.Text{VI: `Gửi {"plan":"…","rows":[…]}`, EN: `Send {"plan":"…","rows":[…]}`},
	}
	syntax, ok := errors.AsType[*json.SyntaxError](err)
	if !ok {
		return &Malformed{p}
	}
	end := min(int(syntax.Offset), len(data))
	p.Place = problem.At(body, 1+bytes.Count(data[:end], []byte("\n")))
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		p.Rule = lang.Text{VI: "nội dung trống, không phải JSON", EN: "the body is empty, and no JSON"}
	case errors.Is(json.NewDecoder(bytes.NewReader(data)).Decode(new(json.RawMessage)), io.ErrUnexpectedEOF):
		p.Rule = lang.Text{VI: "JSON bị cắt ngang trước khi hết", EN: "the JSON ends before it is complete"}
	default:
		rest, _, _ := bytes.Cut(data[max(0, end-1):], []byte("\n"))
		p.Value = shorten(string(bytes.ToValidUTF8(rest, []byte("�"))))
		p.Rule = lang.Text{VI: "không phải JSON từ chỗ này", EN: "from here on it is not JSON"}
	}
	return &Malformed{p}
}

// walker reads a submission token by token, because decoding into a struct hides repeated keys and what numbers looked like.
type walker struct {
	dec    *json.Decoder
	limits Limits
	doc    Document
	read   func(r *report.Row, key string, at problem.Place) bool // one member of a row; false for a key it does not know
	keys   string                                                 // that read knows
	err    error                                                  // never set for well-formed JSON
}

func (d *walker) token() json.Token {
	t, err := d.dec.Token()
	if err != nil {
		d.err = errors.Join(d.err, err)
	}
	return t
}

func (d *walker) submission() {
	d.read, d.keys = d.member, "unit, indicator, period, group, numerator, denominator, value, nobody, unverified, denominator_kind, reason, base"
	if first := d.token(); first != json.Delim('{') {
		d.wrongType(problem.Place{}, first, lang.Text{VI: `một đối tượng {"plan":…,"rows":[…]}`, EN: `an object {"plan":…,"rows":[…]}`})
		return
	}
	d.members(problem.Place{}, "plan, note, base, rows", func(key string) bool {
		switch key {
		case "plan":
			d.doc.Plan = d.text(problem.Field(key), maxCell)
		case "note":
			d.doc.Note = d.text(problem.Field(key), maxNote)
		case "base":
			d.doc.Base = ledger.TypedReceipt(d.text(problem.Field(key), maxCell))
		case "rows":
			d.rows()
		default:
			return false
		}
		return true
	})
}

// members reads the members of an object whose brace was read; read returns false for a key it does not know.
func (d *walker) members(at problem.Place, known string, read func(key string) bool) {
	seen := map[string]bool{}
	for d.err == nil && d.dec.More() {
		key, _ := d.token().(string)
		place := at.WithField(shorten(key))
		switch {
		case seen[key]:
			d.doc.problems.Add(problem.Problem{
				Code: "duplicate_key", Place: place,
				Rule: lang.Text{VI: "khóa này có hai lần", EN: "this key is there twice"},
				Hint: lang.Text{VI: "Giữ lại một", EN: "Keep one of them"},
			})
			d.skip(d.token())
		case read(key):
			seen[key] = true
		default:
			d.doc.problems.Add(problem.Problem{
				Code: "unknown_key", Place: place,
				Rule: lang.Text{VI: "khóa không được dùng ở đây", EN: "this key is not used here"},
				Hint: lang.Textf("Các khóa: %s", "Keys: %s", known),
			})
			d.skip(d.token())
		}
	}
	d.token()
}

func (d *walker) rows() {
	first := d.token()
	if first != json.Delim('[') {
		d.wrongType(problem.Field("rows"), first, lang.Text{VI: "một danh sách […]", EN: "a list […]"})
		return
	}
	var over over
	for i := 0; d.err == nil && d.dec.More(); i++ {
		if i >= d.limits.Rows {
			over.add(problem.Place{Row: i + 1, Path: "rows"})
			d.skip(d.token())
			continue
		}
		d.row(problem.Place{Row: i + 1, Path: fmt.Sprintf("rows[%d]", i)})
	}
	d.token()
	d.doc.bound(over, d.limits.Rows)
}

func (d *walker) row(place problem.Place) {
	first := d.token()
	if first != json.Delim('{') {
		d.wrongType(place, first, lang.Text{VI: `một đối tượng {"unit":…,"indicator":…}`, EN: `an object {"unit":…,"indicator":…}`})
		return
	}
	before := d.doc.problems.Len()
	r := report.Row{Place: place}
	d.members(place, d.keys, func(key string) bool { return d.read(&r, key, place.WithField(key)) })
	if d.doc.problems.Len() == before {
		d.doc.rows = append(d.doc.rows, row{Row: r})
	}
}

// member reads one member of a row of a submission.
func (d *walker) member(r *report.Row, key string, at problem.Place) bool {
	switch key {
	case "unit":
		r.Unit = d.text(at, maxCell)
	case "indicator":
		r.Indicator = d.text(at, maxCell)
	case "period":
		r.Period = d.text(at, maxCell)
	case "group":
		r.Group = d.text(at, maxCell)
	case "numerator":
		r.Numerator, r.Literal.Numerator = d.number(at)
	case "denominator":
		r.Denominator, r.Literal.Denominator = d.number(at)
	case "value":
		r.Value, r.Literal.Value = d.number(at)
	case "nobody":
		r.Nobody = d.yes(at)
	case "unverified":
		r.Unverified, _ = d.number(at)
	case "denominator_kind":
		r.Over = d.text(at, maxCell)
	case "reason":
		r.Reason = d.text(at, maxNote)
	case "base":
		r.Base, _ = d.number(at)
	default:
		return false
	}
	return true
}

// wrongType names a value of the wrong type, whose first token was read, and skips the rest of it.
func (d *walker) wrongType(place problem.Place, first json.Token, want lang.Text) {
	value := "null"
	if first != nil {
		value = shorten(fmt.Sprint(first))
	}
	d.doc.problems.Add(problem.Problem{
		Code: "wrong_type", Place: place, Value: value,
		Rule: lang.Text{VI: "sai kiểu dữ liệu", EN: "a value of the wrong type"},
		Hint: lang.Text{VI: "Cần " + want.VI, EN: "It must be " + want.EN},
	})
	d.skip(first)
}

// skip reads over the rest of a value whose first token was read. It counts brackets instead of calling itself: input
// chooses how deep they go.
func (d *walker) skip(first json.Token) {
	depth := 0
	for t := first; ; t = d.token() {
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 || d.err != nil {
			return
		}
	}
}
