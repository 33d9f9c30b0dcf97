package intake

import (
	"context"
	"fmt"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// overWhom asks about a rate that begins to be counted over others than before: 80% of those who registered in place of 40% of all
// citizens is no progress, and no slip of a number either. It is a question of its own: the sizes of two kinds are not compared.
func (in *Intake) overWhom(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
	var out problem.Bounded
	for _, c := range changes {
		if !c.Stands || !c.After.OtherKind() || answered(c) {
			continue
		}
		before, when := c.Before, c.After.Period
		if !c.Stood {
			when = c.After.Period.Prev()
			held, err := holds.Cells(ctx, []string{c.After.Indicator}, []string{c.After.Unit}, when)
			if err != nil {
				return fmt.Errorf("read whom the period before counted: %w", err)
			}
			before = report.Entry{}
			for _, h := range held {
				if h.Group == c.After.Group {
					before = h.Entry
				}
			}
		}
		if before.Empty() || before.Nobody || before.DenominatorKind == c.After.DenominatorKind {
			continue
		}
		out.Add(in.kindProblem(c.After, before, when))
	}
	return out.List().Err()
}

func (in *Intake) kindProblem(e, before report.Entry, when period.Period) problem.Problem {
	was, is := in.countedOver(before), in.countedOver(e)
	return problem.Problem{
		Code: "denominator_kind_changed", Place: inCell(e, "denominator_kind"), Value: e.Row.Over,
		Rule: lang.Textf("kỳ %[1]s tính trên %[2]s, nay tính trên %[3]s: hai tỷ lệ không so được với nhau, số này sẽ không cộng dồn và không xét theo chỉ tiêu",
			"%[1]s was counted over %[4]s, this is over %[5]s: the two rates do not compare; this one will be part of no total and judged by no target", when, was.VI, is.VI, was.EN, is.EN),
		Hint: writeWhy(*e.Row),
	}
}

// countedOver is whom an entry counts.
func (in *Intake) countedOver(e report.Entry) lang.Text {
	if e.DenominatorKind != "" {
		return e.Over()
	}
	ind := in.Registry.Indicators[e.Indicator]
	if name := ind.Over.Name(); name.VI != "" {
		return name
	}
	return ind.Denominator
}
