package grafanatest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// Table writes frames for a golden file: a line for what a column is called, holds and is set up as, a line for its values. Nothing
// that Grafana would get is left out, so the JSON itself need not be kept beside it.
func Table(tb testing.TB, frames data.Frames) string {
	tb.Helper()
	var b strings.Builder
	for _, f := range frames {
		fmt.Fprintf(&b, "frame %q of query %q, rows: %d, %s\n", f.Name, f.RefID, f.Rows(), compact(tb, f.Meta))
		for _, field := range f.Fields {
			fmt.Fprintf(&b, "%s %s", field.Name, field.Type().ItemTypeString())
			if len(field.Labels) > 0 {
				fmt.Fprintf(&b, " {%s}", field.Labels)
			}
			if field.Config != nil {
				fmt.Fprintf(&b, " %s", compact(tb, field.Config))
			}
			b.WriteString("\n")
			if field.Len() > 0 {
				fmt.Fprintf(&b, "    %s\n", values(field))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func compact(tb testing.TB, v any) string {
	tb.Helper()
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false) // links are read by people
	if err := to.Encode(v); err != nil {
		tb.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

func values(f *data.Field) string {
	out := make([]string, f.Len())
	for i := range out {
		v, known := f.ConcreteAt(i)
		if !known {
			out[i] = "null"
			continue
		}
		switch v := v.(type) {
		case data.EnumItemIndex:
			out[i] = enumerated(f, v)
		case float64:
			out[i] = strconv.FormatFloat(v, 'f', -1, 64)
		case time.Time:
			out[i] = strings.TrimSuffix(v.UTC().Format(time.RFC3339Nano), "T00:00:00Z")
		case string:
			out[i] = quoted(v)
		default:
			out[i] = fmt.Sprintf("%#v", v)
		}
	}
	return strings.Join(out, " | ")
}

// enumerated is a state as it goes over the wire and as it is read.
func enumerated(f *data.Field, at data.EnumItemIndex) string {
	if f.Config == nil || f.Config.TypeConfig == nil || f.Config.TypeConfig.Enum == nil || int(at) >= len(f.Config.TypeConfig.Enum.Text) {
		return fmt.Sprintf("%d=?", at)
	}
	return fmt.Sprintf("%d=%s", at, f.Config.TypeConfig.Enum.Text[at])
}

// quoted puts marks around texts that could be taken for something else.
func quoted(text string) string {
	if text == "" || text == "null" || text != strings.TrimSpace(text) || strings.ContainsAny(text, "|\"\n\\") {
		return strconv.Quote(text)
	}
	return text
}

// JSON is what Grafana gets of a frame, byte for byte but for line breaks: one before each column and each column's values.
func JSON(tb testing.TB, f *data.Frame) string {
	tb.Helper()
	raw, err := data.FrameToJSON(f, data.IncludeAll)
	if err != nil {
		tb.Fatal(err)
	}
	return broken(raw, 3) + "\n"
}

// broken breaks the lines of JSON down to a depth; what lies deeper stays on its line.
func broken(raw []byte, deepest int) string {
	var b strings.Builder
	depth, inText := 0, false
	line := func() { b.WriteString("\n" + strings.Repeat("  ", depth)) }
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if inText {
			b.WriteByte(c)
			if c == '\\' {
				i++
				b.WriteByte(raw[i])
			}
			inText = c != '"'
			continue
		}
		inText = c == '"'
		switch c {
		case '{', '[':
			depth++
			b.WriteByte(c)
			if depth <= deepest {
				line()
			}
		case '}', ']':
			if depth--; depth < deepest {
				line()
			}
			b.WriteByte(c)
		case ',':
			b.WriteByte(c)
			if depth <= deepest {
				line()
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
