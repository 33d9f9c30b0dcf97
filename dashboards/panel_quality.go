package main

import (
	"fmt"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// Panels about how far the numbers, and the document itself, can be trusted.

// openQuestions is what the plan's text contradicts or leaves open.
func (s scope) openQuestions(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Văn bản mâu thuẫn hoặc để ngỏ điều gì?", "What does the document contradict or leave open?"),
		s.say("Không điều nào được tự sửa; Ban chỉ đạo quyết định. Điều mâu thuẫn ở trên, điều để ngỏ ở dưới. ", "Nothing is repaired silently; the committee decides. Contradictions first, open questions below. ")+s.document()+".",
		s.ask("A", query.Query{Kind: query.Findings}))
	p.Transformations = []grafana.Transformation{keep(column.Class, column.Text, column.About, column.Clauses)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận điều nào", "Nothing is known")
	p.FieldConfig.Overrides = []grafana.Override{
		colored(column.Class, 124), override(column.Text, set("custom.minWidth", 230)), override(column.About, set("custom.width", 230), set("noValue", noCell)),
		override(column.Clauses, set("custom.width", 150), set("noValue", noCell)),
	}
	return p
}

// jumps lists the changes that are unlike all others and that no note explains.
func (s scope) jumps(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Thay đổi nào bất thường?", "Which changes are unusual?"),
		s.say("Thay đổi mới nhất, trừ phần lộ trình đòi hỏi, khác xa các kỳ trước của chính đơn vị và của đơn vị khác (trên 3,5 lần độ phân tán) mà chưa có ghi chú giải thích. ",
			"Newest changes that, less what the path asked for, are unlike the unit's own earlier ones and its peers' (over 3.5 spreads), and that no note explains. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Only: query.OnlyJump}))
	how := s.say("Mức bất thường", "How unusual")
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.IndicatorName, column.OfMeasure(query.Jump), column.JumpSize)}
	p = table(p, grafana.SortBy{DisplayName: how, Desc: true})
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận thay đổi bất thường nào", "No unusual change is known")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator), override(column.UnitName, set("displayName", s.say("Đơn vị", "Unit")), set("custom.width", 104), s.open(query.PageUnit, s.openingUnit())),
		override(column.IndicatorName, set("displayName", s.say("Chỉ tiêu", "Target")), set("custom.minWidth", 130)),
		override(column.OfMeasure(query.Jump), set("displayName", how), set("decimals", 0), set("custom.width", 100)),
		override(column.JumpSize, set("displayName", s.say("Mẫu số, số lượng", "Size")), set("custom.minWidth", 150), set("noValue", noCell)),
	}
	return p
}

// contradictions lists the numbers that cannot all be right: nothing is concluded from them until they are mended.
func (s scope) contradictions(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Số nào chưa kết luận được?", "Of which numbers can nothing be concluded?"),
		s.say("Phần lớn hơn tổng, các nhóm không khớp tổng, nửa người: số có từ trước khi hệ thống kiểm tra; hoặc cụm có xã nằm trên nhiều huyện cũ. Chưa kết luận gì từ đó, không tính là chậm; tổng và nhóm được sửa trong cùng một lần nộp. ",
			"A part above its whole, groups that do not add up, half a person: numbers from before the system checked; or a cluster of communes that lie in several old districts. Nothing is concluded from them and nobody is behind by them; total and groups are mended in one report. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Statuses: []standing.Status{standing.Undecided}}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.IndicatorName, column.Period, column.Description)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Không có số nào như vậy", "There are none")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator), override(column.UnitName, set("custom.width", 104), s.open(query.PageUnit, s.openingUnit())),
		override(column.IndicatorName, set("custom.width", 180)), narrow(column.Period, 64), override(column.Description, set("custom.minWidth", 230)),
	}
	return p
}

// corrections is who changed what, when, from what to what, and why.
func (s scope) corrections(id, w int, level area.Level, units ...string) grafana.Panel {
	title := s.say("Ai đính chính gì?", "Who corrected what?")
	if len(units) > 0 {
		title = s.say("${unit:text}: đính chính", "${unit:text}: corrections")
	}
	p := s.panel(id, w, "table", title,
		s.say("Mỗi lần thay đổi một số đã báo cáo: lúc nào, từ bao nhiêu thành bao nhiêu, ai gửi, vì sao; mới nhất ở trên. Nguồn: sổ cái của hệ thống.",
			"Every change of a number already reported: when, from what to what, by whom, why; the newest first. Source: the ledger."),
		s.ask("A", query.Query{Kind: query.Revisions, Level: level, Units: units, Limit: 200}))
	when := s.say("Lúc", "When")
	p.Transformations = []grafana.Transformation{keep(column.Time, column.Unit, column.UnitName, column.Indicator, column.IndicatorName,
		column.Period, column.OldText, column.NewText, column.ChangeText, column.Reporter, column.Note)}
	p = table(p, grafana.SortBy{DisplayName: when, Desc: true})
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Chưa có đính chính nào", "Nothing was corrected")
	name := override(column.UnitName, set("custom.width", 104), s.open(query.PageUnit, s.openingUnit()))
	if len(units) > 0 {
		name = hideColumn(column.UnitName) // the page is about one unit
	}
	p.FieldConfig.Overrides = []grafana.Override{
		override(column.Time, set("displayName", when), set("custom.width", 104), set("unit", s.dayUnit())),
		hideColumn(column.Unit), hideColumn(column.Indicator), name, override(column.IndicatorName, set("custom.minWidth", 120)),
		narrow(column.Period, 64), figure(column.OldText, 68), figure(column.NewText, 68), figure(column.ChangeText, 68), narrow(column.Reporter, 84),
		override(column.Note, set("custom.minWidth", 120), set("noValue", noCell)),
	}
	return p
}

// bounds lists totals of which members are missing, with the lowest and highest they can be.
func (s scope) bounds(id, w int) grafana.Panel {
	level := s.root().Level
	p := s.panel(id, w, "table", s.say("Số tổng nào còn thiếu đơn vị?", "Which totals lack members?"),
		s.say("Khi chưa đủ đơn vị báo cáo, số tổng nằm giữa mức thấp nhất và cao nhất có thể. ",
			"While members are missing, a total lies between the lowest and the highest possible. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Only: query.OnlyPartial}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.Indicator, column.IndicatorName, column.Period, column.LowText,
		column.HighText, column.Members, column.Status)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận số tổng nào thiếu đơn vị", "No total is known to lack a member")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator),
		override(column.IndicatorName, set("custom.minWidth", 118), s.open(query.PageIndicator, s.say("Xem chỉ tiêu", "Open the indicator"))),
		narrow(column.Period, 64), figure(column.LowText, 74), figure(column.HighText, 74), narrow(column.Members, 84), colored(column.Status, 128),
	}
	return p
}

// approvals holds what came last against what was approved.
func (s scope) approvals(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Số nào chưa được duyệt?", "Which numbers are not approved?"),
		s.say("Số chưa duyệt, hoặc đã đính chính sau khi duyệt: số mới nhất cạnh số đã duyệt, và kết luận theo từng số; số đính chính ở trên. ",
			"Numbers not approved, or corrected since: the latest beside the approved one, and the verdict by each; corrected ones first. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Compare, Compare: query.CompareApproval, Level: level, Only: query.OnlyOpen}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.IndicatorName, column.Period,
		column.LatestText, column.ApprovedText, column.DifferenceText, column.Approval, column.StatusLatest, column.StatusApproved),
		sortBy(column.Approval, 4, false)}
	p = table(p)
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận số nào chờ duyệt", "No number is known to wait for approval")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator),
		override(column.UnitName, set("custom.width", 104), s.open(query.PageUnit, s.openingUnit())),
		override(column.IndicatorName, set("custom.minWidth", 124)),
		narrow(column.Period, 64), figure(column.LatestText, 84), figure(column.ApprovedText, 84), figure(column.DifferenceText, 88), colored(column.Approval, s.either(150, 156)),
		colored(column.StatusLatest, 116), colored(column.StatusApproved, 116),
	}
	return p
}

// methods judges every number by three ways of drawing the path: a verdict that depends on the way deserves a second look.
func (s scope) methods(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Kết luận có phụ thuộc cách tính không?", "Does the verdict depend on the method?"),
		s.say("Chỉ hiện đơn vị và chỉ tiêu mà kết luận đổi theo cách vẽ lộ trình: đường thẳng giữa các mốc (cách của hệ thống), tăng trưởng kép, dự phóng của Liên hợp quốc 2023. ",
			"Units and targets whose verdict changes with the way to draw the path: straight between milestones (the system's own), compound growth, the UN projection of 2023. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Compare, Compare: query.CompareMethods, Level: level, Only: query.OnlyDiffers}))
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.Indicator, column.IndicatorName,
		column.StatusBy(standing.MilestoneLinear), column.StatusBy(standing.StatCanCAGR), column.StatusBy(standing.UN2023))}
	p = table(p)
	p.FieldConfig.Defaults.NoValue = s.say("Chưa ghi nhận kết luận nào đổi theo cách tính", "No verdict is known to change with the method")
	method := func(name column.Name, vi, en string) grafana.Override {
		o := colored(name, 160)
		o.Properties = append(o.Properties, set("displayName", s.say(vi, en)))
		return o
	}
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Indicator),
		override(column.UnitName, set("custom.width", 104), s.open(query.PageUnit, s.openingUnit())),
		override(column.IndicatorName, set("custom.minWidth", 140)),
		method(column.StatusBy(standing.MilestoneLinear), "Đường thẳng (đang dùng)", "Straight (in use)"), method(column.StatusBy(standing.StatCanCAGR), "Tăng trưởng kép", "Compound growth"),
		method(column.StatusBy(standing.UN2023), "Liên hợp quốc 2023", "UN projection 2023"),
	}
	return p
}

// thenAndNow shows numbers by the units that reported them and by those of today: merged communes are summed, split ones are not.
func (s scope) thenAndNow(id, w int, level area.Level, indicator string) grafana.Panel {
	name := wording.IndicatorName(s.reg.Indicators[indicator], s.lang)
	p := s.panel(id, w, "table", fmt.Sprintf(s.say("Theo xã khi đó, theo xã hiện nay: %s", "Communes as then and as now: %s"), lang.MidSentence(name)),
		s.say("Xã sáp nhập trọn thì cộng lại, đổi tên thì nối tiếp, tách thì không chia; mới nhất ở trên. Nguồn: danh mục đơn vị hành chính.",
			"Communes that merged whole are summed, renamed ones continued, split ones not divided; the newest first. Source: the list of units."),
		s.ask("A", query.Query{Kind: query.Compare, Compare: query.CompareUnits, Level: level, Units: []string{unitVar}, Indicators: []string{indicator}, Limit: 300}))
	p.Transformations = []grafana.Transformation{keep(column.View, column.UnitName, column.Period, column.ValueText, column.From, column.Note)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Overrides = []grafana.Override{
		colored(column.View, 156), override(column.UnitName, set("custom.width", 104), s.openUnit()), narrow(column.Period, 64), figure(column.ValueText, 76),
		override(column.From, set("custom.minWidth", 140), set("noValue", noCell)), override(column.Note, set("custom.minWidth", 120), set("noValue", noCell)),
	}
	return p
}
