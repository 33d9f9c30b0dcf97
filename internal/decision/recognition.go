package decision

import (
	"cmp"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// Recognitions are what a recognition, or its withdrawal, says of each of its units and indicators.
func (d Recorded) Recognitions() []series.Recognition {
	var out []series.Recognition
	for _, unit := range d.Units {
		for _, indicator := range d.Indicators {
			out = append(out, d.recognition(indicator, unit))
		}
	}
	return out
}

func (d Recorded) recognition(indicator, unit string) series.Recognition {
	out := series.Recognition{Receipt: d.Receipt, Plan: d.Plan, Indicator: indicator, Area: unit, At: d.Period.End().Time(), Seq: float64(d.Seq),
		On: day(d.On), From: day(cmp.Or(d.From, d.On)), Until: day(d.Until), Recorded: d.RecordedAt, Withdrawn: d.Withdrawn, Authority: d.Authority, Issuer: d.Issuer, Reason: d.Reason}
	if d.Value != nil {
		out.Level = *d.Value
	}
	return out
}

func day(d period.Date) time.Time { return d.Time() }
