package report

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// Counts reads rows that somebody wants to compute with, not to hand in: no plan says who owes what, so every listed unit
// may stand in them, but they must be counts. It returns the entries in the order of the rows, or every problem.
func Counts(reg plan.Registry, rows []Row) ([]Entry, problem.List) {
	c := checker{reg: reg}
	var entries []Entry
	for _, r := range rows {
		if e, ok := c.countsRow(r); ok {
			entries = append(entries, e)
		}
	}
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	return entries, nil
}

func (c *checker) countsRow(r Row) (Entry, bool) {
	before := len(c.problems)
	ind, known := c.indicator(r)
	e := Entry{Indicator: ind.ID, Group: groupOf(r.Group, ind)}
	switch {
	case known && ind.Measure != catalogue.Rate:
		c.problems.Add(problem.Problem{
			Code: "not_counts", Place: r.At("indicator"), Value: r.Indicator,
			Rule: lang.Text{VI: "chỉ số mức độ không cộng được", EN: "a level cannot be summed"},
		})
	case known && !ind.Allows(e.Group):
		c.unknownGroup(r, ind)
	}
	per, _ := c.parsed(r, ind.Frequency)
	e.Period = per
	switch found := existing(c.reg.Areas.Find(r.Unit), per); len(found) {
	case 1:
		e.Unit = found[0].UID
	case 0:
		c.unknownUnit(r, ind)
	default:
		c.ambiguousUnit(r, found)
	}
	c.counts(r, ind, &e)
	return e, len(c.problems) == before
}

// existing keeps the units that were open on the period's last day, as units report; where none was, all are left.
func existing(found []area.Area, per period.Period) []area.Area {
	if len(found) < 2 || per.IsZero() {
		return found
	}
	var open []area.Area
	for _, a := range found {
		if a.OpenOn(per.End()) {
			open = append(open, a)
		}
	}
	if len(open) == 0 {
		return found
	}
	return open
}
