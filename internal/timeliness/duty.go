// Package timeliness says which reports are expected of whom (duty.go), what is late (late.go, the one place that decides
// it), and what rates that makes of a form's period (rate.go). The projection, the collector's commands and API, and readers of
// the stored reports and deliverables use it. It works from a plan, the days on which cells came and the extensions that were
// granted; it knows no database and no clock. A report that
// nobody expects is not counted: what came is always a part of what was expected, so no rate can pass 100%.
package timeliness

import (
	"slices"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
)

// Duty is one form with what each unit owes on it.
type Duty struct {
	Plan    plan.Plan
	Form    plan.Form
	units   []area.Area // those that owe anything, in the plan's order
	owed    map[string][]string
	periods []period.Period
	runs    map[period.Period]bool
}

// Slot is one expected report: a unit's for a period.
type Slot struct {
	Unit   string // UID
	Period period.Period
}

// DutyOf works out what a form asks of whom.
func DutyOf(reg plan.Registry, p plan.Plan, f plan.Form) Duty {
	d := Duty{Plan: p, Form: f, owed: map[string][]string{}, periods: p.Periods(f), runs: map[period.Period]bool{}}
	for _, per := range d.periods {
		d.runs[per] = true
	}
	for _, a := range reg.Members(p, f.Level) {
		if _, twice := d.owed[a.UID]; twice {
			continue
		}
		for _, id := range f.Indicators {
			if reg.Owes(p, f, id, a) && !slices.Contains(d.owed[a.UID], id) {
				d.owed[a.UID] = append(d.owed[a.UID], id)
			}
		}
		if len(d.owed[a.UID]) > 0 {
			d.units = append(d.units, a)
		}
	}
	return d
}

// Duties lists the plan's forms whose coming is watched: those that carry indicators.
func Duties(reg plan.Registry, p plan.Plan) []Duty {
	var out []Duty
	for _, f := range p.Forms {
		if len(f.Indicators) > 0 {
			out = append(out, DutyOf(reg, p, f))
		}
	}
	return out
}

// Expected lists every report that is expected over the plan's whole run, by period, then unit.
func (d Duty) Expected() []Slot {
	var out []Slot
	for _, per := range d.periods {
		for _, a := range d.Reporters(per) {
			out = append(out, Slot{a.UID, per})
		}
	}
	return out
}

// Reporters lists the units that owe a report for the period: none for a period of another plan or frequency.
func (d Duty) Reporters(per period.Period) []area.Area {
	if !d.runs[per] {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(d.units), func(a area.Area) bool { return !d.Plan.Reports(a, per) })
}

// Periods lists the periods the form is due for, oldest first.
func (d Duty) Periods() []period.Period { return d.periods }

// Owed lists the indicators that the unit owes in a period in which it reports.
func (d Duty) Owed(unit string) []string { return d.owed[unit] }

// Counts reports whether the cell is a part of an expected report: it is owed, and its unit reports for its period.
func (d Duty) Counts(unit area.Area, indicator string, per period.Period) bool {
	return d.runs[per] && slices.Contains(d.owed[unit.UID], indicator) && d.Plan.Reports(unit, per)
}

// Report states an expected report. Came tells when a cell first came; only undivided totals count: a disaggregation
// without its total is no report of the indicator. Until is the last good day of an extension, if one was granted; a form
// without a deadline cannot be extended, and an extension never shortens a deadline.
func (d Duty) Report(s Slot, came func(report.Key) (time.Time, bool), until period.Date) series.Report {
	owed := d.owed[s.Unit]
	r := series.Report{Plan: d.Plan.ID, Form: d.Form.ID, Area: s.Unit, At: s.Period.End().Time(), CellsOf: float64(len(owed))}
	r.Due = DueBy(d.Form, s.Period)
	if extended := until.EndOfDay(); !r.Due.IsZero() && extended.After(r.Due) {
		r.Extended = extended
	}
	var newest time.Time
	for _, id := range owed {
		at, ok := came(report.Key{Unit: s.Unit, Indicator: id, Group: catalogue.GroupAll, Period: s.Period})
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
	return r
}
