// Package story is what the demo tells: the reports of five years on two plans, invented district by district so that every status
// shows, and what the standing office decided about them. The demo feeds it to real programs, and the system tests know from it what
// has to be seen. The same day gives the same story: nothing is read from a clock or from chance.
package story

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// Plan is the plan the demo shows.
const Plan = "vinh-long-2021-2030"

// Label marks every number of the demo wherever it is shown: a screenshot must never pass for the province's own data.
const Label = "SỐ LIỆU MINH HỌA, không phải số liệu thật | SAMPLE DATA, not real"

// District says how a district moves on all its rates; pace is the share of the path's change that it makes, year after
// year. Together the eight show every status.
type District struct {
	UID        string
	population float64 // working-age people; round numbers, invented
	Pace       float64
	head       float64 // how far of the way to the first milestone the district had come before the plan began
	Turns      bool    // falls back below its start after the third year
	Leaps      bool    // its newest report has one number that somebody should ask about
	lateDays   int     // hands in that many days after the last good day; negative: before it
	Misses     int     // newest due periods that never came
	primary    []float64
	lower      []float64
	preschool  []float64
	learning   []float64
}

// Districts are the eight of whom the story tells. Levels are by year from 2021 on; the last one is repeated. They are invented like
// everything else here.
var Districts = []District{
	{UID: "d:855@0", population: 92000, Pace: 1.30, head: 0.74, lateDays: -40, primary: []float64{3}, lower: []float64{2, 3},
		preschool: []float64{0, 1}, learning: []float64{0, 0, 1}},
	{UID: "d:857@0", population: 104000, Pace: 1.02, head: 0.05, lateDays: -20, primary: []float64{2, 3}, lower: []float64{2, 2, 3},
		preschool: []float64{0, 0, 1}, learning: []float64{0, 0, 0, 0, 1}},
	{UID: "d:858@0", population: 63000, Pace: 0.78, head: 0, lateDays: 9, primary: []float64{2, 2, 2, 3}, lower: []float64{2},
		preschool: []float64{0, 0, 0, 1}, learning: []float64{0}},
	{UID: "d:859@0", population: 97000, Pace: 0.41, head: -0.05, lateDays: -1, primary: []float64{2}, lower: []float64{1, 1, 2}, preschool: []float64{0}, learning: []float64{0}},
	{UID: "d:860@0", population: 91000, Pace: 0.97, head: 0.03, Leaps: true, lateDays: -7, primary: []float64{3}, lower: []float64{2},
		preschool: []float64{0, 0, 1}, learning: []float64{0}},
	{UID: "d:861@0", population: 56000, Pace: 1.12, head: 0.2, lateDays: -2, Misses: 1, primary: []float64{2, 3}, lower: []float64{2, 2, 2, 3},
		preschool: []float64{0, 1}, learning: []float64{0, 0, 1}},
	{UID: "d:862@0", population: 79000, Pace: 0.95, head: 0, Turns: true, lateDays: -3, primary: []float64{2, 3, 3, 2},
		lower: []float64{2, 2, 2, 2, 1}, preschool: []float64{0, 0, 1, 1, 0}, learning: []float64{0}},
	{UID: "d:863@0", population: 58000, Pace: 0.88, head: -0.1, lateDays: 0, Misses: 2, primary: []float64{2}, lower: []float64{2},
		preschool: []float64{0}, learning: []float64{0}},
}

// rate is where a province's rate begins, in percent, with the people or places it is counted over as a share of the working-age
// population. Where it has to go stands in the plan alone.
type rate struct{ start, size float64 }

var rates = map[string]rate{
	"info_skills_rate":         {28, 1},
	"life_skills_rate":         {31, 1},
	"technical_training_rate":  {38, 1.18},
	"university_degree_rate":   {7.4, 1.18},
	"digital_institution_rate": {22, 0.0006},
	"clc_ict_rate":             {35, 0.00015},
	"learning_citizen_rate":    {12, 1.18},
}

// anyRate is a rate that the story does not know, because the plan has asked for it only lately: the districts move on it as on
// the others.
var anyRate = rate{20, 1}

func rateOf(id string) rate {
	if r, known := rates[id]; known {
		return r
	}
	return anyRate
}

// rated reports whether an indicator is counted over people or places; the others are levels, or are there or not.
func rated(reg plan.Registry, id string) bool {
	m := reg.Indicators[id].Measure
	return m != catalogue.Level && m != catalogue.Status
}

// File is one CSV to import.
type File struct {
	Name string
	Rows [][]string
}

var header = []string{"unit", "indicator", "period", "group", "numerator", "denominator", "value", "received_on", "nobody"}

// without is the cell of which one district says every year that it has nobody of this kind: its centres belong to another district.
var without = struct{ unit, indicator string }{"d:855@0", "clc_ict_rate"}

// Reports writes the reports that had come by the day, one file per year, the current one included: the same day gives the
// same files.
func Reports(reg plan.Registry, today period.Date) ([]File, error) {
	p, ok := reg.Plan(Plan)
	if !ok {
		return nil, fmt.Errorf("plan %s is not in the registry", Plan)
	}
	units, ok := p.Form("annual-district")
	if !ok {
		return nil, fmt.Errorf("plan %s has no form annual-district", Plan)
	}
	province, ok := p.Form("annual-province")
	if !ok {
		return nil, fmt.Errorf("plan %s has no form annual-province", Plan)
	}
	ofUnits, ofProvince := timeliness.DutyOf(reg, p, units), timeliness.DutyOf(reg, p, province)
	periods := p.Periods(units)
	due := 0
	for due < len(periods) && lastDay(units, periods[due]).Before(today) {
		due++
	}
	var files []File
	for i, per := range periods {
		f := File{Name: per.String() + ".csv", Rows: [][]string{header}}
		leaps := func(c District) bool {
			return c.Leaps && (i+1 == len(periods) || lastDay(units, periods[i+1]).AddDays(c.lateDays).After(today))
		}
		if body, _ := units.Body(per); body.Level == area.Commune {
			h := handed{reg: reg, duty: ofUnits, period: per, nth: i, due: due, today: today, last: lastDay(units, per), leaps: slices.ContainsFunc(Districts, leaps)}
			rows, err := h.rows()
			if err != nil {
				return nil, err
			}
			f.Rows = append(f.Rows, rows...)
		} else {
			for _, c := range Districts {
				// Who misses the newest due periods says nothing for the current one either.
				received := lastDay(units, per).AddDays(c.lateDays)
				if received.After(today) || c.Misses > 0 && i >= due-c.Misses {
					continue
				}
				f.Rows = append(f.Rows, filing{c, per, i, received, leaps(c)}.rows(reg, ofUnits)...)
			}
		}
		if ofClusters, ok := p.Form("annual-titles"); ok {
			if day := lastDay(ofClusters, per).AddDays(-5); !day.After(today) {
				f.Rows = append(f.Rows, titles(reg, timeliness.DutyOf(reg, p, ofClusters), per, i, due, day)...)
			}
		}
		district := units
		if last := district.LastGoodDay(per); last.Before(today) {
			f.Rows = append(f.Rows, provinceRows(reg, ofProvince, per, i, last)...)
		}
		if len(f.Rows) > 1 {
			files = append(files, f)
		}
	}
	return files, nil
}

// leap is how many points the one doubtful number of the story lies too high, as if short courses had been counted with the
// others. It is always in the newest report: older ones have been asked about.
const leap = 24

// filing is one district's report of one period.
type filing struct {
	District
	period   period.Period
	nth      int // of the plan's periods, from 0
	received period.Date
	leaps    bool // has the doubtful number in it
}

func (c filing) rows(reg plan.Registry, duty timeliness.Duty) [][]string {
	var rows [][]string
	owed := duty.Owed(c.UID, c.period)
	for _, id := range owed {
		if !rated(reg, id) {
			continue
		}
		if c.UID == without.unit && id == without.indicator {
			rows = append(rows, []string{c.UID, id, c.period.String(), "", "", "", "", c.received.String(), "x"})
			continue
		}
		rate := rateAt(reg, duty.Plan, c.District, id, c.period, c.nth)
		if c.leaps && id == "technical_training_rate" {
			rate += leap
		}
		den := math.Max(3, math.Round(c.population*rateOf(id).size*(1+0.004*float64(c.nth))))
		num := math.Round(den * rate / 100)
		rows = append(rows, []string{c.UID, id, c.period.String(), "", whole(num), whole(den), "", c.received.String(), ""})
		if id == "info_skills_rate" {
			women := math.Round(den * 0.51)
			rows = append(rows, []string{c.UID, id, c.period.String(), "sex=female", whole(math.Round(women * (rate - 1.5) / 100)), whole(women), "", c.received.String(), ""})
		}
	}
	for _, l := range []struct {
		id     string
		levels []float64
	}{
		{"literacy_standard_level", []float64{2}}, {"primary_universal_level", c.primary}, {"lower_secondary_universal_level", c.lower},
		{"preschool_universal_status", c.preschool},
	} {
		rows = append(rows, []string{c.UID, l.id, c.period.String(), "", "", "", whole(l.levels[min(c.nth, len(l.levels)-1)]), c.received.String(), ""})
	}
	rows = append(rows, c.titles(c.period, c.nth, c.received)...)
	return append(rows, untold(reg, rows, c.UID, owed, c.period, c.received)...)
}

// titles are what the district was awarded by the period.
func (c District) titles(per period.Period, nth int, received period.Date) [][]string {
	row := func(id string, v float64) []string {
		return []string{c.UID, id, per.String(), "", "", "", whole(v), received.String(), ""}
	}
	rows := [][]string{row("learning_district_status", c.learning[min(nth, len(c.learning)-1)])}
	if c.UID == "d:855@0" {
		city := 0.0
		if nth >= 3 {
			city = 1
		}
		rows = append(rows, row("learning_city_status", city), row("unesco_learning_city_status", 0))
	}
	return rows
}

// lastDay is the last good day of a form for the period, a deadline of its own after a late hand-over included.
func lastDay(f plan.Form, per period.Period) period.Date { return f.By(plan.Ask{}, per) }

// untold reports what is owed and the story does not know: of a level, that there is none; of a rate that the province alone
// reports, where it begins.
func untold(reg plan.Registry, told [][]string, uid string, owed []string, per period.Period, received period.Date) [][]string {
	var rows [][]string
	for _, id := range owed {
		switch {
		case slices.ContainsFunc(told, func(row []string) bool { return row[1] == id }):
		case rated(reg, id):
			rows = append(rows, []string{uid, id, per.String(), "", whole(anyRate.start), "100", "", received.String(), ""})
		default:
			rows = append(rows, []string{uid, id, per.String(), "", "", "", "0", received.String(), ""})
		}
	}
	return rows
}

// rateAt moves along the plan's own line at the district's pace.
func rateAt(reg plan.Registry, p plan.Plan, c District, id string, per period.Period, i int) float64 {
	start := rateOf(id).start
	first := period.Year(p.From).End().Time()
	asked := 0.0
	for _, t := range p.Targets {
		if t.Indicator == id && t.Milestones[0].Value != nil && t.AppliesTo(area.Area{Level: area.District, UID: c.UID}) {
			start += c.head * (*t.Milestones[0].Value - start)
			asked = along(t, first, start, per.End().Time()) - start
		}
	}
	v := start + c.Pace*asked
	if c.Turns && i >= 3 {
		v = start - 0.9*float64(i-2)
	}
	low, high := reg.Indicators[id].Limits()
	return math.Max(low, math.Min(high-2, v))
}

// along is the straight line from the start over the plan's milestones.
func along(t plan.Target, first time.Time, start float64, at time.Time) float64 {
	from, value := first, start
	for _, m := range t.Milestones {
		if m.Value == nil {
			continue
		}
		to := m.By.Time()
		if !at.After(to) {
			return value + (*m.Value-value)*at.Sub(from).Hours()/to.Sub(from).Hours()
		}
		from, value = to, *m.Value
	}
	return value
}

func provinceRows(reg plan.Registry, duty timeliness.Duty, per period.Period, i int, received period.Date) [][]string {
	root := duty.Plan.Root
	row := func(id, num, den, value string) []string {
		return []string{root, id, per.String(), "", num, den, value, received.String(), ""}
	}
	lower := "1"
	if i >= 2 {
		lower = "2"
	}
	rows := [][]string{
		row("digital_university_rate", whole(math.Min(3, float64(i/2+1))), "4", ""),
		row("literacy_standard_level", "", "", "2"),
		row("lower_secondary_universal_level", "", "", lower),
		row("preschool_universal_status", "", "", "0"),
		row("learning_province_status", "", "", "0"),
	}
	return append(rows, untold(reg, rows, root, duty.Owed(root, per), per, received)...)
}

func whole(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
