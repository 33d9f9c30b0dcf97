package planchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

var keepMilestone = lang.Text{
	VI: "giữ nguyên các mốc đã qua và đối tượng đánh giá; thêm mốc có ngày (by) sau hôm nay, hoặc chỉ tiêu mới chỉ có mốc như vậy",
	EN: "leave the milestones of the past and whom they judge as they are; add one with a day (by) to come, or a target that has no other",
}

// targets compares what was to be reached by days that are over.
func (c *comparison) targets() {
	for _, p := range c.pairs() {
		for _, id := range targetIDs(p) {
			before, was := p.before.Target(id)
			after, is := p.after.Target(id)
			switch {
			case !was && c.bygone(after):
				c.target(p, after, lang.Text{VI: "chỉ tiêu mới có mốc đã qua: " + c.milestones(after).VI, EN: "a new target with milestones of the past: " + c.milestones(after).EN})
			case !is && c.bygone(before):
				c.target(p, before, lang.Text{VI: "chỉ tiêu không còn, các mốc đã qua: " + c.milestones(before).VI, EN: "the target is gone, with milestones of the past: " + c.milestones(before).EN})
			case was && is:
				c.sameTarget(p, before, after)
			}
		}
	}
}

func (c *comparison) target(p pair, t plan.Target, what lang.Text) {
	ind, ok := c.after.Indicators[t.Indicator]
	if !ok {
		ind = c.before.Indicators[t.Indicator]
	}
	ind = t.Named(ind)
	short := p.short()
	c.add(Change{Kind: Targets, What: what, Hint: keepMilestone,
		Place: lang.Textf("%[1]s, chỉ tiêu “%[3]s” (%[4]s)", "%[2]s, target “%[5]s” (%[4]s)", short.VI, short.In(lang.English), ind.Short.VI, t.ID, ind.Short.In(lang.English))})
}

func (c *comparison) sameTarget(p pair, before, after plan.Target) {
	if was, is := c.milestones(before), c.milestones(after); was != is {
		c.target(p, after, lang.Text{VI: "các mốc đã qua đổi từ " + was.VI + " thành " + is.VI, EN: "the milestones of the past would be " + is.EN + ", not " + was.EN})
	}
	if was, is := whom(before), whom(after); was != is && c.begun(p.before) && c.begun(p.after) {
		c.target(p, after, lang.Textf("đánh giá %[1]s thay vì %[2]s, cả cho các kỳ đã qua", "it would judge %[1]s, not %[2]s, for periods that are over as well", is, was))
	}
}

// bygone reports whether the target has a point on a day that is over.
func (c *comparison) bygone(t plan.Target) bool {
	return t.Baseline != nil && c.past(t.Baseline.At) || slices.ContainsFunc(t.Milestones, func(m plan.Milestone) bool { return c.past(m.By) })
}

// milestones writes the points of the target on days that are over, as far as they judge.
func (c *comparison) milestones(t plan.Target) lang.Text {
	var vi, en []string
	point := func(day period.Date, text string) {
		vi, en = append(vi, day.Vietnamese()+": "+text), append(en, day.String()+": "+text)
	}
	if b := t.Baseline; b != nil && c.past(b.At) {
		point(b.At, fmt.Sprintf("%g", b.Value))
	}
	for _, m := range t.Milestones {
		if c.past(m.By) {
			point(m.By, asked(m))
		}
	}
	if len(vi) == 0 {
		return lang.Text{VI: "không có", EN: "none"}
	}
	return lang.Text{VI: "[" + strings.Join(vi, "; ") + "]", EN: "[" + strings.Join(en, "; ") + "]"}
}

func asked(m plan.Milestone) string {
	out := string(m.Comparator)
	if m.Value != nil {
		out += fmt.Sprintf(" %g", *m.Value)
	}
	if m.ValueMax != nil {
		out += fmt.Sprintf("–%g", *m.ValueMax)
	}
	return out
}

// whom writes what and whom the target judges.
func whom(t plan.Target) string {
	parts := []string{t.Indicator, string(t.Level)}
	parts = append(parts, t.Units...)
	for _, l := range t.Monitored {
		parts = append(parts, string(l))
	}
	if t.N > 0 {
		parts = append(parts, fmt.Sprintf("n = %d", t.N))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func targetIDs(p pair) []string {
	var out []string
	for _, t := range slices.Concat(p.before.Targets, p.after.Targets) {
		if !slices.Contains(out, t.ID) {
			out = append(out, t.ID)
		}
	}
	return out
}
