package query

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/xhht/xhht/internal/lang"
)

// What is wrong with a query's text, in the reader's words and not in those of Go's decoder, which name its own types.

// notJSON says where a text stops being JSON.
func notJSON(err error) lang.Text {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return lang.Textf("truy vấn không phải là JSON, sai từ ký tự thứ %d", "the query is not JSON from character %d on", syntax.Offset)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return lang.Text{VI: "truy vấn không phải là JSON: thiếu phần cuối", EN: "the query is not JSON: its end is missing"}
	}
	return lang.Text{VI: "truy vấn không phải là một đối tượng JSON", EN: "the query is not a JSON object"}
}

// strangeField names the field that a query must not have, or whose value is of the wrong kind.
func strangeField(err error) lang.Text {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return lang.Textf("trường %s có giá trị sai kiểu", "the field %s has a value of the wrong kind", wrong.Field)
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return lang.Textf("truy vấn có trường không hiểu được: %s", "the query has a field that is not understood: %s", strings.Trim(name, `"`))
	}
	return lang.Text{VI: "truy vấn có giá trị không đọc được", EN: "the query has a value that cannot be read"}
}
