package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/xhht/xhht/collector/doubt"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/wording"
)

// contradiction is numbers of the ledger that cannot all be right, in words.
type contradiction struct {
	unit   string
	period period.Period
	said   string
}

// contradictions lists those within the scope that are wanted.
func (a *app) contradictions(ctx context.Context, reg plan.Registry, book doubt.Ledger, within doubt.Scope, wanted func(report.Key) bool) ([]contradiction, error) {
	language := lang.Parse(a.lang)
	var out []contradiction
	err := doubt.All(ctx, report.NewRules(reg), book, within, func(said lang.Text, f report.Fault) {
		if !slices.ContainsFunc(f.Cells, wanted) {
			return
		}
		k := f.Cells[0]
		unit, _ := reg.Areas.Get(k.Unit)
		out = append(out, contradiction{k.Unit, k.Period, fmt.Sprintf("%s (%s), %s: %s", cmp.Or(wording.UnitName(unit), k.Unit), k.Unit, k.Period, said.In(language))})
	})
	slices.SortStableFunc(out, func(x, y contradiction) int {
		return cmp.Or(cmp.Compare(x.unit, y.unit), x.period.End().Time().Compare(y.period.End().Time()))
	})
	return out, err
}

// sayContradictions prints them, and what follows; nothing where there are none.
func (a *app) sayContradictions(list []contradiction) {
	if len(list) == 0 {
		return
	}
	language := lang.Parse(a.lang)
	fmt.Fprintln(a.stdout, lang.Textf("Số liệu mâu thuẫn trong sổ (%d); chưa kết luận gì từ đó, cho đến khi tổng và các nhóm được sửa (cùng một lần nộp) hoặc rút lại:",
		"Contradictory numbers in the ledger (%d); nothing is concluded from them until total and groups are mended (in one report) or withdrawn:", len(list)).In(language))
	for _, c := range list {
		fmt.Fprintf(a.stdout, "  %s\n", c.said)
	}
}
