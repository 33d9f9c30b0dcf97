package generation

import (
	"context"
	"time"

	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
)

// asking reads generations with the days on which they really asked: what a file says was asked in January was asked in December
// if the file came into force then. What the first generation holds was in force since before the ledger wrote plans down.
type asking struct {
	book Chain
	list []decision.Recorded
	read map[int]plan.Registry // as they are written
}

// load returns the plans of a generation as they counted.
func (a *asking) load(ctx context.Context, i int) (plan.Registry, error) {
	reg, err := a.written(ctx, i)
	if err != nil {
		return reg, err
	}
	return a.asked(ctx, i, reg, a.list[i].RecordedAt)
}

func (a *asking) written(ctx context.Context, i int) (plan.Registry, error) {
	if reg, known := a.read[i]; known {
		return reg, nil
	}
	reg, err := read(ctx, a.book, a.list[i])
	if err == nil {
		if a.read == nil {
			a.read = map[int]plan.Registry{}
		}
		a.read[i] = reg
	}
	return reg, err
}

// asked gives what the plans of a generation ask for after a deadline the day on which somebody was first asked for it: that of the
// first of the generations up to this one that hold it without a break.
func (a *asking) asked(ctx context.Context, i int, reg plan.Registry, at time.Time) (plan.Registry, error) {
	open := reg.LateAsks()
	if len(open) == 0 || i == 0 {
		return reg, nil
	}
	since := map[string]period.Date{}
	for name := range open {
		since[name] = period.Day(at)
	}
	for k := i - 1; k >= 0 && len(open) > 0; k-- {
		before, err := a.written(ctx, k)
		if err != nil {
			return reg, err
		}
		held := before.LateAsks()
		for name := range open {
			switch {
			case !held[name]:
				delete(open, name)
			case k == 0:
				since[name] = period.Date{}
			default:
				since[name] = period.Day(a.list[k].RecordedAt)
			}
		}
	}
	return reg.AskedSince(func(name string) period.Date { return since[name] }), nil
}
