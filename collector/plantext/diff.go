package plantext

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

// asked is what one plan asks of one indicator: year → demands. Two targets may aim at one indicator.
type asked map[int][]demanded

type demanded struct {
	text  string
	value *float64
}

// Diff compares two plans indicator by indicator: the years and values of both, then what only one has.
func Diff(reg plan.Registry, a, b plan.Plan, l lang.Lang) string {
	inA, inB := demands(reg, a, l), demands(reg, b, l)
	var out strings.Builder
	fmt.Fprintf(&out, "A: %s, %s\nB: %s, %s\n", a.Short.In(l), a.Document.Number, b.Short.In(l), b.Document.Number)
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	shared, same, different := 0, 0, 0
	for _, id := range order(a) {
		if inB[id] == nil {
			continue
		}
		if shared++; shared == 1 {
			fmt.Fprintln(table, lang.Text{VI: "\nChỉ số\tNăm\tA\tB\tB so với A", EN: "\nIndicator\tYear\tA\tB\tB against A"}.In(l))
		}
		name := reg.Indicators[id].Short.In(l)
		for _, year := range years(inA[id], inB[id]) {
			mark := compare(inA[id][year], inB[id][year], l)
			if mark == "=" {
				same++
			} else {
				different++
			}
			fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\n", name, year, join(inA[id][year]), join(inB[id][year]), mark)
			name = ""
		}
	}
	_ = table.Flush() // a strings.Builder takes everything
	out.WriteString(only(reg, side{"A", a, inA}, inB, l))
	out.WriteString(only(reg, side{"B", b, inB}, inA, l))
	out.WriteString(lang.Textf("\nChung %d chỉ số: %d mốc như nhau, %d mốc khác.\n", "\n%d indicators in both: %d milestones alike, %d not.\n", shared, same, different).In(l))
	return out.String()
}

func demands(reg plan.Registry, p plan.Plan, l lang.Lang) map[string]asked {
	out := map[string]asked{}
	for _, t := range p.Targets {
		if out[t.Indicator] == nil {
			out[t.Indicator] = asked{}
		}
		for _, m := range t.Milestones {
			year := m.By.Year()
			out[t.Indicator][year] = append(out[t.Indicator][year], demanded{demand(reg.Indicators[t.Indicator], t, m, l), m.Value})
		}
	}
	return out
}

// order lists the plan's indicators as its targets come.
func order(p plan.Plan) []string {
	var out []string
	for _, t := range p.Targets {
		if !slices.Contains(out, t.Indicator) {
			out = append(out, t.Indicator)
		}
	}
	return out
}

func years(a, b asked) []int {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

func join(list []demanded) string {
	texts := make([]string, len(list))
	for i, d := range list {
		texts[i] = d.text
	}
	return cmp.Or(strings.Join(texts, "; "), "–")
}

// compare says how B's demand differs: by how much where both are one number, else in words.
func compare(a, b []demanded, l lang.Lang) string {
	switch {
	case len(b) == 0:
		return lang.Text{VI: "chỉ A có mốc", EN: "only in A"}.In(l)
	case len(a) == 0:
		return lang.Text{VI: "chỉ B có mốc", EN: "only in B"}.In(l)
	case join(a) == join(b):
		return "="
	case len(a) == 1 && len(b) == 1 && a[0].value != nil && b[0].value != nil && *a[0].value != *b[0].value:
		by := *b[0].value - *a[0].value
		if by > 0 {
			return "+" + lang.Number(by, decimals, l)
		}
		return lang.Number(by, decimals, l)
	}
	return lang.Text{VI: "khác cách ghi", EN: "worded otherwise"}.In(l)
}

// side is one of the two plans.
type side struct {
	letter string
	plan   plan.Plan
	asks   map[string]asked
}

// only lists what one plan asks and the other does not.
func only(reg plan.Registry, mine side, other map[string]asked, l lang.Lang) string {
	var out strings.Builder
	title := lang.Textf("\nChỉ có ở %s:\n", "\nOnly in %s:\n", mine.letter).In(l)
	for _, id := range order(mine.plan) {
		if other[id] != nil {
			continue
		}
		var parts []string
		for _, year := range years(mine.asks[id], nil) {
			parts = append(parts, fmt.Sprintf("%d %s", year, join(mine.asks[id][year])))
		}
		fmt.Fprintf(&out, "%s  %s: %s\n", title, reg.Indicators[id].Short.In(l), strings.Join(parts, ", "))
		title = ""
	}
	return out.String()
}
