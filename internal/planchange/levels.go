package planchange

import (
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/regime"
)

// levels tells whose levels of the years would be others under the changed rules, given the numbers on record.
func (c *comparison) levels(years []int) {
	if c.rec.Entries == nil {
		return
	}
	for _, p := range c.pairs() {
		if p.before.Kind != plan.Regime || p.after.Kind != plan.Regime {
			continue
		}
		units, touched := map[string]bool{}, []int{}
		for _, year := range years {
			others := differing(c.judged(c.before, p.before, year), c.judged(c.after, p.after, year))
			if maps.Copy(units, others); len(others) > 0 {
				touched = append(touched, year)
			}
		}
		if len(units) == 0 {
			continue
		}
		list, short := slices.Sorted(maps.Keys(units)), p.short()
		stretch := fmt.Sprint(touched[0])
		if last := touched[len(touched)-1]; last != touched[0] {
			stretch += fmt.Sprintf("–%d", last)
		}
		c.add(Change{Kind: Law,
			Place: lang.Textf("%[1]s, mức độ đã tính cho năm %[3]s", "%[2]s, the levels worked out for %[3]s", short.VI, short.In(lang.English), stretch),
			What: lang.Text{
				VI: fmt.Sprintf("của %d đơn vị (%s) sẽ khác", len(list), names(c.before.Areas, list)),
				EN: fmt.Sprintf("those of %s (%s) would be others", plural(len(list), "unit"), names(c.before.Areas, list)),
			}})
	}
}

// differing are the units that one of the two puts elsewhere in some programme.
func differing(was, is map[levelOf]extent) map[string]bool {
	out := map[string]bool{}
	for _, side := range []map[levelOf]extent{was, is} {
		for k := range side {
			if was[k] != is[k] {
				out[k.area] = true
			}
		}
	}
	return out
}

type levelOf struct{ area, programme string }

// extent is a level as far as it is known.
type extent struct{ low, high float64 }

// judged is the level of every unit of the regime for the year.
func (c *comparison) judged(reg plan.Registry, p plan.Plan, year int) map[levelOf]extent {
	book := regime.NewBook(reg, p)
	for _, e := range c.rec.Entries(regime.Indicators(reg, p), year) {
		book.Add(e)
	}
	out := map[levelOf]extent{}
	for _, j := range book.Judge(year) {
		out[levelOf{j.Area, j.Programme}] = extent{j.Low, j.High}
	}
	return out
}
