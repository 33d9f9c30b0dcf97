package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/query"
)

// Panels about how far the numbers, and the document itself, can be trusted.

// openQuestions is what the plan's text contradicts or leaves open.
func (s scope) openQuestions(id, w int) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Văn bản mâu thuẫn hoặc để ngỏ điều gì?", "What does the document contradict or leave open?"),
		s.say("Không điều nào được tự sửa; Ban chỉ đạo quyết định. ", "Nothing is repaired silently; the committee decides. ")+s.document()+".",
		s.ask("A", query.Query{Kind: query.Findings}))
	p.Transformations = []grafana.Transformation{keep("class", "clauses", "text", "target_names", "forms", "deliverables")}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Defaults.NoValue = s.say("Không có điều nào", "Nothing was found")
	p.FieldConfig.Overrides = []grafana.Override{
		colored("class", 120), override("clauses", set("custom.width", 140), set("noValue", noCell)), override("text", set("custom.minWidth", 380)),
		override("target_names", set("custom.width", 220), set("noValue", noCell)), override("forms", set("custom.width", 140), set("noValue", noCell)),
		override("deliverables", set("custom.width", 140), set("noValue", noCell)),
	}
	return p
}

// jumps lists the changes that are unlike all others and that no note explains.
func (s scope) jumps(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Thay đổi nào bất thường?", "Which changes are unusual?"),
		s.say("Mức khác thường của thay đổi mới nhất so với các kỳ trước của chính đơn vị và của đơn vị khác; có ghi chú giải thích thì là 0. ",
			"How unlike the newest change is to the unit's own earlier ones and to its peers'; 0 where a note explains it. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Alert, Level: level, Measure: query.Jump}))
	how := s.say("Mức bất thường", "How unusual")
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "indicator", "indicator_name", "jump"), {
		ID: "filterByValue", Options: map[string]any{"type": "include", "match": "all", "filters": []map[string]any{
			{"fieldName": how, "config": map[string]any{"id": "greater", "options": map[string]any{"value": 0}}},
		}},
	}}
	p = table(p, grafana.SortBy{DisplayName: how, Desc: true})
	p.FieldConfig.Defaults.NoValue = s.say("Không có thay đổi bất thường", "No unusual change")
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), hideColumn("indicator"), override("unit_name", set("displayName", s.say("Đơn vị", "Unit")), set("custom.width", 130), s.openUnit()),
		override("indicator_name", set("displayName", s.say("Chỉ tiêu", "Indicator")), set("custom.minWidth", 180)),
		override("jump", set("displayName", how), set("decimals", 1), set("custom.width", 130)),
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
	p.Transformations = []grafana.Transformation{keep("time", "unit", "unit_name", "indicator", "indicator_name", "period", "old", "new", "change", "reporter", "note")}
	p = table(p, grafana.SortBy{DisplayName: when, Desc: true})
	p.FieldConfig.Defaults.NoValue = s.say("Chưa có đính chính nào", "Nothing was corrected")
	p.FieldConfig.Overrides = []grafana.Override{
		override("time", set("displayName", when), set("custom.width", 140), set("unit", "time:DD/MM/YYYY HH:mm")),
		hideColumn("unit"), hideColumn("indicator"), override("unit_name", set("custom.width", 120), s.openUnit()), override("indicator_name", set("custom.minWidth", 160)),
		narrow("period", 76), narrow("old", 84), narrow("new", 84), narrow("change", 96), narrow("reporter", 130),
		override("note", set("custom.minWidth", 180), set("noValue", noCell)),
	}
	return p
}

// bounds lists totals of which members are missing, with the lowest and highest they can be.
func (s scope) bounds(id, w int) grafana.Panel {
	level := s.root().Level
	p := s.panel(id, w, "table", s.say("Số tổng nào còn thiếu đơn vị?", "Which totals lack members?"),
		s.say("Khi chưa đủ đơn vị báo cáo, số tổng nằm giữa mức thấp nhất và cao nhất có thể. ",
			"While members are missing, a total lies between the lowest and the highest possible. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level}))
	p.Transformations = []grafana.Transformation{keep("unit", "indicator", "indicator_name", "period", "value", "low", "high", "members", "status")}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), hideColumn("indicator"),
		override("indicator_name", set("custom.minWidth", 180), s.open(query.PageIndicator, s.say("Xem chỉ tiêu", "Open the indicator"))),
		narrow("period", 76), narrow("value", 96), narrow("low", 110), narrow("high", 110), narrow("members", 110), colored("status", 120),
	}
	return p
}
