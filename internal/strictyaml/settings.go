package strictyaml

import (
	"bytes"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Settings decodes one file that a program is set up with over the defaults in into, and names every fault with file and line. It
// is as strict as a data file, but that nothing has to be in it: a file of comments keeps the defaults. No value is repeated in a
// fault: such files may hold what nobody should see.
func Settings(name string, data []byte, into any) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return problem.List{{
			Code: "not_utf8", Place: problem.At(name, 0),
			Rule: lang.Text{VI: "tệp không phải là UTF-8", EN: "the file is not UTF-8"},
			Hint: lang.Text{VI: "Lưu lại tệp với bảng mã UTF-8", EN: "Save the file as UTF-8"},
		}}
	}
	if file, err := parser.ParseBytes(data, 0); err == nil && (len(file.Docs) == 0 || len(file.Docs) == 1 && empty(file.Docs[0].Body)) {
		return nil
	}
	doc := Document{file: name}
	var faults problem.List
	doc.lines, faults = decode(string(data), into)
	for i, p := range faults {
		faults[i].Place = problem.At(name, doc.Line(p.Place.Path))
		if p.Code != "unknown_key" && p.Code != "duplicate_key" {
			faults[i].Value = ""
		}
	}
	faults.Sort()
	return faults.Err()
}

func empty(body ast.Node) bool {
	switch body.(type) {
	case nil, *ast.CommentGroupNode, *ast.CommentNode, *ast.NullNode:
		return true
	}
	return false
}
