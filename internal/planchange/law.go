package planchange

import (
	"cmp"
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
	found := map[ruleDiff][]int{}
	for year := from; c.past(law.CountingDay(year)); year++ {
		was, is := inForce(c.before.Law, year), inForce(c.after.Law, year)
		both := maps.Clone(was)
		maps.Copy(both, is)
		for id := range both {
			if was[id] != is[id] {
				d := ruleDiff{id, was[id] == "", is[id] == ""}
				found[d] = append(found[d], year)
			}
		}
	}
	years := map[int]bool{}
	for _, d := range slices.SortedFunc(maps.Keys(found), func(a, b ruleDiff) int { return cmp.Compare(a.rule, b.rule) }) {
		c.add(c.sayRule(d, found[d]))
		for _, year := range found[d] {
			years[year] = true
		}
	}
	c.levels(slices.Sorted(maps.Keys(years)))
}

// ruleDiff is how one rule differs; a rule that is neither new nor gone counts in another way.
type ruleDiff struct {
	rule      string
	new, gone bool
}

func (c *comparison) sayRule(d ruleDiff, years []int) Change {
	ch := Change{Kind: Law, What: lang.Text{VI: "sẽ tính khác", EN: "it would count in another way"},
		Hint: lang.Text{VI: "đừng sửa quy định cũ: ghi valid_to cho nó và thêm quy định mới có valid_from", EN: "do not edit the old rule: give it valid_to, and add a new one with valid_from"}}
	switch {
	case d.new:
		ch.What = lang.Text{VI: "sẽ có hiệu lực trong thời gian đó", EN: "it would have been in force then"}
	case d.gone:
		ch.What = lang.Text{VI: "sẽ không còn hiệu lực trong thời gian đó", EN: "it would not have been in force then"}
	}
	name := lang.Text{VI: "duy trì công nhận", EN: "keeping a recognition"}
	for _, l := range []law.Law{c.before.Law, c.after.Law} {
		for _, decree := range l.Decrees {
			for _, r := range decree.Rules {
				if r.ID == d.rule {
					name = r.Name
				}
			}
		}
	}
	stretch := fmt.Sprint(years[0])
	if n := len(years); n > 1 {
		stretch += fmt.Sprintf("–%d", years[n-1])
	}
	ch.Place = lang.Textf("Quy định %[1]s “%[2]s”, năm %[4]s", "Rule %[1]s “%[3]s”, %[4]s", d.rule, name.VI, name.In(lang.English), stretch)
	return ch
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

// inForce writes what decided on the counting day of a year: rules by their IDs with the facts that they count, and when a
// recognition lapses. Words, sources and doubts decide nothing.
func inForce(l law.Law, year int) map[string]string {
	on, out := law.CountingDay(year), map[string]string{}
	for _, r := range l.InForce(on) {
		r.Name, r.Article, r.Confidence, r.RestConfidence, r.Sources, r.Quote, r.Note = lang.Text{}, "", "", "", nil, "", lang.Text{}
		r.ValidFrom, r.ValidTo = period.Date{}, period.Date{}
		counted := []any{r}
		for _, id := range r.Counts {
			f, _ := l.Fact(id)
			counted = append(counted, f.Of, f.Beside, f.MayPass)
		}
		out[r.ID] = text(counted)
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
