package source

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/series"
)

// failure is what went wrong, sorted by who can mend it. Its text is ours: a database's own words may repeat the query
// or a name that the reader of a public dashboard must not see; they go to the log.
type failure struct {
	status backend.Status
	source backend.ErrorSource
	text   lang.Text
}

// gaveUp is the status of a query whose reader has left the page: nobody waits for it, and nothing was too slow. It is what web servers
// write of a client that closed its request.
const gaveUp backend.Status = 499

// failureOf sorts an error. What is not known to be the user's or InfluxDB's is ours.
func failureOf(err error) failure {
	downstream := func(status backend.Status, vi, en string) failure {
		return failure{status, backend.ErrorSourceDownstream, lang.Text{VI: vi, EN: en}}
	}
	var list problem.List
	var schema series.SchemaError
	var server *influx.Error
	var panicked *panicValue
	switch {
	case errors.As(err, &list):
		short := inShort(list)
		return downstream(backend.StatusBadRequest, short.In(lang.Vietnamese), short.In(lang.English))
	case errors.Is(err, influx.ErrNoCatalogue):
		return downstream(backend.StatusNotFound,
			"Bucket chưa có dữ liệu XHHT. Hãy khởi động collector; nếu collector đã từng chạy, dùng lệnh “collector replay” để ghi lại.",
			"The bucket holds no XHHT data. Start the collector; where it has run before, “collector replay” writes everything again.")
	case errors.As(err, &schema):
		text := schemaText(schema)
		return downstream(backend.StatusNotFound, text.VI, text.EN)
	case errors.Is(err, influx.ErrTooMuch):
		return downstream(backend.StatusBadRequest,
			"Truy vấn cần quá nhiều số liệu trong InfluxDB. Hãy chọn ít đơn vị, ít chỉ tiêu hoặc ít năm hơn.",
			"The query needs too many values from InfluxDB. Choose fewer units, indicators or years.")
	case errors.Is(err, context.DeadlineExceeded):
		return downstream(backend.StatusTimeout, "InfluxDB trả lời quá chậm. Hãy thử lại, hoặc tăng thời gian chờ trong cấu hình nguồn dữ liệu.", "InfluxDB took too long. Try again, or raise the timeout in the data source's settings.")
	case errors.As(err, &server):
		return serverFailure(server, downstream)
	case errors.Is(err, context.Canceled):
		return downstream(gaveUp, "Truy vấn đã bị hủy.", "The query was cancelled.")
	case errors.As(err, &panicked):
		return failure{backend.StatusInternal, backend.ErrorSourcePlugin, lang.Text{
			VI: "Lỗi bên trong plugin. Chi tiết có trong nhật ký của Grafana.", EN: "An error inside the plugin. Grafana's log has the details."}}
	}
	return downstream(backend.StatusBadGateway, "Không đọc được câu trả lời của InfluxDB. Chi tiết có trong nhật ký của Grafana.", "InfluxDB's answer could not be read. Grafana's log has the details.")
}

// schemaText says who of plugin and collector has to be brought up to date.
func schemaText(e series.SchemaError) lang.Text {
	if e.Older() {
		return lang.Textf("Plugin này mới hơn collector: dữ liệu trong InfluxDB theo lược đồ phiên bản %d, plugin đọc phiên bản %d. Hãy nâng collector lên cùng bản với plugin; khi khởi động, collector tự ghi lại toàn bộ dữ liệu.",
			"This plugin is newer than the collector: the data in InfluxDB has schema version %d, the plugin reads version %d. Bring the collector to the plugin's release; when it starts it writes all data again by itself.", e.Stored, series.SchemaVersion)
	}
	return lang.Textf("Plugin này cũ hơn collector: dữ liệu trong InfluxDB theo lược đồ phiên bản %d, plugin đọc phiên bản %d. Hãy nâng plugin lên cùng bản với collector.",
		"This plugin is older than the collector: the data in InfluxDB has schema version %d, the plugin reads version %d. Bring the plugin to the collector's release.", e.Stored, series.SchemaVersion)
}

func serverFailure(e *influx.Error, downstream func(backend.Status, string, string) failure) failure {
	switch {
	case e.Status == 0:
		return downstream(backend.StatusBadGateway,
			"Không nhận được câu trả lời trọn vẹn của InfluxDB. Kiểm tra InfluxDB có đang chạy và địa chỉ trong cấu hình nguồn dữ liệu.",
			"InfluxDB gave no complete answer. Check that it runs, and the address in the data source's settings.")
	case e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden:
		return downstream(backend.StatusUnauthorized,
			"InfluxDB từ chối token. Nhập lại token có quyền đọc bucket trong cấu hình nguồn dữ liệu.",
			"InfluxDB refused the token. Enter a token that may read the bucket in the data source's settings.")
	case e.Status == http.StatusNotFound:
		return downstream(backend.StatusNotFound,
			"InfluxDB không có tổ chức hoặc bucket này. Kiểm tra cấu hình nguồn dữ liệu.",
			"InfluxDB has no such organisation or bucket. Check the data source's settings.")
	case e.Status == http.StatusTooManyRequests:
		return downstream(backend.StatusTooManyRequests, "InfluxDB đang quá tải. Hãy thử lại sau.", "InfluxDB is overloaded. Try again later.")
	}
	return downstream(backend.StatusBadGateway,
		fmt.Sprintf("InfluxDB báo lỗi %d. Chi tiết có trong nhật ký của Grafana.", e.Status),
		fmt.Sprintf("InfluxDB answered with error %d. Grafana's log has the details.", e.Status))
}

// What of a refusal a person reads. A list of a hundred thousand wrong ids, or one of a megabyte, must neither be repeated in
// an answer, which Grafana would not take, nor in a log.
const (
	mostFaults  = 10
	mostOfValue = 100 // characters
	mostOfRule  = 400
)

func inShort(list problem.List) problem.List {
	out := slices.Clone(list[:min(len(list), mostFaults)])
	for i, p := range out {
		out[i].Value, out[i].Rule = clipped(p.Value, mostOfValue), lang.Text{VI: clipped(p.Rule.VI, mostOfRule), EN: clipped(p.Rule.EN, mostOfRule)}
	}
	if more := len(list) - len(out); more > 0 {
		out = append(out, problem.Problem{Code: "more", Rule: lang.Textf("và %d lỗi khác", "and %d more", more)})
	}
	return out
}

func clipped(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// logged is the error as the log gets it: in full, but for what a user sent.
func logged(err error) error {
	if list, ok := errors.AsType[problem.List](err); ok {
		return inShort(list)
	}
	return err
}

// response is the failure as the answer of one query.
func (f failure) response(l lang.Lang) backend.DataResponse {
	return backend.DataResponse{Error: errors.New(f.text.In(l)), Status: f.status, ErrorSource: f.source}
}

// both puts Vietnamese first and English second, for readers whose language no query told.
func (f failure) both() string { return f.text.VI + "\n" + f.text.EN }

// panicValue is a recovered panic with its stack, for the log.
type panicValue struct {
	value any
	stack []byte
}

func panicError(v any) error { return &panicValue{v, debug.Stack()} }

func (p *panicValue) Error() string { return fmt.Sprintf("panic: %v\n%s", p.value, p.stack) }
