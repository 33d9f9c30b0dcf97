package manual

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	mapPage = "internal/README.md"
	module  = "github.com/xhht/xhht/"
	domain  = 7 // so many floors import the standard library and each other alone
)

var code = regexp.MustCompile("`([^`]+)`")

func mapText(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, mapPage))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// floorsOf reads on which numbered line of the map each package of internal stands.
func floorsOf(t *testing.T) map[string]int {
	t.Helper()
	floors, n := map[string]int{}, 0
	for line := range strings.Lines(mapText(t)) {
		if ok, _ := regexp.MatchString(`^\d+\. `, line); !ok {
			continue
		}
		n++
		for _, m := range code.FindAllStringSubmatch(line, -1) {
			if _, twice := floors[m[1]]; twice {
				t.Errorf("%s stands on two floors", m[1])
			}
			floors[m[1]] = n
		}
	}
	return floors
}

// sources are the parsed files of a folder and of those below it.
func sources(t *testing.T, folder string, mode parser.Mode) []*ast.File {
	t.Helper()
	var out []*ast.File
	err := filepath.WalkDir(filepath.Join(root, folder), func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, mode)
		out = append(out, parsed)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestImportsGoUp(t *testing.T) {
	floors := floorsOf(t)
	folders, err := os.ReadDir(filepath.Join(root, "internal"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		floor := floors[f.Name()]
		if f.IsDir() && floor == 0 {
			t.Errorf("internal/%s stands on no floor of %s", f.Name(), mapPage)
		}
		if !f.IsDir() || floor == 0 {
			continue
		}
		for _, file := range sources(t, "internal/"+f.Name(), parser.ImportsOnly) {
			for _, i := range file.Imports {
				to, ours := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), module+"internal/")
				if to, _, _ = strings.Cut(to, "/"); ours && floors[to] > floor {
					t.Errorf("internal/%s of floor %d imports %s of floor %d: %s says that imports go up", f.Name(), floor, to, floors[to], mapPage)
				}
			}
		}
	}
}

// A package that the lists of depguard forget may import anything.
func TestTheLinterKnowsTheDomain(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(root, ".golangci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	lists := regexp.MustCompile(`internal/\{([^}]+)\}/\*(_test)?\.go`).FindAllStringSubmatch(string(raw), -1)
	if len(lists) != 2 {
		t.Fatalf("%d lists of the domain in .golangci.yml, want that of its code and that of its tests", len(lists))
	}
	var want []string
	for name, floor := range floorsOf(t) {
		if floor <= domain {
			want = append(want, name)
		}
	}
	slices.Sort(want)
	for _, list := range lists {
		got := strings.Split(list[1], ",")
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("the domain is %v in .golangci.yml and %v in %s", got, want, mapPage)
		}
	}
}

// declares reports whether a file, or a file of a folder, declares a name, or a method as Type.Name.
func declares(t *testing.T, where, name string) bool {
	t.Helper()
	return slices.ContainsFunc(sources(t, where, 0), func(f *ast.File) bool {
		return slices.ContainsFunc(f.Decls, func(d ast.Decl) bool {
			if fun, ok := d.(*ast.FuncDecl); ok {
				return name == receiver(fun)+fun.Name.Name
			}
			return slices.ContainsFunc(d.(*ast.GenDecl).Specs, func(s ast.Spec) bool {
				switch s := s.(type) {
				case *ast.TypeSpec:
					return s.Name.Name == name
				case *ast.ValueSpec:
					return slices.ContainsFunc(s.Names, func(n *ast.Ident) bool { return n.Name == name })
				}
				return false
			})
		})
	})
}

func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	of := f.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	if named, ok := of.(*ast.Ident); ok {
		return named.Name + "."
	}
	return ""
}

// A row names paths, each with names that it declares.
func TestWhereIsX(t *testing.T) {
	rows := 0
	for line := range strings.Lines(mapText(t)) {
		cells := strings.Split(line, "|")
		if len(cells) != 4 || strings.HasPrefix(cells[1], "-") || cells[1] == " X " {
			continue
		}
		rows++
		where := ""
		for _, m := range code.FindAllStringSubmatch(cells[2], -1) {
			name := m[1]
			found, err := filepath.Glob(filepath.Join(root, name))
			switch {
			case err != nil:
				t.Fatal(err)
			case len(found) > 0:
				where = name
			case strings.Contains(name, "/") || where == "":
				t.Errorf("%s:%s names %s, which is not there", mapPage, cells[1], name)
			case !declares(t, where, name):
				t.Errorf("%s:%s: %s declares no %s", mapPage, cells[1], where, name)
			}
		}
		if where == "" {
			t.Errorf("%s:%s says no place", mapPage, cells[1])
		}
	}
	if rows < 20 {
		t.Fatalf("only %d rows read", rows)
	}
}
