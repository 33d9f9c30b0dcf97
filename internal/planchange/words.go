package planchange

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/timeliness"
)

// In renders the change for a person: what, whom it would hit, and the way out, a line each.
func (c Change) In(l lang.Lang) string {
	lines := []string{c.Place.In(l) + ": " + c.What.In(l)}
	if text := c.Effect.In(l); text != "" {
		lines = append(lines, "  "+lang.Text{VI: "Hậu quả: ", EN: "It would mean: "}.In(l)+text)
	}
	if text := c.Hint.In(l); text != "" {
		lines = append(lines, "  "+lang.Text{VI: "Cách làm: ", EN: "Way out: "}.In(l)+text)
	}
	return strings.Join(lines, "\n")
}

// handed reports whether another body would owe the form.
func (d owedDiff) handed() bool {
	return d.from.ID != "" && d.to.ID != "" && d.from.ID != d.to.ID
}

func (c *comparison) sayOwed(p pair, before, after timeliness.Duty, d owedDiff) Change {
	form := after.Form
	if form.ID == "" {
		form = before.Form
	}
	stretch := span(d.slots)
	short := p.short()
	ch := Change{
		Kind:   Reports,
		Place:  lang.Textf("%[1]s, biểu %[3]s (%[4]s), kỳ %[5]s", "%[2]s, form %[6]s (%[4]s), %[5]s", short.VI, short.In(lang.English), form.Name.VI, form.ID, stretch, form.Name.In(lang.English)),
		Effect: c.effectOf(before, after, d.slots).say(),
	}
	units := c.whose(d.slots)
	if len(d.added) > 0 {
		list := c.indicatorList(d.added)
		ch.What = joined(ch.What, lang.Text{VI: units.VI + " sẽ bị hỏi thêm " + list.VI, EN: units.EN + " would also be asked for " + list.EN})
	}
	if len(d.removed) > 0 {
		list := c.indicatorList(d.removed)
		ch.What = joined(ch.What, lang.Text{VI: units.VI + " sẽ không còn bị hỏi " + list.VI, EN: units.EN + " would no longer be asked for " + list.EN})
	}
	if len(d.moved) > 0 {
		slot := d.slots[len(d.slots)-1]
		from, to := due(before, slot.Unit, slot.Period)[d.moved[0]], due(after, slot.Unit, slot.Period)[d.moved[0]]
		move := lang.Textf("hạn nộp kỳ %[1]s đổi từ %[2]s thành %[3]s", "the deadline for %[1]s would move from %[2]s to %[3]s", slot.Period, from, to)
		ch.What = joined(ch.What, lang.Text{VI: units.VI + ": " + move.VI, EN: units.EN + ": " + move.EN})
	}
	if d.handed() {
		ch.What = joined(ch.What, lang.Textf("cơ quan nộp đổi từ %s thành %s", "the body that owes it would be %[2]s, not %[1]s", d.from.ID, d.to.ID))
	}
	ch.Hint = c.outOf(d, before, after)
	return ch
}

// outOf is how to say the same from now on.
func (c *comparison) outOf(d owedDiff, before, after timeliness.Duty) lang.Text {
	var out lang.Text
	if len(d.added) > 0 {
		next := c.open(after)
		if before.Form.ID == "" {
			out = joined(out, lang.Textf("ghi first: %q cho biểu", "write first: %q on the form", next))
		} else {
			out = joined(out, lang.Textf("ghi first: %q cho mục mới (kỳ đầu tiên còn chưa đến hạn)", "write first: %q on what is new (the first period not due yet)", next))
		}
	}
	if len(d.removed) > 0 {
		out = joined(out, lang.Textf("đừng xóa, ghi last: %q cho mục cũ", "do not remove it: write last: %q on it", c.closed(before)))
	}
	if len(d.moved) > 0 {
		out = joined(out, lang.Textf("ghi last: %q cho biểu cũ và thêm biểu mới có first: %q với hạn mới", "write last: %q on the form, and add a form with first: %q and the new deadline", c.closed(before), c.open(after)))
	}
	if d.handed() {
		out = joined(out, lang.Textf("trong bodies ghi last: %q cho cơ quan cũ, first: %q cho cơ quan mới", "in bodies write last: %q for the old body and first: %q for the new one", c.closed(before), c.open(after)))
	}
	return out
}

// open is the first period of the form whose deadline is not over.
func (c *comparison) open(d timeliness.Duty) period.Period {
	per := period.Of(d.Form.Frequency, period.DateOf(d.Plan.From, 1, 1))
	for c.over(d.Form, per) {
		per = per.Next()
	}
	return per
}

// closed is the last period of the form whose deadline is over.
func (c *comparison) closed(d timeliness.Duty) period.Period { return c.open(d).Prev() }

func (c *comparison) over(f plan.Form, per period.Period) bool {
	last := f.LastGoodDay(per)
	if last.IsZero() {
		last = per.End()
	}
	return c.past(last)
}

// span writes the periods of reports: "2022", "2021–2024".
func span(slots []timeliness.Slot) string {
	first, last := slots[0].Period, slots[len(slots)-1].Period
	if first == last {
		return first.String()
	}
	return first.String() + "–" + last.String()
}

// whose counts the units of reports, and names them where they are few.
func (c *comparison) whose(slots []timeliness.Slot) lang.Text {
	var uids []string
	seen := map[string]bool{}
	for _, s := range slots {
		if !seen[s.Unit] {
			seen[s.Unit] = true
			uids = append(uids, s.Unit)
		}
	}
	tree := c.after.Areas
	if _, known := tree.Get(uids[0]); !known {
		tree = c.before.Areas
	}
	list := names(tree, uids)
	return lang.Textf("%[1]d đơn vị (%[3]s)", "%[2]s (%[3]s)", len(uids), plural(len(uids), "unit"), list)
}

func (c *comparison) indicatorList(ids []string) lang.Text {
	const most = 3
	var vi, en []string
	for _, id := range ids {
		ind, ok := c.after.Indicators[id]
		if !ok {
			ind = c.before.Indicators[id]
		}
		vi, en = append(vi, fmt.Sprintf("“%s” (%s)", ind.Short.VI, id)), append(en, fmt.Sprintf("“%s” (%s)", ind.Short.In(lang.English), id))
	}
	return lang.Text{VI: listed(vi, most), EN: listed(en, most)}
}

// listed joins the first few and counts the rest.
func listed(list []string, most int) string {
	out := strings.Join(list[:min(most, len(list))], ", ")
	if more := len(list) - most; more > 0 {
		out += fmt.Sprintf(", … +%d", more)
	}
	return out
}

// joined puts sentences behind each other.
func joined(a, b lang.Text) lang.Text {
	if a.VI == "" {
		return b
	}
	return lang.Text{VI: a.VI + "; " + b.VI, EN: a.EN + "; " + b.EN}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n, ",") + " " + noun + "s"
}

// thousands writes a whole number with its groups of three apart.
func thousands(n int, sep string) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return s
}
