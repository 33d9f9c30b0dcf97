package plantext

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// Summary says what is in the folder, plan by plan.
func Summary(reg plan.Registry, l lang.Lang) string {
	var b strings.Builder
	b.WriteString(lang.Textf("%d đơn vị, %d chỉ số, %d kế hoạch\n", "%d units, %d indicators, %d plans\n", len(reg.Areas.All()), len(reg.Indicators), len(reg.Plans)).In(l))
	for _, p := range reg.Plans {
		milestones := 0
		for _, t := range p.Targets {
			milestones += len(t.Milestones)
		}
		b.WriteString(lang.Textf("  %s: %d chỉ tiêu, %d mốc, %d việc phải làm, %d biểu báo cáo, %d phát hiện\n", "  %s: %d targets, %d milestones, %d to be done, %d forms, %d findings\n",
			p.ID, len(p.Targets), milestones, len(p.Deliverables), len(p.Forms), len(p.Findings)).In(l))
	}
	return b.String()
}

// Errors renders what the loader refused. Without a registry nothing else can be told.
func Errors(list problem.List, l lang.Lang) string {
	return fmt.Sprintf("%s: %d\n%s", wrongData.In(l), len(list), list.In(l))
}

// Findings renders the findings of all plans in three classes. Wrong data is the first and here always empty: a
// registry with wrong data does not load.
func Findings(reg plan.Registry, l lang.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: 0\n", wrongData.In(l))
	for _, class := range []plan.Class{plan.Contradiction, plan.Question} {
		n := 0
		for _, p := range reg.Plans {
			n += len(ofClass(p, class))
		}
		fmt.Fprintf(&b, "\n%s: %d\n", className(class).In(l), n)
		for _, p := range reg.Plans {
			list := ofClass(p, class)
			if len(list) > 0 {
				fmt.Fprintf(&b, "  %s: %d\n", p.ID, len(list))
			}
			for _, f := range list {
				fmt.Fprintf(&b, "    %s (%s): %s\n", f.ID, strings.Join(f.Clauses, "; "), f.Text.In(l))
			}
		}
	}
	return b.String()
}

var wrongData = lang.Text{VI: "Dữ liệu sai", EN: "Wrong data"}

func className(c plan.Class) lang.Text {
	if c == plan.Contradiction {
		return lang.Text{VI: "Văn bản tự mâu thuẫn", EN: "Contradictions in the source"}
	}
	return lang.Text{VI: "Câu hỏi còn mở", EN: "Open questions"}
}

func ofClass(p plan.Plan, class plan.Class) []plan.Finding {
	var out []plan.Finding
	for _, f := range p.Findings {
		if f.Class == class {
			out = append(out, f)
		}
	}
	return out
}
