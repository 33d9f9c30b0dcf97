package intake_test

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// Honest data, all five years of it, meets no rule between cells: none of its files is refused.
func TestTheStoryContradictsNothing(t *testing.T) {
	reg, err := planfile.Load("../../plans")
	if err != nil {
		t.Fatal(err)
	}
	today := period.DateOf(2026, 12, 1)
	now := func() time.Time { return today.Time() }
	book, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	in := &intake.Intake{Registry: reg, Ledger: book, Now: now, Metrics: intake.NewMetrics(prometheus.NewRegistry())}
	for id, told := range map[string]func(plan.Registry, period.Date) ([]story.File, error){story.Plan: story.Reports, story.Regime: story.Levels} {
		files, err := told(reg, today)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			var text bytes.Buffer
			if err := csv.NewWriter(&text).WriteAll(f.Rows); err != nil {
				t.Fatal(err)
			}
			doc, err := intake.DecodeCSV(f.Name, &text, intake.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			doc.Plan = id
			if _, err := in.Submit(t.Context(), doc, intake.Sender{By: report.By{Subject: subject.Anyone(), Source: ledger.SourceImport}}); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
}
