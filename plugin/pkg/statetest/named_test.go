package statetest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../../.."

// Every enumeration that a column of the data source shows has a word and a colour for every constant of its type. The types are
// found in the source: a constant that somebody adds is missing here until it is shown.
func TestEveryStateIsShown(t *testing.T) {
	shown := enumerations(t)
	if len(shown) < 8 {
		t.Fatalf("only %d enumerations were found: %v", len(shown), slices.Collect(maps.Keys(shown)))
	}
	for _, of := range slices.Sorted(maps.Keys(shown)) {
		if of == "bool" {
			continue
		}
		pkg, name, found := strings.Cut(of, ".")
		folder := filepath.Join(root, "internal", pkg)
		if !found {
			folder, name = filepath.Join(root, "plugin", "pkg", "frames"), of
		}
		constants := constantsOf(t, folder, name)
		if len(constants) == 0 {
			t.Errorf("%s has no constants: is the type read from %s?", of, folder)
		}
		for _, c := range constants {
			if !slices.Contains(shown[of], c) {
				t.Errorf("%s: %s has no word and no colour: it would be shown as a bare number", of, c)
			}
		}
	}
}

// enumerations are the types that plugin/pkg/frames shows as states, with the constants that have a word there: written out, or
// taken from the list of all that the type's own package keeps.
func enumerations(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, f := range files(t, filepath.Join(root, "plugin", "pkg", "frames")) {
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			switch value := v.Values[0].(type) {
			case *ast.CompositeLit:
				if of, ok := stateType(value.Type); ok {
					for _, e := range value.Elts {
						if x, ok := e.(*ast.CompositeLit); ok && len(x.Elts) > 0 {
							out[of] = append(out[of], lastName(x.Elts[0]))
						}
					}
				}
			case *ast.CallExpr: // func() states[X] { for _, s := range pkg.All … }()
				fn, ok := value.Fun.(*ast.FuncLit)
				if !ok || fn.Type.Results == nil || len(fn.Type.Results.List) != 1 {
					return true
				}
				of, ok := stateType(fn.Type.Results.List[0].Type)
				if !ok {
					return true
				}
				ast.Inspect(fn.Body, func(n ast.Node) bool {
					if r, ok := n.(*ast.RangeStmt); ok {
						pkg, _, _ := strings.Cut(of, ".")
						out[of] = append(out[of], listed(t, filepath.Join(root, "internal", pkg), lastName(r.X))...)
					}
					return true
				})
			}
			return true
		})
	}
	return out
}

// stateType is the X of states[X].
func stateType(e ast.Expr) (string, bool) {
	index, ok := e.(*ast.IndexExpr)
	if !ok || lastName(index.X) != "states" {
		return "", false
	}
	if s, ok := index.Index.(*ast.SelectorExpr); ok {
		return lastName(s.X) + "." + s.Sel.Name, true
	}
	return lastName(index.Index), true
}

// constantsOf are the constants of a type, in the files of a folder.
func constantsOf(t *testing.T, folder, name string) (out []string) {
	t.Helper()
	for _, f := range files(t, folder) {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				if v, ok := s.(*ast.ValueSpec); ok && v.Type != nil && lastName(v.Type) == name {
					for _, n := range v.Names {
						out = append(out, n.Name)
					}
				}
			}
		}
	}
	return out
}

// listed are the names in a package's list of all.
func listed(t *testing.T, folder, name string) (out []string) {
	t.Helper()
	for _, f := range files(t, folder) {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Names) == 1 && v.Names[0].Name == name && len(v.Values) == 1 {
				if list, ok := v.Values[0].(*ast.CompositeLit); ok {
					for _, e := range list.Elts {
						out = append(out, lastName(e))
					}
				}
			}
			return true
		})
	}
	return out
}

func lastName(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

func files(t *testing.T, folder string) (out []*ast.File) {
	t.Helper()
	list, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, f)
		}
	}
	return out
}
