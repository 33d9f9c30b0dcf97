package strictyaml

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml/parser"

	"github.com/xhht/xhht/internal/plan"
)

// FuzzDecode: no text makes the loader panic, and what the check lets through the library can fill; else a fault would
// surface without a line, or not at all.
func FuzzDecode(f *testing.F) {
	for _, name := range []string{"../planfile/testdata/base/tiny.yaml", "../planfile/testdata/base/indicators.yaml"} {
		raw, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	for _, text := range []string{"", "a", "- a", "id: &x {vi: *x}", "id: [", "from: 1e9", "id: |\n  a\nto: 0x1F", "? [a]\n: b", "targets: [{n: .inf}, null]"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var p plan.Plan
		lines, faults := decode(text, &p)
		doc := Document{lines: lines}
		_, parseErr := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
		for _, fault := range faults {
			if fault.Code == "" || fault.Rule.VI == "" || doc.Line(fault.Place.Path) < 1 {
				t.Errorf("fault without code, text or line: %+v", fault)
			}
			if fault.Code == "yaml_syntax" && parseErr == nil {
				t.Errorf("the check let through what the library refuses: %s", fault.Rule.EN)
			}
		}
	})
}
