package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/wording"
)

// prometheus is the data source of the plumbing; provisioning gives it this uid.
var prometheus = grafana.Datasource{Type: "prometheus", UID: "xhht-prometheus"}

// The ids of the ops page's panels.
const (
	upPanel = iota + 1
	lagPanel
	quarantinedPanel
	exportersPanel
	intakePanel
	pointsPanel
	durationPanel
	ledgerPanel
	problemsPanel
	influxPanel
	overduePanel
	alertsPanel
)

// opsFile is mounted only where there is a Prometheus; the folder is not read otherwise.
func opsFile(language lang.Lang) string {
	return "ops/" + query.PageUID(query.PageOps, "stack", language) + ".json"
}

// promQL is a question to Prometheus.
type promQL struct {
	Expr         string `json:"expr"`
	LegendFormat string `json:"legendFormat"`
	Format       string `json:"format,omitempty"`
	Instant      bool   `json:"instant"`
	Range        bool   `json:"range"`
	EditorMode   string `json:"editorMode"`
}

// ops is the page of the plumbing: are the programs up, does InfluxDB follow the ledger, do exporters read, what comes in. It knows
// no plan; what units have reported is the other pages' subject.
func ops(reg plan.Registry, language lang.Lang) (grafana.Dashboard, error) {
	s := scope{reg: reg, lang: language}
	panels, err := stack(
		band{6, []grafana.Panel{s.firing(alertsPanel, 24)}},
		band{4, []grafana.Panel{
			s.now(upPanel, 10, s.say("Chương trình có chạy không?", "Are the programs up?"), "up{job=~\"xhht-.*\"}", "{{job}}", "up",
				s.say("Có trả lời Prometheus không.", "Whether it answers Prometheus."), s.words01(s.say("Chạy", "Up"), s.say("Không trả lời", "Down"))),
			s.now(influxPanel, 7, s.say("Ghi vào InfluxDB", "Writing to InfluxDB"), influxTakes, " ", "xhht_projection_up",
				s.say("Lần ghi mới nhất được hay không; còn bút toán chờ mà một phút không ghi được gì cũng là không được. Không có gì phải ghi thì là kết quả lần trước. Báo cáo vẫn được nhận và giữ trong sổ cái.", "Whether the last write worked; entries that wait while nothing was written for a minute count as failing, too. With nothing to write it is the result of the last time. Reports are taken and kept in the ledger all the same."), s.words01(s.say("Ghi được", "Works"), s.say("Không ghi được", "Fails"))),
			s.now(exportersPanel, 7, s.say("Exporter nào đọc được số liệu?", "Which exporters read?"), "xhht_exporter_scrape_success", "{{exporter}}", "xhht_exporter_scrape_success",
				s.say("Lần đọc mới nhất của từng exporter.", "The newest reading of every exporter."), s.words01(s.say("Đọc được", "Reads"), s.say("Lỗi", "Fails"))),
		}},
		band{7, []grafana.Panel{
			s.now(lagPanel, 5, s.say("Bảng chậm hơn sổ cái", "Behind the ledger"), "xhht_projection_lag_entries", s.say("bút toán", "entries"), "xhht_projection_lag_entries",
				s.say("Số bút toán đã nhận mà InfluxDB, và các bảng, chưa có; 0 là đủ.", "Accepted entries that InfluxDB, and the dashboards, do not have yet; 0 is well."), s.zeroIsWell()),
			s.now(quarantinedPanel, 5, s.say("Điểm bị từ chối hẳn", "Points refused"), "xhht_projection_quarantined_points", s.say("điểm", "points"), "xhht_projection_quarantined_points",
				s.say("Số điểm InfluxDB từ chối hẳn; sổ cái vẫn giữ.", "Points that InfluxDB refused for good; the ledger keeps them."), s.zeroIsWell()),
			s.overdueByForm(overduePanel, 14),
		}},
		band{9, []grafana.Panel{
			s.overTime(intakePanel, 12, s.say("Báo cáo gửi đến mỗi giờ", "Submissions an hour"), "sum by (result) (increase(xhht_collector_submissions_total[1h]))", "{{result}}", "xhht_collector_submissions_total",
				s.say("Số báo cáo theo kết quả.", "Submissions by result."), "none"),
			s.overTime(problemsPanel, 12, s.say("Lỗi tìm thấy trong báo cáo mỗi giờ", "Problems found in reports an hour"), problemsByCode(s.say("không có", "none")), "{{code}}", "xhht_collector_problems_total",
				s.say("Số lỗi theo loại; lỗi lặp lại nhiều là biểu khó hiểu.", "Problems by kind; many of one kind mean that a form is hard to understand."), "none"),
		}},
		band{8, []grafana.Panel{
			s.overTime(pointsPanel, 8, s.say("Điểm ghi vào InfluxDB mỗi giây", "Points written a second"), "sum by (measurement) (rate(xhht_projection_points_total[5m]))", "{{measurement}}", "xhht_projection_points_total",
				s.say("Tốc độ ghi theo loại số liệu, kể cả điểm ghi lại.", "Rate by measurement, rewritten points included."), "none"),
			s.overTime(durationPanel, 8, s.say("Thời gian trả lời của bộ thu (95%)", "Collector's answer time (95%)"), "histogram_quantile(0.95, sum by (le) (rate(xhht_collector_request_duration_seconds_bucket[5m])))", s.say("95% nhanh hơn", "95% are faster"), "xhht_collector_request_duration_seconds",
				s.say("95% yêu cầu được trả lời nhanh hơn mức này; không có đường là không có yêu cầu nào.", "95% of requests are answered faster than this; no line means no request."), "s"),
			s.overTime(ledgerPanel, 8, s.say("Sổ cái", "Ledger"), "xhht_ledger_entries", s.say("bút toán", "entries"), "xhht_ledger_entries",
				s.say("Số bút toán; chỉ có thể tăng.", "Entries; they can only grow."), "none"),
		}},
	)
	return grafana.Dashboard{
		UID: query.PageUID(query.PageOps, "stack", language), Title: s.say("Vận hành", "Operations"),
		Description: s.say("Các chương trình có chạy, sổ cái có được chiếu đủ, exporter có đọc được.", "Are the programs up, does InfluxDB follow the ledger, do exporters read."),
		Tags:        []string{everyPage, s.languageTag()}, Timezone: "Asia/Ho_Chi_Minh", SchemaVersion: grafana.SchemaVersion, Refresh: "1m",
		Time: grafana.Time{From: "now-6h", To: "now"}, GraphTooltip: 1, Links: []grafana.Link{}, Annotations: grafana.Annotations{List: []grafana.Annotation{}}, Templating: grafana.Templating{List: []grafana.Variable{}}, Panels: panels,
	}, err
}

// influxTakes is 0 also where InfluxDB hangs: a request without an answer fails only when its time is over, and what waits meanwhile
// is seen at once.
const influxTakes = "xhht_projection_up * (1 - (min_over_time(xhht_projection_lag_entries[1m]) > bool 0) * (time() - xhht_projection_last_write_timestamp_seconds > bool 60))"

// problemsByCode is a zero where nobody made a mistake: a code has no series before it was first found.
func problemsByCode(none string) string {
	return `sum by (code) (increase(xhht_collector_problems_total[1h])) or on() label_replace(vector(0), "code", "` + none + `", "", "")`
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
func (s scope) instants(id, w int, title, expr, metric, about string, columns ...foreign) grafana.Panel {
	p := s.metric(id, w, "table", title, expr, "", metric, about, true)
	m := p.Targets[0].Model.(promQL)
	m.Format = "table"
	p.Targets[0].Model = m
	p.Transformations = []grafana.Transformation{keep(columns...)}
	return table(p)
}

// firing lists the alerts of Prometheus that are firing or about to: the first thing that whoever is called looks at.
func (s scope) firing(id, w int) grafana.Panel {
	p := s.instants(id, w, s.say("Cảnh báo nào đang kêu?", "Which alerts are firing?"), `sort_desc(max by (alertname, alertstate, severity, job, exporter, form, plan) (ALERTS{alertname=~"XHHT.*"}))`, "ALERTS",
		s.say("Cảnh báo của Prometheus đang kêu (firing) hoặc đang chờ đủ thời gian (pending); việc phải làm ở docs/runbooks.", "Alerts of Prometheus that fire or wait for their time; docs/runbooks says what to do."),
		"alertname", "alertstate", "severity", "job", "exporter", "form", "plan")
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
	p := s.instants(id, w, s.say("Báo cáo quá hạn ở kỳ mới nhất, theo biểu", "Reports overdue for the newest due period, by form"), "sort_desc(xhht_reporting_reports{state=\"overdue\"})", "xhht_reporting_reports",
		s.say("Số báo cáo đã quá hạn mà chưa đủ, nhiều nhất ở trên; là ai thì xem trang Báo cáo.", "Reports whose deadline has passed and that are not complete, the most first; the reports page says whose."),
		"plan", "form", "Value")
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

func (s scope) metric(id, w int, kind, title, expr, legend, metric, about string, instant bool) grafana.Panel {
	p := s.panel(id, w, kind, title, about+" "+s.say("Nguồn: số đo ", "Source: metric ")+metric+".", grafana.Target{RefID: "A", Datasource: prometheus,
		Model: promQL{Expr: expr, LegendFormat: legend, Instant: instant, Range: !instant, EditorMode: "code"}})
	p.Datasource = prometheus
	p.FieldConfig.Defaults.NoValue = s.say("Không có số đo: chương trình không trả lời", "No measurement: the program does not answer")
	return p
}

// now is the newest value, large.
func (s scope) now(id, w int, title, expr, legend, metric, about string, mappings []grafana.Mapping) grafana.Panel {
	p := s.metric(id, w, "stat", title, expr, legend, metric, about, true)
	p.FieldConfig.Defaults.Mappings = mappings
	p.FieldConfig.Defaults.Thresholds = grafana.Thresholds{Mode: "absolute", Steps: []grafana.Step{{Color: wording.Grey}}} // where nothing is measured
	p.Options = grafana.StatOptions{
		ColorMode: "background_solid", GraphMode: "none", JustifyMode: "center", Orientation: "auto", TextMode: "value_and_name",
		ReduceOptions: grafana.ReduceOptions{Calcs: []string{"lastNotNull"}},
	}
	return p
}

// overTime is lines.
func (s scope) overTime(id, w int, title, expr, legend, metric, about, unit string) grafana.Panel {
	p := s.metric(id, w, "timeseries", title, expr, legend, metric, about, false)
	p.FieldConfig.Defaults.Unit = unit
	p.FieldConfig.Overrides = s.seriesNames()
	p.FieldConfig.Defaults.Color = grafana.Color{Mode: "palette-classic"}
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "auto"}
	p.Options = lines
	return p
}
