package planfile_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/xhht/xhht/internal/planfile"
)

// Notepad and Excel save a mark before the first letter: plans, indicators and units that have one are the same.
func TestFilesSavedWithAByteOrderMarkAreRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	marked := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || d.IsDir() || ext != ".yaml" && ext != ".csv" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		marked++
		return os.WriteFile(path, append([]byte("\ufeff"), data...), 0o600)
	})
	if err != nil || marked < 3 {
		t.Fatalf("%d files marked, %v", marked, err)
	}
	if _, err := planfile.Load(dir); err != nil {
		t.Error(err)
	}
}
