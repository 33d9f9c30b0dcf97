package main

import "github.com/xhht/xhht/internal/query"

// pathRules are the rules of the committee: a unit behind its path, one far behind or going back, and one that keeps up today
// and will miss the milestone at this pace. Their conditions exclude each other, so that a unit has one of them at a time.
func pathRules(s scope) []rule {
	if !s.judges() {
		return nil
	}
	level, numbers := s.watched(), []query.AlertMeasure{query.Gap, query.Value, query.Expected, query.Required}
	common := rule{route: "committee", level: level, context: numbers, description: s.behindText(),
		// A wrong import is mended within the hour; nobody should be called for it.
		patience: "1h"}
	behind, far, early := common, common, common
	behind.name, behind.title, behind.severity = "behind", "Có nguy cơ chậm lộ trình", "warning"
	behind.measure, behind.when = query.Severity, equals(1)
	behind.summary = `{{ $labels.unit_name }} chậm lộ trình: {{ $labels.indicator_name }}`
	far.name, far.title, far.severity = "off-track", "Chậm nhiều hoặc đi lùi", "critical"
	far.measure, far.when = query.Severity, above(1)
	far.summary = `{{ $labels.unit_name }} {{ with $values.A }}{{ if gt .Value 2.5 }}đi lùi{{ else }}chậm nhiều{{ end }}{{ else }}chậm nhiều{{ end }}: {{ $labels.indicator_name }}`
	early.name, early.title, early.severity = "will-miss", "Sẽ lỡ mốc nếu giữ nhịp này", "info"
	early.measure, early.when, early.unless = query.Projected, belowZero, query.Severity
	early.summary = `{{ $labels.unit_name }} sẽ lỡ mốc nếu giữ nhịp này: {{ $labels.indicator_name }}`
	early.description = ifKnown("A", `Dự kiến thấp hơn mốc kế tiếp `+magnitude("A")+`{{ if eq $unit "%" }} điểm %{{ end }}.`, stillSilent) + ` ` + s.behindText()
	early.description = s.percentSign(level) + early.description
	return []rule{behind, far, early}
}

// behindText gives every number the verdict rests on. Levels and recognitions are steps and have no yearly rate, so
// the rate is left out where it does not exist.
func (s scope) behindText() string {
	return s.percentSign(s.watched()) + ifKnown("D",
		`Thực tế `+decimal("D")+`{{ $unit }}, lộ trình `+decimal("E")+`{{ $unit }}, chênh lệch `+decimal("B")+`.`+
			ifKnown("F", ` Cần thêm `+decimal("F")+`{{ $unit }} mỗi năm để đạt mốc kế tiếp.`, ``), stillSilent) +
		` ` + s.targetCitation(s.watched())
}

// magnitude writes a number without its sign.
func magnitude(refID string) string {
	return `{{ printf "%.1f" $values.` + refID + `.Value | reReplaceAll "[.]" "," | reReplaceAll "^-" "" }}`
}
