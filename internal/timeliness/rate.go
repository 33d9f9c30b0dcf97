package timeliness

import (
	"cmp"
	"slices"
	"time"

	"github.com/xhht/xhht/internal/series"
)

// Rate counts the reports of one form and period as they stand at an instant. Every report is in exactly one of OnTime, Late,
// Overdue, NotDue and NoReporter. Expected is all of them but the last: from where nobody is, nothing can be expected.
type Rate struct {
	Plan, Form string
	At         time.Time // last day of the period
	Expected   int
	OnTime     int // complete, in time
	Late       int // complete, after the deadline
	Overdue    int // incomplete, the deadline has passed
	NotDue     int // incomplete, the deadline has not passed
	NoReporter int // by decision there is nobody who could report, and nothing came
	Extended   int // of all of these: with a later deadline than the plan's
}

// Received counts the complete reports.
func (r Rate) Received() int { return r.OnTime + r.Late }

// Completeness is received of expected in percent; nil where nothing is expected.
func (r Rate) Completeness() *float64 { return percent(r.Received(), r.Expected) }

// Timeliness is in time of expected in percent; nil where nothing is expected.
func (r Rate) Timeliness() *float64 { return percent(r.OnTime, r.Expected) }

func percent(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	return new(100 * float64(part) / float64(whole))
}

type periodKey struct {
	plan, form string
	at         time.Time
}

type reportKey struct {
	periodKey
	area string
}

// Rates counts reports by plan, form and period, in that order. The list holds the expected reports; of two that are about
// the same unit and period the last one counts.
func Rates(reports []series.Report, now time.Time) []Rate {
	last := map[reportKey]series.Report{}
	for _, r := range reports {
		last[reportKey{periodKey{r.Plan, r.Form, r.At.UTC()}, r.Area}] = r
	}
	rates := map[periodKey]*Rate{}
	for k, r := range last {
		c := rates[k.periodKey]
		if c == nil {
			c = &Rate{Plan: k.plan, Form: k.form, At: k.at}
			rates[k.periodKey] = c
		}
		c.add(r, now)
	}
	out := make([]Rate, 0, len(rates))
	for _, r := range rates {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Rate) int {
		return cmp.Or(cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Form, b.Form), a.At.Compare(b.At))
	})
	return out
}

func (r *Rate) add(rep series.Report, now time.Time) {
	state := StateOf(rep, now)
	if state == NoReporter {
		r.NoReporter++
		return
	}
	r.Expected++
	if !rep.Extended.IsZero() {
		r.Extended++
	}
	switch state {
	case OnTime:
		r.OnTime++
	case ReceivedLate:
		r.Late++
	case Overdue:
		r.Overdue++
	case NotDue:
		r.NotDue++
	}
}
