package main

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/internal/wording"
)

// Panels whose letters can be read from five metres. Grafana's table has one size of letters; what a cell of type markdown shows
// can have any, and a mapping puts it around the data source's own words.

// Sizes of letters on the wall, in pixels of a screen of 1920 × 1080. Nothing is smaller than the floor: on a television of 55 inches
// that is 15 mm, which is read from five metres.
const (
	wallFloor  = 24
	wallText   = 26
	wallRow    = 34
	wallAnswer = 46
	wallVerse  = 60
)

// letters is a line of text in letters of a weight and size. One declaration for all of it: Grafana lets no line height through.
func letters(weight, px int, text string) string {
	return fmt.Sprintf(`<div style="font:%d %dpx/1.2 Inter,Roboto,sans-serif">%s</div>`, weight, px, text)
}

// The weights of letters.
const (
	regular = 400
	bold    = 700
)

// labelled is a value with its label above it, for a table without headings: Grafana's headings are too small for a wall.
func labelled(px int, label string) string {
	return letters(regular, wallFloor, label) + letters(bold, px, "$1")
}

// written shows a text column as the HTML, in which $1 is the column's own text.
func written(name column.Name, html string, properties ...grafana.Property) grafana.Override {
	none := grafana.Mapping{Type: "special", Options: map[string]any{"match": "empty", "result": grafana.Shown{Text: strings.ReplaceAll(html, "$1", noCell)}}}
	// No links: nobody clicks on a wall, and a link's letters are blue, a colour that means something here.
	return override(name, append([]grafana.Property{set("mappings", []grafana.Mapping{around(html), none}), set("links", []grafana.DataLink{})}, properties...)...)
}

func around(html string) grafana.Mapping {
	return grafana.Mapping{Type: "regex", Options: grafana.Regex{Pattern: `/^([\s\S]+)$/`, Result: grafana.Shown{Text: html}}}
}

// badge is a status in large type: its word on its colour. Its column must have been made words of, which leaves the status's number;
func (s scope) badge(px, width int) grafana.Override {
	words := map[string]grafana.Shown{}
	for i, st := range standing.Statuses {
		words[fmt.Sprint(i)] = grafana.Shown{Index: i, Text: fmt.Sprintf(
			`<div style="font:700 %dpx/1.2 Inter,Roboto,sans-serif;text-align:center;padding:%dpx 2px;border-radius:6px;background-color:%s;color:%s">%s</div>`,
			px, px/6, wording.StatusColour(st), wording.OnColour(wording.StatusColour(st)), wording.StatusName(st, s.lang))}
	}
	return override(column.Status, set("mappings", []grafana.Mapping{{Type: "value", Options: words}}), set("custom.width", width))
}

// wallTable is a table without headings whose cells are written in large type.
func wallTable(p grafana.Panel) grafana.Panel {
	p.Options = grafana.TableOptions{CellHeight: "lg", SortBy: []grafana.SortBy{}}
	p.FieldConfig.Defaults.Custom = grafana.Custom{Cell: &grafana.Cell{Type: "markdown", DynamicHeight: true}, WrapText: true}
	return p
}

// asWords turns columns of numbers into text, which alone can be written in large type.
func asWords(names ...column.Name) grafana.Transformation {
	var conversions []map[string]any
	for _, name := range names {
		conversions = append(conversions, map[string]any{"targetField": name.String(), "destinationType": "string"})
	}
	return grafana.Transformation{ID: "convertFieldType", Options: map[string]any{"fields": map[string]any{}, "conversions": conversions}}
}

// asDays turns columns of times into days as they are written in the language.
func (s scope) asDays(names ...column.Name) grafana.Transformation {
	t := asWords(names...)
	for _, c := range t.Options.(map[string]any)["conversions"].([]map[string]any) {
		c["dateFormat"], c["timezone"] = s.dayWords(), "Asia/Ho_Chi_Minh"
	}
	return t
}

func (s scope) dayWords() string { return s.say("DD/MM/YYYY", "YYYY-MM-DD") }

// headline is the verdict in large type, below the question that the screen answers; it stands on every screen, so that one that has
// nothing else to show says why, and that invented numbers are called so.
func (s scope) headline(id int, question string, sentence, detail int) grafana.Panel {
	p := s.verdict(id, grafana.Columns, s.watched())
	above := ""
	if question != "" {
		p.Title, above = question, letters(regular, wallText, question)
	}
	p.FieldConfig.Defaults.Mappings = []grafana.Mapping{
		{Type: "regex", Options: grafana.Regex{Pattern: `/^([\s\S]*[^.\s])\s*$/`, Result: grafana.Shown{Text: above + letters(bold, sentence, "$1")}}},
		around(letters(regular, detail, "$1")),
	}
	return p
}

// provenance is a line for screens without the headline: what must be said of the numbers, such as that they are invented, and of
// which day they are; and what else a screen has to explain to people who cannot point at anything.
func (s scope) provenance(id int, more string) grafana.Panel {
	p := wallTable(s.panel(id, grafana.Columns, "table", s.say("Số liệu gì, của ngày nào?", "Which numbers, of which day?"),
		s.say("Nhãn của số liệu, nếu có, và ngày tính. ", "What the numbers are labelled, if anything, and the day they are of. ")+s.document()+".",
		s.ask("A", query.Query{Kind: query.Summary, Level: s.watched()})))
	p.Transformations = []grafana.Transformation{keep(column.AsOf, column.Label), s.asDays(column.AsOf)}
	p.FieldConfig.Overrides = []grafana.Override{
		written(column.AsOf, letters(regular, wallFloor, s.say("Tính đến $1", "As of $1")+more)), written(column.Label, letters(bold, wallFloor, "$1"), set("custom.width", 640)),
	}
	return p
}

// bigCounts are the counts by status, filling what they get.
func (s scope) bigCounts(id, w int) grafana.Panel {
	p := s.counts(id, w, s.watched())
	o := p.Options.(grafana.StatOptions)
	o.Text = grafana.Text{TitleSize: wallRow - 4, ValueSize: wallVerse + 16}
	p.Options = o
	return p
}

// slowest is who is behind, the worst first: of several units the worst target of each, of one unit its targets.
func (s scope) slowest(id, w int) grafana.Panel {
	level := s.watched()
	q := query.Query{Kind: query.Scorecard, Level: level, Statuses: behind()}
	title := s.say("Chỉ tiêu nào chậm nhất?", "Which targets are furthest behind?")
	if s.compares() {
		q.Shape = query.Worst
		title = s.say("Ai chậm nhất? Mỗi đơn vị một chỉ tiêu xấu nhất", "Who is furthest behind? The worst target of every unit")
	}
	p := wallTable(s.panel(id, w, "table", title,
		s.say("Đơn vị chậm lộ trình, chỉ tiêu xấu nhất, chênh lệch so với lộ trình; cần xem trước ở trên. ",
			"Who is behind, on which target most, by how much; the most urgent first. ")+s.targetSource(level), s.ask("A", q)))
	columns := []column.Name{column.Urgency, column.Status, column.GapText, column.IndicatorName, column.ValueText, column.ExpectedText}
	if s.compares() {
		columns = append(columns, column.UnitName) // the first column, before the urgency as the target's name is elsewhere
	}
	p.Transformations = []grafana.Transformation{keep(columns...), sortBy(column.Urgency, 1, false), first(wallRows), asWords(column.Status)}
	p.FieldConfig.Defaults.NoValue = s.nobodyFound()
	p.FieldConfig.Overrides = having(columns,
		written(column.UnitName, letters(bold, wallRow, "$1"), set("custom.width", 400)),
		written(column.IndicatorName, letters(regular, wallRow, "$1")), hideColumn(column.Urgency),
		written(column.ValueText, labelled(wallRow, s.say("thực tế", "actual")), set("custom.width", 190)),
		written(column.ExpectedText, labelled(wallRow, s.say("lộ trình", "path")), set("custom.width", 190)),
		written(column.GapText, labelled(wallRow, s.say("chênh lệch", "gap")), set("custom.width", 190)),
		s.badge(wallRow, 300))
	return p
}

// behind lists the statuses of units that are behind their path.
func behind() []standing.Status {
	var out []standing.Status
	for _, st := range standing.Statuses {
		if st.Behind() {
			out = append(out, st)
		}
	}
	return out
}

// nobodyFound does not say that nobody is behind: before the first report nobody is found to be, either.
func (s scope) nobodyFound() string {
	return s.say("Chưa có đơn vị nào được kết luận là chậm lộ trình", "Nobody is found to be behind")
}

// wallRows is how many rows of two lines a screen has room for below the headline.
const wallRows = 6

// account is the plan's own targets: needed, there, missing, in large type.
func (s scope) account(id, w int, indicators []string) grafana.Panel {
	level := s.root().Level
	p := wallTable(s.panel(id, w, "table", s.say("Cần bao nhiêu, có bao nhiêu, còn thiếu bao nhiêu?", "How much is needed, there, missing?"),
		s.say("Chỉ tiêu của chính đơn vị lập kế hoạch tại mốc gần nhất. ", "The plan's own targets at the next milestone. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Indicators: indicators})))
	p.Transformations = []grafana.Transformation{keep(column.IndicatorName, column.Status, column.Need, column.Have, column.Short), asWords(column.Status)}
	p.FieldConfig.Overrides = []grafana.Override{
		written(column.IndicatorName, letters(bold, wallText, "$1")), s.badge(wallFloor, 170),
		written(column.Need, labelled(wallText, s.say("cần", "needed")), set("custom.width", 160)),
		written(column.Have, labelled(wallText, s.say("có", "there")), set("custom.width", 168)),
		written(column.Short, labelled(wallText, s.say("còn thiếu", "missing")), set("custom.width", 168)),
	}
	return p
}

// figures is one target of the plan's unit in large type, to stand above its chart.
func (s scope) figures(id, w int, indicator string) grafana.Panel {
	level := s.root().Level
	p := wallTable(s.panel(id, w, "table", wording.IndicatorName(s.reg.Indicators[indicator], s.lang),
		s.say("Thực tế, lộ trình, mốc gần nhất và dự kiến ở mốc nếu giữ nhịp hiện nay. ", "Actual, path, next milestone, and where today's pace leads. ")+s.targetSource(level),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: level, Indicators: []string{indicator}})))
	p.Transformations = []grafana.Transformation{keep(column.IndicatorName, column.ValueText, column.ExpectedText, column.ProjectedText,
		column.MilestoneText, column.Status), asWords(column.Status)}
	p.FieldConfig.Overrides = []grafana.Override{
		written(column.IndicatorName, letters(bold, wallText, "$1")),
		written(column.ValueText, labelled(wallText, s.say("thực tế", "actual")), set("custom.width", 130)),
		written(column.ExpectedText, labelled(wallText, s.say("lộ trình", "path")), set("custom.width", 130)),
		written(column.ProjectedText, labelled(wallText, s.say("dự kiến", "outlook")), set("custom.width", 130)),
		written(column.MilestoneText, labelled(wallText, s.say("mốc", "target")), set("custom.width", 130)),
		s.badge(wallFloor, 170),
	}
	return p
}

// wallPath is the way of the plan's own unit to the milestones, drawn for the far end of a room.
func (s scope) wallPath(id, w int, indicator string) grafana.Panel {
	p := s.pathOf(id, w, s.root().Level, wording.IndicatorName(s.reg.Indicators[indicator], s.lang)+": "+s.toMilestones(), s.plan.Root, indicator)
	p.FieldConfig.Defaults.Custom.LineWidth = 4
	for i, o := range p.FieldConfig.Overrides {
		if o.Matcher.Options == "A" {
			p.FieldConfig.Overrides[i].Properties = append(o.Properties, set("custom.lineWidth", 6), set("custom.pointSize", 14))
		}
	}
	return p
}

// missingReports is who has not handed in what was due, the latest first, and no more than so many.
func (s scope) missingReports(id, w, rows int, level area.Level) grafana.Panel {
	p := wallTable(s.panel(id, w, "table", s.say("Ai chưa nộp?", "Who has not reported?"),
		s.say("Báo cáo đến hạn trong hai năm qua mà chưa nhận được; trễ lâu nhất ở trên. ", "Reports due in the last two years that have not come; the latest first. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Level: level, Limit: 500, Only: query.OnlyOwed})))
	p.TimeFrom, p.HideTimeRange = "2y", true
	p.Transformations = []grafana.Transformation{
		keep(column.UnitName, column.FormName, column.Period, column.Due, column.DaysLate), sortBy(column.DaysLate, 2, true), first(rows),
		asWords(column.DaysLate), s.asDays(column.Due),
	}
	p.FieldConfig.Defaults.NoValue = s.say("Không báo cáo nào quá hạn mà chưa nộp", "No report is overdue")
	p.FieldConfig.Overrides = []grafana.Override{
		written(column.UnitName, letters(bold, wallRow, "$1")), hideColumn(column.FormName),
		written(column.Period, labelled(wallText, s.say("kỳ", "period")), set("custom.width", 120)),
		written(column.Due, labelled(wallText, s.say("hạn", "due")), set("custom.width", 200)),
		written(column.DaysLate, labelled(wallText, s.say("trễ (ngày)", "days late")), set("custom.width", 170)),
	}
	return p
}

// tally is how many reports of the newest period have come.
func (s scope) tally(id, w int, level area.Level) grafana.Panel {
	p := wallTable(s.panel(id, w, "table", s.say("Kỳ này đã nộp bao nhiêu?", "How many have come this period?"),
		s.say("Số báo cáo phải nộp, đã nộp, quá hạn, chưa đến hạn của kỳ mới nhất. ", "Reports expected, received, overdue and not due yet, newest period. ")+s.reportSource(level),
		s.ask("A", query.Query{Kind: query.Reporting, Shape: query.Totals, Level: level})))
	p.TimeFrom, p.HideTimeRange = "2y", true
	numbers := []column.Name{column.Expected, column.Received, column.Overdue, column.NotDue}
	p.Transformations = []grafana.Transformation{keep(append([]column.Name{column.FormName, column.Period}, numbers...)...), first(1), asWords(numbers...)}
	number := func(name column.Name, label string) grafana.Override {
		return written(name, labelled(wallAnswer, label), set("custom.width", 210))
	}
	p.FieldConfig.Overrides = []grafana.Override{
		written(column.FormName, letters(bold, wallAnswer-6, "$1")), written(column.Period, labelled(wallAnswer, s.say("kỳ", "period")), set("custom.width", 160)),
		number(column.Expected, s.say("phải nộp", "expected")), number(column.Received, s.say("đã nộp", "received")),
		number(column.Overdue, s.say("quá hạn", "overdue")), number(column.NotDue, s.say("chưa đến hạn", "not due yet")),
	}
	return p
}

// deadlines are the next ones.
func (s scope) deadlines(id, w int) grafana.Panel {
	p := wallTable(s.panel(id, w, "table", s.say("Hạn nào sắp đến?", "What is due next?"),
		s.say("Hạn báo cáo và mốc của kế hoạch trong hai năm tới; gần nhất ở trên. ", "Deadlines and milestones of the next two years; the nearest first. ")+s.document()+".",
		s.ask("A", query.Query{Kind: query.Events, Events: []query.EventKind{query.EventDeadline, query.EventMilestone}, Limit: 50})))
	p.Transformations = []grafana.Transformation{keep(column.Time, column.Title, column.Text), sortBy(column.Time, 0, false), first(4), s.asDays(column.Time)}
	p.FieldConfig.Defaults.NoValue = s.say("Không có hạn nào trong hai năm tới", "Nothing is due in the next two years")
	p.FieldConfig.Overrides = []grafana.Override{
		written(column.Time, letters(bold, wallRow, "$1"), set("custom.width", 230)),
		hideColumn(column.Title), written(column.Text, letters(regular, wallText, "$1")),
	}
	return p
}

// enlarged makes a map's marks and names as large as a wall needs.
func enlarged(p grafana.Panel, letters, mark int) grafana.Panel {
	o := p.Options.(grafana.GeomapOptions)
	line := 0
	for i, layer := range o.Layers {
		c, ok := layer.Config.(grafana.MarkersLayer)
		if !ok {
			continue
		}
		if t := c.Style.TextConfig; t != nil && t.OffsetX > 0 { // beside its mark, not below
			t.FontSize, t.OffsetX = letters, mark+5
		} else if t != nil {
			t.FontSize, t.OffsetY = letters, mark+letters*(1+2*line)/2+line*4
			line++
		} else if c.Style.Size != nil {
			c.Style.Size = &grafana.MapSize{Fixed: float64(mark), Min: float64(mark), Max: float64(mark)}
		}
		o.Layers[i].Config = c
	}
	p.Options = o
	return p
}
