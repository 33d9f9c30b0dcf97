package report

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/spelling"
)

func (c *checker) indicator(r Row) (catalogue.Indicator, bool) {
	place := r.At("indicator")
	found := c.named(r.Indicator)
	switch len(found) {
	case 0:
		c.problems.Add(problem.Problem{
			Code: "unknown_indicator", Place: place, Value: r.Indicator,
			Rule: lang.Text{VI: "chỉ số không có trong danh mục", EN: "the indicator is not in the catalogue"},
			Hint: c.hinted("indicator "+r.Unit+" "+r.Indicator, func() lang.Text { return c.offered(r) }),
		})
		return catalogue.Indicator{}, false
	case 1:
	default:
		ids := named(found)
		c.problems.Add(problem.Problem{
			Code: "ambiguous_indicator", Place: place, Value: r.Indicator,
			Rule: lang.Text{VI: "nhiều chỉ số mang tên này", EN: "several indicators have this name"},
			Hint: lang.Text{VI: "Dùng mã: " + ids.VI, EN: "Use the ID: " + ids.EN},
		})
		return catalogue.Indicator{}, false
	}
	ind := found[0]
	if r.IndicatorName != "" && c.meansAnother(r.IndicatorName, ind) {
		c.problems.Add(problem.Problem{
			Code: "indicator_name_differs", Place: r.At("indicator_name"), Value: r.IndicatorName,
			Rule: lang.Textf("mã %[1]s là của “%[2]s”", "%[1]s is the ID of “%[3]s”", r.Indicator, ind.Name.VI, ind.Name.In(lang.English)),
			Hint: lang.Text{VI: "Sửa mã hoặc tên: một trong hai là của chỉ số khác", EN: "Mend the ID or the name: one of them is another indicator's"},
		})
		return ind, false
	}
	switch ind.Measure {
	case catalogue.Gap:
		c.problems.Add(problem.Problem{
			Code: "derived_indicator", Place: place, Value: r.Indicator,
			Rule: lang.Text{VI: "chênh lệch được tính từ các nhóm của tỷ lệ, không nhận trực tiếp", EN: "a gap is derived from the groups of its rate and cannot be reported"},
			Hint: lang.Textf("Báo cáo chỉ số %s theo từng nhóm", "Report %s group by group", ind.Of),
		})
		return ind, false
	case catalogue.ShareOfUnits:
		c.problems.Add(problem.Problem{
			Code: "derived_indicator", Place: place, Value: r.Indicator,
			Rule: lang.Text{VI: "tỷ lệ đơn vị được tính từ báo cáo của từng đơn vị, không nhận trực tiếp", EN: "a share of units is derived from the units' own reports and cannot be reported"},
			Hint: lang.Textf("Báo cáo chỉ số %s của từng đơn vị", "Report %s of every unit", ind.Of),
		})
		return ind, false
	}
	return ind, true
}

// meansAnother reports whether the text is the name of indicators, and of none that is this one.
func (c *checker) meansAnother(text string, ind catalogue.Indicator) bool {
	others := c.named(text)
	return len(others) > 0 && !slices.ContainsFunc(others, func(o catalogue.Indicator) bool { return o.ID == ind.ID })
}

// withID is a name with the ID in brackets behind it, as hints write it, or the other way round.
var withID = regexp.MustCompile(`^\s*(.+?)\s*\(\s*(.+?)\s*\)\s*$`)

// named finds the indicators that a text means: an ID, in capitals or with hyphens too, or a name or short name, whatever its
// marks. Where several have the name, those that the plan asks for are meant.
func (c *checker) named(text string) []catalogue.Indicator {
	if ind, ok := c.reg.Indicators[text]; ok {
		return []catalogue.Indicator{ind}
	}
	if c.names == nil {
		c.names = indexed(c.reg.Indicators)
	}
	ids := c.names.find(text)
	if m := withID.FindStringSubmatch(text); len(ids) == 0 && m != nil {
		ids = slices.DeleteFunc(slices.Clone(c.names.find(m[1])), func(id string) bool { return !slices.Contains(c.names.find(m[2]), id) })
	}
	if asked := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !asks(c.plan, id) }); len(asked) > 0 {
		ids = asked
	}
	var out []catalogue.Indicator
	for _, id := range ids {
		out = append(out, c.reg.Indicators[id])
	}
	return out
}

// names are the IDs of indicators by how they may be written.
type names struct {
	exact, bare map[string][]string
	spellings   map[string][]string // ID → what it is called
}

func indexed(all map[string]catalogue.Indicator) *names {
	n := names{map[string][]string{}, map[string][]string{}, map[string][]string{}}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		ind := all[id]
		n.spellings[id] = []string{id, ind.Name.VI, ind.Name.EN, ind.Short.VI, ind.Short.EN}
		for _, name := range n.spellings[id] {
			add(n.exact, spelling.Key(name), id)
			add(n.bare, spelling.Bare(name), id)
		}
	}
	return &n
}

func add(to map[string][]string, key, id string) {
	if key != "" && !slices.Contains(to[key], id) {
		to[key] = append(to[key], id)
	}
}

func (n *names) find(text string) []string {
	if ids := n.exact[spelling.Key(text)]; len(ids) > 0 {
		return ids
	}
	if ids := n.exact[strings.NewReplacer("-", "_", " ", "_").Replace(spelling.Key(text))]; len(ids) > 0 {
		return ids
	}
	var out []string
	for _, id := range n.bare[spelling.Bare(text)] {
		if slices.ContainsFunc(n.spellings[id], func(name string) bool { return spelling.Typed(text, name) }) {
			out = append(out, id)
		}
	}
	return out
}

func asks(p plan.Plan, indicator string) bool {
	return slices.ContainsFunc(p.Forms, func(f plan.Form) bool { return slices.Contains(f.EverAsked(), indicator) })
}

// offered names indicators that may be meant: the nearest of what the plan asks of the unit, or else some of that. Another plan's
// would be refused in their turn.
func (c *checker) offered(r Row) lang.Text {
	const most = 3
	ids := c.askedOf(r)
	if len(ids) == 0 { // counts that belong to no plan
		ids = slices.Sorted(maps.Keys(c.reg.Indicators))
	}
	spellings := make([][]string, len(ids))
	for i, id := range ids {
		spellings[i] = c.names.spellings[id]
	}
	var near []catalogue.Indicator
	for _, i := range spelling.Near(r.Indicator, spellings, most) {
		near = append(near, c.reg.Indicators[ids[i]])
	}
	if len(near) > 0 {
		list := named(near)
		return lang.Text{VI: "Gần giống: " + list.VI, EN: "Most like it: " + list.EN}
	}
	for _, id := range ids[:min(most, len(ids))] {
		near = append(near, c.reg.Indicators[id])
	}
	list := named(near)
	if len(c.plan.Forms) == 0 {
		return lang.Text{VI: "Dùng mã hoặc tên trong danh mục, ví dụ " + list.VI, EN: "Use an ID or name of the catalogue, for example " + list.EN}
	}
	return lang.Text{VI: "Dùng mã hoặc tên mà biểu của kế hoạch hỏi, ví dụ " + list.VI, EN: "Use an ID or name that the plan's forms ask for, for example " + list.EN}
}

// askedOf lists what the plan asks of the row's unit, or of anybody if the unit is not known either.
func (c *checker) askedOf(r Row) []string {
	units := c.reg.Areas.Find(r.Unit)
	var own, all []string
	for _, f := range c.plan.Forms {
		for _, id := range f.EverAsked() {
			if slices.Contains(all, id) {
				continue
			}
			all = append(all, id)
			for _, a := range units {
				if c.reg.EverOwes(c.plan, f, id, a) && !slices.Contains(own, id) {
					own = append(own, id)
				}
			}
		}
	}
	if len(own) > 0 {
		return own
	}
	return all
}

// named lists indicators by ID and name.
func named(list []catalogue.Indicator) lang.Text {
	var vi, en []string
	for _, ind := range list {
		vi, en = append(vi, ind.ID+" ("+ind.Name.VI+")"), append(en, ind.ID+" ("+ind.Name.In(lang.English)+")")
	}
	return lang.Text{VI: strings.Join(vi, "; "), EN: strings.Join(en, "; ")}
}
