package main

import (
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
)

// titleTier is the tier whose titles the plan has watched, where any of them ends some day. A plan's titles are all of one.
func (s scope) titleTier() (area.Level, bool) {
	for _, t := range s.plan.Titles {
		if s.reg.Indicators[t.Indicator].Tenure.Years > 0 && s.plan.Kind != plan.Archive {
			return t.Level, true
		}
	}
	return "", false
}

// titleRules watch titles that hold for a term: about to end, and ended. What was revoked was decided by somebody, and what was never
// recognised cannot be lost: neither calls anybody.
func titleRules(s scope) []rule {
	tier, ok := s.titleTier()
	if !ok {
		return nil
	}
	common := rule{route: "standing_office", patience: "1h", severity: "warning", level: tier, measure: query.Title, page: query.PagePCGD, subject: column.Indicator,
		source: `Ngày hết hiệu lực ghi trong quyết định công nhận, hoặc tính theo thời hạn của danh hiệu.`}
	soon, over := common, common
	soon.name, soon.title, soon.when = "title-ends", "Danh hiệu sắp hết hiệu lực", equals(1)
	soon.summary = alertLabel(column.UnitName) + `: ` + alertLabel(column.IndicatorName) + ` sắp hết hiệu lực`
	soon.description = `Còn không quá 6 tháng và chưa có quyết định công nhận cho thời gian sau đó.`
	over.name, over.title, over.when = "title-lapsed", "Danh hiệu đã hết hiệu lực", above(1)
	over.summary = alertLabel(column.UnitName) + `: ` + alertLabel(column.IndicatorName) + ` đã hết hiệu lực`
	over.description = `Đã qua ngày cuối cùng và chưa có quyết định công nhận lại.`
	return []rule{soon, over}
}
