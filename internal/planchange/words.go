package planchange

import (
	"fmt"
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
	short := p.short()
	return Change{
		Kind: Reports,
		Place: lang.Textf("%[1]s, biểu “%[3]s” (%[4]s), kỳ %[5]s", "%[2]s, form “%[6]s” (%[4]s), %[5]s",
			short.VI, short.In(lang.English), form.Name.VI, form.ID, stretches(d.slots), form.Name.In(lang.English)),
		What:   c.what(before, after, d),
		Effect: c.effectOf(before, after, d.slots).say(),
		Hint:   c.outOf(d, before, after),
	}
}

// what says what would be asked of whom.
func (c *comparison) what(before, after timeliness.Duty, d owedDiff) lang.Text {
	var out lang.Text
	units := c.whose(d.slots)
	of := func(vi, en string) { out = joined(out, lang.Text{VI: units.VI + vi, EN: units.EN + en}) }
	switch {
	case d.joins:
		of(" sẽ phải nộp biểu này", " would owe this form")
	case d.leaves:
		of(" sẽ không còn phải nộp biểu này", " would no longer owe this form")
	default:
		if list := c.indicatorList(d.added); len(d.added) > 0 {
			of(" sẽ bị hỏi thêm "+list.VI, " would also be asked for "+list.EN)
		}
		if list := c.indicatorList(d.removed); len(d.removed) > 0 {
			of(" sẽ không còn bị hỏi "+list.VI, " would no longer be asked for "+list.EN)
		}
	}
	if len(d.moved) > 0 {
		slot := d.slots[len(d.slots)-1]
		from, to := due(before, slot.Unit, slot.Period)[d.moved[0]], due(after, slot.Unit, slot.Period)[d.moved[0]]
		move := lang.Textf("hạn nộp kỳ %[1]s đổi từ %[2]s thành %[3]s", "the deadline for %[1]s would move from %[2]s to %[3]s", slot.Period, from, to)
		of(": "+move.VI, ": "+move.EN)
	}
	if d.handed() {
		out = joined(out, lang.Textf("cơ quan nộp đổi từ %[1]s thành %[2]s", "the body that owes it would be %[2]s, not %[1]s", d.from.ID, d.to.ID))
	}
	return out
}

// outOf is how to say the same from now on.
func (c *comparison) outOf(d owedDiff, before, after timeliness.Duty) lang.Text {
	first, last := c.open(before, after), c.open(before, after).Prev()
	per := d.slots[0].Period
	was, _ := before.Form.Body(per)
	is, _ := after.Form.Body(per)
	switch {
	case d.handed() || was.Level != "" && is.Level != "" && was.Level != is.Level:
		return lang.Textf("trong bodies ghi last: %[2]s cho cơ quan cũ, first: %[1]s cho cơ quan mới", "in bodies write last: %[2]s for the old body and first: %[1]s for the new one", first, last)
	case before.Form.ID == "":
		return lang.Textf("ghi first: %[1]s cho biểu (kỳ đầu tiên còn chưa đến hạn)", "write first: %[1]s on the form (the first period not due yet)", first)
	case after.Form.ID == "":
		return lang.Textf("đừng xóa biểu, ghi last: %[1]s cho nó", "do not remove the form: write last: %[1]s on it", last)
	case d.joins || d.leaves:
		return lang.Text{VI: "đơn vị có thời gian tồn tại trong areas.csv (valid_from, valid_to); đừng thêm bớt đơn vị của kế hoạch đang chạy", EN: "units have their time in areas.csv (valid_from, valid_to): do not add or remove units of a plan that runs"}
	case len(d.moved) > 0:
		return lang.Textf("ghi last: %[2]s cho biểu cũ và thêm biểu có first: %[1]s với hạn mới", "write last: %[2]s on the form, and add a form with first: %[1]s and the new deadline", first, last)
	}
	var out lang.Text
	if len(d.added) > 0 {
		out = lang.Textf("ghi first: %[1]s cho mục mới (kỳ đầu tiên còn chưa đến hạn)", "write first: %[1]s on what is new (the first period not due yet)", first)
	}
	if len(d.removed) > 0 {
		out = joined(out, lang.Textf("đừng xóa mục cũ, ghi last: %[1]s cho nó", "do not remove what was asked: write last: %[1]s on it", last))
	}
	return out
}

// open is the first period of the form whose deadline is over in neither generation.
func (c *comparison) open(before, after timeliness.Duty) period.Period {
	d := after
	if d.Form.ID == "" {
		d = before
	}
	per := period.Of(d.Form.Frequency, period.DateOf(d.Plan.From, 1, 1))
	for c.over(before.Form, per) || c.over(after.Form, per) {
		per = per.Next()
	}
	return per
}

// over reports whether the deadline of the period is over; a generation without the form has none.
func (c *comparison) over(f plan.Form, per period.Period) bool {
	last := f.LastGoodDay(per)
	if last.IsZero() {
		last = per.End()
	}
	return f.ID != "" && c.past(last)
}

// stretches writes the periods of reports: "2022", "2021–2024, 2026".
func stretches(slots []timeliness.Slot) string {
	var out []string
	for i := 0; i < len(slots); {
		first, last := slots[i].Period, slots[i].Period
		for i < len(slots) && (slots[i].Period == last || slots[i].Period == last.Next()) {
			last = slots[i].Period
			i++
		}
		if text := first.String(); first == last {
			out = append(out, text)
		} else {
			out = append(out, text+"–"+last.String())
		}
	}
	return strings.Join(out, ", ")
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
	return fmt.Sprintf("%d %ss", n, noun)
}
