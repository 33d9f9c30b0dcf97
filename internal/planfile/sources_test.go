package planfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
)

// A cell that the forms of two plans ask for has one source, named in a file: neither none nor both.
func TestACellOfTwoPlansHasOneSource(t *testing.T) {
	for name, c := range map[string]struct {
		file, from, to string
		code           problem.Code
	}{
		"no form is named": {"vinh-long-2021-2030.yaml", "    sources: [pcgd-xmc-vinh-long/province]\n", "", "two_sources"},
		"both are named": {"pcgd-xmc-vinh-long.yaml", "    name: {vi: Mức độ PCGD – XMC của tỉnh", "    sources: [vinh-long-2021-2030/annual-province]\n    name: {vi: Mức độ PCGD – XMC của tỉnh",
			"sources_of_each_other"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.CopyFS(folder, os.DirFS("../../plans")); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, c.file)
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.Replace(string(raw), c.from, c.to, 1)
			if changed == string(raw) {
				t.Fatalf("%s does not say %q", c.file, c.from)
			}
			if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = planfile.Load(folder)
			list, ok := errors.AsType[problem.List](err)
			if !ok || len(list) != 1 || list[0].Code != c.code || list[0].Place.Line == 0 {
				t.Errorf("%v, want one problem %s with its line", err, c.code)
			}
		})
	}
}
