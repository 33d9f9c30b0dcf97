package report

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// Revisions reads rows that name one revision of a cell each (in Base), whatever the plan: what is to be withdrawn may have
// been asked by a plan that changed since. It returns an entry that withdraws for each, or every problem.
func Revisions(reg plan.Registry, rows []Row) ([]Entry, problem.List) {
	c := checker{reg: reg}
	var out []Entry
	named := map[Key]bool{}
	for _, r := range rows {
		ind, _ := c.indicator(r)
		e := Entry{Indicator: ind.ID, Group: groupOf(r.Group, ind)}
		e.Period, _ = c.parsed(r, ind.Frequency)
		switch found := existing(reg.Areas.Find(r.Unit), e.Period); len(found) {
		case 1:
			e.Unit = found[0].UID
		case 0:
			c.unknownUnit(r, ind)
		default:
			c.ambiguousUnit(r, found)
		}
		c.seenRevision(r, &e)
		if e.Seen == nil || *e.Seen == 0 {
			c.problems.Add(problem.Problem{
				Code: "no_revision", Place: r.At("revision"), Value: r.Base,
				Rule: lang.Text{VI: "chưa nêu lần ghi nào của ô được rút lại", EN: "which revision of the cell is taken back is not said"},
				Hint: lang.Text{VI: "Ghi revision như biên nhận đã cho biết; như vậy gửi hai lần vẫn chỉ rút một", EN: "Give the revision that the receipt shows; sent twice, one is taken back all the same"},
			})
			continue
		}
		if named[e.Key()] {
			c.problems.Add(problem.Problem{
				Code: "duplicate_row", Place: r.Place, Value: r.Unit + " / " + r.Indicator + " / " + r.Period,
				Rule: lang.Text{VI: "ô này đã được nêu ở dòng trên", EN: "this cell is named above"},
				Hint: lang.Text{VI: "Mỗi lần rút lại một lần ghi của một ô", EN: "Take back one revision of a cell at a time"},
			})
		}
		e.Withdrawn, e.Row, named[e.Key()] = *e.Seen, &r, true
		out = append(out, e)
	}
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	return out, nil
}
