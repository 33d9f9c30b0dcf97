// Package timeliness says which reports are expected of whom (duty.go), what is late (late.go, the one place that decides
// it), and what rates that makes of a form's period (rate.go). The projection, the collector's commands and API, and readers of
// the stored reports and deliverables use it. It works from a plan, the days on which cells came and the extensions that were
// granted; it knows no database and no clock. A report that
// nobody expects is not counted: what came is always a part of what was expected, so no rate can pass 100%.
package timeliness

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// Duty is one form with what each unit owes on it, period by period.
type Duty struct {
	Plan    plan.Plan
	Form    plan.Form
	periods []period.Period
	asked   map[period.Period]*asking
}

// asking is what a form asks of whom. Periods that ask the same share one.
type asking struct {
	units []area.Area           // those that are asked for anything, in the plan's order
	owed  map[string][]plan.Ask // unit → what for, in the form's order
}

// Slot is one expected report: a unit's for a period.
type Slot struct {
	Unit   string // UID
	Period period.Period
}

// DutyOf works out what a form asks of whom, and when.
func DutyOf(reg plan.Registry, p plan.Plan, f plan.Form) Duty {
	d := Duty{Plan: p, Form: f, periods: p.Periods(f), asked: map[period.Period]*asking{}}
	known := map[string]*asking{}
	for _, per := range d.periods {
		body, _ := f.Body(per)
		asks := f.Asks(per)
		key := fmt.Sprint(body, asks)
		if known[key] == nil {
			known[key] = askedOf(reg, p, f, body.Level, asks, per)
		}
		d.asked[per] = known[key]
	}
	return d
}

func askedOf(reg plan.Registry, p plan.Plan, f plan.Form, tier area.Level, asks []plan.Ask, per period.Period) *asking {
	out := &asking{owed: map[string][]plan.Ask{}}
	for _, a := range reg.Members(p, tier) {
		if _, twice := out.owed[a.UID]; twice {
			continue
		}
		var owed []plan.Ask
		for _, ask := range asks {
			if _, ok := reg.Owes(p, f, ask.Indicator, a, per); ok && !has(owed, ask.Indicator) {
				owed = append(owed, ask)
			}
		}
		if len(owed) > 0 {
			out.owed[a.UID], out.units = owed, append(out.units, a)
		}
	}
	return out
}

func has(asks []plan.Ask, indicator string) bool {
	return slices.ContainsFunc(asks, func(a plan.Ask) bool { return a.Indicator == indicator })
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
	asked := d.asked[per]
	if asked == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(asked.units), func(a area.Area) bool { return !d.Plan.Reports(a, per) })
}

// Periods lists the periods the form is due for, oldest first.
func (d Duty) Periods() []period.Period { return d.periods }

// Asks is what the form asks of the unit for a period in which it reports.
func (d Duty) Asks(unit string, per period.Period) []plan.Ask {
	if asked := d.asked[per]; asked != nil {
		return asked.owed[unit]
	}
	return nil
}

// Owed lists the indicators that the unit owes for a period in which it reports.
func (d Duty) Owed(unit string, per period.Period) []string {
	var out []string
	for _, a := range d.Asks(unit, per) {
		out = append(out, a.Indicator)
	}
	return out
}

// Counts reports whether the cell is a part of an expected report: it is owed, and its unit reports for its period.
func (d Duty) Counts(unit area.Area, indicator string, per period.Period) bool {
	return has(d.Asks(unit.UID, per), indicator) && d.Plan.Reports(unit, per)
}
