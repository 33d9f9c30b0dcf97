package generation

import (
	"context"
	"time"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planchange"
	"github.com/xhht/xhht/internal/report"
)

// record answers what a comparison asks of the ledger. It holds the cells of one period at a time: a country has millions.
type record struct {
	planchange.Record
	ctx        context.Context // of the one comparison that it is made for
	book       Numbers
	indicators []string
	period     period.Period
	came       map[report.Key]time.Time
	err        error // the first; what is asked afterwards is answered with nothing
}

func onRecord(ctx context.Context, book Numbers, now time.Time, registries ...plan.Registry) (*record, error) {
	var state decision.State
	if _, err := book.Decisions(ctx, &state, now); err != nil {
		return nil, err
	}
	r := &record{ctx: ctx, book: book}
	seen := map[string]bool{}
	for _, reg := range registries {
		for _, p := range reg.Plans {
			for _, f := range p.Forms {
				for _, id := range f.EverAsked() {
					if !seen[id] {
						seen[id] = true
						r.indicators = append(r.indicators, id)
					}
				}
			}
		}
	}
	r.Record = planchange.Record{Now: now, Came: r.when, Decided: state.About, Entries: r.entries, Done: func(plan, deliverable string) bool {
		_, done := state.Done(plan, deliverable)
		return done
	}}
	return r, nil
}

func (r *record) when(k report.Key) (time.Time, bool) {
	if k.Period != r.period && r.err == nil {
		r.err = r.read(k.Period)
	}
	at, ok := r.came[k]
	return at, ok
}

func (r *record) entries(indicators []string, year int) []report.Entry {
	if r.err != nil {
		return nil
	}
	cells, err := r.book.Cells(r.ctx, indicators, nil, period.Year(year))
	r.err = err
	out := make([]report.Entry, len(cells))
	for i, c := range cells {
		out[i] = c.Entry
	}
	return out
}

func (r *record) read(per period.Period) error {
	cells, err := r.book.Cells(r.ctx, r.indicators, nil, per)
	if err != nil {
		return err
	}
	r.period, r.came = per, make(map[report.Key]time.Time, len(cells))
	for _, c := range cells {
		r.came[c.Key()] = c.ReceivedAt()
	}
	return nil
}
