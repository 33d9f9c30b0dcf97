package main

import (
	"context"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/owed"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/series"
)

// recognising reads what decisions recognised of the page's unit, so that it stands beside what the numbers amount to.
func (p *levelPage) recognising(ctx context.Context, book ledger.Store, reg plan.Registry, duty plan.Plan, asOf time.Time) error {
	if asOf.IsZero() {
		asOf = p.app.now()
	}
	var state decision.State
	if _, err := book.Decisions(ctx, &state, p.app.now()); err != nil {
		return err
	}
	decided := map[string][]series.Recognition{} // of the unit, by indicator
	for _, d := range state.Recognitions() {
		for _, r := range d.Recognitions() {
			if r.Area == p.unit.UID {
				decided[r.Indicator] = append(decided[r.Indicator], r)
			}
		}
	}
	p.recognised = map[law.Program]owed.RecognitionRow{}
	for programme, id := range duty.Judging.Declared {
		if r := owed.Granted(p.unit, reg.Indicators[id], decided[id], asOf); r.State != owed.TitleNone {
			p.recognised[programme] = r
		}
	}
	return nil
}

// recognition says what was recognised in a programme; nothing where nobody had by then.
func (p levelPage) recognition(programme law.Program) {
	if r, ok := p.recognised[programme]; ok {
		p.line(0, lang.Text{VI: "quyết định: " + r.Recognised(lang.Vietnamese), EN: "by decision: " + r.Recognised(lang.English)}.In(p.lang))
	}
}
