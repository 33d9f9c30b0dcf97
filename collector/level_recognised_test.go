package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// What somebody recognised stands beside what the numbers amount to, and neither hides the other; who looks back to before the
// decision does not read of it.
func TestLevelNamesWhatWasRecognised(t *testing.T) {
	d := newDesk(t)
	d.must(t, d.regimeImport(d.file(t, "bao-cao.csv", reported(t, filepath.Join("testdata", "level", "long-ho-2024.csv"))))...)
	level := func(args ...string) string {
		return d.must(t, append([]string{"level", "--plans", "../plans", "--ledger", d.ledger, "--unit", "An Bình", "--year", "2024", "--programme", "literacy"}, args...)...)
	}
	if out := level(); strings.Contains(out, "quyết định:") {
		t.Errorf("nobody recognised anything yet:\n%s", out)
	}
	d.must(t, d.decides("recognise", "--plan", "pcgd-xmc-vinh-long", "--indicator", "literacy_standard_level", "--period", "2024", "--unit", "c:29587@0", "--level", "2",
		"--on", "2024-11-20", "--authority", "2415/QĐ-UBND", "--issuer", "UBND tỉnh", "--by", "Sở GDĐT", "--reason", "kiểm tra")...)
	out := level()
	for _, want := range []string{"quyết định: đã công nhận mức độ 2, 2415/QĐ-UBND ngày 20/11/2024 của UBND tỉnh", "1799"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said:\n%s", want, out)
		}
	}
	if out := level("--as-of", "2024-11-19"); strings.Contains(out, "quyết định:") {
		t.Errorf("the decision came a day later:\n%s", out)
	}
}
