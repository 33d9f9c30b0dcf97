package regime

import (
	"cmp"
	"maps"
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/report"
)

// A ledger may hold numbers that contradict each other: from before there were rules between cells, or read by a rule that came
// later. Nobody can tell which of them is wrong, so that nothing is concluded from any: what rests on them is not known, which is
// neither met nor lost.

// contradictions are those of a unit's year, in a fixed order.
func (b *Book) contradictions(uid string, year int) []report.Fault {
	cells := b.cells[key{uid, year}]
	keys := slices.SortedFunc(maps.Keys(cells), func(x, y report.Key) int {
		return cmp.Or(cmp.Compare(x.Indicator, y.Indicator), cmp.Compare(x.Group, y.Group), cmp.Compare(x.Period.String(), y.Period.String()))
	})
	return b.rules.Faults(cells, keys)
}

// believed are the counts without those that contradict each other, and without the wholes that they alone tell.
func (b *Book) believed(uid string, year int, counts map[string]int) map[string]int {
	faults := b.contradictions(uid, year)
	if len(faults) == 0 {
		return counts
	}
	doubtful := map[string]bool{}
	for _, f := range faults {
		for _, k := range f.Cells {
			doubtful[k.Indicator] = true
		}
	}
	out := map[string]int{}
	for k, e := range b.cells[key{uid, year}] {
		if _, counted := counts[k.Indicator]; counted && !doubtful[k.Indicator] {
			out[k.Indicator], out[b.reg.Indicators[k.Indicator].Whole] = counts[k.Indicator], int(*e.Denominator)
		}
	}
	return out
}

// Disputes says which of a commune's numbers of the year contradict each other, one contradiction a line.
func (b *Book) Disputes(uid string, year int, l lang.Lang) []string {
	cells := b.cells[key{uid, year}]
	var out []string
	for _, f := range b.contradictions(uid, year) {
		said := b.rules.Say(f, cells, b.rules.Named(f))
		out = append(out, lang.Text{
			VI: "số liệu mâu thuẫn, nên chưa kết luận gì từ đó: " + said.VI,
			EN: "the numbers contradict each other, so nothing is concluded from them: " + said.EN,
		}.In(l))
	}
	return out
}
