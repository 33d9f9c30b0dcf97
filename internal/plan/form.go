package plan

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
)

// Form is a report that units owe: which indicators, how often, by when. What it asks of whom has terms: ask Body and Asks
// with a period, or Registry.Owes of a unit.
type Form struct {
	ID         string           `json:"id"`
	Name       lang.Text        `json:"name"`
	Level      area.Level       `json:"level,omitempty"`   // who hands it in, where that never changed
	Reporter   lang.Text        `json:"reporter,omitzero"` // set where the document names others than the units of the tier
	Bodies     []Body           `json:"bodies,omitempty"`  // in place of Level and Reporter: one after the other
	First      period.Period    `json:"first,omitzero"`    // of the form as a whole, as in Term
	Last       period.Period    `json:"last,omitzero"`
	Frequency  period.Frequency `json:"frequency"`
	Indicators []Ask            `json:"indicators,omitempty"` // none: a report in words, whose coming is not watched
	Sources    []string         `json:"sources,omitempty"`    // PLAN/FORM of other plans whose numbers count where they ask for the same cell, see SourceOf
	Facts      Facts            `json:"facts,omitzero"`       // of a regime: every fact of the law too; the loader adds them to Indicators
	Recipient  lang.Text        `json:"recipient"`
	Due        Due              `json:"due"`
}

// Due is a deadline. "trước ngày 10/12" is strict: the last good day is the 9th.
type Due struct {
	Before string `json:"before,omitempty"` // month-day of the period's last year, "12-10"; empty: no day is given
	Clause string `json:"clause"`
	Quote  string `json:"quote,omitempty"`

	// Each are the days in place of Before where a year has several periods, one for each in their order: "trước ngày 15/6 và 15/12" of
	// half-years. A day may lie in its period, where the document says so, and never before it.
	Each     []string `json:"each,omitempty"`
	NextYear bool     `json:"next_year,omitempty"` // the days are those of the year after: "trước ngày 15/01 năm sau"

	SourceNote string         `json:"source_note,omitempty"` // of a regime: where the deadline was read, its own text not being at hand
	Confidence law.Confidence `json:"confidence,omitempty"`  // of a regime: how far that source is trusted
}

// LastGoodDay returns the last day on which a report for the period is in time; the zero Date if the plan gives none.
func (f Form) LastGoodDay(p period.Period) period.Date {
	before := f.Due.Before
	if len(f.Due.Each) > 0 {
		n := p.InYear()
		if n >= len(f.Due.Each) {
			return period.Date{} // the loader refuses such a form
		}
		before = f.Due.Each[n]
	}
	year := p.End().Year()
	if f.Due.NextYear {
		year++
	}
	day, ok := monthDay(before, year)
	if !ok {
		return period.Date{}
	}
	return day.AddDays(-1)
}

// monthDay is a month-day in a year; false where nothing, or no such day, is said.
func monthDay(text string, year int) (period.Date, bool) {
	monthText, dayText, _ := strings.Cut(text, "-")
	month, notMonth := strconv.Atoi(monthText)
	day, notDay := strconv.Atoi(dayText)
	date := period.DateOf(year, time.Month(month), day)
	_, m, d := date.Time().Date()
	return date, notMonth == nil && notDay == nil && int(m) == month && d == day
}

// TakesReports reports whether any form of the plan carries numbers.
func (p Plan) TakesReports() bool {
	return slices.ContainsFunc(p.Forms, func(f Form) bool { return len(f.Indicators) > 0 })
}

// FormFor returns the form on which units of the tier report the indicator for the period, and what it asks there.
func (p Plan) FormFor(indicator string, level area.Level, per period.Period) (Form, Ask, bool) {
	for _, f := range p.Forms {
		if ask, ok := f.ask(indicator, level, per); ok {
			return f, ask, true
		}
	}
	return Form{}, Ask{}, false
}

// Run returns the periods of the plan, oldest first.
func (p Plan) Run(f period.Frequency) []period.Period {
	var out []period.Period
	last := period.DateOf(p.To, 12, 31)
	for per := period.Of(f, period.DateOf(p.From, 1, 1)); !per.Start().After(last); per = per.Next() {
		out = append(out, per)
	}
	return out
}

// Periods returns the periods of the plan for which somebody owes the form, oldest first.
func (p Plan) Periods(f Form) []period.Period {
	return slices.DeleteFunc(p.Run(f.Frequency), func(per period.Period) bool {
		_, runs := f.Body(per)
		return !runs
	})
}
