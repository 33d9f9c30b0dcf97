package reporting

import (
	"context"
	"slices"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// cellsAt are the cells as they stood at an instant, those among them of which all was withdrawn. A report counts from its
// day of receipt, also one that was recorded later; a withdrawal counts from when it was recorded.
func cellsAt(ctx context.Context, book Ledger, indicators []string, periods []period.Period, at time.Time) (map[report.Key]ledger.Recorded, error) {
	cells, err := book.Cells(ctx, indicators, nil, periods...)
	if err != nil {
		return nil, err
	}
	emptied, err := book.Emptied(ctx, indicators, nil, periods...)
	if err != nil {
		return nil, err
	}
	out := make(map[report.Key]ledger.Recorded, len(cells))
	var later []string // units of which something was withdrawn since
	for _, c := range slices.Concat(cells, emptied) {
		if out[c.Key()] = c; c.Withdrawn > 0 && c.RecordedAt.After(at) {
			later = append(later, c.Unit)
		}
	}
	if len(later) == 0 {
		return out, nil
	}
	slices.Sort(later)
	all, err := book.Revisions(ctx, indicators, slices.Compact(later), periods...)
	for _, r := range all { // oldest first
		if r.Withdrawn == 0 || !r.RecordedAt.After(at) {
			out[r.Key()] = r
		}
	}
	return out, err
}

// count notes what the cells that a unit owes say beside numbers.
func (l *Line) count(owed []string, known map[report.Key]ledger.Recorded) {
	for _, id := range owed {
		c, came := known[report.Key{Unit: l.Unit.UID, Indicator: id, Group: catalogue.GroupAll, Period: l.Period}]
		switch {
		case !came:
		case c.Empty():
			l.Withdrawn++
		case c.Nobody:
			l.Nobody++
		case c.Unverified != nil:
			l.Unverified++
		}
	}
}
