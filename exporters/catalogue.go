package main

import (
	"context"
	"sync"
	"time"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// known keeps what the catalogue of one generation says. A scrape every fifteen seconds must not read hundreds of documents
// that change a few times a year: it asks for the generation, and reads them when that is another one.
type known struct {
	mu         sync.Mutex
	generation string
	doc        *documents
}

// documents are the parts of a catalogue that exporters need; they must not be changed.
type documents struct {
	names map[string]string // UID → the unit's name
	plans map[string]plan.Plan
}

func (k *known) get(ctx context.Context, store Store) (*documents, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	generation, err := store.Generation(ctx)
	if err != nil {
		return nil, err
	}
	if k.doc != nil && generation != "" && generation == k.generation {
		return k.doc, nil
	}
	cat, err := store.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	if err := cat.Readable(); err != nil {
		return nil, err
	}
	k.generation = cat.Generation
	k.doc = &documents{names: make(map[string]string, len(cat.Areas)), plans: make(map[string]plan.Plan, len(cat.Plans))}
	for _, a := range cat.Areas {
		k.doc.names[a.UID] = a.FullName
	}
	for _, p := range cat.Plans {
		k.doc.plans[p.ID] = p
	}
	return k.doc, nil
}

// watched is a form whose reports are still asked for.
type watched struct {
	plan         plan.Plan
	form         plan.Form
	due          []series.Report // of the newest due period; none while nothing is due
	lastComplete time.Time       // zero: no report was ever complete
	names        map[string]string
}

// watched finds out of all reports of one form those that matter at the instant. It answers no for a form that no plan has
// any more, that nobody carries out, or that is over.
func (d *documents) watched(reports []series.Report, now time.Time) (watched, bool) {
	p := d.plans[reports[0].Plan]
	f, ok := p.Form(reports[0].Form)
	if !ok || p.Kind == plan.Archive || p.Kind == plan.Reference {
		return watched{}, false
	}
	w := watched{plan: p, form: f, names: d.names}
	var newest, final time.Time
	for _, r := range reports {
		if final.Before(r.At) {
			final = r.At
		}
		if due(f, r.At, now) && newest.Before(r.At) {
			newest = r.At
		}
		if r.Received.After(w.lastComplete) && !r.Received.After(now) {
			w.lastComplete = r.Received
		}
	}
	if due(f, series.PeriodOf(f.Frequency, final).Next().End().Time(), now) {
		return watched{}, false
	}
	for _, r := range reports {
		if !newest.IsZero() && r.At.Equal(newest) {
			w.due = append(w.due, r)
		}
	}
	return w, true
}

// due reports whether the form's last good day for the period that ends at the instant has passed. Extensions do not move
// it: those who got more time are counted apart. A form without a deadline is shown when its period is over.
func due(f plan.Form, end, now time.Time) bool {
	return timeliness.Passed(timeliness.ClosedBy(f, series.PeriodOf(f.Frequency, end)), now)
}
