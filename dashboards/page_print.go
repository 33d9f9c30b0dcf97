package main

import (
	"fmt"
	"strings"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/query"
)

// What goes on paper: two sheets of A4, upright. Each is a page of its own, because a browser cuts a Grafana table in two where a
// sheet ends and loses what is below; a page that fits on a sheet is never cut. Nor may the window be much wider than the paper:
// Grafana keeps the widths of the window, and what is beyond the paper's edge is lost. docs/ban-chi-dao.md says how to print.

// The ids of the panels on paper.
const (
	printVerdictPanel = iota + 1
	printCountsPanel
	printTargetsPanel
	printMorePanel
	printBehindPanel
	printLatePanel
	printSourcePanel
)

const (
	printHeight = 28 // rows of the grid on a sheet with margins of 10 mm, printed from a window of 800 pixels
	printText   = 13 // size of letters, in pixels
	printSheet  = 19 // targets on the first sheet
	printRows   = 15 // rows of those behind
	printLates  = 5  // rows of late reports
)

// printedRows is how tall a table of so many rows is, most of them of one line.
func printedRows(n int) int { return 3 + max(n, 2)*9/10 }

// sheet is what both have in common.
func (s scope) sheet(name query.Page, n int, bands ...band) (grafana.Dashboard, error) {
	title := fmt.Sprintf(s.say("Bản in, tờ %d/2", "To print, sheet %d of 2"), n)
	d, err := s.frame(name, title, s.say("Tờ A4 dọc để phát tại cuộc họp.", "A sheet of A4, upright, to hand out at the meeting."), nil, bands...)
	bare(&d)
	d.Tags = []string{everyPage, s.languageTag(), s.pageTag(query.PagePrint)} // not among the pages to choose from
	d.Refresh = ""                                                            // paper does not change while it is printed
	return d, err
}

// printTargets is the first sheet: verdict, counts, every target.
func printTargets(s scope) (grafana.Dashboard, error) {
	bands := []band{
		{4, []grafana.Panel{s.printedVerdict(printVerdictPanel)}},
		{3, []grafana.Panel{s.printedCounts(printCountsPanel)}},
	}
	if all := s.rootTargets(); len(all) > 0 {
		shown := all[:s.fitting(all, printSheet)]
		bands = append(bands, band{printHeight - 7, []grafana.Panel{s.printedTargets(printTargetsPanel, shown)}})
	}
	return s.sheet(query.PagePrint, 1, bands...)
}

// printBehind is the second: what the first had no room for, who is behind, whose reports are late, on which documents it rests.
func printBehind(s scope) (grafana.Dashboard, error) {
	var bands []band
	left := printHeight - 5
	behind := printRows
	all := s.rootTargets()
	if rest := all[s.fitting(all, printSheet):]; len(rest) > 0 {
		h := printedRows(s.targetRows(rest))
		bands, left = append(bands, band{h, []grafana.Panel{s.printedTargets(printMorePanel, rest)}}), left-h
		behind = min(behind, left-4)
	}
	var late []band
	if s.awaits() {
		h := printedRows(printLates)
		late, left = []band{{h, []grafana.Panel{s.printedLate(printLatePanel)}}}, left-h
	}
	bands = append(bands, band{left, []grafana.Panel{s.printedBehind(printBehindPanel, behind)}})
	return s.sheet(query.PagePrintBehind, 2, append(append(bands, late...), band{5, []grafana.Panel{s.sources(printSourcePanel)}})...)
}

// printed is a table for paper: nothing to click, letters of a size, words wrapped. Cells of dynamic height make Grafana draw every
// row, not only those in sight. The order is that of the data source.
func (s scope) printed(p grafana.Panel, overrides ...grafana.Override) grafana.Panel {
	p.Options = grafana.TableOptions{ShowHeader: true, CellHeight: "sm", SortBy: []grafana.SortBy{}}
	p.FieldConfig.Defaults.Custom = grafana.Custom{Cell: &grafana.Cell{Type: "markdown", DynamicHeight: true}, WrapText: true, WrapHeader: true}
	p.FieldConfig.Overrides = overrides
	return p
}

// inked is a column of words on paper; 0 pixels take what is left.
func inked(name column.Name, pixels, weight int) grafana.Override {
	if pixels == 0 {
		return written(name, letters(weight, printText, "$1"), set("custom.minWidth", 150))
	}
	return written(name, letters(weight, printText, "$1"), set("custom.width", pixels))
}

// printedVerdict is the sentence in the letters of a heading, and the detail below it.
func (s scope) printedVerdict(id int) grafana.Panel {
	return s.headline(id, "", printText+6, printText)
}

func (s scope) printedCounts(id int) grafana.Panel {
	p := s.counts(id, grafana.Columns, s.watched())
	o := p.Options.(grafana.StatOptions)
	o.Orientation, o.Text = "vertical", grafana.Text{TitleSize: printText - 2, ValueSize: 2 * printText}
	p.Options = o
	return p
}

func (s scope) printedTargets(id int, indicators []string) grafana.Panel {
	p := s.attainment(id)
	p.Targets = []grafana.Target{s.ask("A", query.Query{Kind: query.Scorecard, Level: s.root().Level, Indicators: indicators})}
	p.Transformations = []grafana.Transformation{keep(column.IndicatorName, column.Status, column.Need, column.Have, column.Short, column.Clause), asWords(column.Status)}
	return s.printed(p, inked(column.IndicatorName, 0, bold), s.badge(printText-1, 130), inked(column.Need, 96, regular), inked(column.Have, 100, regular),
		inked(column.Short, 90, regular), s.inkedClause())
}

func (s scope) printedBehind(id, rows int) grafana.Panel {
	p := s.worst(id, grafana.Columns, s.watched())
	p.Targets = []grafana.Target{s.ask("A", query.Query{Kind: query.Scorecard, Level: s.watched(), Statuses: behind()})}
	p.Transformations = []grafana.Transformation{keep(column.UnitName, column.IndicatorName, column.Gap, column.ValueText, column.ExpectedText,
		column.GapText, column.RequiredText, column.Status),
		sortBy(column.Gap, 2, false), first(rows), asWords(column.Status)}
	p.FieldConfig.Defaults.NoValue = s.nobodyFound()
	return s.printed(p, inked(column.UnitName, 116, bold), inked(column.IndicatorName, 0, regular), hideColumn(column.Gap),
		inked(column.ValueText, 72, regular), inked(column.ExpectedText, 72, regular),
		inked(column.GapText, 72, bold), inked(column.RequiredText, 78, regular), s.badge(printText-1, 104))
}

func (s scope) printedLate(id int) grafana.Panel {
	p := s.missingReports(id, grafana.Columns, printLates, s.reportTiers()[0])
	return s.printed(p, inked(column.UnitName, 150, bold), inked(column.FormName, 0, regular), inked(column.Period, 70, regular),
		inked(column.Due, 104, regular), inked(column.DaysLate, 72, regular))
}

// sources is the documents that the sheets rest on, and the day that they speak of.
func (s scope) sources(id int) grafana.Panel {
	p := wallTable(s.panel(id, grafana.Columns, "table", s.say("Số liệu của ngày nào, theo văn bản nào?", "Of which day, by which documents?"),
		s.say("Ngày tính, văn bản và mục làm căn cứ. ", "The day of the verdict, the documents and their sections. ")+s.document()+".",
		s.ask("A", query.Query{Kind: query.Summary, Level: s.watched()})))
	p.Transformations = []grafana.Transformation{keep(column.AsOf), s.asDays(column.AsOf)}
	lines := []string{s.say("Tính đến ngày $1.", "As of $1.") + " " + s.plan.Title.In(s.lang) + ".", s.targetCitation(s.watched(), s.root().Level)}
	if n := len(s.plan.Findings); n > 0 {
		lines = append(lines, fmt.Sprintf(s.say("Văn bản còn %d điều mâu thuẫn hoặc để ngỏ; xem trang Chất lượng số liệu.",
			"The text contradicts itself or leaves open %d matters; see the page on data quality."), n))
	}
	p.FieldConfig.Overrides = []grafana.Override{written(column.AsOf, letters(regular, printText-1, strings.Join(lines, "<br>")))}
	return p
}

// inkedClause is the section alone, as on the screen.
func (s scope) inkedClause() grafana.Override {
	section := grafana.Mapping{Type: "regex", Options: grafana.Regex{Pattern: "/^([^,]+)(,.*)?$/", Result: grafana.Shown{Text: letters(regular, printText, "$1")}}}
	return override(column.Clause, set("custom.width", 64), set("mappings", []grafana.Mapping{section}), set("displayName", s.say("Mục", "Section")), set("noValue", noCell))
}
