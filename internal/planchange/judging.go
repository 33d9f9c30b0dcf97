package planchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

// judging compares by what bounds and for whom a plan that has begun judges.
func (c *comparison) judging() {
	for _, p := range c.pairs() {
		if p.before.ID == "" || p.after.ID == "" || !c.begun(p.before) && !c.begun(p.after) {
			continue
		}
		for _, what := range []struct{ before, after, vi, en string }{
			{bounds(p.before), bounds(p.after), "ngưỡng trạng thái (bounds)", "the bounds of the statuses"},
			{fmt.Sprint(p.before.From), fmt.Sprint(p.after.From), "năm đầu của kế hoạch (from)", "the plan's first year (from)"},
			{p.before.Root, p.after.Root, "đơn vị của kế hoạch (root)", "the plan's own unit (root)"},
			{c.succession(p.before), c.succession(p.after), "cách xử lý đơn vị đã kết thúc (succession)", "what becomes of units that ended (succession)"},
			{declares(p.before), declares(p.after), "cách xét của chế độ báo cáo (judging)", "how the regime judges (judging)"},
		} {
			if what.before != what.after {
				short := p.short()
				c.add(Change{Kind: Judging, Place: lang.Text{VI: short.VI, EN: short.In(lang.English)},
					What: lang.Textf("%[1]s đổi từ %[3]s thành %[4]s, cả cho các kỳ đã qua", "%[2]s would be %[4]s, not %[3]s, for periods that are over as well", what.vi, what.en, what.before, what.after)})
			}
		}
	}
}

func bounds(p plan.Plan) string {
	return fmt.Sprintf("%g/%g ± %g", p.Bounds.OnTrack, p.Bounds.AtRisk, p.Bounds.Band())
}

// succession leaves out tiers that have not ended yet.
func (c *comparison) succession(p plan.Plan) string {
	var out []string
	for level, s := range p.Succession {
		if !c.past(s.Ended) {
			continue
		}
		out = append(out, fmt.Sprintf("%s %s %s", level, s.Policy, s.Ended))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func declares(p plan.Plan) string {
	if p.Judging == nil {
		return ""
	}
	out := []string{"special = " + p.Judging.Special}
	for programme, id := range p.Judging.Declared {
		out = append(out, fmt.Sprintf("%s = %s", programme, id))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}
