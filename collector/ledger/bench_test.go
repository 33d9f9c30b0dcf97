package ledger_test

import (
	"fmt"
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
