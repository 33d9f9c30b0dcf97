package ledger_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
)

// A method that the suite never calls is no part of the contract: another store could do anything there.
func TestTheSuiteCallsEveryMethodOfAStore(t *testing.T) {
	files, err := filepath.Glob("ledgertest/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	called := map[string]bool{}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		packages := map[string]bool{}
		for _, one := range file.Imports {
			packages[strings.Trim(one.Path.Value[strings.LastIndex(one.Path.Value, "/")+1:], `"`)] = true
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if method, ok := call.Fun.(*ast.SelectorExpr); ok {
					if of, ok := method.X.(*ast.Ident); !ok || !packages[of.Name] {
						called[method.Sel.Name] = true
					}
				}
			}
			return true
		})
	}
	store := reflect.TypeFor[ledger.Store]()
	for method := range store.Methods() {
		if !called[method.Name] {
			t.Errorf("ledgertest never calls %s", method.Name)
		}
	}
}
