package planchange

import (
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// indicators compares what the numbers mean that plans have asked for or aimed at.
func (c *comparison) indicators() {
	used := c.used()
	for _, id := range slices.Sorted(maps.Keys(c.before.Indicators)) {
		was := c.before.Indicators[id]
		is, there := c.after.Indicators[id]
		if was.Over == "" { // the texts of before did not say it
			is.Over = ""
		}
		if !used[id] || there && meaning(was) == meaning(is) {
			continue
		}
		what := lang.Text{VI: "cách đo hoặc cách tính đổi, cả cho số liệu đã có", EN: "it would be measured or derived in another way, what was reported included"}
		if !there {
			what = lang.Text{VI: "không còn trong danh mục, số liệu đã có không còn nghĩa", EN: "it is gone from the catalogue, and what was reported means nothing any more"}
		}
		c.add(Change{Kind: Indicators, What: what, Place: lang.Textf("Chỉ số “%[1]s” (%[2]s)", "Indicator “%[3]s” (%[2]s)", was.Short.VI, id, was.Short.In(lang.English)),
			Hint: lang.Text{VI: "giữ chỉ số cũ với last trong biểu, khai báo chỉ số mới có mã khác với first", EN: "keep the old one, with last in the form, and define a new one under another id, with first"}})
	}
}

// used are the indicators that plans which have begun ask for or aim at.
func (c *comparison) used() map[string]bool {
	out := map[string]bool{}
	for _, p := range c.before.Plans {
		if p.Kind == plan.Reference || !c.begun(p) {
			continue
		}
		for _, t := range p.Targets {
			ind := c.before.Indicators[t.Indicator]
			out[ind.ID], out[ind.Of] = true, true
		}
		for _, f := range p.Forms {
			for _, id := range f.EverAsked() {
				out[id] = true
			}
		}
	}
	return out
}

// meaning is what an indicator's numbers mean; names and groups that may be told apart are not part of it.
func meaning(i catalogue.Indicator) string {
	return text([]any{i.Measure, i.Direction, i.Frequency, i.RollUp, i.Of, i.Group, i.AtLeast, i.MemberLevel, i.Max, i.Whole, i.Beside, i.MayPass, i.Over})
}

// units compares where the plans' units lay, and when they were there, on days that are over.
func (c *comparison) units() {
	differ := map[string]bool{}
	for _, p := range c.pairs() {
		for _, uid := range slices.Concat([]string{p.before.Root}, p.before.Units) {
			was, known := c.before.Areas.Get(uid)
			if is, there := c.after.Areas.Get(uid); known && (!there || c.otherThen(was, is)) {
				differ[uid] = true
			}
		}
	}
	if len(differ) == 0 {
		return
	}
	list := slices.Sorted(maps.Keys(differ))
	c.add(Change{Kind: Units, Place: lang.Text{VI: "Danh mục đơn vị", EN: "The list of units"},
		What: lang.Textf("%[1]d đơn vị (%[3]s) sẽ thuộc nơi khác, cấp khác hoặc tồn tại vào thời gian khác trong quá khứ", "%[2]s (%[3]s) would have lain elsewhere, at another tier, or at another time",
			len(list), plural(len(list), "unit"), names(c.before.Areas, list)),
		Hint: lang.Text{VI: "đơn vị thay đổi thì ghi valid_to cho dòng cũ và thêm dòng mới có valid_from", EN: "a unit that changes gets valid_to on its old line, and a new line with valid_from"}})
}

// otherThen reports whether the unit was something else on any day that is over.
func (c *comparison) otherThen(was, is area.Area) bool {
	moved := func(a, b period.Date) bool { return a != b && (c.past(a) || c.past(b)) }
	return was.Level != is.Level || was.Parent != is.Parent || moved(was.ValidFrom, is.ValidFrom) || moved(was.ValidTo, is.ValidTo)
}
