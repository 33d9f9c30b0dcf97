package answer

import (
	"context"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// findings are all of them, or those of the targets on the indicators that are asked for, or left by
// the page's filters, and of the plan as a whole.
func (q question) findings(context.Context) (data.Frames, error) {
	rows := slices.Clone(q.whole.Findings)
	if len(q.query.Indicators) > 0 || q.query.Filters != nil && len(q.asked.Targets) < len(q.whole.Targets) {
		rows = slices.DeleteFunc(rows, func(f plan.Finding) bool {
			return !f.OfThePlan() && !slices.ContainsFunc(q.asked.Targets, func(t plan.Target) bool { return slices.Contains(f.Targets, t.ID) })
		})
	}
	// A contradiction has to be decided, a question may wait.
	contradictions := slices.DeleteFunc(slices.Clone(rows), func(f plan.Finding) bool { return f.Class != plan.Contradiction })
	rows = append(contradictions, slices.DeleteFunc(rows, func(f plan.Finding) bool { return f.Class == plan.Contradiction })...)
	return list(q, rows, func(rows []plan.Finding) *data.Frame { return frames.Findings(q.view(), rows) }), nil
}
