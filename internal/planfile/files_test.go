package planfile_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
)

// what is the part of a registry that can be compared: its units are behind pointers.
func what(reg plan.Registry) any {
	return []any{reg.Areas.All(), reg.Areas.Links(), reg.Indicators, reg.Plans, reg.Law}
}

// The texts that were read are enough to read the same again, and nothing else that lies in the folder is among them.
func TestTheTextsOfAFolderLoadTheSameRegistry(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../plans")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "sources", "draft.txt"), "chưa dùng")
	reg, files, err := planfile.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	again, err := files.Load()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(what(reg), what(again), cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
		t.Errorf("(-read +kept):\n%.2000s", diff)
	}
	for _, name := range []string{"NOTICE", "sources/draft.txt"} {
		if _, ok := files[name]; ok {
			t.Errorf("%s was read by nobody and is among the texts", name)
		}
	}
	for _, name := range []string{"areas.csv", "indicators.yaml", "vinh-long-2021-2030.yaml", "sources/vinh-long-2021-qd2141-kh1788.txt", "law/facts.yaml", "law/nd20-2014.yaml", "law/sources/tt07-2016.txt"} {
		if files[name] == "" {
			t.Errorf("%s is not among the texts %q", name, slices.Sorted(maps.Keys(files)))
		}
	}
}

// Kept texts were in force, whatever today's program would refuse in them: a key that is gone, a rule that came later.
func TestKeptTextsAreNotJudgedAgain(t *testing.T) {
	_, files, err := planfile.Read("testdata/base")
	if err != nil {
		t.Fatal(err)
	}
	old := maps.Clone(files)
	old[tiny] = "judged_once: true\n" + strings.Replace(files[tiny], "Báo cáo năm", "Ba\u0301o ca\u0301o năm", 1)
	delete(old, "sources/tiny.txt")
	reg, err := old.Load()
	if err != nil {
		t.Fatal(err)
	}
	if p, ok := reg.Plan("tiny"); !ok || len(p.Targets) != 2 || len(p.Forms[0].Indicators) != 2 {
		t.Errorf("the plan reads %+v", p)
	}
	for name, text := range map[string]string{tiny: "id: [", "areas.csv": "code\n", "indicators.yaml": ""} {
		broken := maps.Clone(files)
		if broken[name] = text; text == "" {
			delete(broken, name)
		}
		if _, err := broken.Load(); err == nil {
			t.Errorf("%s cannot be read, and nobody says so", name)
		}
	}
}
