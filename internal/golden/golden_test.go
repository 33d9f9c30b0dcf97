package golden_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xhht/xhht/internal/golden"
)

// recorder stands in for a test and remembers whether it failed; Fatalf must end the caller, so it panics.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Name() string          { return "recorded" }
func (r *recorder) Errorf(string, ...any) { r.failed = true }
func (r *recorder) Fatalf(string, ...any) { r.failed = true; panic(r) }

func fails(t *testing.T, path, got string) bool {
	t.Helper()
	r := &recorder{}
	func() {
		defer func() { _ = recover() }()
		golden.Equal(r, path, got)
	}()
	return r.failed
}

func TestEqual(t *testing.T) {
	t.Setenv("UPDATE_GOLDEN", "")
	dir := t.TempDir()
	same := filepath.Join(dir, "same")
	if err := os.WriteFile(same, []byte("a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if fails(t, same, "a\n") {
		t.Error("an equal file fails")
	}
	if !fails(t, same, "b\n") {
		t.Error("a different file passes")
	}
	missing := filepath.Join(dir, "missing")
	if !fails(t, missing, "a\n") {
		t.Error("a missing file passes")
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("a missing file was written without being asked for")
	}
}

func TestEqualUpdates(t *testing.T) {
	t.Setenv("UPDATE_GOLDEN", "1")
	path := filepath.Join(t.TempDir(), "new", "file")
	if fails(t, path, "a\n") {
		t.Fatal("updating fails")
	}
	t.Setenv("UPDATE_GOLDEN", "")
	if fails(t, path, "a\n") {
		t.Error("the updated file does not hold what was got")
	}
}
