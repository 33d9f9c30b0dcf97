package source

import (
	"slices"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/query"
)

// only keeps the rows of which the word holds, where the query asks for it, and says why none is left where there were some.
func only[T any](q question, rows []T, empty lang.Text, word query.Only, holds func(T) bool) ([]T, lang.Text) {
	if q.query.Only != word || len(rows) == 0 {
		return rows, empty
	}
	return slices.DeleteFunc(rows, func(r T) bool { return !holds(r) }), noneOnly[word]
}

// noneOnly is what it means that a word holds of no row.
var noneOnly = map[query.Only]lang.Text{
	query.OnlyPartial:   {VI: "Chưa ghi nhận số tổng nào thiếu đơn vị.", EN: "No total is known to lack a member."},
	query.OnlyJump:      {VI: "Chưa ghi nhận thay đổi bất thường nào.", EN: "No unusual change is known."},
	query.OnlyNational:  {VI: "Chưa có chỉ tiêu quốc gia cùng loại.", EN: "There is no national target of the same kind."},
	query.OnlyShort:     {VI: "Không biết còn thiếu bao nhiêu để lên mức.", EN: "How much is missing to the next level is not known of any unit."},
	query.OnlyAttention: {VI: "Không thấy mức khai nào lệch, mức nào sắp mất.", EN: "No declared level disagrees, and none is about to lapse."},
	query.OnlyLate:      {VI: "Chưa ghi nhận báo cáo nào trễ.", EN: "No report is known to be late."},
	query.OnlyOwed:      {VI: "Không báo cáo nào quá hạn mà chưa nộp.", EN: "No report is overdue."},
	query.OnlyOpen:      {VI: "Chưa ghi nhận số nào chờ duyệt.", EN: "No number is known to wait for approval."},
	query.OnlyDiffers:   {VI: "Chưa ghi nhận kết luận nào đổi theo cách tính.", EN: "No verdict is known to change with the method."},
}
