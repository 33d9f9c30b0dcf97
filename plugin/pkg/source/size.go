package source

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/lang"
)

// maxResponse is how much one request may be answered with. Grafana refuses more than 16 MiB from a plugin, and tells
// people nothing but that the transport failed; the rest is room for what a size cannot be told of beforehand.
const maxResponse = 14 << 20

// overhead is what a frame and a field cost beside their values: names, labels, configuration.
const overhead = 2 << 10

// refuseOversize replaces the largest answers by an error until the response fits. Alert answers are never cut short: a
// row that is missing looks like a problem solved.
func refuseOversize(ctx context.Context, queries []backend.DataQuery, answers []backend.DataResponse) {
	sizes, total := make([]int, len(answers)), 0
	for i, a := range answers {
		for _, f := range a.Frames {
			sizes[i] += frameSize(f)
		}
		total += sizes[i]
	}
	for total > maxResponse {
		largest := 0
		for i, n := range sizes {
			if n > sizes[largest] {
				largest = i
			}
		}
		backend.Logger.FromContext(ctx).Warn("answer too large", "refId", queries[largest].RefID, "bytes", sizes[largest])
		total -= sizes[largest]
		sizes[largest] = 0
		answers[largest] = tooLarge().response(lang.Vietnamese)
	}
}

func tooLarge() failure {
	return failure{backend.StatusBadRequest, backend.ErrorSourceDownstream, lang.Text{
		VI: "Câu trả lời quá lớn để gửi cho Grafana. Hãy chọn ít đơn vị, ít chỉ tiêu hoặc ít năm hơn, hoặc chia thành nhiều truy vấn.",
		EN: "The answer is too large to send to Grafana. Choose fewer units, indicators or years, or split the query."}}
}

// frameSize is about what the frame takes in Arrow's format, which does not compress.
func frameSize(f *data.Frame) int {
	n := overhead
	for _, field := range f.Fields {
		n += overhead
		switch field.Type() {
		case data.FieldTypeString:
			for i := range field.Len() {
				n += 4 + len(field.At(i).(string))
			}
		case data.FieldTypeNullableString:
			for i := range field.Len() {
				n += 5
				if s, ok := field.At(i).(*string); ok && s != nil {
					n += len(*s)
				}
			}
		default:
			n += 9 * field.Len()
		}
	}
	return n
}
