package plantext

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
)

var columns = []string{"plan", "target", "clause", "indicator", "scope", "comparator", "value", "value_max", "unit", "year", "firmness", "quote"}

// Export writes every milestone of every target as a row of CSV. Its columns are for programs: no language, a decimal
// point, empty where the document says nothing.
func Export(w io.Writer, reg plan.Registry) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, p := range reg.Plans {
		for _, t := range p.Targets {
			ind := reg.Indicators[t.Indicator]
			for _, m := range t.Milestones {
				row := []string{p.ID, t.ID, m.Clause, t.Indicator, scope(t), string(m.Comparator), number(m.Value), number(m.ValueMax),
					unit(ind), strconv.Itoa(m.By.Year()), string(m.Firmness), m.Quote}
				if err := out.Write(row); err != nil {
					return err
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

// scope is the tier the words apply to, or the single unit they name.
func scope(t plan.Target) string {
	if len(t.Units) == 1 {
		return t.Units[0]
	}
	return string(t.Level)
}

func number(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func unit(ind catalogue.Indicator) string {
	switch ind.Measure {
	case catalogue.Level:
		return "level"
	case catalogue.Status:
		return "recognised"
	case catalogue.Quantity:
		return ind.Unit.EN
	case catalogue.Gap:
		return "percentage points"
	}
	return "percent"
}
