package strictyaml

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// decode parses one YAML document strictly. The library does the parsing and the filling; the check before it is ours,
// because the library stops at the first fault, gives a date that is none no line, and takes 20.5 and "20" for integers.
func decode(text string, into any) (lines map[string]int, faults problem.List) {
	c := checker{lines: map[string]int{}}
	// Duplicate keys are let through here and refused by the check, which knows both lines.
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		c.syntax(err)
		return c.lines, c.List
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		c.Add(problem.Problem{
			Code: "yaml_documents",
			Rule: lang.Text{VI: "tệp phải có đúng một tài liệu YAML, không rỗng", EN: "the file must hold exactly one YAML document, and not an empty one"},
		})
		return c.lines, c.List
	}
	body := file.Docs[0].Body
	c.check("", body, reflect.TypeOf(into).Elem())
	if len(c.List) == 0 {
		if err := yaml.NodeToValue(body, into, yaml.Strict()); err != nil {
			c.syntax(err)
		}
	}
	return c.lines, c.List
}

// decodeKept reads a document that an earlier program took, as far as it can be read: keys that are gone are passed over.
func decodeKept(name, text string, into any) error {
	if err := yaml.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// syntax adds an error of the library, which carries a place only for some.
func (c *checker) syntax(err error) {
	const path = "syntax" // no document has this key: it only carries the line to the fault
	message := err.Error()
	if placed, ok := errors.AsType[yaml.Error](err); ok {
		message = placed.GetMessage()
		if t := placed.GetToken(); t != nil && t.Position != nil {
			c.lines[path] = t.Position.Line
		}
	}
	c.Add(problem.Problem{
		Code: "yaml_syntax", Place: problem.Path(path),
		Rule: notYAML(message),
		Hint: lang.Text{VI: "Xem thụt dòng, dấu hai chấm và dấu ngoặc ở dòng này và dòng trên", EN: "Look at indentation, colons and quotes on this line and the one above"},
	})
}

// lineOf returns the line a node begins on.
func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

// child joins a key to a path.
func child(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func item(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
