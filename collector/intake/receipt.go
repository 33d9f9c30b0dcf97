package intake

import (
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
)

// Describe says in one line what became of a submission.
func Describe(r ledger.Receipt) lang.Text {
	switch {
	case r.Withdrawal && r.Duplicate:
		return lang.Textf("Đã được rút lại ngày %s với biên nhận %s; không ghi thêm gì", "This was withdrawn on %s by receipt %s; nothing was added", r.ReceivedOn, r.ID)
	case r.Withdrawal:
		return lang.Textf("Đã rút lại với biên nhận %s: %d ô số liệu, rút %d, đã rút từ trước %d", "Withdrawn by receipt %s: %d cells, %d taken back, %d were before",
			r.ID, r.Entries, r.Changed, r.Unchanged)
	case r.Duplicate:
		return lang.Textf("Nội dung này đã được nhận ngày %s với biên nhận %s; không ghi thêm gì", "This content was received on %s as receipt %s; nothing was added", r.ReceivedOn, r.ID)
	}
	return lang.Textf("Đã nhận với biên nhận %s: %d ô số liệu, mới %d, sửa %d, không đổi %d", "Accepted as receipt %s: %d cells, %d new, %d changed, %d unchanged",
		r.ID, r.Entries, r.New, r.Changed, r.Unchanged)
}

// Foresee says in one line what a preview found.
func Foresee(r ledger.Receipt) lang.Text {
	if r.Withdrawal {
		return lang.Textf("Xem trước, chưa ghi gì: %d ô số liệu, sẽ rút %d, đã rút từ trước %d", "Preview, nothing written: %d cells, %d would be taken back, %d were before",
			r.Entries, r.Changed, r.Unchanged)
	}
	return lang.Textf("Xem trước, chưa ghi gì: %d ô số liệu, mới %d, sửa %d, không đổi %d", "Preview, nothing written: %d cells, %d new, %d changed, %d unchanged",
		r.Entries, r.New, r.Changed, r.Unchanged)
}
