package plantext

import (
	"io"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/delimited"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/wording"
)

// Export writes every milestone of every target as a row of a table for people: empty where the document says nothing.
func Export(w io.Writer, reg plan.Registry, l lang.Lang) error {
	out := delimited.NewWriter(w, l)
	out.Row(lang.Text{VI: "kế hoạch", EN: "plan"}, lang.Text{VI: "chỉ tiêu", EN: "target"}, lang.Text{VI: "điều khoản", EN: "clause"},
		lang.Text{VI: "chỉ số", EN: "indicator"}, lang.Text{VI: "phạm vi", EN: "scope"}, lang.Text{VI: "so sánh", EN: "comparator"},
		lang.Text{VI: "giá trị", EN: "value"}, lang.Text{VI: "giá trị cao nhất", EN: "value_max"}, lang.Text{VI: "đơn vị tính", EN: "unit"},
		lang.Text{VI: "năm", EN: "year"}, lang.Text{VI: "mức cam kết", EN: "firmness"}, lang.Text{VI: "trích dẫn", EN: "quote"})
	for _, p := range reg.Plans {
		for _, t := range p.Targets {
			ind := reg.Indicators[t.Indicator]
			for _, m := range t.Milestones {
				out.Row(p.ID, t.ID, m.Clause, t.Indicator, scope(t), string(m.Comparator), m.Value, m.ValueMax, unit(ind), m.By.Year(), firmness(m.Firmness), m.Quote)
			}
		}
	}
	return out.Close()
}

// firmness is the plan's word; nothing where it has none.
func firmness(f plan.Firmness) lang.Text {
	if f == "" {
		return lang.Text{}
	}
	return lang.Text{VI: wording.FirmnessName(f, lang.Vietnamese), EN: wording.FirmnessName(f, lang.English)}
}

// scope is the tier the words apply to, or the single unit they name.
func scope(t plan.Target) any {
	if len(t.Units) == 1 {
		return t.Units[0]
	}
	return lang.Text{VI: t.Level.Name(), EN: string(t.Level)}
}

func unit(ind catalogue.Indicator) lang.Text {
	switch ind.Measure {
	case catalogue.Level:
		return lang.Text{VI: "mức độ", EN: "level"}
	case catalogue.Status:
		return lang.Text{VI: "được công nhận", EN: "recognised"}
	case catalogue.Quantity:
		return ind.Unit
	case catalogue.Gap:
		return lang.Text{VI: "điểm phần trăm", EN: "percentage points"}
	}
	return lang.Text{VI: "phần trăm", EN: "percent"}
}
