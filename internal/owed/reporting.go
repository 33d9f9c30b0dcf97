// Package owed lists what a plan asks for and by when, whether or not anything came of it: the reports of units, the tasks of
// agencies, the recognitions that a unit has to keep, and the days that a calendar marks. The plugin's frames of lists, matrices and
// events are views of it. It judges no number against a target, which is scorecard's; it reads no database and knows no clock.
package owed

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/timeliness"
)

// Expected is one report that the plan makes a unit hand in, whether or not anything came.
type Expected struct {
	Form   plan.Form
	Area   area.Area
	Period period.Period
	series.Report
	State    timeliness.State
	DaysLate int // begun days count whole
}

// ReceivedBy is when the whole report came, the zero time where it had not by then.
func (e Expected) ReceivedBy() time.Time {
	if e.State == timeliness.OnTime || e.State == timeliness.ReceivedLate {
		return e.Received
	}
	return time.Time{}
}

// Reporting lists every report that is expected of the plan's units for a period that has begun and lies in the span; of
// one form if it is named. A form's newest period comes first. What was never stored is expected all the same: the list
// comes from the plan, not from what came.
func Reporting(reg plan.Registry, p plan.Plan, form string, stored []series.Report, span period.Span, asOf time.Time) []Expected {
	type key struct {
		form, area string
		at         time.Time
	}
	known := map[key]series.Report{}
	for _, r := range stored {
		known[key{r.Form, r.Area, r.At.UTC()}] = r
	}
	nothing := func(report.Key) (time.Time, bool) { return time.Time{}, false }
	var out []Expected
	for _, d := range timeliness.Duties(reg, p) {
		if form != "" && d.Form.ID != form {
			continue
		}
		for _, per := range slices.Backward(d.Periods()) {
			if !span.Meets(per) || per.Start().Time().After(asOf) {
				continue
			}
			for _, a := range d.Reporters(per) {
				r, ok := known[key{d.Form.ID, a.UID, per.End().Time()}]
				if !ok {
					r = d.Report(timeliness.Slot{Unit: a.UID, Period: per}, nothing, timeliness.Decided{})
				}
				out = append(out, Expected{Form: d.Form, Area: a, Period: per, Report: r, State: timeliness.StateOf(r, asOf), DaysLate: timeliness.DaysLate(r, asOf)})
			}
		}
	}
	return out
}

// Tally is how many of the reports of one form and period came.
type Tally struct {
	timeliness.Rate
	Form   plan.Form
	Period period.Period
	Due    time.Time // end of the plan's last good day
}

// Tallies counts by form and period, in the order of the list.
func Tallies(list []Expected, asOf time.Time) []Tally {
	type key struct {
		form string
		at   time.Time
	}
	var reports []series.Report
	for _, e := range list {
		reports = append(reports, e.Report)
	}
	rates := map[key]timeliness.Rate{}
	for _, r := range timeliness.Rates(reports, asOf) {
		rates[key{r.Form, r.At}] = r
	}
	var out []Tally
	for _, e := range list {
		k := key{e.Form.ID, e.At.UTC()}
		if r, ok := rates[k]; ok {
			delete(rates, k)
			out = append(out, Tally{r, e.Form, e.Period, e.Due})
		}
	}
	return out
}
