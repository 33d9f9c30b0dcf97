package main

import (
	"fmt"
	"time"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
)

const overviewUID = "xhht-overview"

// The ids of the overview's panels.
const (
	verdictPanel = iota + 1
	countsPanel
	matrixPanel
	worstPanel
	gapsPanel
	pathPanel
	attainmentPanel
	missingPanel
)

// overview is the committee's page. Its order is the order of the questions: is the plan on course, who is behind and on
// what, by how much, since when and where does it end, and who has not reported. The first three bands fill a screen of
// 1920 × 1080.
func overview(s scope) (grafana.Dashboard, error) {
	unit, indicator, err := s.firstChoice()
	if err != nil {
		return grafana.Dashboard{}, err
	}
	panels, err := stack(
		band{5, []grafana.Panel{s.verdict(10), s.counts(14)}},
		band{12, []grafana.Panel{s.matrix(13), s.worst(11)}},
		band{9, []grafana.Panel{s.gaps(6), s.path(8), s.attainment(10)}},
		band{9, []grafana.Panel{s.missing(24)}},
	)
	return grafana.Dashboard{
		UID:         s.uid,
		Title:       "Toàn tỉnh – " + s.plan.Short.VI,
		Description: fmt.Sprintf("Huyện nào chậm lộ trình, ở chỉ tiêu nào, chậm bao nhiêu. %s.", s.plan.Title.VI),
		Tags:        []string{"xhht"},
		// The days of the plan are days in Vietnam, wherever the wall hangs.
		Timezone:      "Asia/Ho_Chi_Minh",
		SchemaVersion: grafana.SchemaVersion,
		Refresh:       "5m",
		Time:          s.wholePlan(),
		GraphTooltip:  1,
		Links:         []grafana.Link{siblings},
		Templating: grafana.Templating{List: []grafana.Variable{
			s.variable("indicator", "Chỉ tiêu", "indicators", area.District, indicator),
			s.variable("unit", "Huyện", "units", area.District, unit),
		}},
		Panels: panels,
	}, err
}

// siblings lists the project's dashboards; time and choices go along.
var siblings = grafana.Link{Type: "dashboards", Title: "XHHT", Icon: "external link", Tags: []string{"xhht"}, IncludeVars: true, KeepTime: true}

// wholePlan runs from the year of the baselines to the plan's end. The data source judges as of the end of the range, but
// never later than now: choosing an earlier end shows the page as it was then.
func (s scope) wholePlan() grafana.Time {
	day := func(year int) string {
		return period.DateOf(year-1, 12, 31).EndOfDay().Add(time.Nanosecond).UTC().Format(time.RFC3339)
	}
	return grafana.Time{From: day(s.plan.From - 1), To: day(s.plan.To + 1)}
}

// firstChoice is what the page shows before anybody has chosen: the plan's first rate that districts are held to.
func (s scope) firstChoice() (unit, indicator grafana.Option, err error) {
	for _, pair := range s.reg.Judged(s.plan, area.District) {
		ind := s.reg.Indicators[pair.Target.Indicator]
		if ind.Measure == catalogue.Rate {
			return grafana.Option{Text: scorecard.UnitName(pair.Area), Value: pair.Area.UID}, grafana.Option{Text: scorecard.IndicatorName(ind, problem.Vietnamese), Value: ind.ID}, nil
		}
	}
	return unit, indicator, fmt.Errorf("plan %s holds no district to a rate", s.plan.ID)
}

// verdict says it in words. It is a table because a stat panel never breaks a line and a text panel knows no data. The
// sentence and the detail become rows below each other, as on paper and on a phone.
func (s scope) verdict(w int) grafana.Panel {
	p := panel(verdictPanel, w, "table", "Kế hoạch có đúng lộ trình không?",
		"Kết luận về các huyện tại ngày cuối của khoảng thời gian đang xem (không muộn hơn hôm nay). "+s.targetSource(area.District),
		s.ask("A", query.Query{Kind: query.Summary, Level: area.District}))
	p.Transformations = []grafana.Transformation{
		keep("sentence", "detail"),
		{ID: "reduce", Options: map[string]any{"reducers": []string{"lastNotNull"}}},
	}
	p.Options = grafana.TableOptions{CellHeight: "sm", SortBy: []grafana.SortBy{}}
	p.FieldConfig.Defaults.Custom = grafana.Custom{Cell: &grafana.Cell{Type: "markdown", DynamicHeight: true}, WrapText: true}
	// Markdown's heading is the only larger letter that a table has. The sentence is a headline without a full stop.
	headline := grafana.Mapping{Type: "regex", Options: grafana.Regex{Pattern: `/^(.*[^.])$/`, Result: grafana.Shown{Text: "## $1"}}}
	p.FieldConfig.Defaults.Mappings = []grafana.Mapping{headline}
	p.FieldConfig.Overrides = []grafana.Override{hideColumn("Field")}
	return p
}

// counts is one panel for all statuses: eight panels would be eight screens on a phone.
func (s scope) counts(w int) grafana.Panel {
	p := panel(countsPanel, w, "stat", "Số cặp huyện × chỉ tiêu theo trạng thái",
		"Mỗi huyện được xét theo từng chỉ tiêu; ô xám là không có cặp nào. "+s.targetSource(area.District),
		s.ask("A", query.Query{Kind: query.Summary, Level: area.District}))
	p.Transformations = []grafana.Transformation{keep(statusNames()...)}
	zero := grafana.Mapping{Type: "value", Options: map[string]grafana.Shown{"0": {Text: "0", Color: transparent}}}
	p.FieldConfig.Defaults.Mappings = []grafana.Mapping{zero}
	p.FieldConfig.Defaults.Color = grafana.Color{Mode: "fixed", FixedColor: grey}
	p.Options = grafana.StatOptions{
		ColorMode: "background_solid", GraphMode: "none", JustifyMode: "center", Orientation: "auto", TextMode: "value_and_name", WideLayout: false,
		ReduceOptions: grafana.ReduceOptions{Calcs: []string{"lastNotNull"}},
	}
	return p
}

func statusNames() []string {
	var out []string
	for _, st := range standing.Statuses {
		out = append(out, string(st))
	}
	return out
}

// matrix shows at a glance who is behind on what.
func (s scope) matrix(w int) grafana.Panel {
	p := panel(matrixPanel, w, "table", "Huyện nào chậm ở chỉ tiêu nào?",
		"Trạng thái của từng huyện ở từng chỉ tiêu; ô trống là chỉ tiêu không áp dụng cho huyện đó. "+s.targetSource(area.District),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: area.District}))
	p.Transformations = []grafana.Transformation{{ID: "groupingToMatrix", Options: map[string]any{
		"columnField": "unit_name", "rowField": "indicator_name", "valueField": "status", "emptyValue": "null",
	}}}
	p = table(p)
	p.FieldConfig.Defaults.Custom.Cell = &grafana.Cell{Type: "color-background", Mode: "basic"}
	p.FieldConfig.Defaults.Custom.MinWidth = 96
	// Each column keeps the heading of the status field that it was cut from; its own name is the unit.
	p.FieldConfig.Defaults.DisplayName = "${__field.name}"
	p.FieldConfig.Overrides = []grafana.Override{override(`indicator_name\unit_name`,
		set("displayName", "Chỉ tiêu"), set("custom.cellOptions", grafana.Cell{Type: "auto"}), set("custom.width", 212))}
	return p
}

// worst is the work list: the largest gap first.
func (s scope) worst(w int) grafana.Panel {
	p := panel(worstPanel, w, "table", "Chậm bao nhiêu? Chậm nhất ở trên",
		"Giá trị, lộ trình tại cuối kỳ, chênh lệch, mức cần thêm mỗi năm và mục của kế hoạch; bấm vào tên huyện để xem lộ trình của huyện. "+s.targetSource(area.District),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: area.District, Statuses: behind()}))
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "indicator", "indicator_name", "value", "expected", "gap", "required", "status", "clause")}
	p = table(p, grafana.SortBy{DisplayName: gapHeading})
	p.FieldConfig.Overrides = []grafana.Override{
		hideColumn("unit"), hideColumn("indicator"),
		override("unit_name", set("custom.width", 104), openOn(s.uid, "Xem lộ trình")),
		override("indicator_name", set("custom.minWidth", 150)),
		width("value", 78), width("expected", 78),
		override("gap", set("displayName", gapHeading), set("custom.width", 118)),
		override("required", set("displayName", "Cần mỗi năm"), set("custom.width", 104), set("noValue", noCell)),
		colored("status", 108), clause(),
	}
	return p
}

// The headings by which tables are sorted: Grafana sorts by heading, so these do not wait for the data source's.
const (
	gapHeading  = "Chênh lệch"
	daysHeading = "Số ngày trễ"
)

func behind() []string {
	var out []string
	for _, st := range standing.Statuses {
		if st.Behind() {
			out = append(out, string(st))
		}
	}
	return out
}

// gaps compares the units on the chosen indicator. Bars take the colour of the status, which is not the sign of the gap:
// a unit slightly below its path is still on track.
func (s scope) gaps(w int) grafana.Panel {
	p := panel(gapsPanel, w, "barchart", "${indicator:text}: hơn, kém lộ trình",
		"Chênh lệch so với lộ trình ở chỉ tiêu đã chọn; dưới 0 là kém. Huyện không có thanh là huyện chưa báo cáo. "+s.targetSource(area.District),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: area.District, Indicators: []string{indicatorVar}}))
	p.Transformations = []grafana.Transformation{keep("unit", "unit_name", "indicator", "gap", "status"), sortBy("gap", 3, false)}
	p.FieldConfig.Defaults.Custom = grafana.Custom{FillOpacity: 85, LineWidth: 0}
	p.FieldConfig.Overrides = []grafana.Override{
		hideField("unit"), hideField("indicator"),
		override("gap", openOn(s.uid, "Xem lộ trình của huyện này")),
	}
	p.Options = grafana.BarChartOptions{
		Orientation: "horizontal", XField: "unit_name", ColorByField: "status", ShowValue: "always", Stacking: "none",
		BarWidth: 0.7, GroupWidth: 0.7, XTickLabelMaxLength: 20, Text: grafana.Text{ValueSize: 12},
		Legend:  grafana.Legend{DisplayMode: "list", Placement: "bottom", Calcs: []string{}},
		Tooltip: grafana.Tooltip{Mode: "single", Sort: "none"},
	}
	return p
}

// path is one unit's way to the plan's milestones. Three queries, so that each line gets its own look.
func (s scope) path(w int) grafana.Panel {
	line := func(name string) query.Query {
		return query.Query{
			Kind: query.Series, Level: area.District, Units: []string{unitVar}, Indicators: []string{indicatorVar},
			Series: []string{name}, Thresholds: query.ThresholdsSeries,
		}
	}
	p := panel(pathPanel, w, "timeseries", "${unit:text}, ${indicator:text}: lộ trình đến "+s.milestoneYears(),
		"Thực tế của huyện đã chọn ở chỉ tiêu đã chọn, lộ trình và mục tiêu của kế hoạch; điểm nằm giữa kỳ báo cáo. "+s.targetSource(area.District),
		s.ask("A", line(query.LineActual)), s.ask("B", line(query.LineExpected)), s.ask("C", line(query.LineTarget)))
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "never"}
	p.FieldConfig.Overrides = []grafana.Override{
		answer("A", set("displayName", "Thực tế"), set("color", fixed(blue)), set("custom.lineWidth", 3),
			set("custom.showPoints", "always"), set("custom.pointSize", 8)),
		answer("B", set("displayName", "Lộ trình"), set("color", fixed(grey)),
			set("custom.lineStyle", map[string]any{"fill": "dash", "dash": []int{10, 8}})),
		answer("C", set("displayName", "Mục tiêu"), set("color", fixed(orange)),
			set("custom.lineStyle", map[string]any{"fill": "dash", "dash": []int{3, 4}})),
	}
	p.Options = grafana.TimeSeriesOptions{
		Legend:  grafana.Legend{ShowLegend: true, DisplayMode: "list", Placement: "bottom", Calcs: []string{}},
		Tooltip: grafana.Tooltip{Mode: "multi", Sort: "none"},
	}
	return p
}

func fixed(color string) grafana.Color { return grafana.Color{Mode: "fixed", FixedColor: color} }

// attainment is the province's own account: what is needed, what is there, what is missing.
func (s scope) attainment(w int) grafana.Panel {
	p := panel(attainmentPanel, w, "table", "Toàn tỉnh: cần bao nhiêu, có bao nhiêu, còn thiếu bao nhiêu?",
		"Chỉ tiêu của tỉnh tại mốc gần nhất của kế hoạch. "+s.targetSource(area.Province),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: area.Province}))
	p.Transformations = []grafana.Transformation{keep("indicator_name", "status", "need", "have", "short", "period", "clause")}
	p = table(p)
	p.FieldConfig.Overrides = []grafana.Override{
		override("indicator_name", set("custom.minWidth", 150)),
		colored("status", 116), width("need", 118), width("have", 118), width("short", 118), width("period", 52), clause(),
	}
	return p
}

// missing lists what has not come: silence is not a gap of zero.
func (s scope) missing(w int) grafana.Panel {
	p := panel(missingPanel, w, "table", "Báo cáo nào còn thiếu?",
		"Huyện và chỉ tiêu quá hạn hoặc chưa báo cáo; trễ lâu nhất ở trên. "+s.reportSource(area.District),
		s.ask("A", query.Query{Kind: query.Scorecard, Level: area.District, Statuses: []string{string(standing.Late), string(standing.NotReported)}}))
	p.Transformations = []grafana.Transformation{keep("unit_name", "indicator_name", "period", "prev", "status", "days_late")}
	p = table(p, grafana.SortBy{DisplayName: daysHeading, Desc: true})
	p.FieldConfig.Defaults.NoValue = "Không còn báo cáo nào thiếu"
	p.FieldConfig.Overrides = []grafana.Override{
		override("unit_name", set("custom.width", 120)),
		override("indicator_name", set("custom.minWidth", 180)),
		width("period", 90), width("prev", 110), colored("status", 130),
		override("days_late", set("displayName", daysHeading), set("custom.width", 132)),
	}
	return p
}
