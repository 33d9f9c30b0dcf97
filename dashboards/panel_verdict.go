package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// verdict says it in words. It is a table because a stat panel never breaks a line and a text panel knows no data. The
// sentence and the detail become rows below each other, as on paper and on a phone.
func (s scope) verdict(id, w int, level area.Level, units ...string) grafana.Panel {
	title := s.say("Kế hoạch có đúng lộ trình không?", "Is the plan on course?")
	if len(units) > 0 {
		title = s.say("${unit:text} có đúng lộ trình không?", "Is ${unit:text} on course?")
	}
	p := s.panel(id, w, "table", title,
		s.say("Kết luận tại ngày cuối của khoảng thời gian đang xem (không muộn hơn hôm nay). ",
			"The verdict on the last day of the time range shown, and never later than today. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Summary, Level: level, Units: units}))
	p.Transformations = []grafana.Transformation{
		keep(column.Sentence, column.Detail),
		{ID: "reduce", Options: map[string]any{"reducers": []string{"lastNotNull"}}},
	}
	p.Options = grafana.TableOptions{CellHeight: "sm", SortBy: []grafana.SortBy{}}
	p.FieldConfig.Defaults.Custom = grafana.Custom{Cell: &grafana.Cell{Type: "markdown", DynamicHeight: true}, WrapText: true}
	// Markdown's heading is the only larger letter that a table has. The sentence is a headline without a full stop.
	headline := grafana.Mapping{Type: "regex", Options: grafana.Regex{Pattern: `/^(.*[^.\s])$/`, Result: grafana.Shown{Text: "## $1"}}}
	p.FieldConfig.Defaults.Mappings = []grafana.Mapping{headline}
	p.FieldConfig.Overrides = []grafana.Override{hideColumn(foreign("Field"))}
	return p
}

// counts is one panel for all statuses: nine panels would be nine screens on a phone. Where units are compared it counts them, each
// by its worst status, so that the numbers add up to the units that the sentence speaks of; for one unit it counts targets.
func (s scope) counts(id, w int, level area.Level, units ...string) grafana.Panel {
	q := query.Query{Kind: query.Summary, Level: level, Units: units}
	title := s.say("Số chỉ tiêu theo trạng thái", "Targets by status")
	about := s.say("Mỗi chỉ tiêu tính một lần; ô không màu là không có chỉ tiêu nào. ", "Every target counts once; a field without colour means none. ")
	shown := statusCounts()
	if s.compares() && len(units) == 0 {
		q.Shape = query.Worst
		title = fmt.Sprintf(s.say("Số %s theo trạng thái xấu nhất", "%ss by their worst status"), s.say(strings.ToLower(s.anyUnitWord(level)), s.anyUnitWord(level)))
		about = s.say("Mỗi đơn vị tính một lần, theo chỉ tiêu xấu nhất của đơn vị; ô không màu là không có đơn vị nào. ",
			"Every unit counts once, by its worst target; a field without colour means none. ")
		// A unit with nothing but targets without a number is judged on nothing.
		shown = slices.DeleteFunc(shown, func(name column.Name) bool { return name == column.CountOf(standing.Unquantified) })
	}
	p := s.panel(id, w, "stat", title, about+s.targetSource(level), s.ask("A", q))
	p.Transformations = []grafana.Transformation{keep(shown...)}
	zero := grafana.Mapping{Type: "value", Options: map[string]grafana.Shown{"0": {Text: "0", Color: transparent}}}
	// Nothing judged yet is no zero, and no verdict's colour either.
	none := grafana.Mapping{Type: "special", Options: map[string]any{"match": "null", "result": grafana.Shown{Text: noCell, Color: transparent}}}
	p.FieldConfig.Defaults.Mappings = []grafana.Mapping{zero, none}
	p.FieldConfig.Defaults.Color = fixed(wording.Grey)
	p.Options = grafana.StatOptions{
		ColorMode: "background_solid", GraphMode: "none", JustifyMode: "center", Orientation: "auto", TextMode: "value_and_name", WideLayout: false,
		Text:          grafana.Text{TitleSize: 13, ValueSize: 72}, // its own choice breaks "Chưa báo cáo" into two lines that hide the number
		ReduceOptions: grafana.ReduceOptions{Calcs: []string{"lastNotNull"}},
	}
	return p
}

// statusCounts are the columns that count the rows of every status.
func statusCounts() []column.Name {
	var out []column.Name
	for _, st := range standing.Statuses {
		out = append(out, column.CountOf(st))
	}
	return out
}

func fixed(color string) grafana.Color { return grafana.Color{Mode: "fixed", FixedColor: color} }
