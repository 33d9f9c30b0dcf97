package ledger_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/report"
)

// BenchmarkAcceptLargest accepts the largest submission that intake lets through.
func BenchmarkAcceptLargest(b *testing.B) {
	l := newLedger(b)
	for i := 0; b.Loop(); i++ {
		entries := make([]report.Entry, 20_000)
		for j := range entries {
			entries[j] = count(fmt.Sprintf("c:%05d@0", j), float64(i))
		}
		mustAccept(b, l, submission("", entries...))
	}
}

func BenchmarkAcceptEight(b *testing.B) {
	l := newLedger(b)
	for i := 0; b.Loop(); i++ {
		entries := make([]report.Entry, 8)
		for j := range entries {
			entries[j] = count(fmt.Sprintf("c:%05d@0", j), float64(i))
		}
		mustAccept(b, l, submission("", entries...))
	}
}

// A batch of the projection that holds nothing but corrections, out of submissions as large as they come.
func BenchmarkCorrectionsOfABatch(b *testing.B) {
	const cells, each = 50_000, 10_000
	l := newLedger(b)
	for _, value := range []float64{1, 2} {
		var entries []report.Entry
		for i := range cells {
			entries = append(entries, count(fmt.Sprintf("c:%05d@0", i), value))
		}
		for some := range slices.Chunk(entries, each) {
			mustAccept(b, l, submission("tính lại", some...))
		}
	}
	for b.Loop() {
		got, err := l.Corrections(b.Context(), cells, 2*cells)
		if err != nil || len(got) != cells {
			b.Fatalf("%d corrections, %v", len(got), err)
		}
	}
}
