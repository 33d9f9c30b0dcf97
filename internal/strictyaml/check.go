package strictyaml

import (
	"cmp"
	"encoding"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// checker holds a YAML tree against a Go type and remembers the line of every value on the way.
type checker struct {
	problem.List
	lines map[string]int
}

func (c *checker) check(path string, n ast.Node, t reflect.Type) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.DirectiveNode:
		c.Add(problem.Problem{
			Code: "yaml_feature", Place: problem.Path(path), Value: n.GetToken().Value,
			Rule: lang.Text{VI: "không dùng neo, bí danh và thẻ của YAML (&, *, !)", EN: "YAML anchors, aliases and tags (&, *, !) are not used here"},
			Hint: lang.Text{VI: "Viết lại giá trị tại chỗ", EN: "Write the value out in place"},
		})
		return
	case *ast.NullNode:
		c.Add(problem.Problem{
			Code: "value_missing", Place: problem.Path(path),
			Rule: lang.Text{VI: "khóa này không có giá trị", EN: "this key has no value"},
			Hint: lang.Text{VI: "Ghi giá trị hoặc bỏ khóa", EN: "Write a value or leave out the key"},
		})
		return
	}
	if t == reflect.TypeFor[time.Duration]() {
		c.duration(path, n)
		return
	}
	if text, ok := reflect.TypeAssert[encoding.TextUnmarshaler](reflect.New(t)); ok {
		c.text(path, n, text)
		return
	}
	if short, ok := reflect.TypeAssert[plainer](reflect.New(t)); ok {
		if _, isMapping := n.(*ast.MappingNode); !isMapping {
			t = reflect.TypeOf(short.Plain()).Elem()
		}
	}
	switch t.Kind() {
	case reflect.Struct:
		c.mapping(path, n, func(key string) (reflect.Type, bool) { return fieldOf(t, key) }, func() string { return strings.Join(keysOf(t), ", ") })
	case reflect.Map:
		c.mapping(path, n, func(string) (reflect.Type, bool) { return t.Elem(), true }, nil)
	case reflect.Slice:
		c.sequence(path, n, t.Elem())
	case reflect.String:
		if _, ok := stringOf(n); !ok {
			c.wrong(path, n, "chữ; số và true/false phải để trong ngoặc kép", "text; numbers and true/false must be quoted")
		}
	case reflect.Int:
		if i, ok := n.(*ast.IntegerNode); !ok || !small(i) {
			c.wrong(path, n, "một số nguyên", "a whole number")
		}
	case reflect.Int64:
		if i, ok := n.(*ast.IntegerNode); !ok || !whole64(i) {
			c.wrong(path, n, "một số nguyên", "a whole number")
		}
	case reflect.Float64:
		if _, isInt := n.(*ast.IntegerNode); !isInt {
			if _, isFloat := n.(*ast.FloatNode); !isFloat {
				c.wrong(path, n, "một số, dấu thập phân là dấu chấm", "a number with a decimal point")
			}
		}
	case reflect.Bool:
		if _, ok := n.(*ast.BoolNode); !ok {
			c.wrong(path, n, "true hoặc false", "true or false")
		}
	default:
		panic("strictyaml: no check for a field of type " + t.String())
	}
}

// plainer is a type that a file may write as one plain value in place of a mapping. Plain is where that value goes.
type plainer interface{ Plain() any }

// text checks a value that reads its own text. A year stands in a file without quotes, as a number.
func (c *checker) text(path string, n ast.Node, into encoding.TextUnmarshaler) {
	s, ok := stringOf(n)
	if whole, isInt := n.(*ast.IntegerNode); isInt {
		s, ok = whole.GetToken().Value, true
	}
	if ok && into.UnmarshalText([]byte(s)) == nil {
		return
	}
	if _, isPeriod := into.(*period.Period); isPeriod {
		c.wrong(path, n, "một kỳ dạng 2025, 2025-H1, 2025-Q3 hoặc 2025-09", "a period of the form 2025, 2025-H1, 2025-Q3 or 2025-09")
		return
	}
	c.wrong(path, n, "một ngày dạng 2025-12-31", "a date of the form 2025-12-31")
}

func (c *checker) mapping(path string, n ast.Node, typeOf func(key string) (reflect.Type, bool), known func() string) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		c.wrong(path, n, "các cặp khóa: giá trị", "pairs of key: value")
		return
	}
	seen := map[string]int{}
	for _, pair := range m.Values {
		key, line := keyOf(pair), lineOf(pair.Key)
		at := child(path, key)
		first, dup := seen[key]
		if dup {
			// Its own place: the path already stands for the first of the two.
			at += "#" + strconv.Itoa(line)
		}
		c.lines[at], seen[key] = line, line
		t, ok := typeOf(key)
		switch {
		case dup:
			c.Add(problem.Problem{
				Code: "duplicate_key", Place: problem.Path(at), Value: key,
				Rule: lang.Textf("khóa này đã có ở dòng %d", "this key is already on line %d", first),
				Hint: lang.Text{VI: "Chỉ giữ một", EN: "Keep one of them"},
			})
		case !ok:
			c.Add(problem.Problem{
				Code: "unknown_key", Place: problem.Path(at), Value: key,
				Rule: lang.Text{VI: "không có khóa này", EN: "there is no such key"},
				Hint: lang.Textf("Các khóa được dùng: %s", "Known keys: %s", known()),
			})
		default:
			c.check(at, pair.Value, t)
		}
	}
}

func (c *checker) sequence(path string, n ast.Node, t reflect.Type) {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		c.wrong(path, n, "một danh sách (mỗi mục một dòng bắt đầu bằng “- ”)", "a list (each item on a line that begins with “- ”)")
		return
	}
	for i, v := range s.Values {
		at := item(path, i)
		c.lines[at] = lineOf(v)
		if m, ok := v.(*ast.MappingNode); ok && len(m.Values) > 0 {
			c.lines[at] = lineOf(m.Values[0].Key)
		}
		c.check(at, v, t)
	}
}

func (c *checker) wrong(path string, n ast.Node, vi, en string) {
	value := ""
	if s, ok := n.(ast.ScalarNode); ok {
		value = s.GetToken().Value
	}
	c.Add(problem.Problem{
		Code: "wrong_type", Place: problem.Path(path), Value: value,
		Rule: lang.Text{VI: "ở đây cần " + vi, EN: "needed here: " + en},
	})
}

// stringOf returns the text of a plain, quoted or block scalar.
func stringOf(n ast.Node) (string, bool) {
	switch s := n.(type) {
	case *ast.StringNode:
		return s.Value, true
	case *ast.LiteralNode:
		return s.Value.Value, true
	}
	return "", false
}

func keyOf(pair *ast.MappingValueNode) string {
	if s, ok := stringOf(pair.Key); ok {
		return s
	}
	return pair.Key.String()
}

// whole64 reports whether the integer fits 64 bits with a sign.
func whole64(n *ast.IntegerNode) bool {
	switch v := n.Value.(type) {
	case int64:
		return true
	case uint64:
		return v <= math.MaxInt64
	}
	return false
}

// duration checks a length of time. A bare number has no unit, and would be nanoseconds to the library.
func (c *checker) duration(path string, n ast.Node) {
	s, ok := stringOf(n)
	if _, err := time.ParseDuration(s); ok && err == nil {
		return
	}
	if scalar, isScalar := n.(ast.ScalarNode); isScalar && !ok {
		s = scalar.GetToken().Value
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		c.Add(problem.Problem{
			Code: "duration_without_unit", Place: problem.Path(path), Value: s,
			Rule: lang.Text{VI: "khoảng thời gian thiếu đơn vị", EN: "the length of time has no unit"},
			Hint: lang.Textf("Viết kèm đơn vị: %[1]ss (giây), %[1]sm (phút) hoặc %[1]sh (giờ)", "Write it with a unit: %[1]ss (seconds), %[1]sm (minutes) or %[1]sh (hours)", s),
		})
		return
	}
	c.wrong(path, n, "một khoảng thời gian như 20s, 5m hoặc 1h", "a length of time such as 20s, 5m or 1h")
}

// small reports whether the integer fits any count or year; the library keeps larger ones as uint64 or text.
func small(n *ast.IntegerNode) bool {
	switch v := n.Value.(type) {
	case int64:
		return v >= -1<<31 && v < 1<<31
	case uint64:
		return v < 1<<31
	}
	return false
}

// fieldOf finds the struct field of a key by the json tag that the domain types carry.
func fieldOf(t reflect.Type, key string) (reflect.Type, bool) {
	for f := range t.Fields() {
		if f.Anonymous {
			if inner, ok := fieldOf(f.Type, key); ok {
				return inner, true
			}
		} else if tagOf(f) == key {
			return f.Type, true
		}
	}
	return nil, false
}

func keysOf(t reflect.Type) []string {
	var keys []string
	for field := range t.Fields() {
		if field.Anonymous {
			keys = append(keys, keysOf(field.Type)...)
		} else if tag := tagOf(field); tag != "" && tag != "-" {
			keys = append(keys, tag)
		}
	}
	return keys
}

func tagOf(f reflect.StructField) string {
	tag, _, _ := strings.Cut(cmp.Or(f.Tag.Get("yaml"), f.Tag.Get("json")), ",")
	if tag == "-" {
		return ""
	}
	return tag
}
