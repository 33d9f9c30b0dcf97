package report

import "github.com/xhht/xhht/internal/lang"

// between holds the rows of one report against each other. Rows that are wrong by themselves are left out; they have been told.
func (c *checker) between(entries []Entry) {
	rules, cells := NewRules(c.reg), Cells{}
	keys := make([]Key, len(entries))
	for i, e := range entries {
		cells[e.Key()], keys[i] = e, e.Key()
	}
	for _, f := range rules.Faults(cells, keys) {
		c.problems.Add(rules.Problem(f, cells, func(k Key) Origin {
			row := c.seen[k]
			return Origin{Row: &row, Words: lang.Text{VI: row.Place.String(), EN: row.Place.String()}}
		}))
	}
}
