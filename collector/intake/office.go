package intake

import (
	"context"
	"sync"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// decided is the state of all decisions, kept from one check to the next.
type decided struct {
	mu    sync.Mutex
	state decision.State
}

// officeOnly refuses what the standing office alone may do: to change what was reported for a locked period, and to withdraw
// what was approved. It acts by commands on the ledger itself.
func (in *Intake) officeOnly(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
	// An operator's file is the office's word where it says why; a file imported by mistake is not.
	if from := changes[0].Batch; from.Source == ledger.SourceCommand || from.Source == ledger.SourceImport && from.Note != "" {
		return nil
	}
	return in.asDecided(ctx, holds, changes, in.reserved)
}

// approvedByPeople refuses a machine that would write over what was approved: nobody answers for its number.
func (in *Intake) approvedByPeople(ctx context.Context, holds ledger.Holdings, changes []ledger.Change) error {
	return in.asDecided(ctx, holds, changes, in.approved)
}

// asDecided judges every change in the light of all decisions.
func (in *Intake) asDecided(ctx context.Context, holds ledger.Holdings, changes []ledger.Change, judge func(ledger.Change) *problem.Problem) error {
	in.decided.mu.Lock()
	defer in.decided.mu.Unlock()
	if err := holds.Decisions(ctx, &in.decided.state); err != nil {
		return err
	}
	var refused problem.List
	for _, c := range changes {
		if p := judge(c); p != nil {
			p.Place = ledger.PlaceOf(c.After.Key())
			refused.Add(*p)
		}
	}
	if len(refused) > 0 {
		return &ledger.Conflict{Problems: refused[:min(len(refused), mostReserved)]}
	}
	return nil
}

// mostReserved bounds how many cells are named: they share one reason.
const mostReserved = 20

func (in *Intake) reserved(c ledger.Change) *problem.Problem {
	k := c.After.Key()
	if in.locked(c.Batch.Plan, k) {
		return &problem.Problem{
			Code: "period_locked",
			Rule: lang.Text{VI: "kỳ này đã khóa sổ", EN: "this period is locked"},
			Hint: lang.Text{VI: "Đề nghị cơ quan thường trực mở khóa; cơ quan thường trực nhập tệp kèm --note nêu lý do", EN: "Ask the standing office to unlock it; the office itself imports a file with a --note that says why"},
		}
	}
	if upTo, _ := in.decided.state.Approved(k.Unit, k.Indicator, k.Period); upTo > 0 && c.After.Withdrawn > 0 && !underOtherPlan(c) {
		return &problem.Problem{
			Code: "approved_cell",
			Rule: lang.Text{VI: "ô này đã được duyệt; chỉ cơ quan thường trực được rút lại", EN: "this cell was approved; the standing office alone may withdraw it"},
			Hint: lang.Text{VI: "Nộp số đính chính, hoặc đề nghị cơ quan thường trực rút lại", EN: "File a correction, or ask the standing office to withdraw it"},
		}
	}
	return nil // a correction is the unit's own; it waits for an approval of its own
}

func (in *Intake) approved(c ledger.Change) *problem.Problem {
	k := c.After.Key()
	if upTo, _ := in.decided.state.Approved(k.Unit, k.Indicator, k.Period); upTo == 0 || underOtherPlan(c) {
		return nil
	}
	return &problem.Problem{
		Code: "approved_cell",
		Rule: lang.Text{VI: "ô này đã được duyệt; máy không ghi đè số đã duyệt", EN: "this cell was approved; a machine does not write over what was approved"},
		Hint: lang.Text{VI: "Người phụ trách nguồn xem và nộp số đính chính", EN: "The source's owner looks at it and files a correction"},
	}
}

func (in *Intake) locked(plan string, k report.Key) bool {
	p, ok := in.Registry.Plan(plan)
	if !ok {
		return false
	}
	unit, _ := in.Registry.Areas.Get(k.Unit)
	form, _, ok := p.FormFor(k.Indicator, unit.Level, k.Period)
	body, _ := form.Body(k.Period)
	return ok && in.decided.state.Locked(plan, form.ID, k.Unit, k.Period, body.AskedOn)
}
