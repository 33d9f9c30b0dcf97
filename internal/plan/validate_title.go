package plan

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// validateTitle checks a title that the plan has watched: somebody recognises units in it, and the plan has units of the tier.
func (r Registry) validateTitle(f *problem.List, path string, p Plan, t Title) {
	switch ind, ok := r.Indicators[t.Indicator]; {
	case !ok:
		f.Add(problem.Problem{Code: "unknown_indicator", Place: problem.Path(path + ".indicator"), Value: t.Indicator, Rule: unknownIndicator})
	case !ind.Recognised():
		f.Add(problem.Problem{
			Code: "title_measure", Place: problem.Path(path + ".indicator"), Value: t.Indicator,
			Rule: lang.Text{VI: "danh hiệu phải là chỉ số level hoặc status mà cấp có thẩm quyền công nhận", EN: "a title is a level or a status in which somebody recognises units"},
		})
	}
	if len(r.Members(p, t.Level)) == 0 {
		f.Add(problem.Problem{
			Code: "title_level", Place: problem.Path(path + ".level"), Value: string(t.Level),
			Rule: lang.Text{VI: "kế hoạch không có đơn vị nào ở cấp này", EN: "the plan has no unit of this tier"},
			Hint: lang.Text{VI: "Dùng province, district hoặc commune", EN: "Use province, district or commune"},
		})
	}
	if t.Level != p.Titles[0].Level {
		f.Add(problem.Problem{
			Code: "title_tiers", Place: problem.Path(path + ".level"), Value: string(t.Level),
			Rule: lang.Textf("các danh hiệu của một kế hoạch phải cùng một cấp (%s): quy tắc cảnh báo hỏi một cấp", "the titles of a plan are all of one tier, %s: an alert rule asks about one", p.Titles[0].Level),
		})
	}
	if t.Why.VI == "" {
		f.Add(problem.Problem{
			Code: "title_why", Place: problem.Path(path + ".why"),
			Rule: lang.Text{VI: "theo dõi thêm một danh hiệu là lựa chọn của cơ quan thường trực nên phải ghi vì sao (why)", EN: "to watch a title is a choice of the standing office, so it says why"},
		})
	}
}
