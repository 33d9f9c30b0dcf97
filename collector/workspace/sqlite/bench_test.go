package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
)

// BenchmarkBearer is what every request over HTTP costs before anything else, among the tokens of a country's communes.
func BenchmarkBearer(b *testing.B) {
	s := mustOpen(b, filepath.Join(b.TempDir(), "workspace.db"), time.Now)
	var lines []workspace.Reporter
	for n := range 3321 {
		lines = append(lines, workspace.Reporter{Name: fmt.Sprint("Xã ", n), Unit: fmt.Sprintf("c:%d@0", n), TokenHash: workspace.HashToken(fmt.Sprint(n))})
	}
	if _, err := s.TakeOver(b.Context(), lines); err != nil {
		b.Fatal(err)
	}
	for n := 0; b.Loop(); n++ {
		if _, err := s.Bearer(b.Context(), workspace.HashToken(fmt.Sprint(n%3321))); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSaveDraft is what a pause in typing costs: three fields of sixty.
func BenchmarkSaveDraft(b *testing.B) {
	s := mustOpen(b, filepath.Join(b.TempDir(), "workspace.db"), time.Now)
	slot := workspace.Slot{Plan: "p", Form: "f", Unit: "c:1@0", Period: "2026"}
	version := int64(0)
	for n := 0; b.Loop(); n++ {
		var typed []workspace.Typed
		for i := range 3 {
			typed = append(typed, workspace.Typed{Indicator: fmt.Sprint((n + i) % 60), Group: "all", Field: "numerator", Text: fmt.Sprint(n)})
		}
		d, err := s.SaveDraft(b.Context(), slot, "s-1", version, typed)
		if err != nil {
			b.Fatal(err)
		}
		version = d.Version
	}
}
