package timeliness

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// Decided is what the standing office decided about an expected report.
type Decided struct {
	Until      period.Date // last good day of an extension; zero: none was granted
	NoReporter time.Time   // when it was recorded that nobody is there to report; zero: somebody is
}

// Report states an expected report. Came tells when a cell first came; only undivided totals count: a disaggregation
// without its total is no report of the indicator. A form without a deadline cannot be extended, and an extension never
// shortens a deadline.
//
// What was asked for after the form's deadline has one of its own (plan.Term). The report's is then the first by which
// something is missing; of a whole report the first that was missed, or the last where none was.
func (d Duty) Report(s Slot, came func(report.Key) (time.Time, bool), by Decided) series.Report {
	asks := d.Asks(s.Unit, s.Period)
	r := series.Report{Plan: d.Plan.ID, Form: d.Form.ID, Area: s.Unit, At: s.Period.End().Time(), CellsOf: float64(len(asks)), NoReporter: by.NoReporter}
	until := by.Until
	if d.Form.LastGoodDay(s.Period).IsZero() {
		until = period.Date{}
	}
	var parts []part
	var newest time.Time
	for _, ask := range asks {
		at, ok := came(report.Key{Unit: s.Unit, Indicator: ask.Indicator, Group: catalogue.GroupAll, Period: s.Period})
		parts = enter(parts, d.Form.By(ask, s.Period), at, ok)
		if !ok {
			continue
		}
		r.Cells++
		if at.After(newest) {
			newest = at
		}
	}
	if r.Cells == r.CellsOf {
		r.Received = newest
	}
	last := deciding(parts, until)
	r.Due = last.EndOfDay()
	if until.After(last) {
		r.Extended = until.EndOfDay()
	}
	return r
}

// part is what a report owes by one day.
type part struct {
	by      period.Date // zero: no day is given
	newest  time.Time   // when the last of it came that has come
	missing bool
}

// enter adds a cell to the part that it belongs to.
func enter(parts []part, by period.Date, at time.Time, came bool) []part {
	i := slices.IndexFunc(parts, func(p part) bool { return p.by == by })
	if i < 0 {
		i, parts = len(parts), append(parts, part{by: by})
	}
	parts[i].missing = parts[i].missing || !came
	if came && at.After(parts[i].newest) {
		parts[i].newest = at
	}
	return parts
}

// deciding is the day that the report is judged by.
func deciding(parts []part, until period.Date) period.Date {
	slices.SortFunc(parts, func(a, b part) int { return soonest(a.by, b.by) })
	for _, p := range parts {
		if p.missing {
			return p.by
		}
	}
	for _, p := range parts {
		last := p.by
		if until.After(last) {
			last = until
		}
		if !p.by.IsZero() && p.newest.After(last.EndOfDay()) {
			return p.by
		}
	}
	if len(parts) == 0 {
		return period.Date{}
	}
	return parts[len(parts)-1].by
}

// soonest orders days, one that is not given last.
func soonest(a, b period.Date) int {
	switch {
	case a == b:
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return a.Time().Compare(b.Time())
}
