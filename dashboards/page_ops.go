package main

import (
	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
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
	alertsPanel
)

// opsFile is mounted only where there is a Prometheus; the folder is not read otherwise.
func opsFile(language lang.Lang) string {
	return "ops/" + query.PageUID(query.PageOps, "stack", language) + ".json"
}

// ops is the page of the plumbing: are the programs up, does InfluxDB follow the ledger, do exporters read, what comes in. It knows
// no plan; what units have reported is the other pages' subject.
func ops(reg plan.Registry, language lang.Lang) (grafana.Dashboard, error) {
	s := scope{reg: reg, lang: language}
	panels, err := stack(
		band{6, []grafana.Panel{s.firing(alertsPanel, 24)}},
		band{4, s.working()},
		band{7, append(s.behind(), s.overdueByForm(overduePanel, 14))},
		band{9, s.comingIn()},
		band{8, s.throughput()},
	)
	return grafana.Dashboard{
		UID: query.PageUID(query.PageOps, "stack", language), Title: s.say("Vận hành", "Operations"),
		Description: s.say("Các chương trình có chạy, sổ cái có được chiếu đủ, exporter có đọc được.", "Are the programs up, does InfluxDB follow the ledger, do exporters read."),
		Tags:        []string{everyPage, s.languageTag()}, Timezone: "Asia/Ho_Chi_Minh", SchemaVersion: grafana.SchemaVersion, Refresh: "1m",
		Time: grafana.Time{From: "now-6h", To: "now"}, GraphTooltip: 1, Links: []grafana.Link{}, Panels: panels,
		Annotations: grafana.Annotations{List: []grafana.Annotation{}}, Templating: grafana.Templating{List: []grafana.Variable{}},
	}, err
}

// working says of every program whether it does what it is there for.
func (s scope) working() []grafana.Panel {
	return []grafana.Panel{
		s.now(metric{
			id: upPanel, width: 10, name: "up", expr: `up{job=~"xhht-.*"}`, legend: "{{job}}",
			title: s.say("Chương trình có chạy không?", "Are the programs up?"),
			about: s.say("Có trả lời Prometheus không.", "Whether it answers Prometheus."),
		}, s.words01(s.say("Chạy", "Up"), s.say("Không trả lời", "Down"))),
		s.now(metric{
			id: influxPanel, width: 7, name: "xhht_projection_up", expr: influxTakes, legend: " ",
			title: s.say("Ghi vào InfluxDB", "Writing to InfluxDB"),
			about: s.say("Lần ghi mới nhất được hay không; còn bút toán chờ mà một phút không ghi được gì cũng là không được. "+
				"Không có gì phải ghi thì là kết quả lần trước. Báo cáo vẫn được nhận và giữ trong sổ cái.",
				"Whether the last write worked; entries that wait while nothing was written for a minute count as failing, too. "+
					"With nothing to write it is the result of the last time. Reports are taken and kept in the ledger all the same."),
		}, s.words01(s.say("Ghi được", "Works"), s.say("Không ghi được", "Fails"))),
		s.now(metric{
			id: exportersPanel, width: 7, name: "xhht_exporter_scrape_success", legend: "{{exporter}}",
			title: s.say("Exporter nào đọc được số liệu?", "Which exporters read?"),
			about: s.say("Lần đọc mới nhất của từng exporter.", "The newest reading of every exporter."),
		}, s.words01(s.say("Đọc được", "Reads"), s.say("Lỗi", "Fails"))),
	}
}

// behind is what InfluxDB lacks of the ledger: for now, and for good.
func (s scope) behind() []grafana.Panel {
	return []grafana.Panel{
		s.now(metric{
			id: lagPanel, width: 5, name: "xhht_projection_lag_entries", legend: s.say("bút toán", "entries"),
			title: s.say("Bảng chậm hơn sổ cái", "Behind the ledger"),
			about: s.say("Số bút toán đã nhận mà InfluxDB, và các bảng, chưa có; 0 là đủ.", "Accepted entries that InfluxDB, and the dashboards, do not have yet; 0 is well."),
		}, s.zeroIsWell()),
		s.now(metric{
			id: quarantinedPanel, width: 5, name: "xhht_projection_quarantined_points", legend: s.say("điểm", "points"),
			title: s.say("Điểm bị từ chối hẳn", "Points refused"),
			about: s.say("Số điểm InfluxDB từ chối hẳn; sổ cái vẫn giữ.", "Points that InfluxDB refused for good; the ledger keeps them."),
		}, s.zeroIsWell()),
	}
}

// comingIn is what reporters send, and what is wrong with it.
func (s scope) comingIn() []grafana.Panel {
	return []grafana.Panel{
		s.overTime(metric{
			id: intakePanel, width: 12, name: "xhht_collector_submissions_total", legend: "{{result}}",
			expr:  "sum by (result) (increase(xhht_collector_submissions_total[1h]))",
			title: s.say("Báo cáo gửi đến mỗi giờ", "Submissions an hour"),
			about: s.say("Số báo cáo theo kết quả.", "Submissions by result."),
		}, "none"),
		s.overTime(metric{
			id: problemsPanel, width: 12, name: "xhht_collector_problems_total", legend: "{{code}}",
			expr:  problemsByCode(s.say("không có", "none")),
			title: s.say("Lỗi tìm thấy trong báo cáo mỗi giờ", "Problems found in reports an hour"),
			about: s.say("Số lỗi theo loại; lỗi lặp lại nhiều là biểu khó hiểu.", "Problems by kind; many of one kind mean that a form is hard to understand."),
		}, "none"),
	}
}

// throughput is how much the collector does, and how fast.
func (s scope) throughput() []grafana.Panel {
	return []grafana.Panel{
		s.overTime(metric{
			id: pointsPanel, width: 8, name: "xhht_projection_points_total", legend: "{{measurement}}",
			expr:  "sum by (measurement) (rate(xhht_projection_points_total[5m]))",
			title: s.say("Điểm ghi vào InfluxDB mỗi giây", "Points written a second"),
			about: s.say("Tốc độ ghi theo loại số liệu, kể cả điểm ghi lại.", "Rate by measurement, rewritten points included."),
		}, "none"),
		s.overTime(metric{
			id: durationPanel, width: 8, name: "xhht_collector_request_duration_seconds", legend: s.say("95% nhanh hơn", "95% are faster"),
			expr:  "histogram_quantile(0.95, sum by (le) (rate(xhht_collector_request_duration_seconds_bucket[5m])))",
			title: s.say("Thời gian trả lời của bộ thu (95%)", "Collector's answer time (95%)"),
			about: s.say("95% yêu cầu được trả lời nhanh hơn mức này; không có đường là không có yêu cầu nào.", "95% of requests are answered faster than this; no line means no request."),
		}, "s"),
		s.overTime(metric{
			id: ledgerPanel, width: 8, name: "xhht_ledger_entries", legend: s.say("bút toán", "entries"),
			title: s.say("Sổ cái", "Ledger"),
			about: s.say("Số bút toán; chỉ có thể tăng.", "Entries; they can only grow."),
		}, "none"),
	}
}

// influxTakes is 0 also where InfluxDB hangs: a request without an answer fails only when its time is over, and what waits meanwhile
// is seen at once.
const influxTakes = "xhht_projection_up * (1 - (min_over_time(xhht_projection_lag_entries[1m]) > bool 0) * (time() - (xhht_projection_last_write_timestamp_seconds or 0 * xhht_projection_up) > bool 60))"

// problemsByCode is a zero where nobody made a mistake: a code has no series before it was first found.
func problemsByCode(none string) string {
	return `sum by (code) (increase(xhht_collector_problems_total[1h])) or on() label_replace(vector(0), "code", "` + none + `", "", "")`
}
