package workbook_test

import (
	"runtime"
	"testing"

	"github.com/xhht/xhht/internal/workbook"
	"github.com/xhht/xhht/internal/workbook/workbooktest"
)

// BenchmarkProvinceYear reads 124 communes × 60 indicators × 12 periods of one sheet, and a tenth of that: what is held does not grow.
func BenchmarkProvinceYear(b *testing.B) {
	for name, n := range map[string]int{"a tenth": 8_928, "all": 89_280} {
		rows := make([][]any, n)
		for i := range rows {
			rows[i] = []any{"c:29584@2025-07-01", "age15_60_literate2", "2025-09", "all", 1000 + i, 2000 + i, nil, "Theo điều tra"}
		}
		data := workbooktest.One(rows...).XLSX()
		b.Run(name, func(b *testing.B) {
			var most uint64
			for b.Loop() {
				runtime.GC()
				peak := watchHeap()
				book, err := workbook.Open("a.xlsx", data, workbook.DefaultLimits)
				if err != nil {
					b.Fatal(err)
				}
				seen := 0
				if err := book.Rows("a.xlsx", 0, func(workbook.Row) error { seen++; return nil }); err != nil || seen != n {
					b.Fatal(seen, err)
				}
				most = max(most, peak())
			}
			b.ReportMetric(float64(most)/(1<<20), "MB-peak")
		})
	}
}
