package intake

import (
	"encoding/json"
	"math/big"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// text reads a string; null counts as not given.
func (d *walker) text(place problem.Place, longest int) string {
	t := d.token()
	if t == nil {
		return ""
	}
	s, ok := t.(string)
	if !ok {
		d.wrongType(place, t, lang.Text{VI: `một chuỗi trong dấu ngoặc kép, ví dụ "2024"`, EN: `a string in quotes, for example "2024"`})
		return ""
	}
	return d.clean(place, s, longest)
}

// number reads a number or string as the text it was written in, and says which it was; null counts as not given.
func (d *walker) number(place problem.Place) (text string, literal bool) {
	switch t := d.token().(type) {
	case nil:
		return "", false
	case json.Number:
		return d.clean(place, spelledOut(t.String()), maxCell), true
	case string:
		return d.clean(place, t, maxCell), false
	default:
		d.wrongType(place, t, lang.Text{VI: "một số, ví dụ 60123", EN: "a number, for example 60123"})
		return "", false
	}
}

// spelledOut writes a number with an exponent with all its digits: 5.304e4 is 53040. One that no count can have stays as it is.
func spelledOut(text string) string {
	mantissa, exponent, ok := strings.Cut(strings.ToLower(text), "e")
	n, err := strconv.Atoi(exponent)
	if !ok || err != nil || n > maxExponent || n < -maxExponent || len(mantissa) > maxCell {
		return text
	}
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	_, fraction, _ := strings.Cut(mantissa, ".")
	return value.FloatString(max(0, len(fraction)-n))
}

// maxExponent is far beyond any number that is taken, and small enough to write out.
const maxExponent = 100

// yes reads true or false as the text that a person would tick; null counts as not given.
func (d *walker) yes(place problem.Place) string {
	switch t := d.token().(type) {
	case nil:
		return ""
	case bool:
		return strconv.FormatBool(t)
	case string:
		return d.clean(place, t, maxCell)
	default:
		d.wrongType(place, t, lang.Text{VI: "true hoặc false", EN: "true or false"})
		return ""
	}
}

func (d *walker) clean(place problem.Place, text string, longest int) string {
	text, p, ok := clean(text, longest)
	if !ok {
		p.Place = place
		d.doc.problems.Add(p)
	}
	return text
}
