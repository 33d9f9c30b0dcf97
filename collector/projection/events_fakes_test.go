package projection_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
)

// decide records decisions as the ledger does; an approval is of the cells that are there now.
func (r *record) decide(at time.Time, list ...decision.Decision) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range list {
		if d.Kind == decision.Approval && !d.Withdrawn {
			for _, e := range r.entries {
				if slices.Contains(d.Units, e.Unit) && slices.Contains(d.Indicators, e.Indicator) && e.Period == d.Period {
					d.Entries = e.Seq
				}
			}
		}
		r.decisions = append(r.decisions, decision.Recorded{Decision: d, Seq: int64(len(r.decisions) + 1), By: "Sở GDĐT", RecordedAt: at, Receipt: fmt.Sprint(len(r.decisions) + 1)})
	}
}

func (r *record) DecisionsAfter(_ context.Context, seq int64, limit int) ([]decision.Recorded, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.decisions[seq:min(int(seq)+limit, len(r.decisions))]), nil
}

func (r *record) Corrections(_ context.Context, after, last int64) (out []ledger.Correction, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.entries[after:last] {
		for _, old := range r.entries[:e.Seq-1] {
			if old.Key() == e.Key() && old.Revision == e.Revision-1 {
				out = append(out, ledger.Correction{Recorded: e, Before: old.Entry, Received: old.ReceivedAt(), Note: "vì sao"})
			}
		}
	}
	return out, nil
}

func (r *record) Revisions(_ context.Context, indicators, units []string, periods ...period.Period) (out []ledger.Recorded, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.entries {
		if among(indicators, e.Indicator) && among(units, e.Unit) && among(periods, e.Period) {
			out = append(out, e)
		}
	}
	return out, nil
}

func extension(until string, year int, units ...int) decision.Decision {
	day, err := period.ParseDate(until)
	if err != nil {
		panic(err)
	}
	d := decision.Decision{Kind: decision.Extension, Withdrawn: day.IsZero(), Plan: "p", Form: "annual", Period: period.Year(year), Until: day, Reason: "bão"}
	for _, u := range units {
		d.Units = append(d.Units, fmt.Sprintf("d:%d@0", u))
	}
	return d
}

func approval(unit, year int) decision.Decision {
	return decision.Decision{Kind: decision.Approval, Plan: "p", Form: "annual", Period: period.Year(year), Units: []string{fmt.Sprintf("d:%d@0", unit)},
		Indicators: []string{"level", "skills"}, Reason: "đã đối chiếu"}
}

// noReporter is of the units from a year on; through 0 is until further notice.
func noReporter(from, through int, units ...int) decision.Decision {
	d := decision.Decision{Kind: decision.NoReporter, Plan: "p", Form: "annual", Period: period.Year(from), Reason: "chưa có hội"}
	if through > 0 {
		d.Through = period.Year(through)
	}
	for _, u := range units {
		d.Units = append(d.Units, fmt.Sprintf("d:%d@0", u))
	}
	return d
}

func withdrawn(d decision.Decision) decision.Decision {
	d.Withdrawn = true
	return d
}

func done(id, on string) decision.Decision {
	day, err := period.ParseDate(on)
	if err != nil {
		panic(err)
	}
	return decision.Decision{Kind: decision.Done, Withdrawn: day.IsZero(), Plan: "p", Deliverable: id, On: day, Reason: "KH số 12"}
}

// recognised is the decision that a district has reached its level.
func recognised(year, district int) decision.Decision {
	return decision.Decision{Kind: decision.Recognition, Plan: "p", Period: period.Year(year), Units: []string{fmt.Sprintf("d:%d@0", district)}, Indicators: []string{"level"}, Value: new(3.0),
		On: period.DateOf(year, 12, 10), Reason: "biên bản", Authority: "7/QĐ", Issuer: "UBND tỉnh"}
}
