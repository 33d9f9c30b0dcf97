package owed

import (
	"cmp"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// ReportColumn is one form and period of a matrix of reports.
type ReportColumn struct {
	Form   plan.Form
	Period period.Period
}

// ReportRow is one unit of a matrix of reports; of what is not expected of it there is nil.
type ReportRow struct {
	Area    area.Area
	Reports []*Expected // in the order of the columns
}

// ReportMatrix puts reports into rows of units and columns of forms and periods, the newest period first. Whom somebody has to call
// comes first: units that still report before those that ended, and then whoever is overdue, by the days of all of it, or was late.
func ReportMatrix(list []Expected) ([]ReportColumn, []ReportRow) {
	type column struct {
		form string
		at   period.Period
	}
	var columns []ReportColumn
	for _, e := range list {
		if !slices.ContainsFunc(columns, func(c ReportColumn) bool { return c.Form.ID == e.Form.ID && c.Period == e.Period }) {
			columns = append(columns, ReportColumn{e.Form, e.Period})
		}
	}
	slices.SortStableFunc(columns, func(a, b ReportColumn) int { return b.Period.End().Time().Compare(a.Period.End().Time()) })
	place := map[column]int{}
	for i, c := range columns {
		place[column{c.Form.ID, c.Period}] = i
	}
	var rows []ReportRow
	row := map[string]int{}
	for _, e := range list {
		i, seen := row[e.Area.UID]
		if !seen {
			i = len(rows)
			row[e.Area.UID] = i
			rows = append(rows, ReportRow{e.Area, make([]*Expected, len(columns))})
		}
		rows[i].Reports[place[column{e.Form.ID, e.Period}]] = &e
	}
	slices.SortStableFunc(rows, func(a, b ReportRow) int {
		return cmp.Or(boolOrder(a.reports(columns), b.reports(columns)), cmp.Compare(b.days(timeliness.Overdue), a.days(timeliness.Overdue)),
			cmp.Compare(b.days(timeliness.ReceivedLate), a.days(timeliness.ReceivedLate)))
	})
	return columns, rows
}

// reports tells whether anything of the newest period is expected of the unit.
func (r ReportRow) reports(columns []ReportColumn) bool {
	for i, e := range r.Reports {
		if e != nil && columns[i].Period.End() == columns[0].Period.End() {
			return true
		}
	}
	return false
}

// days adds up the days by which the unit's reports in a state are late.
func (r ReportRow) days(s timeliness.State) int {
	n := 0
	for _, e := range r.Reports {
		if e != nil && e.State == s {
			n += e.DaysLate
		}
	}
	return n
}

// boolOrder puts true before false.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
