package projection_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// BenchmarkLevels projects all that the communes of Vĩnh Long report in six years, and then the correction of one number of the
// first year, which changes the commune's, its district's and the province's levels of every year since.
func BenchmarkLevels(b *testing.B) {
	reg, err := shipped()
	if err != nil {
		b.Fatal(err)
	}
	p, _ := reg.Plan("pcgd-xmc-vinh-long")
	form, _ := p.Form("commune")
	book, err := ledger.Open(b.Context(), filepath.Join(b.TempDir(), "ledger.db"), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := book.Close(); err != nil {
			b.Error(err)
		}
	})
	accept := func(year int, entries []report.Entry) {
		if _, err := book.AcceptAll(b.Context(), []ledger.Submission{{Plan: p.ID, Reporter: "test", Source: ledger.SourceImport, ReceivedOn: period.DateOf(year, 10, 1), Entries: entries}}); err != nil {
			b.Fatal(err)
		}
	}
	for year := 2021; year <= 2026; year++ {
		var entries []report.Entry
		for _, a := range reg.Members(p, area.Commune) {
			for _, id := range form.EverAsked() {
				if !p.Reports(a, period.Year(year)) {
					continue
				}
				e := report.Entry{Unit: a.UID, Indicator: id, Period: period.Year(year), Group: catalogue.GroupAll}
				if reg.Indicators[id].Measure == catalogue.Rate {
					e.Numerator, e.Denominator = new(95.0), new(100.0)
				} else {
					e.Value = new(1.0)
				}
				entries = append(entries, e)
			}
		}
		accept(year, entries)
	}
	s := &memory{}
	proj, err := projection.New(projection.Options{Registry: reg, Ledger: book, Store: s})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("replay", func(b *testing.B) {
		for b.Loop() {
			if err := proj.Replay(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("correction", func(b *testing.B) {
		n := 0.0
		for b.Loop() {
			n++
			accept(2021, []report.Entry{counted("c:29587@0", "age15_60_literate2", 2021, 80+float64(int(n)%20), 100)})
			if err := projection.CatchUp(proj, b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
