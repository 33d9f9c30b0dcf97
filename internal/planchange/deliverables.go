package planchange

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

// deliverables compares what had to be done by days that are over.
func (c *comparison) deliverables() {
	for _, p := range c.pairs() {
		for _, d := range slices.Concat(p.before.Deliverables, p.after.Deliverables) {
			before, was := p.before.Deliverable(d.ID)
			after, is := p.after.Deliverable(d.ID)
			switch {
			case was && is && d != after: // told once, as it is after
			case was && is && before.Due != after.Due && (c.past(before.Due) || c.past(after.Due)):
				c.deliverable(p, after, lang.Textf("hạn đổi từ %s thành %s", "its day would move from %s to %s", before.Due, after.Due), true)
			case !was && c.past(after.Due):
				c.deliverable(p, after, lang.Textf("việc mới với hạn đã qua (%s)", "a new task whose day is over (%s)", after.Due), true)
			case !is && c.past(before.Due):
				c.deliverable(p, before, lang.Textf("việc có hạn đã qua (%s) không còn", "a task whose day is over (%s) is gone", before.Due), false)
			}
		}
	}
}

func (c *comparison) deliverable(p pair, d plan.Deliverable, what lang.Text, owed bool) {
	short := p.short()
	ch := Change{Kind: Deliverables, What: what,
		Place: lang.Textf("%[1]s, việc “%[3]s” (%[4]s)", "%[2]s, task “%[5]s” (%[4]s)", short.VI, short.In(lang.English), d.Title.VI, d.ID, d.Title.In(lang.English))}
	done := c.rec.Done != nil && c.rec.Done(p.id(), d.ID)
	if owed && !done && c.past(d.Due) {
		n := c.on.DaysSince(d.Due)
		ch.Effect = lang.Text{VI: fmt.Sprintf("sẽ quá hạn %d ngày", n), EN: "it would be overdue by " + plural(n, "day")}
	}
	c.add(ch)
}
