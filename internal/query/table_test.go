package query_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
)

func said(t *testing.T, what string, texts ...lang.Text) {
	t.Helper()
	for _, x := range texts {
		if strings.TrimSpace(x.VI) == "" || strings.TrimSpace(x.EN) == "" {
			t.Errorf("%s lacks a text in one of the languages: %+v", what, x)
		}
	}
}

// What an author sees of the table has words in both languages.
func TestEveryRowOfTheTableHasItsTexts(t *testing.T) {
	for _, s := range query.Kinds {
		said(t, string(s.Kind), s.Name, s.About, s.Say)
		for _, e := range s.Empty {
			said(t, string(s.Kind)+" without rows", e.Text)
		}
		if !slices.ContainsFunc(query.Groups, func(g query.Word) bool { return g.Key == string(s.Group) }) {
			t.Errorf("%s stands below no heading, so the editor cannot reach it", s.Kind)
		}
	}
	for _, f := range query.Fields {
		said(t, string(f.Field), f.Name, f.Hint)
	}
	for _, o := range query.Onlys {
		said(t, string(o.Only), o.Name, o.Keeps, o.None)
		if !slices.ContainsFunc(query.Kinds, func(s query.Spec) bool { return slices.Contains(s.Only, o.Only) }) {
			t.Errorf("no kind has the rows that only %s keeps", o.Only)
		}
	}
	for _, v := range query.Vocabularies() {
		for _, w := range v.Words {
			if v.Prefix != "" {
				said(t, v.Prefix+"_"+w.Key, w.Name)
			}
		}
	}
}

// A field of the query that the table does not know is one that no author finds and no page explains; one that no kind looks at does
// nothing.
func TestTheTableKnowsEveryField(t *testing.T) {
	own := []string{"schemaVersion", "kind", "filters"} // told apart, and not filled by an author as the others are
	var stored, listed []string
	for f := range reflect.TypeFor[query.Query]().Fields() {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); !slices.Contains(own, name) {
			stored = append(stored, name)
		}
	}
	for _, f := range query.Fields {
		listed = append(listed, string(f.Field))
		if !slices.ContainsFunc(query.Kinds, func(s query.Spec) bool { return s.Reads(f.Field) }) {
			t.Errorf("no kind reads %s", f.Field)
		}
	}
	slices.Sort(stored)
	slices.Sort(listed)
	if !slices.Equal(stored, listed) {
		t.Errorf("the query has %v\nthe table   %v", stored, listed)
	}
}

// Beside which words of another field something counts: the other field has to be one whose words the package looks at.
func TestConditionsAreOfFieldsWithWords(t *testing.T) {
	check := func(k query.Kind, w query.When) {
		for _, word := range slices.Concat(w.Is, w.Not) {
			raw, err := json.Marshal(map[string]any{"schemaVersion": 1, "kind": k, "plan": "p", string(w.Field): word})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := query.Parse(raw); err != nil {
				t.Errorf("%s: %v", k, err)
			}
		}
	}
	for _, s := range query.Kinds {
		for f, w := range s.When {
			if check(s.Kind, w); !slices.Contains(s.Fields, f) || !s.Reads(w.Field) {
				t.Errorf("%s: %s beside %s: the kind does not read both", s.Kind, f, w.Field)
			}
		}
		for _, e := range s.Empty {
			check(s.Kind, e.When)
		}
	}
}

// Every field that takes words refuses others, by name.
func TestEveryFieldOfWordsIsChecked(t *testing.T) {
	vocabularies := map[reflect.Type]bool{}
	for _, v := range query.Vocabularies() {
		vocabularies[v.Of] = true
	}
	for f := range reflect.TypeFor[query.Query]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		var value any = "zz"
		of := f.Type
		if of.Kind() == reflect.Slice {
			of, value = of.Elem(), []string{"zz"}
		}
		if !vocabularies[of] || of == reflect.TypeFor[lang.Lang]() { // an unknown language is Vietnamese
			continue
		}
		raw, err := json.Marshal(map[string]any{"schemaVersion": 1, "kind": "scorecard", "plan": "p", name: value})
		if err != nil {
			t.Fatal(err)
		}
		_, err = query.Parse(raw)
		var list problem.List
		if !errors.As(err, &list) || !slices.ContainsFunc(list, func(p problem.Problem) bool {
			return p.Place.Field == name && strings.Contains(p.Rule.EN, "must be one of")
		}) {
			t.Errorf("%s takes any word: %v", name, err)
		}
	}
}

// A constant that no table has is a word that nobody can say.
func TestEveryConstantIsInItsTable(t *testing.T) {
	known := map[string]bool{}
	for _, v := range query.Vocabularies() {
		for _, w := range v.Words {
			known[v.Of.Name()+" "+w.Key] = true
		}
	}
	for _, f := range query.Fields {
		known["Field "+string(f.Field)] = true
	}
	for _, g := range query.Groups {
		known["Group "+g.Key] = true
	}
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") || path == "page.go" { // the pages are no words of a query
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range wordsIn(file) {
			if found++; !known[c[0]+" "+c[1]] {
				t.Errorf("%s: %q is not in the table of %s", path, c[1], c[0])
			}
		}
	}
	if found < 50 {
		t.Errorf("%d constants found: this tests nothing", found)
	}
}

// wordsIn are the typed constants of a file: type and text.
func wordsIn(file *ast.File) [][2]string {
	var out [][2]string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		of, typed := spec.Type.(*ast.Ident)
		lit, text := spec.Values[0].(*ast.BasicLit)
		if !typed || !text || lit.Kind != token.STRING {
			return true
		}
		if word, err := strconv.Unquote(lit.Value); err == nil {
			out = append(out, [2]string{of.Name, word})
		}
		return true
	})
	return out
}
