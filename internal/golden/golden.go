// Package golden compares what a test got with a file that is kept beside it. Tests of every package use it; it refuses
// to let a missing file pass, because a test that writes its own expectation proves nothing.
package golden

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Equal fails the test unless got equals the file. UPDATE_GOLDEN=1 writes the file instead; only a person sets it.
func Equal(tb testing.TB, path, got string) {
	tb.Helper()
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			tb.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("read golden: %v\nTo accept what was got: UPDATE_GOLDEN=1 go test -run '%s'\n%s", err, tb.Name(), got)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		tb.Errorf("%s (-want +got):\n%s\nTo accept it: UPDATE_GOLDEN=1 go test -run '%s'", path, diff, tb.Name())
	}
}
