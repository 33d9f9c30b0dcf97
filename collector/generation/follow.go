package generation

import (
	"context"
	"fmt"
	"sync"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// Following is the plans in force, whoever brings them there while this program runs. It is safe for concurrent use.
type Following struct {
	book Chain

	mu  sync.Mutex
	now Then
	err error // why those of now cannot be read
}

// Follow follows the newest generation of a ledger.
func Follow(book Chain) *Following { return &Following{book: book} }

// InForce returns the plans in force at this instant, as the chain holds their texts, and the number of their generation, 0 where
// there is none. They are read again only where there are newer ones. An *Unread error says that this program cannot read them.
func (f *Following) InForce(ctx context.Context) (plan.Registry, int64, error) {
	newest, err := f.book.Generation(ctx)
	if err != nil {
		return plan.Registry{}, 0, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if newest <= f.now.Seq { // another may have read newer ones meanwhile
		return f.now.Registry, f.now.Seq, f.err
	}
	list, err := f.book.Generations(ctx)
	if err != nil || len(list) == 0 {
		return plan.Registry{}, 0, err
	}
	last := list[len(list)-1]
	reg, err := load(ctx, f.book, last)
	if ctx.Err() != nil {
		return plan.Registry{}, 0, ctx.Err()
	}
	if err != nil {
		err = &Unread{Receipt: last.Receipt, Err: err}
	}
	f.now, f.err = Then{Registry: reg, Recorded: last}, err
	return reg, last.Seq, err
}

// Unread says that plans came into force which this program cannot read: it must not go on by those before.
type Unread struct {
	Receipt string // of their generation
	Err     error
}

func (u *Unread) Error() string {
	return fmt.Sprintf("the plans in force, receipt %s, cannot be read: %v", u.Receipt, u.Err)
}

// Unwrap returns the cause.
func (u *Unread) Unwrap() error { return u.Err }

// Problem says it to whoever sends something.
func (u *Unread) Problem() problem.Problem {
	return problem.Problem{
		Code: "plans_unread", Value: u.Receipt,
		Rule: lang.Text{
			VI: "kế hoạch mới đã có hiệu lực nhưng bộ thu đang chạy không đọc được, nên chưa nhận gì",
			EN: "new plans are in force which the running collector cannot read, so nothing is taken",
		},
		Hint: lang.Text{
			VI: "Báo người quản trị khởi động lại bộ thu bằng bản mới nhất, rồi gửi lại: gửi lại không tạo bản trùng",
			EN: "Ask the operator to start the collector again in its newest version, then send it again: that makes no second copy",
		},
	}
}
