package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
)

// What was recognised by decision, and what the numbers amount to: two facts beside each other.

const twoFacts = "Quyết định được ghi bằng lệnh collector recognise; số liệu tự tính theo luật, hoặc là điều đơn vị khai khi không có quy định để tính. Hai bên không ghi đè nhau. "

// recognitionReview lists where decision and numbers disagree, and titles about to end or ended: what agrees asks nothing of anybody.
func (s scope) recognitionReview(id, w int, level area.Level, units ...string) grafana.Panel {
	p := s.panel(id, w, "table", s.say("Công nhận nào không khớp số liệu, danh hiệu nào sắp hết?", "Which recognitions disagree with the numbers, which titles end?"),
		s.say(twoFacts+"Chỉ hiện chỗ không khớp, sắp hết (trong 6 tháng) hoặc đã hết hiệu lực; nặng nhất ở trên. ",
			"Decisions are written down by collector recognise; the numbers are judged by the law, or are what the unit says where there are no rules. Neither overwrites the other. Only what disagrees, ends within six months or lapsed; the gravest first. ")+s.lawSource(),
		s.ask("A", query.Query{Kind: query.Recognitions, Level: level, Units: units, Only: query.OnlyReview}))
	p = s.recognitionTable(p, override(column.UnitName, set("custom.minWidth", 100), s.openUnit()))
	p.FieldConfig.Defaults.NoValue = s.say("Không thấy công nhận nào không khớp hay sắp hết", "No recognition disagrees, and none is about to end")
	return p
}

// unitRecognitions are all of one unit, whether or not anything was decided.
func (s scope) unitRecognitions(id, w int, level area.Level) grafana.Panel {
	p := s.panel(id, w, "table", s.say("${unit:text}: đã công nhận gì, số liệu cho thấy gì?", "${unit:text}: what was recognised, what do the numbers say?"),
		s.say(twoFacts, "Decisions are written down by collector recognise; the numbers are judged by the law, or are what the unit says where there are no rules. Neither overwrites the other. ")+s.lawSource(),
		s.ask("A", query.Query{Kind: query.Recognitions, Level: level, Units: []string{unitVar}}))
	return s.recognitionTable(p, hideColumn(column.UnitName)) // the page is about one unit
}

func (s scope) recognitionTable(p grafana.Panel, name grafana.Override) grafana.Panel {
	p.Transformations = []grafana.Transformation{keep(column.Unit, column.UnitName, column.IndicatorName, column.State, column.Agreement, column.RecognisedText,
		column.ComputedText, column.ValidTo, column.Attention), sortBy(column.Attention, 8, true)}
	p = table(p)
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn(column.Unit), hideColumn(column.Attention), name, override(column.IndicatorName, set("custom.minWidth", 140), set("links", []grafana.DataLink{})), // a title is no target: no page is about it

		colored(column.State, 130), colored(column.Agreement, s.either(230, 190)), override(column.RecognisedText, set("custom.minWidth", 230)),
		override(column.ComputedText, set("custom.minWidth", 230)), s.day(column.ValidTo),
	}
	return p
}
