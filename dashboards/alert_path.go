package main

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// pathRules are the rules of the committee: a unit behind its path, one far behind or going back, and one that keeps up today
// and will miss the milestone at this pace. Their conditions exclude each other, so that a unit has one of them at a time.
func pathRules(s scope) []rule {
	if !s.judges() {
		return nil
	}
	level, numbers := s.watched(), []query.AlertMeasure{query.Gap, query.Value, query.Expected, query.Required}
	common := rule{route: "committee", level: level, context: numbers,
		description: s.byTarget(level, behindText), source: s.targetClause(level),
		// A wrong import is mended within the hour; nobody should be called for it.
		patience: "1h"}
	behind, far, early := common, common, common
	behind.name, behind.title, behind.severity = "behind", "Có nguy cơ chậm lộ trình", "warning"
	behind.measure, behind.when = query.Severity, equals(1)
	behind.summary = alertLabel(column.UnitName) + ` chậm lộ trình: ` + alertLabel(column.IndicatorName)
	far.name, far.title, far.severity = "off-track", "Chậm nhiều hoặc đi lùi", "critical"
	far.measure, far.when = query.Severity, above(1)
	far.summary = alertLabel(column.UnitName) + ` {{ with $values.A }}{{ if gt .Value 2.5 }}đi lùi{{ else }}chậm nhiều{{ end }}{{ else }}chậm nhiều{{ end }}: ` + alertLabel(column.IndicatorName)
	early.name, early.title, early.severity = "will-miss", "Sẽ lỡ mốc nếu giữ nhịp này", "info"
	early.measure, early.when, early.unless = query.Projected, belowZero, query.Severity
	early.summary = alertLabel(column.UnitName) + ` sẽ lỡ mốc nếu giữ nhịp này: ` + alertLabel(column.IndicatorName)
	early.description = s.byTarget(level, missText)
	return []rule{behind, far, early}
}

// behindText gives every number the verdict rests on. Levels and recognitions are steps: they have no yearly rate, and a gap of
// one is a word. A unit whose number is not known for certain can still be known to be behind.
func behindText(t plan.Target, ind catalogue.Indicator) string {
	switch ind.Measure {
	case catalogue.Level:
		return ifKnown("D", `Thực tế mức `+whole("D")+`, lộ trình đòi mức `+whole("E")+`.`, stillSilent)
	case catalogue.Status:
		return ifKnown("D", `{{ if lt $values.D.Value 1.0 }}Chưa được công nhận{{ else }}Đã được công nhận{{ end }}; lộ trình đòi được công nhận.`, stillSilent)
	}
	_, points := units(ind)
	return ifKnown("D", againstPath(t, ind)+`, chênh lệch `+decimal("B", wording.Decimals(t))+points+`.`+required(t, ind),
		ifKnown("B", `Số liệu chưa đủ để tính một con số; chênh lệch ít nhất `+decimal("B", wording.Decimals(t))+points+`.`, stillSilent))
}

// missText says first what is well, because a unit that keeps up today is warned.
func missText(t plan.Target, ind catalogue.Indicator) string {
	_, points := units(ind)
	return ifKnown("A", ifKnown("D", againstPath(t, ind)+`: hôm nay vẫn kịp. `, ``)+
		`Giữ nhịp này thì đến mốc kế tiếp còn kém `+magnitude("A", wording.Decimals(t))+points+`.`+required(t, ind), stillSilent)
}

func againstPath(t plan.Target, ind catalogue.Indicator) string {
	unit, _ := units(ind)
	return `Thực tế ` + decimal("D", wording.Decimals(t)) + unit + `, lộ trình ` + decimal("E", wording.Decimals(t)) + unit
}

func required(t plan.Target, ind catalogue.Indicator) string {
	_, points := units(ind)
	return ifKnown("F", ` Cần `+rises("F", "tăng", "giảm")+` `+magnitude("F", wording.Decimals(t))+points+` mỗi năm để đạt mốc kế tiếp.`, ``)
}

// targetClause cites the very lines of the plan that the alert's target stands in.
func (s scope) targetClause(level area.Level) string {
	return s.byTarget(level, func(t plan.Target, _ catalogue.Indicator) string {
		var clauses []string
		for _, m := range t.Milestones {
			clauses = append(clauses, m.Clause)
		}
		return s.document() + clauseList(clauses) + "."
	})
}

// clauseList names clauses, and what the plan's sections for different years have in common only once:
// "II.2.a; II.2.b, Xóa mù chữ, gạch 1".
func clauseList(clauses []string) string {
	var tails []string
	heads := map[string][]string{}
	for _, c := range clauses {
		head, tail, _ := strings.Cut(c, ",")
		if head == "" || slices.Contains(heads[tail], head) {
			continue
		}
		if heads[tail] == nil {
			tails = append(tails, tail)
		}
		heads[tail] = append(heads[tail], head)
	}
	var out strings.Builder
	for i, tail := range tails {
		out.WriteString([]string{", ", "; "}[min(i, 1)] + strings.Join(heads[tail], "; "))
		if tail != "" {
			out.WriteString("," + tail)
		}
	}
	return out.String()
}
