// Package golden compares what a test got with a file that is kept beside it. Tests of every package use it. It refuses to let a
// missing file pass, because a test that writes its own expectation proves nothing, and to write what a failed test or a part of
// one got, because that would cut the file.
package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Equal fails the test unless got equals the file. UPDATE_GOLDEN=1 writes the file instead; only a person sets it. A test whose
// file is put together by subtests calls it after them, so that Equal can tell whether all of them ran.
func Equal(tb testing.TB, path, got string) {
	tb.Helper()
	update := os.Getenv("UPDATE_GOLDEN") == "1"
	if filter := cutBy(tb.Name(), filters()); filter != "" {
		if update {
			tb.Errorf("%s is not written: %s leaves out parts of this test.\nThe whole: %s", shown(path), filter, command(tb.Name()))
		} else {
			tb.Logf("%s is not compared: %s leaves out parts of this test", shown(path), filter)
		}
		return
	}
	if update {
		write(tb, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("read golden: %v\nTo accept what was got: %s\n%s", err, command(tb.Name()), beginning(got))
	}
	if diff := Diff(string(want), got); diff != "" {
		tb.Errorf("%s (-want +got):\n%s\nTo accept it: %s", shown(path), diff, command(tb.Name()))
	}
}

func write(tb testing.TB, path, got string) {
	tb.Helper()
	if tb.Failed() {
		tb.Errorf("%s is not written: the test has failed, so what it got may not be all", shown(path))
		return
	}
	// Reading it first tells the go command that the answer depends on the file: else it would not run the test a second time.
	if old, err := os.ReadFile(path); err == nil && string(old) == got {
		return
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
		tb.Fatal(err)
	}
}

// beginning is as much of a text as shows what it is.
func beginning(text string) string {
	const most = 40
	lines := strings.SplitAfter(text, "\n")
	if len(lines) <= most {
		return text
	}
	return strings.Join(lines[:most], "") + "…"
}
