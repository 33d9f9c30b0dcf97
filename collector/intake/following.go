package intake

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// ErrOtherPlans is returned where plans came into force after the ones that something was checked by. Nothing was written; it has to
// be checked by the new ones.
var ErrOtherPlans error = problem.Problem{
	Code: "other_plans",
	Rule: lang.Text{VI: "kế hoạch vừa được thay trong lúc kiểm tra; chưa ghi gì", EN: "other plans came into force while this was checked; nothing was written"},
	Hint: lang.Text{VI: "Gửi lại, hoặc chạy lại lệnh: báo cáo được kiểm tra theo kế hoạch mới, và gửi lại không tạo bản trùng",
		EN: "Send it again, or run the command again: it is checked by the new plans, and makes no second copy"},
}

// inForce refuses what was checked by plans that are not in force any more: another program may have chained newer ones, also in
// the instant before this transaction.
func (in *Intake) inForce(ctx context.Context, holds ledger.Holdings, _ []ledger.Change) error {
	if in.Generation == 0 {
		return nil
	}
	in.decided.mu.Lock()
	defer in.decided.mu.Unlock()
	if err := holds.Decisions(ctx, &in.decided.state); err != nil {
		return err
	}
	if in.decided.state.Plans() != in.Generation {
		return ErrOtherPlans
	}
	return nil
}

// Plans says which plans are in force, and the number of their generation; 0 where nobody wrote that down.
type Plans interface {
	InForce(ctx context.Context) (plan.Registry, int64, error)
}

// Fixed are plans that nobody changes while they are gone by.
type Fixed plan.Registry

// InForce returns them.
func (f Fixed) InForce(context.Context) (plan.Registry, int64, error) {
	return plan.Registry(f), 0, nil
}

// Following is an intake that goes by the plans in force, also where another program changes them while this one runs. It is safe for
// concurrent use.
type Following struct {
	Plans   Plans
	Ledger  Ledger
	Now     func() time.Time
	Metrics *Metrics

	mu  sync.Mutex
	now *Intake
}

// Current is the intake by the plans in force at this instant.
func (f *Following) Current(ctx context.Context) (*Intake, error) {
	reg, generation, err := f.Plans.InForce(ctx)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now == nil || f.now.Generation < generation {
		f.now = &Intake{Registry: reg, Generation: generation, Ledger: f.Ledger, Now: f.Now, Metrics: f.Metrics}
	}
	return f.now, nil
}

// Submit is Intake.Submit by the plans in force when it is accepted.
func (f *Following) Submit(ctx context.Context, doc Document, from Sender) (Taken, error) {
	return f.again(ctx, func(in *Intake) (Taken, error) { return in.Submit(ctx, doc, from) })
}

// Withdraw is Intake.Withdraw by the plans in force when it is accepted.
func (f *Following) Withdraw(ctx context.Context, w Withdrawal, from Sender) (Taken, error) {
	return f.again(ctx, func(in *Intake) (Taken, error) { return in.Withdraw(ctx, w, from) })
}

// again does the work by the plans in force, and anew where others come into force meanwhile.
func (f *Following) again(ctx context.Context, work func(*Intake) (Taken, error)) (Taken, error) {
	const most = 5 // plans that come into force while one report is looked at
	for try := 1; ; try++ {
		in, err := f.Current(ctx)
		if err != nil {
			return Taken{}, err
		}
		taken, err := work(in)
		if !errors.Is(err, ErrOtherPlans) || try == most {
			return taken, err
		}
	}
}
