package decision

import (
	"cmp"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// Recognition is what a recognition, or its withdrawal, says of one of its units.
func (d Recorded) Recognition(indicator, unit string) series.Recognition {
	out := series.Recognition{Receipt: d.Receipt, Plan: d.Plan, Indicator: indicator, Area: unit, At: d.Period.End().Time(), Seq: float64(d.Seq),
		On: day(d.On), From: day(cmp.Or(d.From, d.On)), Until: day(d.Until), Recorded: d.RecordedAt, Withdrawn: d.Withdrawn, Authority: d.Authority, Issuer: d.Issuer, Reason: d.Reason}
	if d.Value != nil {
		out.Level = *d.Value
	}
	return out
}

func day(d period.Date) time.Time { return d.Time() }
