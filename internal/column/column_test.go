package column_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
)

// declared reads names.go: the Go name of every column, and the name that stands in frames.
func declared(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "names.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.CompositeLit).Elts[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		out[spec.Names[0].Name] = text
		return false
	})
	if len(out) < 100 {
		t.Fatalf("only %d names found", len(out))
	}
	return out
}

// A name is found by its text and by its Go name alike, and two columns do not share one.
func TestGoNamesAreTheNames(t *testing.T) {
	for name, text := range declared(t) {
		plain := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }
		if plain(text) != plain(name) || !unicode.IsUpper(rune(name[0])) {
			t.Errorf("%s is %q", name, text)
		}
	}
}

// A name that the plugin makes no column by would promise a panel what no answer has.
func TestEveryNameIsMadeByThePlugin(t *testing.T) {
	paths, err := filepath.Glob(filepath.FromSlash("../../plugin/pkg/frames/*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no frames: %v", err)
	}
	used := map[string]bool{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "column" {
					used[sel.Sel.Name] = true
				}
			}
			return true
		})
	}
	for name := range declared(t) {
		if !used[name] {
			t.Errorf("no frame has the column %s", name)
		}
	}
}

func TestNamesThatAreMadeUp(t *testing.T) {
	for want, got := range map[string]column.Name{
		"off_track":               column.CountOf(standing.OffTrack),
		"days_late":               column.OfMeasure(query.DaysLate),
		"annual-district 2025":    column.OfReport("annual-district", period.Year(2025)),
		"expected_statcan_cagr":   column.ExpectedBy(standing.StatCanCAGR),
		"gap_un2023":              column.GapBy(standing.UN2023),
		"pace_milestone_linear":   column.PaceBy(standing.MilestoneLinear),
		"status_milestone_linear": column.StatusBy(standing.MilestoneLinear),
	} {
		raw, err := json.Marshal(map[string]any{"name": got})
		if err != nil || got.String() != want || string(raw) != `{"name":"`+want+`"}` {
			t.Errorf("%s is %q, %s in JSON (%v)", want, got, raw, err)
		}
	}
}
