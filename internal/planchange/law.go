package planchange

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// law compares the rules that were in force on the counting days that are over, as far as a regime is judged by them.
func (c *comparison) law() {
	from, ok := firstJudged(c.before, c.after)
	if !ok {
		return
	}
	type difference struct {
		what  lang.Text
		years []int
	}
	found, order := map[string]*difference{}, []string{}
	for year := from; c.past(law.CountingDay(year)); year++ {
		was, is := inForce(c.before.Law, year), inForce(c.after.Law, year)
		both := maps.Clone(was)
		maps.Copy(both, is)
		for _, id := range slices.Sorted(maps.Keys(both)) {
			if was[id] == is[id] {
				continue
			}
			what := lang.Text{VI: "sẽ tính khác", EN: "would count in another way"}
			switch {
			case was[id] == "":
				what = lang.Text{VI: "sẽ có hiệu lực", EN: "would have been in force"}
			case is[id] == "":
				what = lang.Text{VI: "sẽ không còn hiệu lực", EN: "would not have been in force"}
			}
			key := id + what.EN
			if found[key] == nil {
				found[key], order = &difference{what: lang.Text{VI: id + " " + what.VI, EN: id + " " + what.EN}}, append(order, key)
			}
			found[key].years = append(found[key].years, year)
		}
	}
	for _, key := range order {
		d := found[key]
		stretch := fmt.Sprint(d.years[0])
		if n := len(d.years); n > 1 {
			stretch += fmt.Sprintf("–%d", d.years[n-1])
		}
		c.add(Change{Kind: Law, What: d.what,
			Place: lang.Textf("Quy định PCGD, XMC của %s", "Rules of education and literacy for %s", stretch),
			Hint: lang.Text{VI: "đừng sửa quy định cũ: ghi valid_to cho nó và thêm quy định mới có valid_from (xem CONTRIBUTING)",
				EN: "do not edit the old rule: give it valid_to, and add a new one with valid_from (see CONTRIBUTING)"}})
	}
}

// firstJudged is the first year of any regime.
func firstJudged(regs ...plan.Registry) (year int, ok bool) {
	for _, reg := range regs {
		for _, p := range reg.Regimes() {
			if !ok || p.From < year {
				year, ok = p.From, true
			}
		}
	}
	return year, ok
}

// inForce writes what decided on the counting day of a year: rules by their IDs, the facts that they count, and when a
// recognition lapses. Words, sources and doubts decide nothing.
func inForce(l law.Law, year int) map[string]string {
	on, out := law.CountingDay(year), map[string]string{}
	for _, r := range l.InForce(on) {
		r.Name, r.Article, r.Confidence, r.RestConfidence, r.Sources, r.Quote, r.Note = lang.Text{}, "", "", "", nil, "", lang.Text{}
		r.ValidFrom, r.ValidTo = period.Date{}, period.Date{}
		out[r.ID] = text(r)
		for _, id := range r.Counts {
			f, _ := l.Fact(id)
			out[id] = text([]any{f.Of, f.Beside, f.MayPass})
		}
	}
	if lapse, _, ok := l.Lapse(on); ok {
		out["lapse"] = text([]any{lapse.Misses, lapse.Tier})
	}
	return out
}

func text(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values: cannot happen
	}
	return string(raw)
}
