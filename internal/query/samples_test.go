package query_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/xhht/xhht/internal/query"
)

// The editor's samples, which a jest test checks from the other side, hold every word that a query may say.
func TestSamplesOfTheEditorSayEveryWord(t *testing.T) {
	paths, err := filepath.Glob("../../plugin/testdata/query/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	said := map[any]bool{}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		q, err := query.Parse(raw)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
		gather(said, reflect.ValueOf(q))
	}
	for _, v := range query.Vocabularies() {
		for _, w := range v.Words {
			if !said[reflect.ValueOf(w.Key).Convert(v.Of).Interface()] {
				t.Errorf("no sample says the %s %s", v.Name, w.Key)
			}
		}
	}
}

// gather notes every typed word of a query, its filters' included.
func gather(said map[any]bool, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, f := range v.Fields() {
			gather(said, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			gather(said, v.Index(i))
		}
	case reflect.String:
		said[v.Interface()] = true
	}
}
