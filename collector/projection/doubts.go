package projection

import (
	"context"
	"slices"

	"github.com/xhht/xhht/collector/doubt"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/report"
)

// doubts finds the contradictions in which the cells take part. What becomes of them changes what others say that nobody revised:
// those are again, to be written beside them. A first report brings up whom it contradicts; a correction or a withdrawal also whoever
// may have been written as doubtful before it.
func (p *Projection) doubts(ctx context.Context, cells []ledger.Recorded) (found doubt.Found, again []ledger.Recorded, err error) {
	mine := map[report.Key]bool{}
	var keys, corrected []report.Key
	var alone []ledger.Recorded // held against nothing but themselves
	for _, c := range cells {
		k := c.Key()
		mine[k], keys = true, append(keys, k)
		switch {
		case len(p.rules.Reads(c.Indicator)) == 0:
			alone = append(alone, c)
		case c.Revision > 1:
			corrected = append(corrected, k)
		}
	}
	var beside, revisions []ledger.Recorded
	if indicators, units, periods := p.rules.Touched(keys); len(indicators) > 0 {
		if beside, err = p.opt.Ledger.Cells(ctx, indicators, units, periods...); err != nil {
			return found, nil, err
		}
	}
	if indicators, units, periods := p.rules.Touched(corrected); len(indicators) > 0 {
		if revisions, err = p.opt.Ledger.Revisions(ctx, indicators, units, periods...); err != nil {
			return found, nil, err
		}
	}
	found = doubt.Among(p.rules, slices.Concat(alone, beside))
	before := doubt.Ever(p.rules, revisions)
	for _, c := range beside {
		if k := c.Key(); !mine[k] && (found.Has(k) || before[k]) {
			again = append(again, c)
		}
	}
	return found, again, nil
}
