package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/query"
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
)

// opsFile is mounted only where there is a Prometheus; the folder is not read otherwise.
func opsFile(lang problem.Lang) string {
	return "ops/" + query.PageUID(query.PageOps, "stack", lang) + ".json"
}

// promQL is a question to Prometheus.
type promQL struct {
	Expr         string `json:"expr"`
	LegendFormat string `json:"legendFormat"`
	Instant      bool   `json:"instant"`
	Range        bool   `json:"range"`
	EditorMode   string `json:"editorMode"`
}

// ops is the page of the plumbing: are the programs up, does InfluxDB follow the ledger, do exporters read, what comes in. It knows
// no plan; what units have reported is the other pages' subject.
func ops(lang problem.Lang) (grafana.Dashboard, error) {
	s := scope{lang: lang}
	panels, err := stack(
		band{5, []grafana.Panel{
			s.now(upPanel, 7, s.say("Chương trình có chạy không?", "Are the programs up?"), "up{job=~\"xhht-.*\"}", "{{job}}", "up",
				s.say("1 là trả lời Prometheus, 0 là không.", "1 answers Prometheus, 0 does not."), []grafana.Mapping{s.words01()}),
			s.now(lagPanel, 4, s.say("InfluxDB chậm hơn sổ cái", "InfluxDB behind the ledger"), "xhht_projection_lag_entries", s.say("bút toán", "entries"), "xhht_projection_lag_entries",
				s.say("Số bút toán đã nhận mà bảng chưa thấy; 0 là đủ.", "Accepted entries that dashboards do not show yet; 0 is well."), nil),
			s.now(quarantinedPanel, 4, s.say("Điểm bị từ chối", "Refused points"), "xhht_projection_quarantined_points", s.say("điểm", "points"), "xhht_projection_quarantined_points",
				s.say("Số điểm InfluxDB từ chối hẳn; sổ cái vẫn giữ.", "Points that InfluxDB refused for good; the ledger keeps them."), nil),
			s.now(influxPanel, 4, "InfluxDB", "xhht_projection_up", "InfluxDB", "xhht_projection_up",
				s.say("1 là bộ thu ghi được vào InfluxDB, 0 là không tới được hoặc bị từ chối.", "1: the collector can write to InfluxDB; 0: it is not reached, or lets nobody in."), []grafana.Mapping{s.words01()}),
			s.now(exportersPanel, 5, "Exporters", "xhht_exporter_scrape_success", "{{exporter}}", "xhht_exporter_scrape_success",
				s.say("1 là đọc được, 0 là lỗi.", "1 reads, 0 fails."), []grafana.Mapping{s.words01()}),
		}},
		band{5, []grafana.Panel{
			s.now(overduePanel, 24, s.say("Báo cáo quá hạn ở kỳ mới nhất, theo biểu", "Reports overdue for the newest due period, by form"), "xhht_reporting_reports{state=\"overdue\"}", "{{plan}} · {{form}}", "xhht_reporting_reports",
				s.say("Số báo cáo đã quá hạn mà chưa đủ; là ai thì xem trang Báo cáo.", "Reports whose deadline has passed and that are not complete; the reports page says whose."), nil),
		}},
		band{9, []grafana.Panel{
			s.overTime(intakePanel, 12, s.say("Báo cáo gửi đến mỗi giờ", "Submissions an hour"), "sum by (result) (increase(xhht_collector_submissions_total[1h]))", "{{result}}", "xhht_collector_submissions_total",
				s.say("Số báo cáo theo kết quả.", "Submissions by result."), "none"),
			s.overTime(problemsPanel, 12, s.say("Lỗi tìm thấy trong báo cáo mỗi giờ", "Problems found in reports an hour"), problemsByCode(s.say("không có", "none")), "{{code}}", "xhht_collector_problems_total",
				s.say("Số lỗi theo loại; lỗi lặp lại nhiều là biểu khó hiểu.", "Problems by kind; many of one kind mean that a form is hard to understand."), "none"),
		}},
		band{9, []grafana.Panel{
			s.overTime(pointsPanel, 8, s.say("Điểm ghi vào InfluxDB mỗi giây", "Points written a second"), "sum by (measurement) (rate(xhht_projection_points_total[5m]))", "{{measurement}}", "xhht_projection_points_total",
				s.say("Tốc độ ghi theo loại số liệu, kể cả điểm ghi lại.", "Rate by measurement, rewritten points included."), "none"),
			s.overTime(durationPanel, 8, s.say("Thời gian trả lời của bộ thu (95%)", "Collector's answer time (95%)"), "histogram_quantile(0.95, sum by (le) (rate(xhht_collector_request_duration_seconds_bucket[5m])))", "p95", "xhht_collector_request_duration_seconds",
				s.say("95% yêu cầu được trả lời nhanh hơn mức này.", "95% of requests are answered faster than this."), "s"),
			s.overTime(ledgerPanel, 8, s.say("Sổ cái", "Ledger"), "xhht_ledger_entries", s.say("bút toán", "entries"), "xhht_ledger_entries",
				s.say("Số bút toán; chỉ có thể tăng.", "Entries; they can only grow."), "none"),
		}},
	)
	return grafana.Dashboard{
		UID: query.PageUID(query.PageOps, "stack", lang), Title: s.say("Vận hành", "Operations"),
		Description: s.say("Các chương trình có chạy, sổ cái có được chiếu đủ, exporter có đọc được.", "Are the programs up, does InfluxDB follow the ledger, do exporters read."),
		Tags:        []string{everyPage, s.languageTag()}, Timezone: "Asia/Ho_Chi_Minh", SchemaVersion: grafana.SchemaVersion, Refresh: "1m",
		Time: grafana.Time{From: "now-6h", To: "now"}, GraphTooltip: 1, Links: []grafana.Link{}, Annotations: grafana.Annotations{List: []grafana.Annotation{}}, Templating: grafana.Templating{List: []grafana.Variable{}}, Panels: panels,
	}, err
}

// problemsByCode is a zero where nobody made a mistake: a code has no series before it was first found.
func problemsByCode(none string) string {
	return `sum by (code) (increase(xhht_collector_problems_total[1h])) or on() label_replace(vector(0), "code", "` + none + `", "", "")`
}

// words01 says in words what 0 and 1 mean.
func (s scope) words01() grafana.Mapping {
	return grafana.Mapping{Type: "value", Options: map[string]grafana.Shown{
		"0": {Text: s.say("Lỗi", "Failed"), Color: red}, "1": {Text: s.say("Tốt", "Well"), Color: green, Index: 1},
	}}
}

func (s scope) metric(id, w int, kind, title, expr, legend, metric, about string, instant bool) grafana.Panel {
	p := s.panel(id, w, kind, title, about+" "+s.say("Nguồn: số đo ", "Source: metric ")+metric+".", grafana.Target{RefID: "A", Datasource: prometheus,
		Model: promQL{Expr: expr, LegendFormat: legend, Instant: instant, Range: !instant, EditorMode: "code"}})
	p.Datasource = prometheus
	p.FieldConfig.Defaults.NoValue = s.say("Prometheus chưa có số đo này", "Prometheus has no such metric yet")
	return p
}

// now is the newest value, large.
func (s scope) now(id, w int, title, expr, legend, metric, about string, mappings []grafana.Mapping) grafana.Panel {
	p := s.metric(id, w, "stat", title, expr, legend, metric, about, true)
	p.FieldConfig.Defaults.Mappings = mappings
	p.Options = grafana.StatOptions{
		ColorMode: "value", GraphMode: "none", JustifyMode: "center", Orientation: "auto", TextMode: "value_and_name",
		ReduceOptions: grafana.ReduceOptions{Calcs: []string{"lastNotNull"}},
	}
	return p
}

// overTime is lines.
func (s scope) overTime(id, w int, title, expr, legend, metric, about, unit string) grafana.Panel {
	p := s.metric(id, w, "timeseries", title, expr, legend, metric, about, false)
	p.FieldConfig.Defaults.Unit = unit
	p.FieldConfig.Defaults.Color = grafana.Color{Mode: "palette-classic"}
	p.FieldConfig.Defaults.Custom = grafana.Custom{DrawStyle: "line", LineWidth: 2, ShowPoints: "auto"}
	p.Options = lines
	return p
}
