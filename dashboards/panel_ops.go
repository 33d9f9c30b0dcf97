package main

import (
	"cmp"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/wording"
)

// promQL is a question to Prometheus.
type promQL struct {
	Expr         string `json:"expr"`
	LegendFormat string `json:"legendFormat"`
	Format       string `json:"format,omitempty"`
	Instant      bool   `json:"instant"`
	Range        bool   `json:"range"`
	EditorMode   string `json:"editorMode"`
}

// words01 says in words what 0 and 1 mean.
func (s scope) words01(well, failed string) []grafana.Mapping {
	return []grafana.Mapping{{Type: "value", Options: map[string]grafana.Shown{
		"0": {Text: failed, Color: wording.Red}, "1": {Text: well, Color: wording.Green, Index: 1},
	}}}
}

// zeroIsWell is green at nothing and red above.
func (s scope) zeroIsWell() []grafana.Mapping {
	return []grafana.Mapping{
		{Type: "value", Options: map[string]grafana.Shown{"0": {Text: "0", Color: wording.Green}}},
		{Type: "range", Options: grafana.Range{From: 0, Result: grafana.Shown{Color: wording.Red, Index: 1}}},
	}
}

// instants is a table of what Prometheus says now: a row for each series, its labels as columns.
func (s scope) instants(m metric, columns ...foreign) grafana.Panel {
	p := s.metric("table", m, promQL{Instant: true, Format: "table"})
	p.Transformations = []grafana.Transformation{keep(columns...)}
	return table(p)
}

// firing lists the alerts of Prometheus that are firing or about to: the first thing that whoever is called looks at.
func (s scope) firing(id, w int) grafana.Panel {
	p := s.instants(metric{
		id: id, width: w, name: "ALERTS",
		expr:  `sort_desc(max by (alertname, alertstate, severity, job, exporter, form, plan) (ALERTS{alertname=~"XHHT.*"}))`,
		title: s.say("Cảnh báo nào đang kêu?", "Which alerts are firing?"),
		about: s.say("Cảnh báo của Prometheus đang kêu (firing) hoặc đang chờ đủ thời gian (pending); việc phải làm ở docs/runbooks.",
			"Alerts of Prometheus that fire or wait for their time; docs/runbooks says what to do."),
	}, "alertname", "alertstate", "severity", "job", "exporter", "form", "plan")
	// What fires before what waits, and within that critical first: the alphabet happens to sort so.
	p.Transformations = append(p.Transformations, byHeading("severity"), byHeading("alertstate"))
	p.FieldConfig.Defaults.NoValue = s.say("Không có cảnh báo nào", "No alert is firing")
	p.FieldConfig.Defaults.Custom.WrapText = true
	p.FieldConfig.Overrides = []grafana.Override{
		override(foreign("alertname"), set("displayName", s.say("Cảnh báo", "Alert")), set("custom.minWidth", 190), set("mappings", s.alertNames())),
		override(foreign("alertstate"), set("displayName", s.say("Trạng thái", "State")), set("custom.width", 88), set("custom.cellOptions", grafana.Cell{Type: "color-background", Mode: "basic"}), set("mappings", []grafana.Mapping{{Type: "value", Options: map[string]grafana.Shown{
			"firing": {Text: s.say("Đang kêu", "Firing"), Color: wording.Red}, "pending": {Text: s.say("Đang chờ", "Pending"), Color: wording.Orange, Index: 1},
		}}})),
		override(foreign("severity"), set("displayName", s.say("Mức", "Severity")), set("custom.width", 80), set("mappings", []grafana.Mapping{{Type: "value", Options: map[string]grafana.Shown{
			"critical": {Text: s.say("khẩn", "critical")}, "warning": {Text: s.say("cảnh báo", "warning"), Index: 1}, "info": {Text: s.say("báo tin", "info"), Index: 2},
		}}})),
		titled("job", s.say("Chương trình", "Program"), 110, programNames...), titled("exporter", "Exporter", 110), titled("form", s.say("Biểu", "Form"), s.either(214, 284), s.formNames()...), titled("plan", s.say("Kế hoạch", "Plan"), 200, s.planNames()...),
	}
	return p
}

// byHeading sorts rows by a label of Prometheus, whose name is its heading.
func byHeading(label foreign) grafana.Transformation {
	return grafana.Transformation{ID: "sortBy", Options: map[string]any{"sort": []map[string]any{{"field": label, "desc": false}}}}
}

// alertNames are the rules of exporters/rules in the reader's words.
func (s scope) alertNames() []grafana.Mapping {
	return []grafana.Mapping{{Type: "value", Options: map[string]grafana.Shown{
		"XHHTProgramDown":       {Text: s.say("Chương trình không trả lời", "A program is down")},
		"XHHTProjectionBehind":  {Text: s.say("InfluxDB chậm hơn sổ cái", "InfluxDB is behind the ledger"), Index: 1},
		"XHHTPointsQuarantined": {Text: s.say("Có điểm bị từ chối", "Points were refused"), Index: 2},
		"XHHTExporterFailed":    {Text: s.say("Exporter lỗi", "An exporter fails"), Index: 3},
		"XHHTReportsOverdue":    {Text: s.say("Báo cáo quá hạn", "Reports are overdue"), Index: 4},
	}}}
}

// overdueByForm is how many reports of every form are overdue, of how many.
func (s scope) overdueByForm(id, w int) grafana.Panel {
	p := s.instants(metric{
		id: id, width: w, name: "xhht_reporting_reports", expr: `sort_desc(xhht_reporting_reports{state="overdue"})`,
		title: s.say("Báo cáo quá hạn ở kỳ mới nhất, theo biểu", "Reports overdue for the newest due period, by form"),
		about: s.say("Số báo cáo đã quá hạn mà chưa đủ, nhiều nhất ở trên; là ai thì xem trang Báo cáo.",
			"Reports whose deadline has passed and that are not complete, the most first; the reports page says whose."),
	}, "plan", "form", "Value")
	// The number stands second, in sight on a phone.
	p.Transformations = append(p.Transformations, grafana.Transformation{ID: "organize", Options: map[string]any{"indexByName": map[string]int{"form": 0, "Value": 1, "plan": 2}}})
	p.FieldConfig.Overrides = []grafana.Override{
		titled("plan", s.say("Kế hoạch", "Plan"), s.either(184, 200), s.planNames()...), override(foreign("form"), set("custom.minWidth", 210), set("displayName", s.say("Biểu", "Form")), set("mappings", s.formNames())),
	}
	late := alarm(foreign("Value"), 84)
	late.Properties = append(late.Properties, set("displayName", s.say("Quá hạn", "Overdue")))
	p.FieldConfig.Overrides = append(p.FieldConfig.Overrides, late)
	return p
}

// titled is a column of a label of Prometheus under a heading for people.
func titled(label foreign, heading string, pixels int, mappings ...grafana.Mapping) grafana.Override {
	return override(label, set("displayName", heading), set("custom.width", pixels), set("noValue", noCell), set("mappings", append([]grafana.Mapping{}, mappings...)))
}

// seriesNames are the values of our own labels in the reader's words.
func (s scope) seriesNames() []grafana.Override {
	var out []grafana.Override
	for _, n := range []struct{ label, vi, en string }{
		{"accepted", "đã nhận", "accepted"}, {"duplicate", "gửi lại", "sent again"}, {"refused", "bị trả lại", "refused"}, {"error", "lỗi hệ thống", "our own failure"},
		{"observation", "số liệu", "values"}, {"report", "báo cáo", "reports"}, {"level", "mức độ", "levels"}, {"target", "mục tiêu", "targets"},
		{"deliverable", "nhiệm vụ", "tasks"}, {"revision", "đính chính", "corrections"},
	} {
		out = append(out, override(foreign(n.label), set("displayName", s.say(n.vi, n.en))))
	}
	return out
}

// programNames are the jobs of Prometheus as people call the programs.
var programNames = []grafana.Mapping{{Type: "value", Options: map[string]grafana.Shown{
	"xhht-collector": {Text: "collector"}, "xhht-exporters": {Text: "exporters", Index: 1},
}}}

// planNames and formNames turn the labels of Prometheus into the names that the other pages have. Where forms of two plans share an id,
// the first one's name stands for both: the plan is in the column beside it.
func (s scope) planNames() []grafana.Mapping {
	names := map[string]grafana.Shown{}
	for _, p := range s.reg.Plans {
		names[p.ID] = grafana.Shown{Text: p.Short.In(s.lang), Index: len(names)}
	}
	return []grafana.Mapping{{Type: "value", Options: names}}
}

func (s scope) formNames() []grafana.Mapping {
	names := map[string]grafana.Shown{}
	for _, p := range s.reg.Plans {
		for _, f := range p.Forms {
			if _, taken := names[f.ID]; !taken {
				names[f.ID] = grafana.Shown{Text: f.Name.In(s.lang), Index: len(names)}
			}
		}
	}
	return []grafana.Mapping{{Type: "value", Options: names}}
}

// metric is a number of the programs on a panel: what Prometheus is asked, and the words beside the answer.
type metric struct {
	id, width    int
	name         string // the metric, which the panel names as its source
	expr         string // what is asked; empty: the metric as it is
	title, about string
	legend       string
}

func (s scope) metric(kind string, m metric, model promQL) grafana.Panel {
	model.Expr, model.LegendFormat, model.EditorMode = cmp.Or(m.expr, m.name), m.legend, "code"
	p := s.panel(m.id, m.width, kind, m.title, m.about+" "+s.say("Nguồn: số đo ", "Source: metric ")+m.name+".",
		grafana.Target{RefID: "A", Datasource: prometheus, Model: model})
	p.Datasource = prometheus
	p.FieldConfig.Defaults.NoValue = s.say("Không có số đo: chương trình không trả lời", "No measurement: the program does not answer")
	return p
}

// now is the newest value, large.
func (s scope) now(m metric, mappings []grafana.Mapping) grafana.Panel {
	p := s.metric("stat", m, promQL{Instant: true})
	p.FieldConfig.Defaults.Mappings = mappings
	p.FieldConfig.Defaults.Thresholds = grafana.Thresholds{Mode: "absolute", Steps: []grafana.Step{{Color: wording.Grey}}} // where nothing is measured
	p.Options = grafana.StatOptions{
		ColorMode: "background_solid", GraphMode: "none", JustifyMode: "center", Orientation: "auto", TextMode: "value_and_name",
		ReduceOptions: grafana.ReduceOptions{Calcs: []string{"lastNotNull"}},
	}
	return p
}

// overTime is lines.
func (s scope) overTime(m metric, unit string) grafana.Panel {
	p := s.metric("timeseries", m, promQL{Range: true})
	p.FieldConfig.Defaults.Unit = unit
	p.FieldConfig.Overrides = s.seriesNames()
	p.FieldConfig.Defaults.Color = grafana.Color{Mode: "palette-classic"}
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "auto"}
	p.Options = lines
	return p
}
