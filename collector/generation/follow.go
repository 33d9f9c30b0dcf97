package generation

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/xhht/xhht/internal/decision"
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
	reg, err := (&asking{book: f.book, list: list}).load(ctx, len(list)-1)
	if ctx.Err() != nil {
		return plan.Registry{}, 0, ctx.Err()
	}
	if err != nil {
		err = &Unread{Receipt: last.Receipt, Err: err}
	}
	f.now, f.err = Then{Registry: reg, Recorded: last}, err
	return reg, last.Seq, err
}

// Earlier returns what was in force before, oldest first, each until when. Order comes from the chain: what a later generation says was
// in force already at an instant, because a clock was ahead in between, was in force at none. Beside those that can be read comes an
// error that tells of the others, whose time counts to the next.
func (f *Following) Earlier(ctx context.Context) (out []plan.Spell, err error) {
	list, err := f.book.Generations(ctx)
	if err != nil {
		return nil, err
	}
	past := asking{book: f.book, list: list}
	for i := range list {
		next, ok := successor(list, i)
		if !ok {
			continue
		}
		reg, unread := past.load(ctx, i)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if unread != nil {
			err = errors.Join(err, &Unread{Receipt: list[i].Receipt, Err: unread})
			continue
		}
		out = append(out, plan.Spell{Registry: reg, Until: next.RecordedAt})
	}
	return out, err
}

// successor is the generation that came into force after one, at whose instant it ended; none where it is in force now, or was at no
// instant.
func successor(list []decision.Recorded, i int) (decision.Recorded, bool) {
	var next decision.Recorded
	for _, later := range list[i+1:] {
		if !later.RecordedAt.After(list[i].RecordedAt) && i > 0 {
			return next, false
		}
		if next.Seq == 0 || later.RecordedAt.Before(next.RecordedAt) {
			next = later
		}
	}
	return next, next.Seq != 0
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
